//! Forms of a word: what is left of it when an ending is taken off, so that "programmes" leads to
//! "program", "centers" to "centres" and "cities" to "city".
//!
//! The endings are those of number and time in English, and those that are written in two ways on the
//! two sides of the Atlantic. Words of other languages keep what is no such ending.

/// An ending, with how many of its letters stay and how many letters must be left.
type WordEnding = (&'static str, usize, usize);

/// That which leaves the fewest letters is taken off, so that all forms of a word end alike.
const ENDINGS: [WordEnding; 43] = [
    // organisation, organization; increasing, analyzed
    ("sations", 0, 4),
    ("zations", 0, 4),
    ("sation", 0, 4),
    ("zation", 0, 4),
    ("sing", 0, 4),
    ("zing", 0, 4),
    ("sed", 0, 4),
    ("zed", 0, 4),
    ("ses", 0, 4),
    ("zes", 0, 4),
    ("se", 0, 4),
    ("ze", 0, 4),
    // defence, defense
    ("ces", 0, 4),
    ("ce", 0, 4),
    // travelled, traveled
    ("lling", 1, 5),
    ("lled", 1, 5),
    ("ller", 1, 5),
    ("lls", 1, 5),
    ("ll", 1, 5),
    // programme, program; catalogue, catalog
    ("mmes", 1, 6),
    ("mme", 1, 6),
    ("ogues", 2, 5),
    ("ogue", 2, 5),
    // behaviour, behavior
    ("ours", 0, 3),
    ("our", 0, 3),
    ("ors", 0, 3),
    ("or", 0, 3),
    // centre, center
    ("res", 0, 3),
    ("re", 0, 3),
    ("ers", 0, 3),
    ("er", 0, 3),
    // cities, city; plays, played, studied
    ("ies", 0, 3),
    ("ied", 0, 3),
    ("ying", 0, 3),
    ("yed", 0, 3),
    ("ys", 0, 3),
    ("y", 0, 3),
    ("ings", 0, 4),
    ("ing", 0, 4),
    ("ed", 0, 4),
    ("es", 0, 4),
    ("s", 0, 4),
    ("e", 0, 4),
];

/// What is left of a folded word without its ending: the beginning of all its forms.
pub(crate) fn root(word: &str) -> &str {
    let fits = |(ending, kept, least): &WordEnding| {
        let stem = word.strip_suffix(ending)?;
        let left = stem.len() + kept;
        (left >= *least && word.is_ascii()).then(|| &word[..left])
    };
    let fitting = ENDINGS.iter().filter_map(fits);
    fitting.min_by_key(|root| root.len()).unwrap_or(word)
}

/// The bytes of the word at the beginning of a text, in whatever case, if it is a form of the word
/// with that root.
pub(crate) fn form_of(text: &str, root_of_word: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_alphanumeric());
    let word = text[..end.unwrap_or(text.len())].to_ascii_lowercase();
    (root(&word) == root_of_word).then_some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_root() {
        for forms in [
            &["program", "programs", "programme", "programmes"][..],
            &["center", "centers", "centre", "centres"],
            &[
                "organise",
                "organize",
                "organisation",
                "organizations",
                "organising",
            ],
            &["defence", "defense", "defences"],
            &["analyse", "analyze", "analysed", "analyzing"],
            &["behaviour", "behavior", "behaviors"],
            &["catalogue", "catalog", "catalogs"],
            &["travelling", "traveling", "travelled", "traveler"],
            &["city", "cities"],
            &["delay", "delays", "delayed", "delaying"],
            &["study", "studies", "studied", "studying"],
            &["install", "installs", "installed", "installing"],
            &["color", "colours", "colour"],
            &["meter", "metres", "metre"],
            &["policy", "policies"],
            &["launch", "launches", "launched", "launching"],
            &["last", "lasts", "lasted", "lasting"],
            &["regulate", "regulates", "regulated", "regulating"],
        ] {
            for form in forms {
                assert_eq!(root(form), root(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn a_form_is_a_whole_word() {
        assert_eq!(form_of("Centers of data", root("centre")), Some(7));
        assert_eq!(form_of("centuries", root("centre")), None);
        assert_eq!(form_of("", root("centre")), None);
    }

    #[test]
    fn short_words_and_words_of_other_scripts_stay() {
        for word in [
            "news",
            "use",
            "china",
            "es",
            "",
            "москвы",
            "société",
            "中国",
        ] {
            assert_eq!(root(word), word);
        }
    }
}
