//! Names that may well be names of one thing, for the reader to say.

use std::collections::{BTreeMap, HashMap};

use crate::clip::entity::Kind;
use crate::library::linked_entities::Reason;
use crate::library::linking::clusters::{Cluster, surnames};
use crate::library::linking::fold::{initials, is_acronym, letters};
use crate::library::linking::forms::Form;
use crate::library::linking::transliterations::by_transliteration;
use crate::names::rules::lexicon::Lexicon;

/// A proposal by the numbers of clusters.
pub type Pair = (usize, usize, u8, Reason);

/// Clusters that share a trait beyond which it says nothing.
const CROWD: usize = 4;
/// Bytes of names that are compared letter by letter: in shorter ones a letter is much, and of longer ones
/// (a word may be as long as its article) each letter left out would cost as much as the whole.
const COMPARED: std::ops::RangeInclusive<usize> = 8..=64;

/// Finds the pairs of clusters to ask about: one for each cluster at most.
pub fn propose(clusters: &[Cluster], forms: &[&Form], lexicon: &Lexicon) -> Vec<Pair> {
    let mut best: BTreeMap<usize, Pair> = BTreeMap::new();
    let transliterated = by_transliteration(clusters, forms).into_iter();
    let transliterated =
        transliterated.map(|(from, into)| (from, into, 65, Reason::Transliteration));
    let found = by_initials(clusters, forms)
        .into_iter()
        .chain(by_surname(clusters))
        .chain(by_spelling(clusters, forms))
        .chain(transliterated)
        .chain(by_list(clusters, forms, lexicon));
    for pair in found {
        let known = best.entry(pair.0).or_insert(pair);
        if pair.2 > known.2 {
            *known = pair;
        }
    }
    best.into_values().collect()
}

/// The name a cluster is most often called.
fn name<'a>(cluster: &Cluster, forms: &[&'a Form]) -> &'a str {
    cluster.full.first().map_or("", |form| &*forms[*form].name)
}

fn by_initials(clusters: &[Cluster], forms: &[&Form]) -> Vec<Pair> {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    let may_be_short = |kind| {
        matches!(
            kind,
            Kind::Organisation
                | Kind::Event
                | Kind::Work
                | Kind::Product
                | Kind::Place
                | Kind::Other
        )
    };
    for (number, cluster) in clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| may_be_short(cluster.kind))
    {
        for initials in initials(name(cluster, forms))
            .into_iter()
            .filter(|initials| initials.len() > 2)
        {
            let bearers = long.entry(initials).or_default();
            if bearers.last() != Some(&number) {
                bearers.push(number);
            }
        }
    }
    let mut pairs = Vec::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let short = name(cluster, forms);
        if cluster.known.is_some() || !may_be_short(cluster.kind) || !is_acronym(short) {
            continue;
        }
        let bearers = long.get(&letters(short)).map_or(&[][..], Vec::as_slice);
        if bearers.len() > CROWD {
            continue;
        }
        for other in bearers.iter().filter(|other| **other != number) {
            let same = clusters[*other].kind == cluster.kind;
            let score = if same { 80 } else { 50 } / bearers.len() as u8;
            pairs.push((number, *other, score, Reason::Initials));
        }
    }
    pairs
}

fn by_surname(clusters: &[Cluster]) -> Vec<Pair> {
    let bearers = surnames(clusters);
    let single = clusters
        .iter()
        .enumerate()
        .filter(|(_, cluster)| cluster.kind == Kind::Person);
    single
        .filter_map(|(number, cluster)| {
            match bearers
                .get(&(Kind::Person, cluster.key.to_string()))?
                .as_slice()
            {
                [only] if *only != number => Some((number, *only, 60, Reason::Surname)),
                _ => None,
            }
        })
        .collect()
}

/// Clusters called by a name that the lists have in doubt, with the listed thing.
fn by_list(clusters: &[Cluster], forms: &[&Form], lexicon: &Lexicon) -> Vec<Pair> {
    let listed: HashMap<(Kind, &str), usize> = clusters
        .iter()
        .enumerate()
        .filter_map(|(number, cluster)| Some(((cluster.kind, cluster.known?.name), number)))
        .collect();
    let doubtful = clusters.iter().enumerate().filter_map(|(number, cluster)| {
        let known = lexicon
            .get_any(name(cluster, forms))
            .filter(|known| known.doubtful && cluster.known.is_none())?;
        let into = *listed.get(&(cluster.kind, known.name))?;
        Some((number, into, 75, Reason::Listed))
    });
    doubtful.collect()
}

/// Pairs of long names of one kind that differ by a letter: those of which both lose one letter, or
/// one of them does, and are then the same (the deletion neighbourhoods of Mor and Fraenkel, 1982).
fn by_spelling(clusters: &[Cluster], forms: &[&Form]) -> Vec<Pair> {
    let mut shorter: Vec<(u64, usize)> = Vec::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let key = &cluster.key;
        if cluster.kind.is_measure()
            || !COMPARED.contains(&key.len())
            || key.contains(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        for (at, dropped) in key.char_indices() {
            shorter.push((
                sum(cluster.kind, &key[..at], &key[at + dropped.len_utf8()..]),
                number,
            ));
        }
        shorter.push((sum(cluster.kind, key, ""), number));
    }
    shorter.sort_unstable();
    shorter.dedup();
    let mut pairs: Vec<(usize, usize)> = shorter
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|near| match near {
            [(_, a), (_, b)] => Some((*a, *b)),
            _ => None,
        })
        .filter(|(a, b)| differ_by_one(&clusters[*a].key, &clusters[*b].key))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let rarer = |(a, b): (usize, usize)| {
        if clusters[a].articles(forms) < clusters[b].articles(forms) {
            (a, b)
        } else {
            (b, a)
        }
    };
    pairs
        .into_iter()
        .map(rarer)
        .map(|(from, into)| (from, into, 70, Reason::Spelling))
        .collect()
}

/// A hash of two parts of a name put together; a wrong match is found out afterwards (FNV-1a).
fn sum(kind: Kind, before: &str, after: &str) -> u64 {
    let bytes = std::iter::once(kind as u8)
        .chain(before.bytes())
        .chain(after.bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3)
    })
}

/// Whether one letter inside a word, not its first, is all that sets two names apart.
fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = &short[same.min(short.len())..];
    let inside = same > 0 && long.get(same - 1).is_some_and(|before| *before != ' ');
    let swapped = short.len() == long.len() && rest.get(1..) == long.get(same + 1..);
    let dropped = short.len() + 1 == long.len() && Some(rest) == long.get(same + 1..);
    let letters = long.get(same).is_some_and(|c| c.is_alphabetic());
    inside && letters && (swapped || dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_inside_a_word_is_a_spelling() {
        assert!(differ_by_one(
            "benjamin herscovitch",
            "benjamin herskovitch"
        ));
        assert!(differ_by_one("mohammed", "mohamed"));
        assert!(!differ_by_one("north korea", "south korea"));
        assert!(!differ_by_one("eastern front", "western front"));
        assert!(!differ_by_one("same name", "same name"));
    }
}
