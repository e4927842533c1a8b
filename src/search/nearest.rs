//! The nearest of some words to one that is none of them: what somebody meant to type.

use crate::notes::anchor::edit_distance::Pattern;
use crate::search::fold::fold;

/// The known word that reads most like `typed`, case and accents aside: one that begins a word with it, else
/// the one by the fewest wrong letters. `None` where every one is another word.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    let pattern = Pattern::new(typed.chars());
    let begins = |known: &str| {
        typed.len() > 1
            && known.match_indices(typed.as_str()).any(|(at, _)| {
                !known[..at]
                    .chars()
                    .next_back()
                    .is_some_and(char::is_alphanumeric)
            })
    };
    let distance = |known: &str| {
        let known = fold(known);
        let far = pattern.distance(known.chars());
        if begins(&known) { far.min(1) } else { far }
    };
    let ranked = known.into_iter().map(|word| (distance(word), word));
    let (far, word) = ranked.min_by_key(|(far, word)| (*far, word.len()))?;
    // A third of the letters: more of them wrong, and it is as like as not another word.
    (far <= pattern.len().div_ceil(3)).then_some(word)
}

/// The nearest of some words in a sentence of its own that follows a reason; empty where none is near.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, known).map_or_else(String::new, |word| format!("; did you mean {word}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_leads_to_the_word_that_was_meant() {
        let kinds = ["person", "organisation", "place", "group"];
        assert_eq!(nearest("persn", kinds), Some("person"));
        assert_eq!(nearest("organization", kinds), Some("organisation"));
        assert_eq!(nearest("foo", kinds), None);
        let names = ["Benjamin Herscovitch", "Huawei", "Hong Kong"];
        assert_eq!(nearest("hauwei", names), Some("Huawei"));
        assert_eq!(nearest("herscov", names), Some("Benjamin Herscovitch"));
        assert_eq!(nearest("zzz", names), None);
        assert_eq!(nearest("", []), None);
    }
}
