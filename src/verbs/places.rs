//! Places as rows of JSON: where, the words, and what was said with them.

use std::path::Path;

use serde::Serialize;

use crate::clip::article::Article;
use crate::library::contents::context::Evidence;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::path;

/// The path of an article as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ArticlePath {
    /// Below the library, with `/`.
    pub path: String,
    /// Present where the path is no UTF-8 and its odd bytes are percent-encoded.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub path_encoded: bool,
}

impl ArticlePath {
    /// The path of an article.
    pub fn of(article: &Article) -> Self {
        Self::of_path(&article.path)
    }

    /// A path below the library, be it an article's or not.
    pub fn of_path(path: &Path) -> Self {
        let written = path::written(path);
        Self {
            path: written.text,
            path_encoded: written.encoded,
        }
    }
}

/// A stretch of an article in its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceRow<'a> {
    /// The article's path.
    #[serde(flatten)]
    pub path: ArticlePath,
    /// First byte in the file.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// The words.
    pub text: SafeStr<'a>,
    /// The sentence around them.
    pub sentence: SafeStr<'a>,
    /// The heading above them.
    pub section: Option<SafeStr<'a>>,
}

impl<'a> PlaceRow<'a> {
    /// The row of a place.
    pub fn of(evidence: Evidence<'a>) -> Self {
        Self {
            path: ArticlePath::of(evidence.article),
            start: evidence.source.start,
            end: evidence.source.end,
            text: evidence.words(),
            sentence: evidence.sentence(),
            section: evidence.section(),
        }
    }
}

impl PlaceRow<'_> {
    /// The sentence as one line.
    pub fn sentence_line(&self) -> SafeText {
        SafeText::line(self.sentence.as_str())
    }

    /// The path and the bytes, for people.
    pub fn address(&self) -> SafeText {
        SafeText::line(&format!("{}:{}..{}", self.path.path, self.start, self.end))
    }
}
