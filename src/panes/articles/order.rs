//! By what the list of articles is sorted, and what comes of it for each article.

use std::cmp::Reverse;

use crate::clip::article::Article;
use crate::panes::sort_key::SortKey;
use crate::text::clean::SafeText;
use crate::text::date::{Date, Day};

/// What an article is sorted by: the smaller comes first, and what does not matter is left empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    rank: Reverse<u32>,
    site: SafeText,
    /// What has no date comes last.
    newest: Reverse<Option<Day>>,
    title: String,
}

/// What the reader has done with an article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// How many annotations it bears.
    pub annotations: u32,
    /// Whether it has been read.
    pub has_read: bool,
}

impl Order {
    /// What an article is sorted by.
    pub fn of(article: &Article, sort: SortKey, reader: Reader) -> Self {
        let head = &article.head;
        let newest = |date: Option<&Date>| Reverse(date.and_then(|date| date.day));
        let published = newest(head.published.as_ref());
        let title = || head.title.as_str().to_lowercase();
        let mut order = Self {
            rank: Reverse(0),
            site: SafeText::default(),
            newest: Reverse(None),
            title: String::new(),
        };
        match sort {
            SortKey::Published => (order.newest, order.title) = (published, title()),
            SortKey::Clipped => {
                (order.newest, order.title) = (newest(head.created.as_ref()), title());
            }
            SortKey::Title => order.title = title(),
            SortKey::Site => (order.site, order.title) = (article.site.clone(), title()),
            SortKey::Unread => {
                (order.rank, order.newest) = (Reverse(u32::from(!reader.has_read)), published);
            }
            SortKey::Annotations => {
                (order.rank, order.newest) = (Reverse(reader.annotations), published);
            }
        }
        order
    }
}
