//! Words around a full stop that tell whether it ends a sentence.

/// What stands before a person's name and says nothing more; the one list of the program, in lower case
/// and without the dot.
pub const HONORIFICS: [&str; 3] = ["mr", "mrs", "ms"];

/// Shortened words, besides honorifics, that always want another word after them.
const OPEN: [&str; 60] = [
    "adm", "al", "approx", "atty", "av", "brig", "bros", "bzw", "ca", "capt", "cf", "cmdr", "col",
    "comdr", "dept", "det", "dr", "dra", "drs", "e.g", "ed", "eds", "ee", "eg", "engr", "esp",
    "fr", "ft", "gen", "gov", "hon", "i.e", "ie", "lt", "maj", "messrs", "mlle", "mme", "mt", "mx",
    "núm", "pres", "prof", "rep", "reps", "resp", "rev", "sen", "sens", "sgt", "sr", "sra", "srta",
    "ss", "st", "supt", "v", "viz", "vs", "z.b",
];

/// Shortened words that want a number after them, and are words of their own where none comes.
const NUMBERED: [&str; 16] = [
    "art", "arts", "ch", "chap", "eq", "fig", "figs", "no", "nos", "nr", "p", "para", "pp", "tel",
    "vol", "vols",
];

/// Shortened words that may stand at the end of a sentence too.
const EITHER: [&str; 60] = [
    "a.d", "a.m", "am", "apr", "assn", "aug", "ave", "b.a", "b.c", "blvd", "bp", "co", "corp",
    "cos", "d.c", "dec", "e.u", "esq", "est", "etc", "feb", "fri", "g.m.b.h", "h.k", "inc", "jan",
    "jr", "jul", "jun", "l.a", "llc", "ltd", "m.a", "m.d", "mar", "mon", "n.y", "nov", "oct",
    "p.m", "p.r.c", "ph", "ph.d", "pm", "pty", "rd", "sat", "sec", "sep", "sept", "seq", "sq",
    "sun", "thu", "tue", "u.k", "u.n", "u.s", "univ", "wed",
];

/// Those that are other words or names more often than shortened ones: a dot after them is none of theirs.
const DOUBTFUL: [&str; 27] = [
    "am", "art", "arts", "av", "ca", "ch", "chap", "det", "ed", "ee", "eq", "esp", "mx", "p",
    "para", "pp", "reps", "resp", "sat", "sec", "sens", "seq", "sq", "ss", "sun", "tel", "v",
];

/// The longest of all these, in bytes: `g.m.b.h`.
const LONGEST: usize = 7;

/// Words that seldom stand inside a sentence with a capital.
const STARTERS: &str = "A About According After Also Although Among An And Any As At Because Before Both But By Despite \
    During Each Even Every For From He Her Here His How However I If In Instead Is It Its Last Many \
    Meanwhile Most My No Not Now On One Or Our She Since So Some Such That The Their There These \
    They This Those To We What When While Why With You";

/// Whether a dot after this word belongs to it, in any case.
pub fn is_abbreviation(word: &str) -> bool {
    // The longest is "messrs": nearly all words are sooner told than folded.
    if word.len() > 6 {
        return false;
    }
    let word = word.to_lowercase();
    let lists = [&HONORIFICS[..], &OPEN, &NUMBERED, &EITHER];
    lists.iter().any(|list| has(list, &word)) && !has(&DOUBTFUL, &word)
}

/// Whether a word with a capital begins a sentence rather than a name.
pub fn is_starter(word: &str) -> bool {
    STARTERS.split(' ').any(|starter| starter == word)
}

/// Whether what comes next cannot begin a sentence: a small letter, or a sign that joins.
pub fn goes_on(next: &str) -> bool {
    let word = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '*', '_']);
    match word.chars().next() {
        // `iPhone`, `eBay` and their like begin sentences although their first letter is small.
        Some(first) if first.is_lowercase() => !word
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .any(char::is_uppercase),
        Some(first) => matches!(first, ',' | ';' | ':' | '–' | '—' | '/' | '&' | '=' | '+'),
        None => false,
    }
}

/// Whether a single full stop after `before` may end the sentence, when `next` follows it.
pub fn may_end(before: &str, next: &str) -> bool {
    let word = last_word(before);
    if word.is_empty() {
        return true;
    }
    let starts = before[..before.len() - word.len()].trim().is_empty();
    if starts && word.chars().all(|c| c.is_ascii_digit()) {
        return false; // the number of an item: "1. First"
    }
    // Most words are longer than all that are listed, and need not be folded to be told.
    let folded = if word.len() > LONGEST && word.is_ascii() {
        String::new()
    } else {
        word.to_lowercase()
    };
    if has(&HONORIFICS, &folded) || has(&OPEN, &folded) {
        return false;
    }
    if has(&NUMBERED, &folded) && !is_initial(word) {
        return !next.starts_with(|c: char| c.is_ascii_digit());
    }
    if has(&EITHER, &folded) || is_dotted(word) {
        return begins(next);
    }
    // "Lee, E. (2020)" goes on.
    !is_initial(word) || !starts && !next.starts_with('(') && begins(next)
}

/// Whether a sorted list holds a word.
fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// The letters, digits and inner dots that end a text.
fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '.' || c == '\u{301}');
    &text[rest.len()..]
}

/// Whether a word is one capital letter, as of a first name.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether a word is single letters between dots: `U.S.S.R`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && !is_number(part))
}

/// Whether a word is digits.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Whether the next word is one that begins sentences.
fn begins(next: &str) -> bool {
    let word = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[']);
    let end = word
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(word.len());
    word.len() < next.len() || is_starter(&word[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_so_that_words_are_found() {
        for list in [&HONORIFICS[..], &OPEN, &NUMBERED, &EITHER, &DOUBTFUL] {
            assert!(list.is_sorted(), "{list:?}");
        }
        let lists = [&HONORIFICS[..], &OPEN, &NUMBERED, &EITHER];
        let lengths = lists
            .iter()
            .flat_map(|list| list.iter().map(|word| word.len()));
        assert_eq!(lengths.max(), Some(LONGEST));
        assert!(
            OPEN.iter()
                .all(|word| !has(&EITHER, word) && !has(&NUMBERED, word))
        );
    }

    #[test]
    fn abbreviations_are_known_in_any_case() {
        assert!(["Mr", "SEN", "ph", "Inc"].into_iter().all(is_abbreviation));
        assert!(
            !["Mister", "end", "sat", ""]
                .into_iter()
                .any(is_abbreviation)
        );
    }
}
