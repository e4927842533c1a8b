//! From names put together to entities as they are listed, with what the reader put right.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind, MentionRef};
use crate::library::correction::{Curation, Resolved};
use crate::library::linked_entities::{Linked, Proposal};
use crate::library::linking::clusters::Cluster;
use crate::library::linking::forms::Form;
use crate::library::linking::proposals::Pair;
use crate::text::clean::SafeText;

/// Clusters under the names they are listed by.
#[derive(Debug)]
pub struct ListedRows<'a> {
    clusters: &'a [Cluster],
    forms: &'a [&'a Form],
    curation: &'a Curation,
    names: Vec<EntityKey>,
}

/// Entities being put together, by what they are listed as.
type Entities<'a> = BTreeMap<EntityKey, Gathered<'a>>;

/// An entity that is being put together.
#[derive(Debug, Default)]
struct Gathered<'a> {
    /// How mentions read, with these; a reading of several forms comes several times.
    parts: Vec<&'a (String, Vec<MentionRef>)>,
    /// The editions of the forms that these are of, each with the number of the reading.
    editions: Editions,
    country: Option<&'static str>,
}

/// What an entity was made of.
type Editions = Vec<(u64, u32)>;

/// Entities as they were made the last time: one of the same parts is the same.
#[derive(Debug, Default)]
pub struct KnownEntities {
    listed: HashMap<EntityKey, MadeEntity>,
    hidden: HashMap<EntityKey, MadeEntity>,
}

/// An entity with what it was made of.
#[derive(Debug)]
struct MadeEntity {
    of: Editions,
    entity: Arc<Entity>,
    /// Whether it is there still.
    is_there: bool,
}

impl<'a> ListedRows<'a> {
    /// Names each cluster.
    pub fn new(clusters: &'a [Cluster], forms: &'a [&'a Form], curation: &'a Curation) -> Self {
        let names = clusters
            .iter()
            .map(|cluster| EntityKey::new(cluster.kind, listed_name(cluster, forms)))
            .collect();
        Self {
            clusters,
            forms,
            curation,
            names,
        }
    }

    /// The entities and what goes with them.
    pub fn linked(&self, pairs: &[Pair], known: &mut KnownEntities) -> Linked {
        let (mut listed, mut hidden) = (Entities::new(), Entities::new());
        for (number, cluster) in self.clusters.iter().enumerate() {
            let called = self.called(number);
            for form in cluster.forms().map(|form| &self.forms[form]) {
                let own = self.own(form, &called);
                let called = own.as_ref().map_or(&called[..], std::slice::from_ref);
                for (part, number) in form.surfaces.iter().zip(0..) {
                    let resolved = self.resolve(called, &part.0);
                    let to = if resolved.hidden {
                        &mut hidden
                    } else {
                        &mut listed
                    };
                    let entity = to.entry(resolved.named).or_default();
                    entity.parts.push(part);
                    entity.editions.push((form.edition, number));
                    let country = cluster.known.and_then(|known| known.country);
                    entity.country = country.or(entity.country);
                }
            }
        }
        Linked {
            proposals: self.proposals(pairs, &listed),
            demonyms: demonyms(&listed),
            entities: ranked(listed, &mut known.listed),
            hidden: ranked(hidden, &mut known.hidden),
        }
    }

    /// The names that corrections know a cluster by: the listed one first, for the others were
    /// listed while the library had fewer articles.
    fn called(&self, number: usize) -> Vec<EntityKey> {
        let mut called = vec![self.names[number].clone()];
        let forms = self.clusters[number].forms().map(|form| &self.forms[form]);
        for form in forms.filter(|form| self.curation.touches(&form.name)) {
            let named = EntityKey::new(form.kind, &*form.name);
            if !called.contains(&named) {
                called.push(named);
            }
        }
        called
    }

    /// The name of a form of a cluster, where the reader said that it is another thing.
    fn own(&self, form: &Form, called: &[EntityKey]) -> Option<EntityKey> {
        if !self.curation.touches(&form.name) {
            return None;
        }
        let own = EntityKey::new(form.kind, &*form.name);
        let apart = self.curation.are_apart(std::slice::from_ref(&own), called);
        apart.then_some(own)
    }

    /// What a mention of an entity with these names belongs to when it reads so.
    fn resolve(&self, called: &[EntityKey], reading: &str) -> Resolved {
        let touched = called.iter().any(|name| self.curation.touches(&name.name));
        let put_right = || self.curation.resolve(called, reading);
        let added = self.curation.resolve_added(reading);
        added
            .or_else(|| touched.then(put_right).flatten())
            .unwrap_or_else(|| Resolved {
                named: called[0].clone(),
                hidden: false,
            })
    }

    /// The pairs that are listed and that the reader has not spoken of.
    fn proposals(&self, pairs: &[Pair], listed: &Entities<'_>) -> Vec<Proposal> {
        let mut proposals: Vec<Proposal> = pairs
            .iter()
            .filter_map(|pair| self.proposal(pair))
            .filter(|proposal| {
                listed.contains_key(&proposal.from) && listed.contains_key(&proposal.into)
            })
            .collect();
        proposals.sort_by(|a, b| {
            (Reverse(a.score), &a.from, &a.into).cmp(&(Reverse(b.score), &b.from, &b.into))
        });
        proposals.dedup_by(|a, b| (&a.from, &a.into) == (&b.from, &b.into));
        proposals
    }

    fn proposal(&self, &(from, into, score, reason): &Pair) -> Option<Proposal> {
        let (mut one, mut other) = (self.called(from), self.called(into));
        let resolve = |called: &[EntityKey]| {
            let named = called.first()?;
            match self.curation.resolve(called, &named.name) {
                Some(resolved) => (!resolved.hidden).then_some(resolved.named),
                None => Some(named.clone()),
            }
        };
        let (from, into) = (resolve(&one)?, resolve(&other)?);
        one.push(from.clone());
        other.push(into.clone());
        let answered = from == into || self.curation.are_apart(&one, &other);
        (!answered).then_some(Proposal {
            from,
            into,
            score,
            reason,
        })
    }
}

/// Entities, those of most articles first.
fn ranked(gathered: Entities<'_>, known: &mut HashMap<EntityKey, MadeEntity>) -> Vec<Arc<Entity>> {
    let mut entities = Vec::with_capacity(gathered.len());
    for (named, mut all) in gathered {
        let of = std::mem::take(&mut all.editions);
        let same = known.get_mut(&named).filter(|made| made.of == of);
        if let Some(made) = same {
            made.is_there = true;
            entities.push(Arc::clone(&made.entity));
            continue;
        }
        let made = MadeEntity {
            of,
            entity: Arc::new(all.entity(&named)),
            is_there: true,
        };
        entities.push(Arc::clone(&made.entity));
        known.insert(named, made);
    }
    known.retain(|_, made| std::mem::take(&mut made.is_there));
    entities.sort_by_cached_key(|entity| Reverse((entity.articles.len(), entity.mentions.len())));
    entities
}

impl Gathered<'_> {
    fn entity(self, named: &EntityKey) -> Entity {
        let mut readings: HashMap<&str, usize> = HashMap::new();
        let mut mentions: Vec<MentionRef> = Vec::new();
        for (reading, at) in self.parts {
            mentions.extend(at);
            *readings.entry(reading).or_default() += at.len();
        }
        mentions.sort_unstable();
        let mut aliases: Vec<(&str, usize)> = readings
            .into_iter()
            .filter(|(reading, _)| *reading != named.name)
            .collect();
        aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        Entity {
            kind: named.kind,
            name: SafeText::line(&named.name),
            aliases: aliases
                .iter()
                .map(|(reading, _)| SafeText::line(reading))
                .collect(),
            articles: mentions.iter().map(|at| at.article).collect(),
            mentions,
        }
    }
}

/// The name that the lists have for it, or its most frequent full name, the longer of two as frequent;
/// one all in capitals only where there is no other.
fn listed_name<'a>(cluster: &Cluster, forms: &[&'a Form]) -> &'a str {
    if let Some(known) = cluster.known {
        return known.name;
    }
    let full = || cluster.full.iter().map(|form| forms[*form]);
    // "BANGKOK" is how datelines write Bangkok.
    let shouted = |name: &str| {
        let small = |other: &&Form| *other.name != *name && other.name.eq_ignore_ascii_case(name);
        !name.contains(char::is_lowercase) && full().any(|other| small(&other))
    };
    full()
        .max_by_key(|form| {
            let heard = !shouted(&form.name);
            (heard, form.count, form.name.len(), Reverse(&*form.name))
        })
        .map_or("", |form| &*form.name)
}

/// The groups that belong to a country that is an entity too.
fn demonyms(gathered: &Entities<'_>) -> Vec<(EntityKey, EntityKey)> {
    gathered
        .iter()
        .filter(|(named, _)| named.kind == Kind::Group)
        .filter_map(|(named, entity)| Some((named, EntityKey::new(Kind::Place, entity.country?))))
        .filter(|(_, place)| gathered.contains_key(place))
        .map(|(group, place)| (group.clone(), place))
        .collect()
}
