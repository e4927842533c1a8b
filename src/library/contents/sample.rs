//! A small library for tests: articles put together by hand.

use std::path::PathBuf;
use std::sync::Arc;

use crate::clip::article::body_hash::BodyHash;
use crate::clip::article::{Article, Head, InternalLink};
use crate::clip::article_set::ArticleSet;
use crate::clip::citation::Citation;
use crate::clip::entity::{Entity, Kind, Mention, MentionRef};
use crate::clip::facts::Facts;
use crate::library::linked_entities::Linked;
use crate::text::clean::SafeText;
use crate::text::date::{Date, Day};
use crate::text::range::{ArticleId, SourceRange, TextRange};
use crate::web::address;

/// An article whose text, and file, is `text`, one sentence a line.
pub fn article(id: u32, path: &str, text: &str) -> Article {
    let mut at = 0;
    let mut sentences = Vec::new();
    for line in text.split('\n') {
        sentences.push(TextRange::from(at..at + line.len()));
        at += line.len() + 1;
    }
    Article {
        id: ArticleId(id),
        path: PathBuf::from(path),
        head: Head {
            title: SafeText::line(path),
            ..Head::default()
        },
        body_hash: BodyHash::of(text),
        text: SafeText::block(text),
        sentences,
        encoding: "UTF-8",
        facts: Facts::Names,
        ..Article::default()
    }
}

/// Where `words` first stand in the text of an article.
fn find(article: &Article, words: &str) -> (TextRange, SourceRange) {
    let at = article.text.as_str().find(words).unwrap();
    ((at..at + words.len()).into(), (at..at + words.len()).into())
}

/// The same article, citing `url` at `anchor`.
pub fn citing(mut article: Article, anchor: &str, url: &str) -> Article {
    let (text, source) = find(&article, anchor);
    article.citations.push(Citation {
        raw_url: url.into(),
        url: address::clean(url),
        site: address::site(url),
        anchor: SafeText::line(anchor),
        text,
        source,
    });
    article
}

/// The same article, naming an organisation.
pub fn naming(mut article: Article, name: &str) -> Article {
    let (text, source) = find(&article, name);
    article.mentions.push(Mention {
        kind: Kind::Organisation,
        name: SafeText::line(name),
        text,
        source,
    });
    article
}

/// The same article, linking to another at `words`.
pub fn linking(mut article: Article, words: &str, target: &str) -> Article {
    let (text, source) = find(&article, words);
    article.internal.push(InternalLink {
        target: target.into(),
        text,
        source,
    });
    article
}

/// The same article, clipped from an address.
pub fn clipped_from(mut article: Article, source: &str) -> Article {
    article.head.source = Some(source.into());
    article.site = article.head.site();
    article
}

/// The same article, published in a month.
pub fn published(mut article: Article, year: i16, month: u8) -> Article {
    let day = Some(Day {
        year,
        month,
        day: 3,
    });
    article.head.published = Some(Date {
        raw: SafeText::default(),
        day,
    });
    article
}

/// Entities of articles whose mentions have different names: one for each name.
pub fn linked(articles: &[Arc<Article>]) -> Linked {
    let mut entities: Vec<Entity> = Vec::new();
    for article in articles {
        for (index, mention) in article.mentions.iter().enumerate() {
            let at = entities
                .iter()
                .position(|entity| entity.name == mention.name);
            let at = at.unwrap_or_else(|| {
                entities.push(Entity {
                    kind: mention.kind,
                    name: mention.name.clone(),
                    aliases: Vec::new(),
                    mentions: Vec::new(),
                    articles: ArticleSet::default(),
                });
                entities.len() - 1
            });
            entities[at].articles.insert(article.id);
            entities[at].mentions.push(MentionRef {
                article: article.id,
                mention: index as u32,
            });
        }
    }
    Linked {
        entities: entities.into_iter().map(Arc::new).collect(),
        ..Linked::default()
    }
}
