//! The hits as rows: mixed, best first, or grouped by what they are.

use crate::search::hit::{Hit, HitKind};

/// How hits stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// Best first, whatever they are.
    #[default]
    Mixed,
    /// By kind, the kind with the best hit first.
    Grouped,
}

impl Arrangement {
    /// The other one.
    pub(super) const fn other(self) -> Self {
        match self {
            Self::Mixed => Self::Grouped,
            Self::Grouped => Self::Mixed,
        }
    }

    /// The order of some hits: their numbers, row by row.
    pub(super) fn order(self, hits: &[Hit]) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..hits.len()).collect();
        if self == Self::Grouped {
            let mut kinds: Vec<HitKind> = Vec::new();
            for hit in hits {
                if !kinds.contains(&hit.kind) {
                    kinds.push(hit.kind);
                }
            }
            rows.sort_by_key(|&row| kinds.iter().position(|&kind| kind == hits[row].kind));
        }
        rows
    }
}

/// The rows that begin a group.
pub(super) fn heads(rows: &[usize], hits: &[Hit]) -> Vec<usize> {
    let kind = |row: usize| {
        rows.get(row)
            .and_then(|&hit| hits.get(hit))
            .map(|hit| hit.kind)
    };
    let begins = |&row: &usize| row == 0 || kind(row) != kind(row - 1);
    (0..rows.len()).filter(begins).collect()
}
