//! What the reader is told of changes once they are on the disk, and not before.

use std::collections::BTreeSet;

use crate::notes::annotation::{Revision, RevisionId};
use crate::text::clean::SafeText;

/// The words that are owed, in the order of the changes.
#[derive(Debug, Default)]
pub struct Receipts {
    owed: Vec<Receipt>,
}

/// What is said of one step, and what of it is not on the disk yet.
#[derive(Debug)]
struct Receipt {
    unsaved: BTreeSet<RevisionId>,
    words: SafeText,
}

impl Receipts {
    /// Owes some words until all revisions of a step are saved.
    pub fn owe(&mut self, revisions: &[Revision], words: SafeText) {
        let unsaved = revisions.iter().map(|revision| revision.id).collect();
        self.owed.push(Receipt { unsaved, words });
    }

    /// A revision was saved; gives the words that may be said now.
    pub fn saved(&mut self, revision: RevisionId) -> Option<SafeText> {
        let mut owed = self.owed.iter_mut();
        let at = owed.position(|receipt| receipt.unsaved.remove(&revision))?;
        let is_whole = self.owed[at].unsaved.is_empty();
        is_whole.then(|| self.owed.remove(at).words)
    }

    /// A revision was not saved: what it was part of is never said to be done.
    pub fn not_saved(&mut self, revision: RevisionId) {
        self.owed
            .retain(|receipt| !receipt.unsaved.contains(&revision));
    }
}
