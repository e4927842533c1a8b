//! The order that people expect: what is typed exactly, then what begins with it, then what has a
//! word that begins with it, then letters strewn over the text.

use crate::search::candidates::CandidateInfo;
use crate::search::substring::{starts_with, word_start};

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
pub(crate) struct RankKey(u64);

/// The weight of text that is no name: it stands below all names and most sentences.
pub(crate) const PROSE_WEIGHT: u8 = 0;

/// Percent of its points that a match keeps beside sentences when letters of a word stand apart.
const APART_PERCENT: i32 = 80;

/// Points below zero that are still told apart: of words strewn over long candidates.
const DEEPEST: i32 = 4096;

impl RankKey {
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
    pub(crate) fn of_candidate(tier: Tier, points: i32, about: CandidateInfo, length: u32) -> Self {
        if about.weight() == PROSE_WEIGHT {
            // Words of a description are no name, and say less of an article than its own sentences do.
            return Self::new(Tier::Strewn, points / 2, length, about.recency);
        }
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
        let order = RankKey::new(Tier::Strewn, 100, 9, 7);
        assert_eq!(
            order.with_letters_apart(),
            RankKey::new(Tier::Strewn, 80, 9, 7)
        );
        let negative = RankKey::new(Tier::Strewn, -5, 9, 7);
        assert_eq!(negative.with_letters_apart(), negative);
        assert!(order.is_strewn() && !RankKey::new(Tier::Words, 0, 9, 7).is_strewn());
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
