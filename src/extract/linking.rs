//! One entity for one name: the mentions of all articles, joined across the library.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::core::article::Article;
use crate::core::entity::{Entity, Kind, Mention, MentionRef};
use crate::core::gate::Shown;

/// The entities that articles name, by kind and name.
///
/// Mentions are joined when their articles give them the same name, whatever its case; the spelling
/// that is most frequent becomes the entity's name, and other forms in the texts its aliases.
pub fn link(articles: &[Arc<Article>]) -> Vec<Entity> {
    let mut joined: BTreeMap<(Kind, String), Joined> = BTreeMap::new();
    for article in articles {
        for (number, mention) in (0..).zip(&article.mentions) {
            let key = (mention.kind, mention.name.as_str().to_lowercase());
            let at = MentionRef {
                article: article.id,
                mention: number,
            };
            joined.entry(key).or_default().add(at, mention, article);
        }
    }
    joined
        .into_iter()
        .map(|((kind, _), joined)| joined.entity(kind))
        .collect()
}

/// Mentions under one name, and how often each form of it occurs.
#[derive(Default)]
struct Joined {
    mentions: Vec<MentionRef>,
    names: HashMap<Shown, u32>,
    forms: HashMap<Shown, u32>,
}

impl Joined {
    fn add(&mut self, at: MentionRef, mention: &Mention, article: &Article) {
        self.mentions.push(at);
        *self.names.entry(mention.name.clone()).or_default() += 1;
        let form = article.text.slice(mention.text).as_str();
        *self.forms.entry(Shown::line(form)).or_default() += 1;
    }

    fn entity(self, kind: Kind) -> Entity {
        let name = by_frequency(self.names).next().unwrap_or_default();
        let aliases = by_frequency(self.forms)
            .filter(|form| *form != name)
            .collect();
        let articles = self
            .mentions
            .chunk_by(|a, b| a.article == b.article)
            .count() as u32;
        Entity {
            kind,
            name,
            aliases,
            mentions: self.mentions,
            articles,
        }
    }
}

/// Forms, most frequent first, then by spelling.
fn by_frequency(forms: HashMap<Shown, u32>) -> impl Iterator<Item = Shown> {
    let mut forms: Vec<(Shown, u32)> = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms.into_iter().map(|(form, _)| form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::library::sample::{article, naming};

    #[test]
    fn one_name_is_one_entity_in_all_articles() {
        let one = naming(naming(article(1, "a.md", "Acme and ACME"), "Acme"), "ACME");
        let two = naming(article(2, "b.md", "Acme"), "Acme");
        let linked = link(&[Arc::new(one), Arc::new(two)]);
        assert_eq!(linked.len(), 1);
        assert_eq!(
            (
                linked[0].name.as_str(),
                linked[0].articles,
                linked[0].mentions.len()
            ),
            ("Acme", 2, 3)
        );
        assert_eq!(linked[0].aliases, [Shown::line("ACME")]);
    }
}
