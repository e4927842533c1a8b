//! Lists that grow with the library are made by a thread of their own: what a pane wants made, and what is made of it.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::clip::article_set::ArticleSet;
use crate::library::contents::Library;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Scope;
use crate::text::range::ArticleId;

/// Of what lists are made.
#[derive(Clone)]
pub struct Extent {
    /// All articles, names and sources.
    pub library: Arc<Library>,
    /// The articles that pass the pinned filters; `None` when all do.
    pub selected: Option<Arc<ArticleSet>>,
    /// What names and sources are listed.
    pub scope: Scope,
    /// The article in the reader.
    pub opened: Option<ArticleId>,
}

impl Extent {
    /// Whether an article passes the pinned filters.
    pub fn takes(&self, article: ArticleId) -> bool {
        let selected = self.selected.as_ref();
        selected.is_none_or(|selected| selected.contains(&article))
    }
}

/// How often something stands in the articles that pass the pinned filters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// How often.
    pub times: u32,
    /// In how many articles.
    pub articles: u32,
}

/// Counts in the articles that pass the pinned filters.
pub struct Tallier(Option<Vec<bool>>);

impl Tallier {
    /// For the articles of an extent.
    pub fn new(extent: &Extent) -> Self {
        Self(extent.selected.as_ref().map(|selected| selected.flags()))
    }

    /// Counts something that stands in `articles`, each as often as it does there, ascending; `all` holds each once.
    pub fn count(
        &self,
        all: &ArticleSet,
        articles: impl ExactSizeIterator<Item = ArticleId>,
    ) -> Tally {
        let Some(passing) = &self.0 else {
            return Tally {
                times: articles.len() as u32,
                articles: all.len() as u32,
            };
        };
        let mut tally = Tally::default();
        let mut last = None;
        for article in articles {
            if passing
                .get(article.0 as usize)
                .is_some_and(|passes| *passes)
            {
                tally.times += 1;
                tally.articles += u32::from(last != Some(article));
                last = Some(article);
            }
        }
        tally
    }
}

/// Something that may be large: made by one thread and shown by another, which gives it back to be let go, since that
/// too takes the longer the more there is.
#[derive(Clone)]
pub struct Bulk(Arc<dyn Any + Send + Sync>);

impl Bulk {
    /// Wraps it.
    pub fn new<T: Any + Send + Sync>(large: T) -> Self {
        Self(Arc::new(large))
    }

    /// What it is, where it is one of these.
    pub fn get<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl fmt::Debug for Bulk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bulk")
    }
}

impl PartialEq for Bulk {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Bulk {}

/// What is to be made.
pub type Make = dyn Fn(&Extent) -> Bulk + Send + Sync;

/// What a pane wants made; only its newest question is answered.
#[derive(Clone)]
pub struct ListQuestion {
    /// The pane.
    pub pane: PaneId,
    /// The number of the question; a newer one has a greater.
    pub number: u64,
    /// Whether it comes of what the reader did.
    pub is_prompted: bool,
    /// Of what it is made.
    pub extent: Extent,
    /// How.
    pub make: Arc<Make>,
}

impl ListQuestion {
    /// Answers it.
    pub fn answer(&self) -> ListAnswer {
        ListAnswer {
            pane: self.pane,
            number: self.number,
            is_prompted: self.is_prompted,
            made: (self.make)(&self.extent),
        }
    }
}

impl fmt::Debug for ListQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListQuestion {} of {:?}", self.number, self.pane)
    }
}

impl PartialEq for ListQuestion {
    fn eq(&self, other: &Self) -> bool {
        (self.pane, self.number) == (other.pane, other.number)
    }
}

impl Eq for ListQuestion {}

/// The answer to a question of a pane.
#[derive(Clone, Debug)]
pub struct ListAnswer {
    /// The pane.
    pub pane: PaneId,
    /// The number of the question.
    pub number: u64,
    /// Whether the question came of what the reader did.
    pub is_prompted: bool,
    /// What was made.
    pub made: Bulk,
}
