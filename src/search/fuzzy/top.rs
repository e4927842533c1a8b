//! The best candidates met so far, and what a further one must be to get among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::search::rank::RankKey;

/// The best few of any number of candidates; of equals the earlier candidate is kept.
#[derive(Clone, Debug)]
pub(crate) struct Top {
    limit: usize,
    worst_first: BinaryHeap<Reverse<(RankKey, Reverse<u32>)>>,
}

impl Top {
    /// Room for the `limit` best.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            worst_first: BinaryHeap::new(),
        }
    }

    /// Whether no candidate after those offered can get in with this order or a lesser one.
    pub(crate) fn is_beyond(&self, order: RankKey) -> bool {
        self.worst_first.len() >= self.limit
            && self
                .worst_first
                .peek()
                .is_none_or(|Reverse((worst, _))| order <= *worst)
    }

    /// Takes a candidate in, if it is among the best.
    pub(crate) fn offer(&mut self, order: RankKey, candidate: u32) {
        if self.worst_first.len() < self.limit {
            self.worst_first.push(Reverse((order, Reverse(candidate))));
        } else if let Some(mut worst) = self.worst_first.peek_mut()
            && worst.0 < (order, Reverse(candidate))
        {
            *worst = Reverse((order, Reverse(candidate)));
        }
    }

    /// Takes in what another one has kept.
    pub(crate) fn merge(&mut self, other: Self) {
        for Reverse((order, Reverse(candidate))) in other.worst_first {
            self.offer(order, candidate);
        }
    }

    /// What was kept, best first.
    pub(crate) fn best_first(&self) -> Vec<(RankKey, u32)> {
        let mut best: Vec<_> = self.worst_first.iter().map(|Reverse(kept)| *kept).collect();
        best.sort_unstable_by_key(|&kept| Reverse(kept));
        best.into_iter()
            .map(|(order, Reverse(candidate))| (order, candidate))
            .collect()
    }
}
