//! Upper bounds of a candidate's rank, from its masks alone, added up letter by letter.
//!
//! They hold for the scores of [`score`](crate::search::fuzzy::score) and the tiers of
//! [`rank`](crate::search::rank): what a mask cannot rule out is taken for granted.

use crate::search::fuzzy::TOGETHER;
use crate::search::fuzzy::score::{ADJACENT, FIRST_BONUS, GAP, LEADING_GAP, MATCH};
use crate::search::letter_mask::{self, Letters};
use crate::search::rank::Tier;
use crate::search::word_start::BEST_BONUS;

/// What the shortest gap costs: one letter is left out.
const SHORTEST_GAP: i32 = GAP + 1;

/// An upper bound of tier and points, packed: two bits and fourteen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound(u16);

impl Bound {
    /// Nothing is known yet.
    pub(crate) const OPEN: Self = Self::new(Tier::Start, 0);

    const fn new(tier: Tier, points: u16) -> Self {
        Self((tier as u16) << 14 | points)
    }

    /// What a query has scored, which bounds every longer one.
    pub(crate) fn of(tier: Tier, points: i32) -> Self {
        Self::new(
            tier.min(Tier::Start),
            u16::try_from(points.clamp(0, 0x3fff)).unwrap_or(0),
        )
    }

    /// No better tier can be reached; of [`Tier::Exact`] only the length decides.
    pub(crate) const fn tier(self) -> Tier {
        match self.0 >> 14 {
            0 => Tier::Strewn,
            1 => Tier::Words,
            _ => Tier::Start,
        }
    }

    /// No more points can be reached.
    pub(crate) const fn points(self) -> u16 {
        self.0 & 0x3fff
    }

    /// The bound with one letter more: the most points that the scorer can give it where letter and
    /// place are known to the masks alone, and more for a word beside the one before it.
    pub(crate) fn with(self, step: &BoundStep, letters: Letters, first: u8) -> Self {
        let head = letters.heads & step.bit != 0;
        let adjacent = letters.pairs & step.pairs == step.pairs;
        let lies = match (self.tier(), step.opens) {
            (Tier::Strewn, _) => Tier::Strewn,
            (_, Opens::Query) if first == step.first_byte => Tier::Start,
            (tier, Opens::Word) if tier == Tier::Start && adjacent => Tier::Start,
            (_, Opens::Query | Opens::Word) if head => Tier::Words,
            (tier, Opens::Nothing) if adjacent => tier,
            _ => Tier::Strewn,
        };
        // The scorer's own points, for what the masks cannot rule out.
        let points = match step.opens {
            Opens::Query | Opens::Word if first == step.first_byte => {
                MATCH - LEADING_GAP + FIRST_BONUS
            }
            Opens::Query | Opens::Word => MATCH - LEADING_GAP + if head { BEST_BONUS } else { 0 },
            Opens::Nothing => match (adjacent, head) {
                (true, true) => MATCH + BEST_BONUS,
                (true, false) => MATCH + ADJACENT,
                (false, true) => MATCH - SHORTEST_GAP + BEST_BONUS,
                (false, false) => MATCH - SHORTEST_GAP,
            },
        };
        let together = match step.opens {
            Opens::Word if adjacent => TOGETHER,
            _ => 0,
        };
        Self::new(
            lies,
            self.points() + (points + together).cast_unsigned() as u16,
        )
    }
}

/// What a letter of the query begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    Query,
    Word,
    Nothing,
}

/// A letter of the query with all that the bound asks of it.
#[derive(Clone, Debug)]
pub(crate) struct BoundStep {
    bit: u64,
    /// The pair with the letter before; across words, both pairs with the blank between.
    pairs: u64,
    first_byte: u8,
    opens: Opens,
}

impl BoundStep {
    /// The letters of a folded phrase, in order, blanks left out.
    pub(crate) fn all(phrase: &str) -> Vec<Self> {
        let mut steps = Vec::new();
        let (mut before, mut opens, mut pairs) = (None, Opens::Query, 0);
        for c in phrase.chars() {
            pairs |= before.map_or(0, |before| letter_mask::pair(before, c));
            before = Some(c);
            if c == ' ' {
                opens = Opens::Word;
            } else {
                let first_byte = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
                steps.push(Self {
                    bit: letter_mask::bit(c),
                    pairs,
                    first_byte,
                    opens,
                });
                (opens, pairs) = (Opens::Nothing, 0);
            }
        }
        steps
    }
}
