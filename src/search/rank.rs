//! The order that people expect: what is typed exactly, then what begins with it, then what has a
//! word that begins with it, then letters strewn over the text.

use crate::search::candidates::About;
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
const SHOWN_PERCENT: i32 = 65;

/// Points under which a strewn match is noise, where `best` points are possible.
pub(crate) const fn least_points(best: i32) -> i32 {
    (best * SHOWN_PERCENT + 99) / 100
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

/// Whether what is looked for may begin at any character of a script: no blanks part its words. Hangul
/// is among them, since compounds and what is written onto words leave none where one would look.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

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

/// The tier of a folded candidate for the words of a query, which are also given as one phrase.
///
/// Only for candidates that hold all the letters; without words everything is [`Tier::Strewn`].
pub(crate) fn tier(text: &str, phrase: &str, words: &[String]) -> Tier {
    if words.is_empty() {
        Tier::Strewn
    } else if starts_with(text, phrase) {
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

/// Everything that decides the order of two candidates, as one number: tier, points, then the
/// shorter, then the newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order(u64);

/// Percent of its points that a match keeps beside sentences when letters of a word stand apart.
const APART_PERCENT: i32 = 80;

/// Points below zero that are still told apart: of words strewn over long candidates.
const DEEPEST: i32 = 4096;

impl Order {
    /// The order of something of `length` bytes with so many points, its weight among them.
    pub(crate) fn new(tier: Tier, points: i32, length: u32, recency: u16) -> Self {
        let points = (points + DEEPEST).clamp(0, 0x3fff);
        let shortness = 0x3ff - length.min(0x3ff);
        Self(
            (tier as u64) << 40
                | u64::from(points.cast_unsigned()) << 26
                | u64::from(shortness) << 16
                | u64::from(recency),
        )
    }

    /// The order of a candidate whose letters have so many points.
    pub(crate) fn of_candidate(tier: Tier, points: i32, about: About, length: u32) -> Self {
        Self::new(
            tier,
            points + i32::from(about.weight()),
            length,
            about.recency,
        )
    }

    /// The same for a strewn match of which some word's letters stand apart: words in a sentence say
    /// more.
    pub(crate) fn with_letters_apart(self) -> Self {
        let points = (self.0 >> 26 & 0x3fff) as i32 - DEEPEST;
        let kept = points - points.max(0) * (100 - APART_PERCENT) / 100;
        let kept = u64::from((kept + DEEPEST).cast_unsigned());
        Self(self.0 & !(0x3fff << 26) | kept << 26)
    }

    /// Whether some letters stand apart, or inside a word.
    pub(crate) const fn is_strewn(self) -> bool {
        self.0 >> 40 == Tier::Strewn as u64
    }

    /// Tier and points alone, for those who want a figure to show; the greater stands first.
    pub(crate) const fn score(self) -> u32 {
        (self.0 >> 26) as u32
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
    fn letters_that_stand_apart_cost_points_and_nothing_else() {
        let order = Order::new(Tier::Strewn, 100, 9, 7);
        assert_eq!(
            order.with_letters_apart(),
            Order::new(Tier::Strewn, 80, 9, 7)
        );
        let negative = Order::new(Tier::Strewn, -5, 9, 7);
        assert_eq!(negative.with_letters_apart(), negative);
        assert!(order.is_strewn() && !Order::new(Tier::Words, 0, 9, 7).is_strewn());
    }

    #[test]
    fn noise_is_what_lies_far_apart() {
        let best = crate::search::fuzzy::score::word_start_points(5);
        assert!(best / 2 < least_points(best) && least_points(best) < best);
        let one = crate::search::fuzzy::score::word_start_points(1);
        assert!(
            least_points(one) <= 15,
            "a single letter inside a word is no noise"
        );
    }
}
