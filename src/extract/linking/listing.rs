//! From names put together to entities as they are listed, with what the reader put right.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::core::curation::{Curation, Named};
use crate::core::entity::{Entity, Kind, MentionRef};
use crate::core::gate::Shown;
use crate::extract::linking::Linked;
use crate::extract::linking::clusters::Cluster;
use crate::extract::linking::forms::Form;
use crate::extract::linking::proposals::{Pair, Proposal};

/// Clusters under the names they are listed by.
#[derive(Debug)]
pub struct Listing<'a> {
    clusters: &'a [Cluster],
    forms: &'a [Form<'a>],
    curation: &'a Curation,
    added: HashMap<&'a str, Named>,
    names: Vec<Named>,
}

/// An entity that is being put together.
#[derive(Debug, Default)]
struct Gathered {
    mentions: Vec<MentionRef>,
    /// How mentions read, with their number.
    readings: HashMap<String, usize>,
    country: Option<&'static str>,
}

impl<'a> Listing<'a> {
    /// Names each cluster.
    pub fn new(clusters: &'a [Cluster], forms: &'a [Form<'a>], curation: &'a Curation) -> Self {
        let names = clusters
            .iter()
            .map(|cluster| Named::new(cluster.kind, listed_name(cluster, forms)))
            .collect();
        let added = curation.added().into_iter().collect();
        Self {
            clusters,
            forms,
            curation,
            added,
            names,
        }
    }

    /// The entities and what goes with them.
    pub fn linked(&self, pairs: &[Pair]) -> Linked {
        let mut gathered: BTreeMap<Named, Gathered> = BTreeMap::new();
        for (cluster, listed) in self.clusters.iter().zip(&self.names) {
            let called = self.called(cluster, listed);
            for (reading, mentions) in cluster.forms().flat_map(|form| &self.forms[form].surfaces) {
                let Some(named) = self.resolve(&called, listed, reading) else {
                    continue;
                };
                let entity = gathered.entry(named).or_default();
                entity.mentions.extend(mentions);
                *entity.readings.entry(reading.clone()).or_default() += mentions.len();
                entity.country = cluster
                    .known
                    .and_then(|known| known.country)
                    .or(entity.country);
            }
        }
        let demonyms = demonyms(&gathered);
        let mut proposals: Vec<Proposal> = pairs
            .iter()
            .filter_map(|pair| self.proposal(pair))
            .filter(|proposal| {
                gathered.contains_key(&proposal.from) && gathered.contains_key(&proposal.into)
            })
            .collect();
        proposals.sort_by(|a, b| {
            (Reverse(a.score), &a.from, &a.into).cmp(&(Reverse(b.score), &b.from, &b.into))
        });
        let mut entities: Vec<Entity> = gathered
            .into_iter()
            .map(|(named, all)| all.entity(&named))
            .collect();
        entities.sort_by_key(|entity| Reverse((entity.articles, entity.mentions.len())));
        Linked {
            entities,
            proposals,
            demonyms,
        }
    }

    /// The names that a correction may know a cluster by: the listed one first, for the others were
    /// listed while the library had fewer articles.
    fn called(&self, cluster: &Cluster, listed: &Named) -> Vec<Named> {
        if self.curation.is_empty() {
            return Vec::new();
        }
        let others = cluster
            .forms()
            .map(|form| Named::new(self.forms[form].kind, self.forms[form].name));
        std::iter::once(listed.clone())
            .chain(others.filter(|name| name != listed))
            .collect()
    }

    /// What a mention of a cluster that reads so belongs to.
    fn resolve(&self, called: &[Named], listed: &Named, reading: &str) -> Option<Named> {
        if let Some(added) = self.added.get(reading) {
            return Some(added.clone());
        }
        let corrected = called.iter().find_map(|name| {
            let now = self.curation.resolve(name, reading);
            (now.as_ref() != Some(name)).then_some(now)
        });
        corrected.unwrap_or_else(|| Some(listed.clone()))
    }

    fn proposal(&self, &(from, into, score, reason): &Pair) -> Option<Proposal> {
        let resolve = |number: usize| {
            let named = self.names.get(number)?;
            self.curation.resolve(named, &named.name)
        };
        let (from, into) = (resolve(from)?, resolve(into)?);
        (from != into).then_some(Proposal {
            from,
            into,
            score,
            reason,
        })
    }
}

impl Gathered {
    fn entity(self, named: &Named) -> Entity {
        let mut mentions = self.mentions;
        mentions.sort_unstable();
        let articles = mentions.chunk_by(|a, b| a.article == b.article).count();
        let mut aliases: Vec<(String, usize)> = self
            .readings
            .into_iter()
            .filter(|(reading, _)| *reading != named.name)
            .collect();
        aliases.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Entity {
            kind: named.kind,
            name: Shown::line(&named.name),
            aliases: aliases
                .iter()
                .map(|(reading, _)| Shown::line(reading))
                .collect(),
            mentions,
            articles: articles as u32,
        }
    }
}

/// The name that the lists have for it, or its most frequent full name, the longer of two as frequent.
fn listed_name<'a>(cluster: &Cluster, forms: &[Form<'a>]) -> &'a str {
    if let Some(known) = cluster.known {
        return known.name;
    }
    let full = cluster.full.iter().map(|form| &forms[*form]);
    full.max_by_key(|form| (form.count, form.name.len(), Reverse(form.name)))
        .map_or("", |form| form.name)
}

/// The groups that belong to a country that is an entity too.
fn demonyms(gathered: &BTreeMap<Named, Gathered>) -> Vec<(Named, Named)> {
    gathered
        .iter()
        .filter(|(named, _)| named.kind == Kind::Group)
        .filter_map(|(named, entity)| Some((named, Named::new(Kind::Place, entity.country?))))
        .filter(|(_, place)| gathered.contains_key(place))
        .map(|(group, place)| (group.clone(), place))
        .collect()
}
