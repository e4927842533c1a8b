//! Abbreviations whose dot belongs to them, so that it ends no sentence.

/// In lower case, without the dot.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt",
    "cmdr", "adm", "maj", "brig", "rev", "fr", "hon", "st", "mt", "jr", "sr", "inc", "ltd", "corp",
    "co", "cos", "bros", "vs", "etc", "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "dept", "univ", "assn", "approx", "est", "ave", "blvd",
    "engr", "atty", "messrs", "mme", "mlle", "sra", "dra", "bp", "ft", "pres", "vol", "fig", "al",
    "ph",
];

/// Whether a dot after this word belongs to it.
pub fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6
        && ABBREVIATIONS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_known_in_any_case() {
        assert!(["Mr", "SEN", "ph"].into_iter().all(is_abbreviation));
        assert!(!["Mister", "end", ""].into_iter().any(is_abbreviation));
    }
}
