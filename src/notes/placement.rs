//! Where annotations are now: in which article, and how surely at which place.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::notes::anchor::{AnchorText, Placement};
use crate::notes::annotation::{Annotation, AnnotationId};
use crate::notes::notebook::resolve::is_refused;
use crate::text::range::{ArticleId, Place, SourceRange};

/// How sure the place of an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its file is not what it was when it was written.
    Damaged,
    /// Its article is not in the library.
    Missing,
    /// Its words are not in the article any more.
    Orphan,
    /// Its words may be here.
    Unsure,
    /// Its words are here; or it is about the whole article.
    Sure,
}

impl State {
    /// Every state, the least sure first.
    pub const ALL: [Self; 5] = [
        Self::Damaged,
        Self::Missing,
        Self::Orphan,
        Self::Unsure,
        Self::Sure,
    ];

    /// The name that lists give it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Missing => "missing",
            Self::Orphan => "orphan",
            Self::Unsure => "unsure",
            Self::Sure => "sure",
        }
    }
}

/// Where one annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// How surely.
    pub state: State,
    /// Its article; `None` when it is not in the library.
    pub article: Option<ArticleId>,
    /// Its stretch of the file; `None` for one on a whole article, and for orphans.
    pub source: Option<SourceRange>,
}

impl Placed {
    /// An annotation whose article is not here.
    pub const MISSING: Self = Self {
        state: State::Missing,
        article: None,
        source: None,
    };

    /// Where an annotation is in an article of this text; nowhere when the reader has said so.
    pub fn within(article: ArticleId, sheet: &AnchorText, annotation: &Annotation) -> Self {
        let (state, source) = match sheet.find(&annotation.target) {
            Placement::Whole => (State::Sure, None),
            Placement::Sure(range) => (State::Sure, Some(range)),
            Placement::Unsure(range) if !is_refused(annotation, sheet.body_hash()) => {
                (State::Unsure, Some(range))
            }
            Placement::Unsure(_) | Placement::Orphan => (State::Orphan, None),
        };
        Self {
            state,
            article: Some(article),
            source,
        }
    }

    /// Where one goes to see it.
    pub fn place(&self) -> Option<Place> {
        Some(Place {
            article: self.article?,
            range: self.source?,
        })
    }
}

/// Where all annotations are.
pub type Placements = BTreeMap<AnnotationId, Placed>;

/// How many annotations the articles bear that bear some.
pub fn counts(placements: &Placements) -> BTreeMap<ArticleId, u32> {
    let mut counts = BTreeMap::new();
    for article in placements.values().filter_map(|placed| placed.article) {
        *counts.entry(article).or_default() += 1;
    }
    counts
}
