//! All revisions of one annotation, and what they come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::notes::annotation::{Annotation, Revision, RevisionId};

/// Every revision of one annotation.
#[derive(Clone, Debug, Default)]
pub(super) struct RevisionSet {
    pub(super) revisions: BTreeMap<RevisionId, Arc<Revision>>,
    superseded: BTreeSet<RevisionId>,
}

/// One annotation as it is now: one variant, or several that were made at the same time.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Live revisions that are not deleted, the latest first; at least one.
    pub variants: Vec<&'a Revision>,
    /// Every live revision: what a change of this annotation has seen.
    pub seen: Vec<RevisionId>,
    /// Whether somebody deleted it while somebody else edited it.
    pub deleted_elsewhere: bool,
}

impl<'a> Entry<'a> {
    /// The variant to show where there is room for one.
    pub fn annotation(&self) -> &'a Annotation {
        &self.variants[0].annotation
    }
}

impl RevisionSet {
    pub(super) fn insert(&mut self, revision: Revision) -> bool {
        self.superseded.extend(&revision.supersedes);
        self.revisions
            .insert(revision.id, Arc::new(revision))
            .is_none()
    }

    pub(super) fn remove(&mut self, id: RevisionId) {
        self.revisions.remove(&id);
        self.superseded = self
            .revisions
            .values()
            .flat_map(|revision| revision.supersedes.iter().copied())
            .collect();
    }

    fn live(&self) -> impl Iterator<Item = &Revision> {
        let live = self
            .revisions
            .values()
            .filter(|revision| !self.superseded.contains(&revision.id));
        live.map(Arc::as_ref)
    }

    pub(super) fn is_live(&self, id: RevisionId) -> bool {
        self.revisions.contains_key(&id) && !self.superseded.contains(&id)
    }

    /// Whether a live revision is not deleted.
    pub(super) fn is_there(&self) -> bool {
        self.live().any(|revision| !revision.annotation.deleted)
    }

    pub(super) fn entry(&self) -> Option<Entry<'_>> {
        let (gone, mut variants): (Vec<_>, Vec<_>) = self
            .live()
            .partition(|revision| revision.annotation.deleted);
        if variants.is_empty() {
            return None;
        }
        // The time only says which one is shown first; none of them is lost by it.
        variants
            .sort_by(|a, b| (&b.annotation.modified, b.id).cmp(&(&a.annotation.modified, a.id)));
        let seen = self.live().map(|revision| revision.id).collect();
        Some(Entry {
            variants,
            seen,
            deleted_elsewhere: !gone.is_empty(),
        })
    }
}
