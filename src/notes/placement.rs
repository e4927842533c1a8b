//! Where annotations are now: in which article, and how surely at which place.

use std::collections::{BTreeMap, BTreeSet};

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

/// Where annotations are that were looked for anew; `None` for those that are gone.
pub type PlacementChanges = Vec<(AnnotationId, Option<Placed>)>;

/// Where all annotations are, and which of them each article bears: what is done for one article, or for one
/// annotation, costs nothing for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placements {
    all: BTreeMap<AnnotationId, Placed>,
    by_article: BTreeMap<ArticleId, BTreeSet<AnnotationId>>,
    /// Those whose place is not sure.
    unsettled: BTreeSet<AnnotationId>,
}

impl Placements {
    /// Says where an annotation is now; `None` where it is gone.
    pub fn set(&mut self, id: AnnotationId, placed: Option<Placed>) {
        self.remove(id);
        let Some(placed) = placed else {
            return;
        };
        self.all.insert(id, placed);
        if let Some(article) = placed.article {
            self.by_article.entry(article).or_default().insert(id);
        }
        if placed.state != State::Sure {
            self.unsettled.insert(id);
        }
    }

    fn remove(&mut self, id: AnnotationId) {
        self.unsettled.remove(&id);
        let before = self.all.remove(&id).and_then(|placed| placed.article);
        if let Some(article) = before
            && let Some(on) = self.by_article.get_mut(&article)
        {
            on.remove(&id);
            if on.is_empty() {
                self.by_article.remove(&article);
            }
        }
    }

    /// Where an annotation is; `None` where that is not known, or where it is gone.
    pub fn get(&self, id: &AnnotationId) -> Option<&Placed> {
        self.all.get(id)
    }

    /// The annotations of an article, in the order they were made.
    pub fn on(&self, article: ArticleId) -> impl Iterator<Item = (AnnotationId, &Placed)> {
        let ids = self.by_article.get(&article).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.all.get(id)?)))
    }

    /// The articles that bear annotations, each with them.
    pub fn by_article(&self) -> impl Iterator<Item = (ArticleId, &BTreeSet<AnnotationId>)> {
        self.by_article.iter().map(|(article, on)| (*article, on))
    }

    /// How many annotations an article bears.
    pub fn count_on(&self, article: ArticleId) -> u32 {
        self.by_article.get(&article).map_or(0, BTreeSet::len) as u32
    }

    /// The annotations whose place is not sure.
    pub fn unsettled(&self) -> &BTreeSet<AnnotationId> {
        &self.unsettled
    }
}

impl FromIterator<(AnnotationId, Placed)> for Placements {
    fn from_iter<I: IntoIterator<Item = (AnnotationId, Placed)>>(placed: I) -> Self {
        let mut placements = Self::default();
        for (id, placed) in placed {
            placements.set(id, Some(placed));
        }
        placements
    }
}

/// How many annotations the articles bear that bear some.
pub fn counts(placements: &Placements) -> BTreeMap<ArticleId, u32> {
    let counted = placements.by_article();
    counted
        .map(|(article, on)| (article, on.len() as u32))
        .collect()
}
