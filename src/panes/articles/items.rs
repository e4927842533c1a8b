//! The rows of the list of articles, and everything by which an article is found there.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::panes::articles::order::Order;
use crate::panes::list_rows::Row;
use crate::search::typed_words::{RowText, folded};
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

    fn text(&self, library: &Library) -> RowText {
        let mut texts = Self::texts(std::iter::once(self), library);
        texts.pop().unwrap_or_default()
    }

    /// With what is said below the title, and the names as the library lists them and as the article
    /// writes them.
    fn texts<'a>(rows: impl Iterator<Item = &'a Self>, library: &Library) -> Vec<RowText> {
        let mut names = FoldedNames::new(library);
        let mut text = |row: &Self| {
            let mut text = row.own_text();
            names.add_to(&mut text, &row.article, library);
            text
        };
        rows.map(&mut text).collect()
    }
}

impl Item {
    /// What is said of the article itself.
    fn own_text(&self) -> RowText {
        let Article {
            head, site, tags, ..
        } = &*self.article;
        let mut text = RowText::new(head.title.as_str());
        text.add(site.as_str());
        text.add(date_of(head.published.as_ref()).as_str());
        // The title begins the row already.
        for part in head.texts().skip(1).chain(tags.iter().cloned()) {
            text.add(part.as_str());
        }
        text
    }
}

/// Names that many articles mention, each folded once.
struct FoldedNames {
    /// Of entities, by their numbers.
    listed: Vec<Option<String>>,
    /// Of what articles write in another way.
    written: HashMap<SafeText, String>,
}

impl FoldedNames {
    fn new(library: &Library) -> Self {
        Self {
            listed: vec![None; library.entities().len()],
            written: HashMap::new(),
        }
    }

    /// Adds the names of an article, as the library lists them and as the article writes them.
    fn add_to(&mut self, text: &mut RowText, article: &Article, library: &Library) {
        let entity = |number: u32| library.entities().get(number as usize);
        let numbers = library.entity_numbers(article.id);
        let mut listed = numbers.to_vec();
        listed.sort_unstable();
        listed.dedup();
        for number in listed {
            if let Some(entity) = entity(number) {
                let known = &mut self.listed[number as usize];
                text.add_folded(known.get_or_insert_with(|| folded(entity.name.as_str())));
            }
        }
        // Mentions behind the last one that names a listed entity have no number.
        let numbers = numbers.iter().copied().chain(std::iter::repeat(u32::MAX));
        let named = article.mentions.iter().zip(numbers);
        let is_other = |name: &SafeText, number| entity(number).is_none_or(|one| one.name != *name);
        let written = named.filter(|(mention, number)| is_other(&mention.name, *number));
        let mut written: Vec<&SafeText> = written.map(|(mention, _)| &mention.name).collect();
        written.sort_unstable();
        written.dedup();
        for name in written {
            if !self.written.contains_key(name) {
                self.written.insert(name.clone(), folded(name.as_str()));
            }
            text.add_folded(&self.written[name]);
        }
    }
}

/// The date that is shown of an article.
pub(super) fn date_of(date: Option<&Date>) -> SafeText {
    date.map_or_else(|| "no date".into(), Date::shown)
}
