//! The names that articles give, each once, with where they are given and how they read there.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::entity::{Kind, MentionRef};
use crate::names::rules::canonical::plain;

/// A name of one kind, as articles give it.
#[derive(Debug)]
pub struct Form<'a> {
    /// What it is said to be.
    pub kind: Kind,
    /// The name.
    pub name: &'a str,
    /// How many articles give it.
    pub articles: u32,
    /// How its mentions read, in the order of their first; each with its mentions, ascending.
    pub surfaces: Vec<(String, Vec<MentionRef>)>,
    /// Number of its mentions.
    pub count: u32,
}

/// Collects the names of all articles, in the order of their first mention.
pub fn collect(articles: &[Arc<Article>]) -> Vec<Form<'_>> {
    let mut forms: Vec<Form<'_>> = Vec::new();
    let mut known: HashMap<(Kind, &str), usize> = HashMap::new();
    let mut surfaces: HashMap<(usize, &str), usize> = HashMap::new();
    let mut last = Vec::new();
    for article in articles {
        for (number, mention) in article.mentions.iter().enumerate() {
            let name = mention.name.as_str();
            let form = *known.entry((mention.kind, name)).or_insert_with(|| {
                forms.push(Form {
                    kind: mention.kind,
                    name,
                    articles: 0,
                    surfaces: Vec::new(),
                    count: 0,
                });
                last.push(None);
                forms.len() - 1
            });
            let at = MentionRef {
                article: article.id,
                mention: number as u32,
            };
            let text = mention.text.of(article.text.as_str());
            let entry = &mut forms[form];
            let surface = *surfaces
                .entry((form, text))
                .or_insert_with(|| entry.surface(text));
            entry.surfaces[surface].1.push(at);
            entry.count += 1;
            if last[form].replace(article.id) != Some(article.id) {
                entry.articles += 1;
            }
        }
    }
    forms
}

impl Form<'_> {
    /// The number of the reading of `text`, which is new where no other reads so when made plain.
    fn surface(&mut self, text: &str) -> usize {
        let shown = plain(text);
        let known = self
            .surfaces
            .iter()
            .position(|(surface, _)| *surface == shown);
        known.unwrap_or_else(|| {
            self.surfaces.push((shown.into_owned(), Vec::new()));
            self.surfaces.len() - 1
        })
    }
}
