//! Evidence of two names: the sentences that name both with the pages they cite, then paragraphs, then articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::article_set::ArticleSet;
use crate::clip::citation::Citation;
use crate::clip::entity::{Entity, Mention};
use crate::library::contents::Library;
use crate::text::clean::SafeStr;
use crate::text::date::Day;
use crate::text::range::{ArticleId, Place, SourceRange, TextRange};
use crate::web::address;

/// What joins two names, the newest article first; of one article in the order of its text.
#[derive(Debug, Default)]
pub struct PairEvidence<'a> {
    /// The sentences that name both.
    pub sentences: Vec<Joint<'a>>,
    /// The list items and other paragraphs that name both, each in sentences of its own.
    pub paragraphs: Vec<Joint<'a>>,
    /// Every article that names both.
    pub articles: Vec<&'a Arc<Article>>,
}

/// A sentence or a paragraph that names both.
#[derive(Debug)]
pub struct Joint<'a> {
    /// The article that says it.
    pub article: &'a Arc<Article>,
    /// The sentence or paragraph, in the article's text.
    pub text: TextRange,
    /// From the one name to the other, where they stand nearest: in the file.
    pub source: SourceRange,
    /// Where either is named, in the article's text, ascending.
    pub named: Vec<TextRange>,
    /// What it cites, each page once.
    pub cited: Vec<&'a Citation>,
}

impl<'a> Joint<'a> {
    /// The words.
    pub fn words(&self) -> SafeStr<'a> {
        self.article.text.slice(self.text)
    }

    /// The heading that they stand under.
    pub fn section(&self) -> Option<SafeStr<'a>> {
        let heading = self.article.section_of(self.text)?;
        Some(self.article.text.slice(heading.text))
    }

    /// Where one goes to see it.
    pub fn place(&self) -> Place {
        Place {
            article: self.article.id,
            range: self.source,
        }
    }
}

/// The articles that name an entity of each side.
pub fn articles_naming_both(one: &[&Entity], other: &[&Entity]) -> ArticleSet {
    let of_side = |side: &[&Entity]| {
        let mut articles = ArticleSet::default();
        for entity in side {
            articles.add(&entity.articles);
        }
        articles
    };
    let mut both = of_side(one);
    both.keep(&of_side(other));
    both
}

/// The sentences that name one of some entities in the articles that `takes` takes, the newest article first.
pub fn sentences_naming<'a>(
    library: &'a Library,
    entities: &[&Entity],
    takes: impl Fn(ArticleId) -> bool,
) -> Vec<Joint<'a>> {
    let naming = articles_naming_both(entities, entities);
    let naming = naming.iter().filter(|id| takes(*id));
    let mut sentences = Vec::new();
    for article in newest_first(naming.filter_map(|id| library.article(id))) {
        let mut mentions = mentions_in(article, &[(Side::One, entities)]);
        mentions.sort_unstable_by_key(|(mention, _)| mention.text);
        for named in mentions.chunk_by(|(a, _), (b, _)| {
            article.sentence_around(a.text) == article.sentence_around(b.text)
        }) {
            let text = article.sentence_around(named[0].0.text);
            sentences.push(Joint {
                article,
                text,
                source: named[0].0.source,
                named: named.iter().map(|(mention, _)| mention.text).collect(),
                cited: cited_in(article, text),
            });
        }
    }
    sentences
}

impl<'a> PairEvidence<'a> {
    /// What joins the entities of two sides in the articles that `takes` takes. Only articles that name both are looked
    /// at.
    pub fn of(
        library: &'a Library,
        (one, other): (&[&Entity], &[&Entity]),
        takes: impl Fn(ArticleId) -> bool,
    ) -> Self {
        // What goes by both names is joined to itself by nothing.
        let is_apart = |entity: &&&Entity| !one.iter().any(|same| same.is(entity));
        let other: Vec<&Entity> = other.iter().filter(is_apart).copied().collect();
        let other = other.as_slice();
        let both = articles_naming_both(one, other);
        let both = both.iter().filter(|id| takes(*id));
        let articles = both.filter_map(|id| library.article(id));
        let mut pair = Self {
            articles: newest_first(articles),
            ..Self::default()
        };
        for article in &pair.articles {
            let mut mentions = mentions_in(article, &[(Side::One, one), (Side::Other, other)]);
            mentions.sort_unstable_by_key(|(mention, _)| mention.text);
            let sentence = |range| article.sentence_around(range);
            let first = pair.sentences.len();
            pair.sentences.extend(joints(article, &mentions, sentence));
            let sentences = &pair.sentences[first..];
            let holds_one = |paragraph: &Joint<'_>| {
                let mut sentences = sentences.iter();
                sentences.any(|sentence| paragraph.text.overlaps(sentence.text))
            };
            let paragraph = |range| paragraph_around(article, range);
            let paragraphs = joints(article, &mentions, paragraph).into_iter();
            let apart = paragraphs.filter(|paragraph| !holds_one(paragraph));
            pair.paragraphs.extend(apart);
        }
        pair
    }
}

/// To which side of a pair a mention belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    One,
    Other,
}

/// The mentions in an article of the entities of each side.
fn mentions_in<'a>(article: &'a Article, sides: &[(Side, &[&Entity])]) -> Vec<(&'a Mention, Side)> {
    let mut mentions = Vec::new();
    for (side, entities) in sides {
        let named = entities.iter().flat_map(|entity| named_in(entity, article));
        mentions.extend(named.map(|mention| (mention, *side)));
    }
    mentions
}

/// Articles by the day of publication; those without one last.
pub fn newest_first<'a>(articles: impl Iterator<Item = &'a Arc<Article>>) -> Vec<&'a Arc<Article>> {
    let day = |article: &Article| -> Option<Day> { article.head.published.as_ref()?.day };
    let mut articles: Vec<&Arc<Article>> = articles.collect();
    articles.sort_by_cached_key(|article| {
        let title = article.head.title.as_str().to_lowercase();
        (Reverse(day(article)), title)
    });
    articles
}

/// The mentions of an entity in an article.
fn named_in<'a>(entity: &Entity, article: &'a Article) -> impl Iterator<Item = &'a Mention> {
    let mentions = &entity.mentions;
    let first = mentions.partition_point(|at| at.article < article.id);
    let here = mentions[first..].iter();
    let here = here.take_while(|at| at.article == article.id);
    let found: Vec<&Mention> = here
        .filter_map(|at| article.mentions.get(at.mention as usize))
        .collect();
    found.into_iter()
}

/// The paragraph around a stretch of the text: its list item, its cell, its line where lines keep their ends.
fn paragraph_around(article: &Article, range: TextRange) -> TextRange {
    let text = article.text.as_str();
    let (start, end) = (range.start as usize, range.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', after.as_bytes()).map_or(text.len(), |at| end + at);
    TextRange::from(start..end)
}

/// The stretches `around` mentions, which ascend, in which both sides are named.
fn joints<'a>(
    article: &'a Arc<Article>,
    mentions: &[(&Mention, Side)],
    around: impl Fn(TextRange) -> TextRange,
) -> Vec<Joint<'a>> {
    let mut stretches: BTreeMap<TextRange, Vec<(&Mention, Side)>> = BTreeMap::new();
    for (mention, side) in mentions {
        let named = stretches.entry(around(mention.text)).or_default();
        named.push((mention, *side));
    }
    let joint = |(text, named): (TextRange, Vec<(&Mention, Side)>)| {
        Some(Joint {
            article,
            text,
            source: nearest(&named)?,
            named: named.iter().map(|(mention, _)| mention.text).collect(),
            cited: cited_in(article, text),
        })
    };
    stretches.into_iter().filter_map(joint).collect()
}

/// From a mention of the one side to one of the other, where they stand nearest; nothing where one side is not named.
fn nearest(named: &[(&Mention, Side)]) -> Option<SourceRange> {
    let beside = named.windows(2).filter(|two| two[0].1 != two[1].1);
    let nearest = beside.min_by_key(|two| two[1].0.text.start.saturating_sub(two[0].0.text.end))?;
    Some(nearest[0].0.source.join(nearest[1].0.source))
}

/// What a stretch of an article cites, each page once.
pub fn cited_in(article: &Article, text: TextRange) -> Vec<&Citation> {
    let mut cited: Vec<&Citation> = Vec::new();
    let inside = article.citations.iter();
    for citation in inside.filter(|citation| text.contains(citation.text.start)) {
        let is_same = |known: &&Citation| address::key(&known.url) == address::key(&citation.url);
        if !cited.iter().any(is_same) {
            cited.push(citation);
        }
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;
    use crate::library::contents::sample::*;
    use crate::text::clean::SafeText;

    fn told(joints: &[Joint<'_>]) -> Vec<String> {
        let told = joints.iter().map(|joint| {
            let cited = joint.cited.iter().map(|citation| citation.url.as_str());
            let cited: Vec<&str> = cited.collect();
            let text = joint.article.text.as_str();
            let named = joint.named.iter().map(|named| named.of(text));
            let named: Vec<&str> = named.collect();
            format!("{} {named:?} {cited:?}", joint.words())
        });
        told.collect()
    }

    /// An article of several sentences a line that names organisations wherever they stand.
    fn clip(id: u32, text: &str, names: &[&str]) -> Article {
        let mut article = article(id, "a.md", text);
        let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        let range = |part: &str| TextRange::from(at(part)..at(part) + part.len());
        let sentences = text.split('\n').flat_map(|line| line.split_inclusive(". "));
        article.sentences = sentences.map(|part| range(part.trim_end())).collect();
        for name in names {
            let found = text.matches(name).map(range);
            article.mentions.extend(found.map(|text| Mention {
                kind: Kind::Organisation,
                name: SafeText::line(name),
                text,
                source: SourceRange::new(text.start, text.end),
            }));
        }
        article.mentions.sort_by_key(|mention| mention.text);
        article
    }

    fn library(articles: Vec<Article>) -> Library {
        let mut library = Library::default();
        library.add(articles.into_iter().map(Arc::new));
        library.set_linked(linked(library.articles()));
        library
    }

    #[test]
    fn sentences_stand_before_paragraphs_and_the_newest_first() {
        let names = ["Acme", "Bolt"];
        let text = "Acme met Bolt, says it.\nAcme left. Bolt stayed, says that.\nAcme.";
        let old = citing(clip(0, text, &names), "it", "https://e.org/1");
        let old = citing(old, "that", "https://e.org/2");
        let library = library(vec![
            published(old, 2023, 1),
            published(clip(1, "Bolt saw Acme. Acme left.", &names), 2024, 1),
            clip(2, "Bolt.\nAcme.", &names),
            clip(3, "Bolt.", &names),
        ]);
        let entity = |name| library.entity(Kind::Organisation, name).unwrap();
        let (acme, bolt) = ([entity("Acme")], [entity("Bolt")]);
        let pair = PairEvidence::of(&library, (&acme, &bolt), |_| true);
        assert_eq!(
            told(&pair.sentences),
            [
                r#"Bolt saw Acme. ["Bolt", "Acme"] []"#,
                r#"Acme met Bolt, says it. ["Acme", "Bolt"] ["https://e.org/1"]"#,
            ]
        );
        assert_eq!(
            told(&pair.paragraphs),
            [r#"Acme left. Bolt stayed, says that. ["Acme", "Bolt"] ["https://e.org/2"]"#]
        );
        let ids: Vec<u32> = pair.articles.iter().map(|article| article.id.0).collect();
        assert_eq!(ids, [1, 0, 2], "what has no day comes last");
        let filtered = PairEvidence::of(&library, (&acme, &bolt), |id| id.0 != 0);
        assert_eq!((filtered.sentences.len(), filtered.articles.len()), (1, 2));
    }

    #[test]
    fn a_joint_leads_from_the_one_name_to_the_nearest_other() {
        let text = "Acme and Corp said that Bolt met Acme.";
        let library = library(vec![clip(0, text, &["Acme", "Bolt"])]);
        let entity = |name| library.entity(Kind::Organisation, name).unwrap();
        let acme = [entity("Acme")];
        let pair = PairEvidence::of(&library, (&acme, &[entity("Bolt")]), |_| true);
        assert_eq!(pair.sentences[0].source.of(text), "Bolt met Acme");
        let same = PairEvidence::of(&library, (&acme, &acme), |_| true);
        assert!(same.sentences.is_empty(), "no name is joined to itself");
    }
}
