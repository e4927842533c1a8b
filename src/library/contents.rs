//! The opened library: its articles, and the look-ups across them.
//!
//! A library grows by batches and is cheap to clone, so that the thread that reads files can keep
//! one and hand out snapshots. Look-ups never touch a file; what they find are places.

pub mod changes;
pub mod co_occurrence;
pub mod context;
pub mod entities;
pub mod link_targets;
pub mod sources;
pub mod timeline;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::clip::article::Article;
use crate::clip::facts::Facts;
use crate::library::contents::entities::Entities;
use crate::library::contents::link_targets::LinkTargets;
use crate::library::contents::sources::Sources;
use crate::library::hints::Hints;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::problem::{Problem, Severity};
use crate::text::range::ArticleId;

/// Everything known about the opened folder.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Ascending by id.
    articles: Vec<Arc<Article>>,
    /// Made when they are first asked for, and kept up from then on.
    sources: OnceLock<Arc<Sources>>,
    entities: Arc<Entities>,
    paths: Arc<LinkTargets>,
    left_out: Arc<[LeftOut]>,
    /// Files that the program wrote itself.
    exports: Arc<BTreeMap<ArticleId, LeftOut>>,
    hints: Arc<Hints>,
}

/// Something that lies in the folder and is not read, though one might expect it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path below the library.
    pub path: SafeText,
    /// Why it is not read.
    pub problem: Problem,
}

/// A tag with the articles that bear it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The tag as it is shown.
    pub label: SafeText,
    /// How often articles bear it; one in two spellings bears it twice.
    pub count: u32,
    /// The articles, ascending, each once.
    pub articles: Vec<ArticleId>,
}

impl Tagged {
    fn new(label: SafeText) -> Self {
        Self {
            label,
            count: 0,
            articles: Vec::new(),
        }
    }

    fn add(&mut self, article: ArticleId) {
        self.count += 1;
        if self.articles.last() != Some(&article) {
            self.articles.push(article);
        }
    }
}

impl LeftOut {
    /// A file that the program wrote itself.
    fn export(article: &Article) -> Self {
        Self {
            path: SafeText::line(&path::written(&article.path).text),
            problem: Problem::of_file(
                Severity::Hint,
                "own-export",
                "written by `postil annotations export`".into(),
                "left out: its quotes are those of other articles".into(),
            ),
        }
    }
}

impl Library {
    /// Takes articles in; one whose id is known replaces the one that bore it.
    ///
    /// Entities are not found here: give them with [`Library::set_linked`] when the batch is in.
    pub fn add(&mut self, batch: impl IntoIterator<Item = Arc<Article>>) {
        let batch = self.without_exports(batch);
        let mut sources = self.sources.get_mut().map(Arc::make_mut);
        for article in batch {
            let known = search(&self.articles, article.id);
            let old = known.ok().map(|at| &self.articles[at]);
            let old = old.filter(|old| old.facts != Facts::Listed);
            if let Some(sources) = &mut sources {
                if let Some(old) = old {
                    sources.remove(old);
                }
                sources.add(&article);
            }
            // Its text seldom brings an article another name; then the names stay shared.
            if old.is_none_or(|old| !link_targets::named_alike(old, &article)) {
                let paths = Arc::make_mut(&mut self.paths);
                if let Some(old) = old {
                    paths.remove(old);
                }
                paths.add(&article);
            }
            match known {
                Ok(at) => self.articles[at] = article,
                Err(at) => self.articles.insert(at, article),
            }
        }
    }

    /// Lists articles of which only is known what lists say, ascending by id, in a library that has none: no link leads
    /// to them, and they have no sources, until they are [added](Self::add) with their texts.
    pub fn list(&mut self, articles: impl IntoIterator<Item = Arc<Article>>) {
        self.articles = self.without_exports(articles);
    }

    /// Leaves out what the program wrote itself, and forgets what was known of it: its quotes are no
    /// evidence of their own.
    fn without_exports(
        &mut self,
        batch: impl IntoIterator<Item = Arc<Article>>,
    ) -> Vec<Arc<Article>> {
        let (exports, articles): (Vec<_>, Vec<_>) =
            batch.into_iter().partition(|article| article.is_export);
        let was_export = |article: &Arc<Article>| self.exports.contains_key(&article.id);
        if !exports.is_empty() || articles.iter().any(was_export) {
            let known = Arc::make_mut(&mut self.exports);
            for article in &articles {
                known.remove(&article.id);
            }
            let ids: HashSet<ArticleId> = exports.iter().map(|export| export.id).collect();
            known.extend(
                exports
                    .iter()
                    .map(|export| (export.id, LeftOut::export(export))),
            );
            self.forget(&ids);
        }
        articles
    }

    /// Forgets articles whose files are gone.
    ///
    /// Entities still tell of them: give those anew with [`Library::set_linked`].
    pub fn remove(&mut self, gone: &HashSet<ArticleId>) {
        if self.exports.keys().any(|id| gone.contains(id)) {
            Arc::make_mut(&mut self.exports).retain(|id, _| !gone.contains(id));
        }
        self.forget(gone);
    }

    fn forget(&mut self, gone: &HashSet<ArticleId>) {
        if gone.is_empty() {
            return;
        }
        let mut sources = self.sources.get_mut().map(Arc::make_mut);
        let paths = Arc::make_mut(&mut self.paths);
        self.articles.retain(|article| {
            let stays = !gone.contains(&article.id);
            if !stays {
                if let Some(sources) = &mut sources {
                    sources.remove(article);
                }
                paths.remove(article);
            }
            stays
        });
    }

    /// The articles, ascending by id.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.position(id).map(|at| &self.articles[at])
    }

    /// Tags with the number of articles that bear them, most frequent first.
    pub fn tags(&self) -> Vec<(SafeText, u32)> {
        let tags = self.tagged().into_iter();
        tags.map(|tag| (tag.label, tag.count)).collect()
    }

    /// Tags with the articles that bear them, most frequent first.
    ///
    /// Tags compare without case; the spelling that comes first is shown.
    pub fn tagged(&self) -> Vec<Tagged> {
        let mut tags: Vec<Tagged> = Vec::new();
        let mut lower: HashMap<String, usize> = HashMap::new();
        let mut spelt: HashMap<&str, usize> = HashMap::new();
        for article in &self.articles {
            for tag in &article.tags {
                let at = *spelt.entry(tag.as_str()).or_insert_with(|| {
                    let own = lower.entry(tag.as_str().to_lowercase());
                    *own.or_insert_with(|| {
                        tags.push(Tagged::new(tag.clone()));
                        tags.len() - 1
                    })
                });
                tags[at].add(article.id);
            }
        }
        tags.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
        tags
    }

    /// Puts in order what is listed in order; else that is done when it is first asked for.
    pub fn arrange(&self) {
        self.all_sources().by_site();
    }

    /// Says what of the folder is not read.
    pub fn set_left_out(&mut self, left_out: impl IntoIterator<Item = LeftOut>) {
        self.left_out = left_out.into_iter().collect();
    }

    /// What of the folder is not read, though one might expect it to be, sorted by path; what the
    /// program wrote itself last.
    pub fn left_out(&self) -> Vec<&LeftOut> {
        self.left_out.iter().chain(self.exports.values()).collect()
    }

    /// The files that the program wrote itself.
    pub fn exports(&self) -> impl Iterator<Item = (ArticleId, &LeftOut)> {
        self.exports.iter().map(|(id, export)| (*id, export))
    }

    /// Says what is told of clips that could be better.
    pub fn set_hints(&mut self, hints: Hints) {
        self.hints = Arc::new(hints);
    }

    /// What is told of clips that could be better; nothing until all texts are read.
    pub fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Where the article of that id stands among [`Library::articles`].
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        search(&self.articles, id).ok()
    }
}

/// Where an id stands, or would. Where no file has gone, ids are positions.
fn search(articles: &[Arc<Article>], id: ArticleId) -> Result<usize, usize> {
    let likely = id.0 as usize;
    match articles.get(likely) {
        Some(article) if article.id == id => Ok(likely),
        _ => articles.binary_search_by_key(&id, |article| article.id),
    }
}

#[cfg(test)]
pub mod sample;

#[cfg(test)]
mod tests;
