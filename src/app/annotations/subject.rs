//! What a note or tags are written for.

use crate::notes::annotation::{Annotation, AnnotationId, RevisionId, Target};

/// What a note or tags are being written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation that is there.
    There {
        /// As it was when writing began.
        before: Box<Annotation>,
        /// The revisions that were seen then. What comes later stays beside what is written.
        seen: Vec<RevisionId>,
    },
    /// A new one. It has its name from the beginning, so that what is kept of its typing can be told from
    /// what was saved of it.
    New {
        /// The name.
        id: AnnotationId,
        /// A stretch of the file, which takes the last colour; or the whole article.
        target: Box<Target>,
    },
}

impl Subject {
    /// The annotation that it has already.
    fn before(&self) -> Option<&Annotation> {
        match self {
            Self::There { before, .. } => Some(before),
            Self::New { .. } => None,
        }
    }

    /// What its note says already.
    pub fn note(&self) -> &str {
        let note = self.before().and_then(|before| before.note.as_deref());
        note.unwrap_or_default()
    }

    /// The tags that it has already.
    pub fn tags(&self) -> &[String] {
        self.before().map_or(&[], |before| &before.tags)
    }
}
