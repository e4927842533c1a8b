//! The opened library: its articles, and the look-ups across them.
//!
//! A library grows by batches and is cheap to clone, so that the thread that reads files can keep
//! one and hand out snapshots. Look-ups never touch a file; what they find are places.

pub mod entities;
pub mod evidence;
pub mod paths;
pub mod sources;
pub mod timeline;
pub mod together;

use std::collections::HashMap;
use std::sync::Arc;

use crate::core::article::Article;
use crate::core::gate::Shown;
use crate::core::library::entities::Entities;
use crate::core::library::paths::Paths;
use crate::core::library::sources::Sources;
use crate::core::range::ArticleId;

/// Everything known about the opened folder.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Ascending by id.
    articles: Vec<Arc<Article>>,
    sources: Sources,
    entities: Arc<Entities>,
    paths: Paths,
}

impl Library {
    /// Takes articles in; one whose id is known replaces the one that bore it.
    ///
    /// Entities are not found here: give them with [`Library::set_linked`] when the batch is in.
    pub fn add(&mut self, batch: impl IntoIterator<Item = Arc<Article>>) {
        let mut touched = Vec::new();
        for article in batch {
            let known = self.position(article.id);
            if let Ok(at) = known {
                self.unlist(at, &mut touched);
            }
            self.sources.add(&article, &mut touched);
            self.paths.add(&article);
            match known {
                Ok(at) => self.articles[at] = article,
                Err(at) => self.articles.insert(at, article),
            }
        }
        self.sources.settle(touched, &self.articles);
    }

    /// Forgets an article whose file is gone.
    pub fn remove(&mut self, id: ArticleId) {
        let Ok(at) = self.position(id) else { return };
        let mut touched = Vec::new();
        self.unlist(at, &mut touched);
        self.articles.remove(at);
        self.sources.settle(touched, &self.articles);
    }

    /// Takes an article out of the look-ups across articles.
    fn unlist(&mut self, at: usize, touched: &mut Vec<u32>) {
        let old = &self.articles[at];
        self.sources.remove(old, touched);
        self.paths.remove(old);
    }

    /// The articles, ascending by id.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.position(id).ok().and_then(|at| self.articles.get(at))
    }

    /// Tags with the number of articles that bear them, most frequent first.
    ///
    /// Tags compare without case; the spelling that comes first is shown.
    pub fn tags(&self) -> Vec<(Shown, u32)> {
        let mut counts: HashMap<String, (Shown, u32)> = HashMap::new();
        for tag in self.articles.iter().flat_map(|article| &article.tags) {
            counts
                .entry(tag.as_str().to_lowercase())
                .or_insert_with(|| (tag.clone(), 0))
                .1 += 1;
        }
        let mut tags: Vec<(Shown, u32)> = counts.into_values().collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        tags
    }

    fn position(&self, id: ArticleId) -> Result<usize, usize> {
        self.articles
            .binary_search_by_key(&id, |article| article.id)
    }
}

#[cfg(test)]
pub mod sample;

#[cfg(test)]
mod tests;
