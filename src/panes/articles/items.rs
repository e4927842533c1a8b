//! The rows of the list of articles, and everything by which an article is found there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::panes::articles::order::Order;
use crate::panes::list_rows::Row;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::date::Date;
use crate::text::range::ArticleId;

/// A row: an article, and where it stands among the others.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The article's id: the article itself lies far away in memory, which a walk through a long list would feel.
    pub(super) id: ArticleId,
    pub(super) article: Arc<Article>,
    pub(super) order: Arc<Order>,
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        self.article.head.title.shown()
    }

    /// With what is said below the title, and the names as the library lists them and as the article
    /// writes them.
    fn text(&self, library: &Library) -> RowText {
        let Article {
            head, site, tags, ..
        } = &*self.article;
        let mut text = RowText::new(head.title.as_str());
        text.add(site.as_str());
        text.add(date_of(head.published.as_ref()).as_str());
        let listed = library.entities_in(self.id).into_iter();
        let listed: BTreeSet<&str> = listed.map(|(entity, _)| entity.name.as_str()).collect();
        let written = self.article.mentions.iter().map(|mention| &mention.name);
        let names: BTreeSet<&str> = written.map(SafeText::as_str).collect();
        // The title begins the row already.
        for part in head.texts().skip(1).chain(tags.iter().cloned()) {
            text.add(part.as_str());
        }
        for name in listed.union(&names) {
            text.add_mentioned(name);
        }
        text
    }
}

/// The date that is shown of an article.
pub(super) fn date_of(date: Option<&Date>) -> SafeText {
    date.map_or_else(|| "no date".into(), Date::shown)
}
