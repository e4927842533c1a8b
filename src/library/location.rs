//! Locations: where one can go, whether or not the article has been read.

use crate::text::document::Document;
use crate::text::range::{ArticleId, Place, SourceRange, TextRange};

/// Somewhere in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The article.
    pub article: ArticleId,
    /// Where in it.
    pub spot: Spot,
}

/// A stretch of an article; one of its text becomes a place when the article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A stretch of its file.
    Source(SourceRange),
    /// A stretch of its text.
    Text(TextRange),
}

impl Spot {
    /// Where it is in the file.
    pub fn source(self, document: &Document) -> Option<SourceRange> {
        match self {
            Self::Source(range) => Some(range),
            Self::Text(range) => document.source_of(range),
        }
    }
}

impl From<Place> for Location {
    fn from(place: Place) -> Self {
        Self {
            article: place.article,
            spot: Spot::Source(place.range),
        }
    }
}
