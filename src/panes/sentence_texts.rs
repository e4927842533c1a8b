//! What a row stands for that quotes a sentence: the sentence, the names in it in all their forms, its article.

use std::collections::HashMap;

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::search::entity_forms::forms;
use crate::search::typed_words::{RowText, folded};
use crate::text::range::{ArticleId, TextRange};

/// The texts of many sentences; what several have in common is folded once.
pub struct SentenceTexts<'a> {
    library: &'a Library,
    forms: HashMap<u32, Vec<String>>,
    heads: HashMap<ArticleId, Vec<String>>,
}

impl<'a> SentenceTexts<'a> {
    /// For sentences of a library.
    pub fn new(library: &'a Library) -> Self {
        Self {
            library,
            forms: HashMap::new(),
            heads: HashMap::new(),
        }
    }

    /// What a sentence stands for, which has no name, so that sentences keep their order; only mentioned are title,
    /// authors and site.
    pub fn text(&mut self, article: ArticleId, sentence: TextRange) -> RowText {
        let Some(article) = self.library.article(article) else {
            return RowText::default();
        };
        let mut text = RowText::default().with(article.text.slice(sentence).as_str());
        let mut names: Vec<u32> = self.library.numbers_in(article, sentence).collect();
        names.sort_unstable();
        names.dedup();
        for name in &names {
            let entity = self.library.entities().get(*name as usize);
            let forms = self.forms.entry(*name).or_insert_with(|| {
                let forms = entity.into_iter().flat_map(|entity| forms(entity));
                forms.map(|form| folded(form.as_str())).collect()
            });
            for form in forms {
                text.add_folded(form);
            }
        }
        text.end_about();
        let head = self
            .heads
            .entry(article.id)
            .or_insert_with(|| head(article));
        for said in head {
            text.add_folded(said);
        }
        text.with_names(names)
    }
}

/// Title, authors and site of an article.
fn head(article: &Article) -> Vec<String> {
    let authors = article.head.authors.iter().map(|author| &author.name);
    let said = [&article.head.title, &article.site]
        .into_iter()
        .chain(authors);
    said.map(|said| folded(said.as_str())).collect()
}
