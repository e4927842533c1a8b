//! Annotations on their way in and out, in the forms that other programs read and write.
//!
//! Pure conversions of text; files are the caller's. Every import can be repeated: what was
//! brought once is recognised, and what the reader has changed since is never overwritten.

pub mod author_marks;
pub mod bibliography;
pub mod clipper;
pub mod csv;
pub mod export_item;
pub mod format;
pub mod hypothesis;
pub mod json;
pub mod markdown;
pub mod record;
pub mod reference;
pub mod report;
pub mod text_fragment;
pub mod w3c;

use serde_json::json;

use crate::notes::annotation::IMPORTED;
use crate::notes::annotation::{Annotation, Revision, RevisionId, write};
pub use crate::notes::formats::export_item::{ExportItem, Provenance};
pub use crate::notes::formats::format::{Existing, ReadForm, WriteForm};
use crate::notes::notebook::{Change, Notebook};
pub use record::Record;

/// Why a text is no export of the form it was said to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Not JSON, or cut short.
    #[error("not JSON: {0}")]
    Json(String),
    /// JSON of another form.
    #[error("{0}")]
    Form(&'static str),
}

/// What an import comes to.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// What to do to the notebook.
    pub changes: Vec<Change>,
    /// How many annotations are new.
    pub added: usize,
    /// How many were brought before and have another state now.
    pub updated: usize,
    /// How many were brought before and have changed both there and here: both are shown.
    pub beside: usize,
    /// How many are here already, or were deleted here.
    pub known: usize,
    /// How many of all that were brought have no place in the library.
    pub orphans: usize,
}

impl Import {
    /// What it comes to, in words.
    pub fn words(&self) -> String {
        format!(
            "{} added, {} updated, {} changed on both sides (both are shown), {} known; {} without a place",
            self.added, self.updated, self.beside, self.known, self.orphans
        )
    }
}

/// Compares what an import brings with what is here.
///
/// `complete` may fill in what the library knows of an annotation's article.
pub fn import(
    notebook: &Notebook,
    incoming: Vec<Annotation>,
    mut complete: impl FnMut(&mut Annotation),
) -> Import {
    let mut import = Import::default();
    for annotation in incoming {
        let said = said(&annotation);
        let marked = marked(annotation, &mut complete);
        let all: Vec<&Revision> = notebook.revisions(marked.id).collect();
        let live = notebook.entry(marked.id);
        if all.is_empty() {
            import.added += 1;
            import.changes.push(Change::Add(marked));
        } else if live.is_none()
            || all
                .iter()
                .any(|revision| is_known(&revision.annotation, &marked, said))
        {
            import.known += 1;
        } else {
            let untouched = live
                .iter()
                .flat_map(|entry| &entry.variants)
                .filter(|revision| mark(&revision.annotation).is_some());
            let seen: Vec<RevisionId> = untouched.map(|revision| revision.id).collect();
            let counter = if seen.is_empty() {
                &mut import.beside
            } else {
                &mut import.updated
            };
            *counter += 1;
            import.changes.push(Change::Import {
                seen,
                after: marked,
            });
        }
    }
    import
}

/// The annotation with the mark of what was brought, before the library completed it.
fn marked(annotation: Annotation, complete: &mut impl FnMut(&mut Annotation)) -> Annotation {
    let mut marked = annotation;
    marked.kept.keys.remove(IMPORTED);
    let hash = RevisionId::of(&write::bytes(&marked, &[])).to_string();
    complete(&mut marked);
    marked.kept.keys.insert(IMPORTED.to_owned(), json!(hash));
    marked
}

fn mark(annotation: &Annotation) -> Option<&str> {
    annotation.kept.keys.get(IMPORTED)?.as_str()
}

/// Whether a revision was brought as the same, or says the same: an export of this library that
/// comes back has no mark.
fn is_known(here: &Annotation, incoming: &Annotation, incoming_said: RevisionId) -> bool {
    mark(here).is_some_and(|brought| mark(incoming) == Some(brought)) || said(here) == incoming_said
}

/// What an annotation says, whoever wrote it down.
fn said(annotation: &Annotation) -> RevisionId {
    let mut said = annotation.clone();
    said.kept.keys.remove(IMPORTED);
    Revision::new(said, Vec::new()).id
}

#[cfg(test)]
mod tests;
