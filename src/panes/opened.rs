//! The article in the reader: its text and its document, loaded when it is shown.

use std::sync::Arc;

use crate::core::anchor::sheet::Sheet;
use crate::core::document::Document;
use crate::core::range::ArticleId;

/// An article with everything that showing it needs; shared, never changed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which article.
    pub article: ArticleId,
    /// The decoded file.
    pub text: Arc<str>,
    /// What it means.
    pub document: Arc<Document>,
    /// Its text as annotations speak of it.
    pub sheet: Arc<Sheet>,
    /// Whether the file goes on after what was read.
    pub more: bool,
}
