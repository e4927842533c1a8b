//! The rows of all articles of a library, in an order.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::library::reading_position::{ReadingPositions, ReadingState};
use crate::panes::articles::items::Item;
use crate::panes::articles::order::{Order, Reader};
use crate::panes::sort_key::SortKey;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::range::ArticleId;

/// All articles of a library as rows, whether they pass the pinned filters or not.
#[derive(Default)]
pub(super) struct AllRows {
    library: Arc<Library>,
    sort: SortKey,
    pub(super) rows: Vec<Item>,
    /// Titles that several articles bear.
    pub(super) twins: HashSet<SafeText>,
}

/// In which order rows are wanted.
pub(super) struct Wanted {
    pub(super) sort: SortKey,
    /// How many annotations the articles bear that bear some, and what was read, where the order follows from that.
    pub(super) reader: Option<(BTreeMap<ArticleId, u32>, Arc<ReadingPositions>)>,
}

impl AllRows {
    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.library.articles().len()
    }

    /// The rows of a library in the order that is wanted; these, where nothing has changed.
    pub(super) fn brought_up(
        self: &Arc<Self>,
        library: &Arc<Library>,
        wanted: &Wanted,
    ) -> Arc<Self> {
        let stands = wanted.reader.is_none() && self.sort == wanted.sort;
        if stands && Arc::ptr_eq(&self.library, library) {
            return Arc::clone(self);
        }
        let known = if stands { &self.rows[..] } else { &[] };
        Arc::new(Self {
            library: Arc::clone(library),
            sort: wanted.sort,
            rows: wanted.rows(known, library),
            twins: twins(library.articles()),
        })
    }
}

impl Wanted {
    /// The rows of all articles; that of an article which has not changed stays as it is, so that a long list costs
    /// little while it is loaded.
    fn rows(&self, known: &[Item], library: &Library) -> Vec<Item> {
        let articles = library.articles();
        let mut is_missing = vec![true; articles.len()];
        let mut items = Vec::with_capacity(articles.len());
        for item in known {
            let at = library.position(item.id);
            let Some(at) = at.filter(|at| Arc::ptr_eq(&item.article, &articles[*at])) else {
                continue;
            };
            is_missing[at] = false;
            items.push(item.clone());
        }
        let missing = articles
            .iter()
            .zip(is_missing)
            .filter(|(_, missing)| *missing);
        items.extend(missing.map(|(article, _)| self.item(article)));
        // A stable sort takes what is in order already as it is.
        items.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
        items
    }

    fn item(&self, article: &Arc<Article>) -> Item {
        let reader = match &self.reader {
            Some((counts, stops)) => Reader {
                annotations: counts.get(&article.id).copied().unwrap_or_default(),
                has_read: !stops.is(&path::written(&article.path).text, ReadingState::Unread),
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

fn twins(articles: &[Arc<Article>]) -> HashSet<SafeText> {
    let mut known = HashSet::new();
    let titles = articles.iter().map(|article| &article.head.title);
    let again = titles.filter(|title| !known.insert(title.as_str()));
    again.cloned().collect()
}
