//! Annotations on their way in and out, in the forms that other programs read and write.
//!
//! Pure conversions of text; files are the caller's. Every import can be repeated: what was
//! brought once is recognised, and what the reader has changed since is never overwritten.

pub mod clipper;
pub mod csv;
pub mod fragment;
pub mod hypothesis;
pub mod markdown;
pub mod marks;
pub mod record;
pub mod w3c;

use serde_json::json;

use crate::core::annotation::{Annotation, Revision, RevisionId, write};
use crate::core::notebook::{Change, Entry, Notebook};
use crate::core::range::SourceRange;
pub use record::{Record, State};

/// The key by which a revision says that it is exactly what an import brought.
pub const IMPORTED: &str = "x:imported";

/// An annotation with what the library knows about it, ready to be given away.
#[derive(Clone, Debug)]
pub struct Outgoing<'a> {
    /// What it is, in all its variants.
    pub entry: Entry<'a>,
    /// The article it is about; `None` when that is not in the library.
    pub article: Option<Provenance>,
    /// How sure its place is.
    pub state: State,
    /// Its place in the article's file.
    pub range: Option<SourceRange>,
    /// The word of its colour, as the reader calls it.
    pub colour: Option<String>,
}

/// What is said of an article when annotations leave the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path below the library, with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its authors, separated by commas.
    pub authors: String,
    /// The page it was clipped from.
    pub url: Option<String>,
    /// When the page was published, as written.
    pub published: Option<String>,
    /// When it was clipped, as written.
    pub clipped: Option<String>,
}

impl Outgoing<'_> {
    /// What it says; of several variants the one that is shown first.
    pub fn annotation(&self) -> &Annotation {
        self.entry.annotation()
    }

    /// The article's path: where it lies now, else where it lay.
    pub fn path(&self) -> &str {
        let remembered = self.annotation().target.article.as_ref();
        let now = self.article.as_ref().map(|article| article.path.as_str());
        now.or_else(|| remembered.map(|article| article.path.as_str()))
            .unwrap_or_default()
    }

    /// The article's title: what it is now, else what it was.
    pub fn title(&self) -> &str {
        let remembered = self.annotation().target.article.as_ref();
        let now = self.article.as_ref().map(|article| article.title.as_str());
        now.or_else(|| remembered.map(|article| article.title.as_str()))
            .unwrap_or_default()
    }

    /// The page it is about.
    pub fn url(&self) -> Option<&str> {
        let now = self
            .article
            .as_ref()
            .and_then(|article| article.url.as_deref());
        now.or_else(|| self.annotation().target.url())
    }
}

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
