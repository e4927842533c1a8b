//! The rows of articles made anew: those that pass the filters, in the order that is wanted.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::reading_position::ReadingPositions;
use crate::panes::articles::items::Item;
use crate::panes::articles::order::{Order, Reader};
use crate::panes::list_work::Extent;
use crate::panes::sort_key::SortKey;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::range::ArticleId;

/// How the rows are made.
pub(super) struct Maker {
    pub(super) sort: SortKey,
    /// Whether the row of an article that has not changed stays as it is, so that a long list costs little while it is
    /// loaded.
    pub(super) stands: bool,
    /// How many annotations the articles bear that bear some, and what was read, where the order follows from that.
    pub(super) reader: Option<(BTreeMap<ArticleId, u32>, ReadingPositions)>,
}

impl Maker {
    /// The rows of the articles that pass the filters.
    pub(super) fn rows(&self, before: &[Item], extent: &Extent) -> Vec<Item> {
        let articles = extent.library.articles();
        let mut is_wanted: Vec<bool> = articles.iter().map(|one| extent.takes(one.id)).collect();
        let mut items = Vec::with_capacity(articles.len());
        for item in before {
            let at = extent.library.position(item.id);
            let Some(at) = at.filter(|at| std::mem::take(&mut is_wanted[*at])) else {
                continue;
            };
            let stands = self.stands && Arc::ptr_eq(&item.article, &articles[at]);
            items.push(if stands {
                item.clone()
            } else {
                self.item(&articles[at])
            });
        }
        let missing = articles.iter().zip(is_wanted).filter(|(_, wanted)| *wanted);
        items.extend(missing.map(|(article, _)| self.item(article)));
        // A stable sort takes what is in order already as it is.
        items.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
        items
    }

    fn item(&self, article: &Arc<Article>) -> Item {
        let reader = match &self.reader {
            Some((counts, stops)) => Reader {
                annotations: counts.get(&article.id).copied().unwrap_or_default(),
                has_read: stops.of(&path::written(&article.path).text).is_some(),
            },
            None => Reader::default(),
        };
        Item {
            id: article.id,
            order: Arc::new(Order::of(article, self.sort, reader)),
            article: Arc::clone(article),
        }
    }
}

/// Titles that several articles bear.
pub(super) fn twins(articles: &[Arc<Article>]) -> HashSet<SafeText> {
    let mut known = HashSet::new();
    let titles = articles.iter().map(|article| &article.head.title);
    let again = titles.filter(|title| !known.insert(title.as_str()));
    again.cloned().collect()
}
