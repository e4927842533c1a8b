//! What is asked of the candidates, and which of them may be found at all.

use std::sync::Arc;

use crate::search::candidates::{CandidateInfo, GONE};
use crate::search::condition::Condition;
use crate::search::fuzzy::{FuzzyPattern, Weak};
use crate::search::hit::HitKind;
use crate::search::rank::Tier;
use crate::search::substring::find;

/// Which candidates may be found at all.
#[derive(Clone, Debug)]
pub(crate) struct LookupScope {
    /// A bit for each kind.
    pub(crate) kinds: u16,
    /// A bit for each item; `None` for all items.
    pub(crate) items: Option<Arc<[u64]>>,
}

impl LookupScope {
    pub(super) fn holds(&self, about: CandidateInfo) -> bool {
        let (kind, item) = (about.kind(), about.item);
        let listed = |items: &Arc<[u64]>| {
            items
                .get(item as usize / 64)
                .is_some_and(|bits| bits >> (item % 64) & 1 == 1)
        };
        kind != GONE && self.kinds >> kind & 1 == 1 && self.items.as_ref().is_none_or(listed)
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        self.kinds == other.kinds
            && match (&self.items, &other.items) {
                (None, None) => true,
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                _ => false,
            }
    }
}

/// What is asked of the candidates.
#[derive(Clone, Debug)]
pub(crate) struct Lookup {
    /// Words whose letters must be there.
    pub(crate) pattern: FuzzyPattern,
    /// What else must hold.
    pub(crate) conditions: Vec<Condition>,
    /// Where to look.
    pub(crate) scope: LookupScope,
    /// What becomes of noise.
    pub(crate) weak: Weak,
    /// How many of the best are wanted.
    pub(crate) limit: usize,
}

impl Lookup {
    /// Whether a candidate may be found at all.
    pub(crate) fn allows(&self, about: CandidateInfo) -> bool {
        self.scope.holds(about)
    }

    /// Whether a strewn candidate is left out however many points it has: of commands each word
    /// stands in one piece, as in the list of keys.
    pub(crate) fn leaves_out(&self, about: CandidateInfo, text: &str) -> bool {
        let stands = |word: &String| find(text, 0, word).is_some();
        self.weak == Weak::Hidden
            && about.kind() == HitKind::Command as u8
            && !self.pattern.words().iter().all(stands)
    }

    /// The tier of a candidate where no words are asked for: who only restricts the articles means
    /// those before all that they name.
    pub(crate) fn tier_without_words(&self, about: CandidateInfo) -> Tier {
        if self.scope.items.is_some() && about.kind() == HitKind::Article as u8 {
            Tier::Words
        } else {
            Tier::Strewn
        }
    }
}
