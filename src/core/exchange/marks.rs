//! What whoever wrote an article has marked in it, `==so==`: shown like highlights, never changed.

use crate::core::document::{Document, Inline};
use crate::core::range::{SourceRange, TextRange};

/// One marked stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text.
    pub text: TextRange,
    /// Where it stands in the file.
    pub source: SourceRange,
}

/// Every marked stretch of a document, in order; other markup inside does not part it.
pub fn of(document: &Document) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let marked = document
        .runs
        .iter()
        .filter(|run| run.style.contains(Inline::MARK));
    for run in marked {
        match marks.last_mut() {
            Some(last) if last.text.end == run.text.start => {
                last.text = last.text.join(run.text);
                last.source = last.source.join(run.source);
            }
            _ => marks.push(Mark {
                text: run.text,
                source: run.source,
            }),
        }
    }
    marks
}
