//! All annotations of a library, and the one function that changes them.
//!
//! Nothing is ever taken out: a change, its undoing and its redoing each add revisions, which the
//! caller then saves. Two live revisions of one annotation mean that two people edited it; both
//! are shown until somebody chooses or joins them.

pub mod history;
pub mod resolve;
pub mod revisions;
pub mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::library::correction::{Correction, Curation};
use crate::notes::annotation::{Annotation, AnnotationId, Revision, RevisionId, SavedFilter};
pub use crate::notes::notebook::revisions::Entry;
use crate::notes::notebook::revisions::RevisionSet;
pub use history::{ChangeError, Reversed, StepKind};
use history::{History, HistoryStep, StepPart};

/// Every revision of every annotation, and what was done in this session.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    pages: BTreeMap<AnnotationId, RevisionSet>,
    /// Pages with notes on the library itself: corrections, and filters with names.
    of_library: BTreeSet<AnnotationId>,
    /// Pages of several variants, or that somebody deleted and somebody else did not.
    contested: BTreeSet<AnnotationId>,
    history: History,
}

/// One thing to do to the annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new annotation.
    Add(Annotation),
    /// It is now like this: edited, tagged, coloured, anchored again, or variants joined into one.
    Edit {
        /// The revisions that were seen when the change was made; see [`Entry::seen`].
        seen: Vec<RevisionId>,
        /// What it is from here on.
        after: Annotation,
    },
    /// An import brought another state of it; the time of change stays as it came.
    Import {
        /// The revision that an earlier import brought and nobody has edited since; empty when it
        /// was edited, so that both are shown.
        seen: Vec<RevisionId>,
        /// What was brought.
        after: Annotation,
    },
    /// It is gone.
    Remove {
        /// The annotation.
        id: AnnotationId,
        /// The revisions that were seen.
        seen: Vec<RevisionId>,
    },
}

impl Notebook {
    /// Takes in a revision that was read from disk; whether it was not known before.
    pub fn insert(&mut self, revision: Revision) -> bool {
        let id = revision.annotation.id;
        if !revision.annotation.is_on_article() {
            self.of_library.insert(id);
        }
        let is_new = self.pages.entry(id).or_default().insert(revision);
        self.weigh(id);
        is_new
    }

    /// Learns whether a page is contested.
    fn weigh(&mut self, id: AnnotationId) {
        let is_contested = |entry: Entry<'_>| entry.variants.len() > 1 || entry.deleted_elsewhere;
        if self.entry(id).is_some_and(is_contested) {
            self.contested.insert(id);
        } else {
            self.contested.remove(&id);
        }
    }

    /// Forgets a revision that could not be saved, and what was done by it.
    pub fn retract(&mut self, id: AnnotationId, revision: RevisionId) {
        if let Some(page) = self.pages.get_mut(&id) {
            page.remove(revision);
        }
        self.weigh(id);
        self.history.forget(revision);
    }

    /// An annotation as it is now; `None` when it is gone or was never here.
    pub fn entry(&self, id: AnnotationId) -> Option<Entry<'_>> {
        self.pages.get(&id)?.entry()
    }

    /// Every annotation of an article, in the order they were made.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let entries = self.pages.values().filter_map(RevisionSet::entry);
        entries.filter(|entry| entry.annotation().is_on_article())
    }

    /// Whether an annotation is there, and not gone.
    pub fn holds(&self, id: AnnotationId) -> bool {
        self.pages.get(&id).is_some_and(RevisionSet::is_there)
    }

    /// The annotations of several variants, or that somebody deleted and somebody else did not.
    pub fn contested(&self) -> &BTreeSet<AnnotationId> {
        &self.contested
    }

    /// The notes on the library itself, in the order they were made.
    fn notes_of_library(&self) -> impl Iterator<Item = (AnnotationId, &Annotation)> {
        let entries = self.of_library.iter();
        entries.filter_map(|id| Some((*id, self.entry(*id)?.annotation())))
    }

    /// Every correction of a name, in the order they were made.
    pub fn corrections(&self) -> impl Iterator<Item = (AnnotationId, &Correction)> {
        let notes = self.notes_of_library();
        notes.filter_map(|(id, note)| Some((id, note.correction.as_ref()?)))
    }

    /// What all corrections come to.
    pub fn curation(&self) -> Curation {
        Curation::new(self.corrections().map(|(_, correction)| correction))
    }

    /// Every filter that was given a name, in the order they were named.
    pub fn filters(&self) -> impl Iterator<Item = (AnnotationId, &SavedFilter)> {
        let notes = self.notes_of_library();
        notes.filter_map(|(id, note)| Some((id, note.filter.as_ref()?)))
    }

    /// One revision, live or not.
    pub fn revision(&self, id: AnnotationId, revision: RevisionId) -> Option<&Revision> {
        self.pages
            .get(&id)?
            .revisions
            .get(&revision)
            .map(Arc::as_ref)
    }

    /// Every revision of an annotation that was ever read, live or not.
    pub fn revisions(&self, id: AnnotationId) -> impl Iterator<Item = &Revision> {
        self.pages
            .get(&id)
            .into_iter()
            .flat_map(|page| page.revisions.values().map(Arc::as_ref))
    }

    /// Does several things as one step, at the time `now` (ISO 8601, UTC), and gives the revisions
    /// to save. When one is refused, nothing is done.
    pub fn apply(&mut self, changes: Vec<Change>, now: &str) -> Result<Vec<Revision>, ChangeError> {
        let what = changes.first().map_or(StepKind::Edit, StepKind::of);
        let parts: Vec<(StepPart, Revision)> = changes
            .into_iter()
            .map(|change| self.revise(change, now))
            .collect::<Result<_, _>>()?;
        let (parts, revisions): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        for revision in &revisions {
            self.insert(revision.clone());
        }
        if !parts.is_empty() {
            self.history.did(HistoryStep { what, parts });
        }
        Ok(revisions)
    }

    /// The revision that makes a change.
    fn revise(&self, change: Change, now: &str) -> Result<(StepPart, Revision), ChangeError> {
        let (seen, after) = match change {
            Change::Add(annotation) => (Vec::new(), annotation),
            Change::Import { seen, after } => (seen, after),
            Change::Edit { seen, after } => (seen, edited(after, now)),
            Change::Remove { id, seen } => {
                let last = seen
                    .iter()
                    .find_map(|revision| self.revision(id, *revision));
                (
                    seen.clone(),
                    gone(last.ok_or(ChangeError::Unknown)?.annotation.clone()),
                )
            }
        };
        let page = self.pages.get(&after.id);
        let known = |revision: &RevisionId| page.and_then(|page| page.revisions.get(revision));
        if seen.iter().any(|revision| known(revision).is_none()) {
            return Err(ChangeError::Unknown);
        }
        if seen
            .iter()
            .filter_map(known)
            .any(|revision| revision.annotation.is_read_only())
        {
            return Err(ChangeError::Newer);
        }
        let revision = Revision::new(after, seen.clone());
        Ok((
            StepPart {
                id: revision.annotation.id,
                from: seen,
                to: vec![revision.id],
            },
            revision,
        ))
    }
}

/// The same, changed by the reader: from now on it is no longer what an import brought.
fn edited(mut annotation: Annotation, now: &str) -> Annotation {
    annotation
        .kept
        .keys
        .remove(crate::notes::annotation::IMPORTED);
    now.clone_into(&mut annotation.modified);
    annotation
}

/// The same, saying that it is gone.
fn gone(annotation: Annotation) -> Annotation {
    Annotation {
        deleted: true,
        ..annotation
    }
}

#[cfg(test)]
mod tests;
