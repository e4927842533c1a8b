//! The article in the reader: its text and its document, loaded when it is shown.

use std::sync::Arc;

use crate::clip::article::Stamp;
use crate::library::location::{Location, Spot};
use crate::notes::anchor::anchor_text::AnchorText;
use crate::text::document::Document;
use crate::text::range::{ArticleId, SourceRange, TextRange};

/// An article with everything that showing it needs; shared, never changed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which article.
    pub article: ArticleId,
    /// The decoded file.
    pub text: Arc<str>,
    /// What it means, as it is shown: perhaps with comments, and with the notes that it embeds.
    pub document: Arc<Document>,
    /// The sentences of what is shown.
    pub sentences: Vec<TextRange>,
    /// What it means by itself, as the library knows it; places found in the library's text are
    /// places in this one.
    pub own: Arc<Document>,
    /// Its text as annotations speak of it.
    pub sheet: Arc<AnchorText>,
    /// What the file was when the library read it, by whose word its body begins where it does.
    pub stamp: Stamp,
    /// Whether the file goes on after what was read.
    pub more: bool,
}

impl Opened {
    /// A stretch of its file as somewhere to go.
    pub fn stop(&self, range: SourceRange) -> Location {
        Location {
            article: self.article,
            spot: Spot::Source(range),
        }
    }

    /// The sentence that holds a byte of what is shown; an empty range where none does.
    pub fn sentence_at(&self, at: u32) -> TextRange {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start <= at);
        let last = after
            .checked_sub(1)
            .and_then(|last| self.sentences.get(last));
        last.filter(|sentence| sentence.contains(at))
            .copied()
            .unwrap_or(TextRange::new(at, at))
    }
}
