//! Plain substrings of folded texts, whatever their case: where one stands, begins or ends.

use crate::search::word_start::begins_word;

/// Where `word` stands whole at the beginning of a word of `text`, in bytes.
pub(crate) fn word_start(text: &str, word: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = find(text, from, word) {
        if begins_word(text, at) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Where `word`, folded, first stands at or after byte `from` of a folded text, in bytes.
pub(crate) fn find(text: &str, mut from: usize, word: &str) -> Option<usize> {
    let (bytes, word) = (text.as_bytes(), word.as_bytes());
    let (&first, last) = (word.first()?, bytes.len().checked_sub(word.len())?);
    while from <= last {
        let at = from + find_letter(&bytes[from..=last], first)?;
        if bytes[at..at + word.len()].eq_ignore_ascii_case(word) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The first place of a folded letter, whether it stands there as a capital or not.
pub(crate) fn find_letter(bytes: &[u8], letter: u8) -> Option<usize> {
    if letter.is_ascii_lowercase() {
        memchr::memchr2(letter, letter.to_ascii_uppercase(), bytes)
    } else {
        memchr::memchr(letter, bytes)
    }
}

/// Whether a folded text begins with a folded phrase.
pub(crate) fn starts_with(text: &str, phrase: &str) -> bool {
    text.as_bytes()
        .get(..phrase.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// Whether a folded text ends with a folded phrase.
pub(crate) fn ends_with(text: &str, phrase: &str) -> bool {
    let start = text.len().checked_sub(phrase.len());
    start.is_some_and(|start| text.as_bytes()[start..].eq_ignore_ascii_case(phrase.as_bytes()))
}
