//! What articles link to: one citation a link, one source a page.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::clip::article_set::ArticleSet;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange, TextRange};

/// One link of an article to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The address as it was written.
    pub raw_url: String,
    /// The address by which sources are told apart; see [`crate::web::address`].
    pub url: String,
    /// The registrable domain, or the host where there is none.
    pub site: SafeText,
    /// The anchor; the host where the link has none of its own.
    pub anchor: SafeText,
    /// The anchor in the article's text.
    pub text: TextRange,
    /// The whole link in the file.
    pub source: SourceRange,
}

/// A page that articles link to or were clipped from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The normalised address.
    pub url: String,
    /// The registrable domain.
    pub site: SafeText,
    /// The article of the library that was clipped from it.
    pub article: Option<ArticleId>,
    /// Each anchor that leads to it with how often it does, sorted: one more is counted without the others.
    pub anchors: Vec<(SafeText, u32)>,
    /// Every citation, by article and place.
    pub citations: Vec<CitationRef>,
    /// The articles that cite it.
    pub articles: ArticleSet,
}

impl Source {
    /// The anchors that lead to it, most frequent first.
    pub fn anchors(&self) -> Vec<&SafeText> {
        let mut anchors: Vec<&(SafeText, u32)> = self.anchors.iter().collect();
        anchors.sort_by_key(|(_, count)| Reverse(*count));
        anchors.into_iter().map(|(anchor, _)| anchor).collect()
    }

    /// The most frequent one.
    pub fn anchor(&self) -> Option<&SafeText> {
        // Of equal ones the first of `anchors`.
        let most = self.anchors.iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(anchor, _)| anchor)
    }

    /// Takes in a citation.
    pub fn add(&mut self, at: CitationRef, anchor: &SafeText) {
        // Nearly always the last: articles are read in their order.
        let Err(place) = self.citations.binary_search(&at) else {
            return;
        };
        self.citations.insert(place, at);
        self.articles.insert(at.article);
        match self.place_of(anchor) {
            Ok(place) => self.anchors[place].1 += 1,
            Err(place) => {
                // Most have one anchor, and there are many of them.
                self.anchors
                    .reserve_exact(usize::from(self.anchors.is_empty()));
                self.anchors.insert(place, (anchor.clone(), 1));
            }
        }
    }

    /// Takes out what [`Source::add`] took in.
    pub fn remove(&mut self, at: CitationRef, anchor: &SafeText) {
        let Ok(place) = self.citations.binary_search(&at) else {
            return;
        };
        self.citations.remove(place);
        let mut beside = self.citations[place.saturating_sub(1)..].iter().take(2);
        if !beside.any(|other| other.article == at.article) {
            self.articles.remove(at.article);
        }
        if let Ok(place) = self.place_of(anchor) {
            self.anchors[place].1 -= 1;
            if self.anchors[place].1 == 0 {
                self.anchors.remove(place);
            }
        }
    }

    fn place_of(&self, anchor: &SafeText) -> Result<usize, usize> {
        self.anchors
            .binary_search_by(|(known, _)| known.cmp(anchor))
    }
}

/// A citation, as the number it has in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationRef {
    /// The article.
    pub article: ArticleId,
    /// Index into [`Article::citations`](crate::clip::article::Article::citations).
    pub citation: u32,
}
