//! Which names are names of one thing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::Kind;
use crate::library::linking::fold::{self, is_acronym};
use crate::library::linking::forms::Form;
use crate::names::rules::lexicon::Known;

/// Names of one thing.
#[derive(Debug)]
pub struct Cluster {
    /// What it is.
    pub kind: Kind,
    /// What the lists know of it.
    pub known: Option<Known>,
    /// What its full names have in common.
    pub key: Arc<str>,
    /// Its full names, by number, most frequent first.
    pub full: Vec<usize>,
    /// Its short names that stand alone in some articles: acronyms, surnames.
    pub short: Vec<usize>,
}

impl Cluster {
    /// Its names, by number.
    pub fn forms(&self) -> impl Iterator<Item = usize> {
        self.full.iter().chain(&self.short).copied()
    }

    /// The number of articles that give its most frequent full name: a floor of those that name it.
    pub fn articles(&self, forms: &[&Form]) -> u32 {
        self.full
            .iter()
            .map(|form| forms[*form].articles)
            .max()
            .unwrap_or(0)
    }
}

/// Puts the names of one thing together: first those with the same key, then short names to the only
/// name that they can stand for.
pub fn cluster(forms: &[&Form]) -> Vec<Cluster> {
    let mut numbers: HashMap<&str, usize> = HashMap::with_capacity(forms.len());
    let mut same: Vec<Same> = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        let at = *numbers.entry(&form.key).or_insert_with(|| {
            same.push(Same {
                key: Arc::clone(&form.key),
                known: form.known,
                forms: Vec::new(),
            });
            same.len() - 1
        });
        same[at].known = same[at].known.or(form.known);
        same[at].forms.push(number);
    }
    let mut clusters: Vec<Cluster> = same
        .into_iter()
        .flat_map(|same| same.by_kind(forms))
        .collect();
    join(&mut clusters, forms);
    clusters
}

/// Names with the same key, of whatever kind.
struct Same {
    key: Arc<str>,
    known: Option<Known>,
    forms: Vec<usize>,
}

impl Same {
    /// One cluster of the kind that most mentions have, and others of kinds that are no mere slips.
    fn by_kind(self, forms: &[&Form]) -> Vec<Cluster> {
        let kinds = self.kinds(forms);
        let mut clusters: Vec<Cluster> = Vec::new();
        for number in self.forms {
            let own = forms[number].kind;
            let kind = kinds
                .iter()
                .find(|(from, _)| *from == own)
                .map_or(own, |(_, into)| *into);
            match clusters.iter_mut().find(|cluster| cluster.kind == kind) {
                Some(cluster) => cluster.full.push(number),
                None => clusters.push(Cluster {
                    kind,
                    known: self.known.filter(|known| known.kind == kind),
                    key: Arc::clone(&self.key),
                    full: vec![number],
                    short: Vec::new(),
                }),
            }
        }
        for cluster in &mut clusters {
            cluster
                .full
                .sort_by_key(|form| std::cmp::Reverse(forms[*form].count));
        }
        clusters
    }

    /// For each kind that the names are said to be the kind that they are taken for.
    fn kinds(&self, forms: &[&Form]) -> Vec<(Kind, Kind)> {
        let mut counts: Vec<(Kind, u32)> = Vec::new();
        for form in self.forms.iter().map(|form| &forms[*form]) {
            match counts.iter_mut().find(|(kind, _)| *kind == form.kind) {
                Some((_, count)) => *count += form.count,
                None => counts.push((form.kind, form.count)),
            }
        }
        let listed = self.known.map(|known| known.kind);
        counts.sort_by_key(|(kind, count)| {
            let listed = listed == Some(*kind);
            (
                std::cmp::Reverse(count * (1 + u32::from(listed))),
                !listed,
                *kind,
            )
        });
        let Some(&(lead, most)) = counts.first() else {
            return Vec::new();
        };
        let into = |kind, count| match listed {
            Some(listed) if kind != Kind::Person && lead != Kind::Person => listed,
            _ if most >= count * distance(lead, kind) => lead,
            _ => kind,
        };
        counts
            .iter()
            .map(|&(kind, count)| (kind, into(kind, count)))
            .collect()
    }
}

/// How many times as often a name must be one kind than another for the other to be a slip of the
/// tagger: people and places share names, what companies make often bears theirs.
fn distance(lead: Kind, other: Kind) -> u32 {
    use Kind::{Group, Organisation, Person, Place};
    match (lead, other) {
        _ if lead == other => 1,
        (_, Kind::Other) => 1,
        (Person | Group, _) | (_, Person | Group) => 3,
        (Organisation, Place) | (Place, Organisation) => 2,
        _ => 1,
    }
}

/// The clusters that a short name may stand for, by their kind and the short name's key.
type Bearers = HashMap<(Kind, String), Vec<usize>>;

/// Articles that must name a person in full before a surname alone is taken for that person.
const FAMILIAR: u32 = 5;
/// How many times as many articles must name that person in full as name all others of the surname.
const LEADING: u32 = 4;

/// The clusters whose articles define an acronym as their name, and in how many articles.
type Definitions = HashMap<(Kind, String), Vec<(usize, u32)>>;

/// Joins longer and shorter full names of one acronym, then acronyms to what articles define them as,
/// and surnames to the one person that bears them.
fn join(clusters: &mut Vec<Cluster>, forms: &[&Form]) {
    let variants = variants(clusters, &defined(clusters, forms));
    merge(clusters, variants, |target, moved| {
        target.full.extend(moved);
    });
    let (defined, surnames) = (defined(clusters, forms), surnames(clusters));
    let into = clusters
        .iter()
        .map(|cluster| {
            if let Some(letters) = only_letters(cluster, forms).filter(|letters| letters.len() > 2)
            {
                let others = defined.get(&(cluster.kind, letters))?;
                return outright(others)
                    .filter(|(_, count)| cluster.known.is_none() || *count > 1)
                    .map(|(only, _)| only);
            }
            let bearers = surnames.get(&(cluster.kind, cluster.key.to_string()))?;
            leading(bearers, clusters, forms)
                .filter(|_| is_alone(cluster, bearers, clusters, forms))
        })
        .collect();
    merge(clusters, into, |target, moved| target.short.extend(moved));
}

/// Moves the names of each cluster to the one it goes into, unless that has gone elsewhere.
fn merge(clusters: &mut Vec<Cluster>, into: Vec<Option<usize>>, put: fn(&mut Cluster, Vec<usize>)) {
    for (number, target) in into.into_iter().enumerate() {
        let target = target.filter(|target| {
            *target != number
                && clusters
                    .get(*target)
                    .is_some_and(|target| !target.full.is_empty())
        });
        if let Some(target) = target {
            let mut moved = std::mem::take(&mut clusters[number].full);
            moved.append(&mut clusters[number].short);
            put(&mut clusters[target], moved);
        }
    }
    clusters.retain(|cluster| !cluster.full.is_empty());
}

/// The letters of the acronym that is all that mentions of a cluster read.
fn only_letters(cluster: &Cluster, forms: &[&Form]) -> Option<String> {
    if cluster.full.iter().any(|form| !forms[*form].has_acronym) {
        return None;
    }
    let mut readings = cluster
        .full
        .iter()
        .flat_map(|form| &forms[*form].surfaces)
        .map(|(reading, _)| reading);
    let first = readings.next().filter(|reading| is_acronym(reading))?;
    let letters = fold::letters(first);
    readings
        .all(|reading| is_acronym(reading) && fold::letters(reading) == letters)
        .then_some(letters)
}

/// The acronyms that articles define, that is, which read so where the name is a longer one that is
/// written out somewhere.
fn defined(clusters: &[Cluster], forms: &[&Form]) -> Definitions {
    let mut definitions = Definitions::new();
    for (number, cluster) in clusters.iter().enumerate() {
        if only_letters(cluster, forms).is_some() {
            continue;
        }
        let long = cluster
            .full
            .iter()
            .map(|form| &forms[*form])
            .filter(|form| form.has_acronym && form.name.contains(' '));
        for (reading, mentions) in long
            .flat_map(|form| &form.surfaces)
            .filter(|(reading, _)| is_acronym(reading))
        {
            let articles = mentions.chunk_by(|a, b| a.article == b.article).count() as u32;
            let all = definitions
                .entry((cluster.kind, fold::letters(reading)))
                .or_default();
            match all.last_mut().filter(|(last, _)| *last == number) {
                Some((_, count)) => *count += articles,
                None => all.push((number, articles)),
            }
        }
    }
    definitions
}

/// The definition that is the only one, or [`LEADING`] times as frequent as all others.
fn outright(definitions: &[(usize, u32)]) -> Option<(usize, u32)> {
    let best = *definitions
        .iter()
        .max_by_key(|(number, count)| (*count, std::cmp::Reverse(*number)))?;
    let all: u32 = definitions.iter().map(|(_, count)| count).sum();
    (best.1 >= (all - best.1) * LEADING).then_some(best)
}

/// Where full names of one acronym differ by a country before them or by more words after them: the
/// more frequent name for each other one. Two countries are two bodies, and so none is joined.
fn variants(clusters: &[Cluster], definitions: &Definitions) -> Vec<Option<usize>> {
    let mut into = vec![None; clusters.len()];
    for all in definitions.values().filter(|all| all.len() > 1) {
        for &(number, count) in all {
            let more = |(other, times): &&(usize, u32)| (*times, *other) > (count, number);
            let key = &clusters[number].key;
            let near: Vec<usize> = all
                .iter()
                .filter(more)
                .map(|(other, _)| *other)
                .filter(|other| is_variant(key, &clusters[*other].key))
                .collect();
            if let ([only], None) = (near.as_slice(), clusters[number].known) {
                into[number] = Some(*only);
            }
        }
    }
    // A chain would leave names behind: only what stays where it is takes others in.
    let stays: Vec<bool> = into.iter().map(Option::is_none).collect();
    into.iter()
        .map(|target| target.filter(|target| stays[*target]))
        .collect()
}

/// Words before a body's name that say whose it is.
const WHOSE: &[&str] = &["us", "uk", "eu", "un", "department of", "us department of"];

/// Whether one key is the other with more words, of those that do not make it another body.
fn is_variant(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let before = long
        .strip_suffix(short)
        .and_then(|rest| rest.strip_suffix(' '));
    let after = long
        .strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(' '));
    short.contains(' ') && (after || before.is_some_and(|words| WHOSE.contains(&words)))
}

/// The persons that bear each surname.
pub fn surnames(clusters: &[Cluster]) -> Bearers {
    let mut bearers = Bearers::new();
    for (number, cluster) in clusters.iter().enumerate() {
        if cluster.kind == Kind::Person
            && let Some((_, last)) = cluster.key.rsplit_once(' ')
        {
            note(&mut bearers, (Kind::Person, last.to_owned()), number);
        }
    }
    bearers
}

fn note(bearers: &mut Bearers, key: (Kind, String), number: usize) {
    let bearers = bearers.entry(key).or_default();
    if bearers.last() != Some(&number) {
        bearers.push(number);
    }
}

/// The bearer of a surname who is named so much more than the others that the surname alone is theirs.
fn leading(bearers: &[usize], clusters: &[Cluster], forms: &[&Form]) -> Option<usize> {
    let articles = |number: &usize| {
        clusters
            .get(*number)
            .map_or(0, |cluster| cluster.articles(forms))
    };
    let best = *bearers
        .iter()
        .max_by_key(|number| (articles(number), std::cmp::Reverse(**number)))?;
    let others: u32 = bearers.iter().map(articles).sum::<u32>() - articles(&best);
    (articles(&best) >= FAMILIAR.max(others * LEADING)).then_some(best)
}

/// Whether nearly all articles with the surname alone name nobody of that surname in full: where one
/// does and yet the surname was left apart, it names several.
fn is_alone(cluster: &Cluster, bearers: &[usize], clusters: &[Cluster], forms: &[&Form]) -> bool {
    let add = |mut articles: ArticleSet, cluster: &Cluster| {
        let surfaces = cluster.full.iter().flat_map(|form| &forms[*form].surfaces);
        for (_, mentions) in surfaces {
            articles.add(&mentions.iter().map(|at| at.article).collect());
        }
        articles
    };
    let own = add(ArticleSet::default(), cluster);
    let all = bearers.iter().filter_map(|number| clusters.get(*number));
    let full = all.fold(ArticleSet::default(), add);
    own.common(&full) * 20 <= own.len()
}
