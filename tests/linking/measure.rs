//! How well names are linked, by pairs: every article and reading of a labelled name is one item, and
//! two items belong together when they name one thing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use postil::library::contents::Library;

/// The labelled names: a thing and its readings a line, `thing⇥reading;reading`. Readings that may
/// mean two things are not in it.
const TABLE: &str = include_str!("names.tsv");

/// What was found out.
#[derive(Debug, Default)]
pub struct Measured {
    /// Articles and readings.
    pub items: usize,
    /// Pairs that are together and belong together.
    pub right: u64,
    /// Pairs that are together.
    pub found: u64,
    /// Pairs that belong together.
    pub wanted: u64,
    /// Entities that hold more than one thing, with the things.
    pub mixed: BTreeMap<String, BTreeSet<String>>,
    /// Things that are in more than one entity, with the entities.
    pub split: BTreeMap<String, BTreeSet<String>>,
}

impl Measured {
    /// Precision, recall and F of pairs, in per cent.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts below some millions are exact"
    )]
    pub fn scores(&self) -> [f64; 3] {
        let share = |of: u64| 100.0 * self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.wanted));
        let both = 2.0 * precision * recall / (precision + recall).max(1e-9);
        [precision, recall, both]
    }
}

/// Measures the entities of a library against the labelled names.
pub fn measure(library: &Library) -> Measured {
    let things: HashMap<&str, &str> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(thing, readings)| readings.split(';').map(move |reading| (reading, thing)))
        .collect();
    // What an article means by a reading is what its first mention that reads so is linked to.
    let mut items: BTreeMap<(u32, &str), String> = BTreeMap::new();
    for entity in library
        .entities()
        .iter()
        .filter(|entity| !entity.kind.is_measure())
    {
        let label = format!("{} ({})", entity.name, entity.kind.name());
        for at in &entity.mentions {
            let Some(mention) = library.mention(*at) else {
                continue;
            };
            let text = mention.text.of(mention.article.text.as_str());
            if let Some((reading, _)) = things.get_key_value(plain(text).as_str()) {
                items
                    .entry((at.article.0, *reading))
                    .or_insert_with(|| label.clone());
            }
        }
    }
    let mut together: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for ((_, reading), entity) in &items {
        *together.entry((things[reading], entity)).or_default() += 1;
    }
    let mut measured = Measured {
        items: items.len(),
        ..Measured::default()
    };
    let pairs = |count: u64| count * count.saturating_sub(1) / 2;
    let (mut by_thing, mut by_entity) = (BTreeMap::new(), BTreeMap::new());
    for ((thing, entity), count) in together {
        measured.right += pairs(count);
        *by_thing.entry(thing).or_insert(0) += count;
        *by_entity.entry(entity).or_insert(0) += count;
        measured
            .mixed
            .entry(entity.to_owned())
            .or_default()
            .insert(thing.to_owned());
        measured
            .split
            .entry(thing.to_owned())
            .or_default()
            .insert(format!("{entity}: {count}"));
    }
    measured.wanted = by_thing.values().copied().map(pairs).sum();
    measured.found = by_entity.values().copied().map(pairs).sum();
    measured.mixed.retain(|_, things| things.len() > 1);
    measured.split.retain(|_, entities| entities.len() > 1);
    measured
}

/// A reading on one line, without an article before it and a possessive after it.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let bare = ["the ", "The ", "a ", "an "]
        .iter()
        .find_map(|article| line.strip_prefix(article));
    let bare = bare.unwrap_or(&line);
    let marks = ["'s", "\u{2019}s", "'", "\u{2019}"];
    marks
        .iter()
        .find_map(|mark| bare.strip_suffix(mark))
        .unwrap_or(bare)
        .to_owned()
}
