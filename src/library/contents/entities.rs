//! Entities of a library: which mention names which, and who is named beside whom.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::citation::Source;
use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind, Mention, MentionRef};
use crate::library::contents::Library;
use crate::library::contents::context::Evidence;
use crate::library::linked_entities::{Linked, Proposal};
use crate::text::range::{ArticleId, TextRange};

/// Entities as they were linked, and the way from a mention to its entity.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    linked: Linked,
    /// For each mention of an article the entity it names; [`NONE`] where it was left out.
    named: HashMap<ArticleId, Vec<u32>>,
}

/// No entity.
const NONE: u32 = u32::MAX;

impl Entities {
    fn new(mut linked: Linked) -> Self {
        linked.entities = ranked_by_kind(linked.entities);
        let mut entities = Self::default();
        for (at, entity) in linked.entities.iter().enumerate() {
            for here in entity.mentions.chunk_by(|a, b| a.article == b.article) {
                entities.note(here, at);
            }
        }
        entities.linked = linked;
        entities
    }

    /// Adds what the mentions of one more article were linked to: to the entities of the same kind and
    /// name, else at their end.
    fn add(&mut self, more: Linked) {
        let known = self.known(&more);
        for entity in more.entities {
            let at = *known
                .get(&entity.named())
                .unwrap_or(&self.linked.entities.len());
            for here in entity.mentions.chunk_by(|a, b| a.article == b.article) {
                self.note(here, at);
            }
            match self.linked.entities.get_mut(at) {
                Some(same) => {
                    let same = Arc::make_mut(same);
                    same.articles.add(&entity.articles);
                    same.mentions.extend(&entity.mentions);
                    same.mentions.sort_unstable();
                }
                None => self.linked.entities.push(entity),
            }
        }
    }

    /// Where the entities are that are known already.
    fn known(&self, more: &Linked) -> HashMap<EntityKey, usize> {
        let wanted: HashSet<(Kind, &str)> = more
            .entities
            .iter()
            .map(|entity| (entity.kind, entity.name.as_str()))
            .collect();
        let entities = self.linked.entities.iter().enumerate();
        entities
            .filter(|(_, entity)| wanted.contains(&(entity.kind, entity.name.as_str())))
            .map(|(at, entity)| (entity.named(), at))
            .collect()
    }

    /// Notes which entity mentions of one article name, which ascend.
    fn note(&mut self, mentions: &[MentionRef], entity: usize) {
        let Some(last) = mentions.last() else {
            return;
        };
        let slots = self.named.entry(last.article).or_default();
        let needed = last.mention as usize + 1;
        if slots.len() < needed {
            slots.resize(needed, NONE);
        }
        for mention in mentions {
            slots[mention.mention as usize] = entity as u32;
        }
    }

    fn of(&self, mention: MentionRef) -> Option<u32> {
        let index = *self
            .named
            .get(&mention.article)?
            .get(mention.mention as usize)?;
        (index != NONE).then_some(index)
    }
}

/// Something that stands in sentences together with an entity.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a, T> {
    /// What stands there.
    pub what: &'a T,
    /// In how many sentences.
    pub sentences: u32,
}

impl Library {
    /// Gives what the mentions of all articles were linked to.
    pub fn set_linked(&mut self, linked: Linked) {
        self.entities = Arc::new(Entities::new(linked));
    }

    /// Gives what the mentions of one more article were linked to, by themselves, until all are linked
    /// together. Proposals, what is hidden and the order of entities stay as they were.
    pub fn add_linked(&mut self, linked: Linked) {
        Arc::make_mut(&mut self.entities).add(linked);
    }

    /// The entities by their [rank](Entity::rank), kind by kind; those of an article that was read
    /// before the others come at the end.
    pub fn entities(&self) -> &[Arc<Entity>] {
        &self.entities.linked.entities
    }

    /// The entities that the reader hid; no mention leads to one of them.
    pub fn hidden(&self) -> &[Arc<Entity>] {
        &self.entities.linked.hidden
    }

    /// The countries of a nationality, and the nationalities of a country, that articles name.
    pub fn kin(&self, entity: &Entity) -> impl Iterator<Item = &EntityKey> {
        let named = entity.named();
        let pairs = self.entities.linked.demonyms.iter();
        pairs.filter_map(move |(group, place)| match &named {
            one if one == group => Some(place),
            one if one == place => Some(group),
            _ => None,
        })
    }

    /// The entities that may be one, the likeliest first.
    pub fn proposals(&self) -> &[Proposal] {
        &self.entities.linked.proposals
    }

    /// The entity listed under that name.
    pub fn entity(&self, kind: Kind, name: &str) -> Option<&Entity> {
        self.entities()
            .iter()
            .find(|entity| entity.kind == kind && entity.name.as_str() == name)
            .map(Arc::as_ref)
    }

    /// The entity that a mention names.
    pub fn entity_named_at(&self, mention: MentionRef) -> Option<&Entity> {
        self.entities
            .of(mention)
            .and_then(|index| self.entities().get(index as usize))
            .map(Arc::as_ref)
    }

    /// The number of the entity that a mention names, in the order of [`Library::entities`].
    pub fn entity_number(&self, mention: MentionRef) -> Option<u32> {
        self.entities.of(mention)
    }

    /// The number of the entity that each mention of an article names; none has the number [`u32::MAX`].
    pub fn entity_numbers(&self, id: ArticleId) -> &[u32] {
        self.entities.named.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the entities that a stretch of an article names, mention by mention.
    pub fn numbers_in(&self, article: &Article, stretch: TextRange) -> impl Iterator<Item = u32> {
        let numbers = self.entity_numbers(article.id);
        let mentions = &article.mentions;
        let first = mentions.partition_point(|mention| mention.text.start < stretch.start);
        let inside = mentions[first..].iter();
        let inside = inside.zip(numbers.get(first..).unwrap_or_default());
        let inside = inside.take_while(move |(mention, _)| mention.text.start < stretch.end);
        inside
            .map(|(_, number)| *number)
            .filter(|number| *number != NONE)
    }

    /// The entities that an article names, with how often it does, most frequent first.
    pub fn entities_in(&self, id: ArticleId) -> Vec<(&Arc<Entity>, u32)> {
        let Some(slots) = self.entities.named.get(&id) else {
            return Vec::new();
        };
        ranked(
            counted(slots.iter().copied().filter(|index| *index != NONE)),
            self.entities(),
        )
    }

    /// The mentions of an article that name an entity which is listed, in their order.
    pub fn names_in<'a>(
        &'a self,
        article: &'a Article,
    ) -> impl Iterator<Item = (MentionRef, &'a Mention, &'a Entity)> {
        let numbered = (0..).zip(&article.mentions);
        numbered.filter_map(|(number, mention)| {
            let at = MentionRef {
                article: article.id,
                mention: number,
            };
            Some((at, mention, self.entity_named_at(at)?))
        })
    }

    /// A mention, where it stands.
    pub fn mention(&self, at: MentionRef) -> Option<Evidence<'_>> {
        let article = self.article(at.article)?;
        let mention = article.mentions.get(at.mention as usize)?;
        Some(Evidence::new(article, mention.text, mention.source))
    }

    /// Every mention of an entity, by article and place.
    pub fn mentions_of<'a>(&'a self, entity: &'a Entity) -> impl Iterator<Item = Evidence<'a>> {
        entity.mentions.iter().filter_map(|at| self.mention(*at))
    }

    /// How many sentences the articles have whose texts are known.
    pub fn sentence_count(&self) -> usize {
        let articles = self.articles().iter();
        articles.map(|article| article.sentences.len()).sum()
    }

    /// Who else is named in the sentences that name an entity, most frequent first.
    pub fn named_beside(&self, entity: &Entity) -> Vec<Beside<'_, Entity>> {
        let mut found = Vec::new();
        for (article, sentences) in self.sentences_with(entity) {
            for sentence in sentences {
                let mut there: Vec<u32> = self.numbers_in(article, sentence).collect();
                there.sort_unstable();
                there.dedup();
                found.extend(there);
            }
        }
        let ranked = ranked(counted(found), self.entities()).into_iter();
        ranked
            .filter(|(other, _)| !other.is(entity))
            .map(|(what, sentences)| Beside {
                what: what.as_ref(),
                sentences,
            })
            .collect()
    }

    /// What is cited in the sentences that name an entity, most frequent first.
    pub fn cited_beside(&self, entity: &Entity) -> Vec<Beside<'_, Source>> {
        let mut found: HashMap<&str, Beside<'_, Source>> = HashMap::new();
        for (article, sentences) in self.sentences_with(entity) {
            for citation in &article.citations {
                let around = article.sentence_around(citation.text);
                let Ok(_) = sentences.binary_search(&around) else {
                    continue;
                };
                let Some(what) = self.source(&citation.url) else {
                    continue;
                };
                found
                    .entry(&what.url)
                    .or_insert(Beside { what, sentences: 0 })
                    .sentences += 1;
            }
        }
        let mut found: Vec<_> = found.into_values().collect();
        found.sort_by(|a, b| {
            b.sentences
                .cmp(&a.sentences)
                .then_with(|| a.what.url.cmp(&b.what.url))
        });
        found
    }

    /// The sentences that name an entity, each once and ascending, article by article.
    fn sentences_with<'a>(
        &'a self,
        entity: &'a Entity,
    ) -> impl Iterator<Item = (&'a Arc<Article>, Vec<TextRange>)> {
        let by_article = entity.mentions.chunk_by(|a, b| a.article == b.article);
        by_article.filter_map(|mentions| {
            let article = self.article(mentions.first()?.article)?;
            let texts = mentions
                .iter()
                .filter_map(|at| article.mentions.get(at.mention as usize));
            let mut sentences: Vec<TextRange> = texts
                .map(|mention| article.sentence_around(mention.text))
                .collect();
            sentences.sort_unstable();
            sentences.dedup();
            Some((article, sentences))
        })
    }
}

/// Entities by their [rank](Entity::rank), for which each counts its articles once.
fn ranked_by_kind(entities: Vec<Arc<Entity>>) -> Vec<Arc<Entity>> {
    let counts = |entity: &Entity| (entity.articles.len(), entity.mentions.len());
    let counted = entities.into_iter().map(|entity| {
        let most = Reverse(counts(&entity));
        ((entity.kind, most), entity)
    });
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.name.cmp(&other.name)));
    counted.into_iter().map(|(_, entity)| entity).collect()
}

/// How often each number occurs.
fn counted(numbers: impl IntoIterator<Item = u32>) -> HashMap<u32, u32> {
    let mut counts = HashMap::new();
    for number in numbers {
        *counts.entry(number).or_default() += 1;
    }
    counts
}

/// The entities of those numbers, most frequent first, then by name.
fn ranked(counts: HashMap<u32, u32>, entities: &[Arc<Entity>]) -> Vec<(&Arc<Entity>, u32)> {
    let mut found: Vec<(&Arc<Entity>, u32)> = counts
        .into_iter()
        .filter_map(|(index, count)| Some((entities.get(index as usize)?, count)))
        .collect();
    found.sort_by(|a, b| {
        b.1.cmp(&a.1)
            .then_with(|| (&a.0.name, a.0.kind).cmp(&(&b.0.name, b.0.kind)))
    });
    found
}
