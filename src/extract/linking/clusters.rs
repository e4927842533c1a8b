//! Which names are names of one thing.

use std::collections::{HashMap, HashSet};

use crate::core::entity::Kind;
use crate::core::range::ArticleId;
use crate::extract::linking::folding::{self, is_acronym};
use crate::extract::linking::forms::Form;
use crate::extract::names::lexicon::{Known, Lexicon};

/// Names of one thing.
#[derive(Debug)]
pub struct Cluster {
    /// What it is.
    pub kind: Kind,
    /// What the lists know of it.
    pub known: Option<Known>,
    /// What its full names have in common.
    pub key: String,
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
    pub fn articles(&self, forms: &[Form<'_>]) -> u32 {
        self.full
            .iter()
            .map(|form| forms[*form].articles)
            .max()
            .unwrap_or(0)
    }
}

/// Puts the names of one thing together: first those with the same key, then short names to the only
/// name that they can stand for.
pub fn cluster(forms: &[Form<'_>], lexicon: &Lexicon) -> Vec<Cluster> {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut same: Vec<Same> = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        let known = known(form, lexicon);
        let key = known.map_or_else(
            || folding::key(form.kind, form.name),
            |known| folding::key(known.kind, known.name),
        );
        let at = *numbers.entry(key).or_insert_with_key(|key| {
            same.push(Same {
                key: key.clone(),
                known,
                forms: Vec::new(),
            });
            same.len() - 1
        });
        same[at].known = same[at].known.or(known);
        same[at].forms.push(number);
    }
    let mut clusters: Vec<Cluster> = same
        .into_iter()
        .flat_map(|same| same.by_kind(forms))
        .collect();
    join(&mut clusters, forms);
    clusters
}

/// What the lists know under a name; persons' names are theirs whatever else is called so.
fn known(form: &Form<'_>, lexicon: &Lexicon) -> Option<Known> {
    if form.kind.is_measure() {
        return None;
    }
    let known = lexicon.get(form.name)?;
    (known.kind == form.kind || form.kind != Kind::Person).then_some(known)
}

/// Names with the same key, of whatever kind.
struct Same {
    key: String,
    known: Option<Known>,
    forms: Vec<usize>,
}

impl Same {
    /// One cluster of the kind that most mentions have, and others of kinds that are no mere slips.
    fn by_kind(self, forms: &[Form<'_>]) -> Vec<Cluster> {
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
                    key: self.key.clone(),
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
    fn kinds(&self, forms: &[Form<'_>]) -> Vec<(Kind, Kind)> {
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

/// Joins acronyms to what articles define them as, and surnames to the one person that bears them.
fn join(clusters: &mut Vec<Cluster>, forms: &[Form<'_>]) {
    let (defined, surnames) = (defined(clusters, forms), surnames(clusters));
    let mut into: Vec<Option<usize>> = clusters
        .iter()
        .map(|cluster| {
            let name = forms[*cluster.full.first()?].name;
            if cluster.known.is_some() {
                None
            } else if is_acronym(name) {
                let letters = Some(folding::letters(name)).filter(|letters| letters.len() > 2)?;
                match defined.get(&(cluster.kind, letters))?.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            } else {
                let bearers = surnames.get(&(cluster.kind, cluster.key.clone()))?;
                leading(bearers, clusters, forms)
                    .filter(|_| is_alone(cluster, bearers, clusters, forms))
            }
        })
        .collect();
    for number in 0..clusters.len() {
        let target = into[number].take().filter(|target| {
            *target != number
                && clusters
                    .get(*target)
                    .is_some_and(|target| !target.full.is_empty())
        });
        if let Some(target) = target {
            let mut moved = std::mem::take(&mut clusters[number].full);
            moved.append(&mut clusters[number].short);
            clusters[target].short.extend(moved);
        }
    }
    clusters.retain(|cluster| !cluster.full.is_empty());
}

/// The acronyms that articles define, that is, which read so where the name is a longer one.
fn defined(clusters: &[Cluster], forms: &[Form<'_>]) -> Bearers {
    let mut bearers = Bearers::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let read = cluster
            .full
            .iter()
            .map(|form| &forms[*form])
            .filter(|form| form.name.contains(' '));
        for (surface, _) in read
            .flat_map(|form| &form.surfaces)
            .filter(|(surface, _)| is_acronym(surface))
        {
            note(
                &mut bearers,
                (cluster.kind, folding::letters(surface)),
                number,
            );
        }
    }
    bearers
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
fn leading(bearers: &[usize], clusters: &[Cluster], forms: &[Form<'_>]) -> Option<usize> {
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
fn is_alone(
    cluster: &Cluster,
    bearers: &[usize],
    clusters: &[Cluster],
    forms: &[Form<'_>],
) -> bool {
    let articles = |cluster: &Cluster| -> HashSet<ArticleId> {
        let surfaces = cluster.full.iter().flat_map(|form| &forms[*form].surfaces);
        surfaces
            .flat_map(|(_, mentions)| mentions.iter().map(|at| at.article))
            .collect()
    };
    let own = articles(cluster);
    let full: HashSet<ArticleId> = bearers
        .iter()
        .filter_map(|number| clusters.get(*number))
        .flat_map(articles)
        .collect();
    own.intersection(&full).count() * 20 <= own.len()
}
