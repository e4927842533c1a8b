//! The order that people expect: what is typed exactly, then what begins with it, then what has a
//! word that begins with it, then letters strewn over the text.

use crate::search::fuzzy::score::Class;

/// How well the letters of a query lie together in a candidate; a later tier stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Some letters stand apart, or inside a word.
    Strewn,
    /// Every word of the query begins a word.
    Words,
    /// The candidate begins with the query.
    Start,
    /// The candidate is the query.
    Exact,
}

/// Of how many percent of its best possible points a strewn match is shown without asking.
const SHOWN_PERCENT: i32 = 60;

/// Whether a strewn match of `points` is noise, where `best` points are possible.
pub const fn is_noise(points: i32, best: i32) -> bool {
    points * 100 < best * SHOWN_PERCENT
}

/// Whether byte `at` of a folded candidate begins a word, or a part of one such as the "W" of `CloudWalk`.
///
/// Scripts without blanks have no words to begin: there every character counts.
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(&here), Some(before)) = (bytes.get(at), at.checked_sub(1)) else {
        return at == 0;
    };
    Class::of(here).bonus_after(Class::of(bytes[before])) > 0
        || !here.is_ascii()
            && text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(is_unspaced)
}

/// Whether words of the character's script are written without blanks between them.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Where `word` stands whole at the beginning of a word of `text`, in bytes.
pub(crate) fn word_start(text: &str, word: &str) -> Option<usize> {
    let (bytes, word) = (text.as_bytes(), word.as_bytes());
    let (&first, last) = (word.first()?, bytes.len().checked_sub(word.len())?);
    let mut from = 0;
    while from <= last {
        let at = from + find_letter(bytes.get(from..=last)?, first)?;
        if bytes[at..at + word.len()].eq_ignore_ascii_case(word) && begins_word(text, at) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The first place of a folded letter, whether it stands there as a capital or not.
pub(crate) fn find_letter(bytes: &[u8], letter: u8) -> Option<usize> {
    bytes
        .iter()
        .position(|byte| byte.to_ascii_lowercase() == letter)
}

/// The tier of a folded candidate for the words of a query, which are also given as one phrase.
///
/// Only for candidates that hold all the letters; without words everything is [`Tier::Strewn`].
pub(crate) fn tier(text: &str, phrase: &str, words: &[String]) -> Tier {
    let start = text.as_bytes().get(..phrase.len());
    if words.is_empty() {
        Tier::Strewn
    } else if start.is_some_and(|start| start.eq_ignore_ascii_case(phrase.as_bytes())) {
        if text.len() == phrase.len() {
            Tier::Exact
        } else {
            Tier::Start
        }
    } else if words.iter().all(|word| word_start(text, word).is_some()) {
        Tier::Words
    } else {
        Tier::Strewn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier_of(text: &str, query: &str) -> Tier {
        let words: Vec<String> = query.split(' ').map(String::from).collect();
        tier(text, query, &words)
    }

    #[test]
    fn tiers_tell_how_the_letters_lie() {
        assert_eq!(tier_of("Huawei", "huawei"), Tier::Exact);
        assert_eq!(tier_of("Huawei in Zambia", "huawei"), Tier::Start);
        assert_eq!(tier_of("Huawei in Zambia", "zambia hua"), Tier::Words);
        assert_eq!(tier_of("CloudWalk", "walk"), Tier::Words);
        assert_eq!(tier_of("Huawei", "wei"), Tier::Strewn);
        assert_eq!(tier_of("reach of swallow walkers", "walk"), Tier::Words);
        assert_eq!(tier_of("美国和中国", "中国"), Tier::Words);
    }

    #[test]
    fn noise_is_what_lies_far_apart() {
        let best = crate::search::fuzzy::score::word_start_points(5);
        assert!(!is_noise(best, best));
        assert!(is_noise(best / 2, best));
        let one = crate::search::fuzzy::score::word_start_points(1);
        assert!(
            !is_noise(15, one),
            "a single letter inside a word is no noise"
        );
    }
}
