//! Labelled texts as stretches of features with labels.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use postil::clip::entity::Kind;
use postil::names::model::features::Window;
use postil::names::model::labels::{OUTSIDE, Part, label};
use postil::names::model::tagger::{Prepared, Sources, Tagger};
use postil::names::model::weights::Weights;
use postil::names::tokens::layout;
use serde::Deserialize;

/// Features seen less often than this in training are left out.
const RARE: u32 = 2;

/// How much a step on a text of these files counts, by the beginning of the file's name; the others
/// count as 1. Silver labels are a machine's, and the sentences of the special fields follow a
/// guideline of their own and are no news.
const TRUST: [(&str, f32); 5] = [
    ("silver_", 0.6),
    ("cross_ai", 0.6),
    ("cross_literature", 0.6),
    ("cross_music", 0.6),
    ("cross_science", 0.6),
];

/// A labelled text.
#[derive(Deserialize)]
pub struct Document {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Names: bytes from, bytes to, type.
    pub ents: Vec<(usize, usize, String)>,
    /// How much a step on it counts.
    #[serde(skip)]
    pub trust: f32,
    /// Which of the sources it is read by.
    #[serde(skip)]
    pub language: usize,
}

/// A stretch: for each token its label, and where its features end.
pub struct Example {
    /// A label a token.
    pub labels: Vec<u8>,
    /// For each token the end of its features in [`Corpus::occurrences`].
    pub ends: Vec<u32>,
    /// Where the first token's features begin.
    pub start: u32,
    /// How much a step on it counts.
    pub trust: f32,
}

/// All stretches.
pub struct Corpus {
    /// The stretches.
    pub examples: Vec<Example>,
    /// Features of all tokens, as indexes into `features`.
    pub occurrences: Vec<u32>,
    /// The hash of each feature and how often it was seen.
    pub features: Vec<(u64, u32)>,
}

/// Reads all `*.jsonl` of a folder, by name.
pub fn read(folder: &Path) -> Result<Vec<Document>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .context("reading the training texts")?
        .flatten()
        .map(|e| e.path())
        .collect();
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let listed = TRUST.iter().find(|(start, _)| file.starts_with(start));
        let trust = listed.map_or(1.0, |(_, trust)| *trust);
        documents.extend(read_file(&path, trust)?);
    }
    Ok(documents)
}

/// Reads one file, whose texts count as much as said.
pub fn read_file(path: &Path, trust: f32) -> Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let documents = text.lines().map(|line| {
        let document: Document =
            serde_json::from_str(line).with_context(|| format!("{}", path.display()))?;
        Ok(Document { trust, ..document })
    });
    documents.collect()
}

/// Whether a text is one of the tenth that is kept out. Only whole texts that count in full are;
/// machine-labelled ones are not, so that the score is against people.
pub fn is_held_out(document: &Document) -> bool {
    let is_whole = |id: &str| id.starts_with("rd_") || id.starts_with("wn");
    let hand_labelled = document.trust >= 1.0 && (is_whole(&document.id) || document.id.len() > 12);
    hand_labelled
        && document.id.bytes().fold(7_u32, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(byte))
        }) % 10
            == 0
}

/// The kind that a type of the data folder stands for.
fn kind_of(name: &str) -> Kind {
    match name {
        "PER" => Kind::Person,
        "ORG" => Kind::Organisation,
        "LOC" => Kind::Place,
        "NORP" => Kind::Group,
        _ => Kind::Other,
    }
}

/// A label for each token of a text.
fn labels_of(document: &Document, prepared: &Prepared<'_>) -> Vec<u8> {
    let mut labels = vec![OUTSIDE as u8; prepared.tokens.len()];
    for (start, end, name) in &document.ents {
        let first = prepared
            .tokens
            .partition_point(|token| (token.end as usize) <= *start);
        let after = prepared
            .tokens
            .partition_point(|token| (token.start as usize) < *end);
        let kind = kind_of(name);
        for (at, label_at) in labels.iter_mut().enumerate().take(after).skip(first) {
            let part = match (at == first, at + 1 == after) {
                (true, true) => Part::Unit,
                (true, false) => Part::Begin,
                (false, true) => Part::Last,
                (false, false) => Part::Inside,
            };
            *label_at = label(part, kind) as u8;
        }
    }
    labels
}

impl Corpus {
    /// Cuts and counts.
    pub fn new(sources: &[Sources<'_>], documents: &[Document]) -> Self {
        let mut ids: HashMap<u64, u32> = HashMap::new();
        let mut features: Vec<(u64, u32)> = Vec::new();
        let (mut examples, mut occurrences) = (Vec::new(), Vec::new());
        let (mut window, mut found) = (Window::default(), Vec::new());
        for document in documents {
            let layout = layout::of_lines(&document.text);
            let sources = &sources[document.language];
            let mut prepared = Prepared::new(sources, &document.text, &layout);
            let labels = labels_of(document, &prepared);
            for stretch in 0..prepared.stretches.len() {
                let range = prepared.stretches[stretch].1.clone();
                prepared.fill(&document.text, stretch, &mut window);
                let mut example = Example {
                    labels: closed(&labels[range]),
                    ends: Vec::new(),
                    start: occurrences.len() as u32,
                    trust: document.trust,
                };
                for at in 0..window.len() {
                    found.clear();
                    window.features(at, &mut found);
                    for &feature in &found {
                        let id = *ids.entry(feature).or_insert_with(|| {
                            features.push((feature, 0));
                            features.len() as u32 - 1
                        });
                        features[id as usize].1 += 1;
                        occurrences.push(id);
                    }
                    example.ends.push(occurrences.len() as u32);
                }
                examples.push(example);
            }
        }
        Self {
            examples,
            occurrences,
            features,
        }
        .without_rare()
    }

    /// Number of tokens to learn from.
    pub fn tokens(&self) -> usize {
        self.examples
            .iter()
            .map(|example| example.labels.len())
            .sum()
    }

    fn without_rare(mut self) -> Self {
        let mut renumbered = vec![u32::MAX; self.features.len()];
        let mut kept = Vec::new();
        for (old, &(feature, count)) in self.features.iter().enumerate() {
            if count >= RARE {
                renumbered[old] = kept.len() as u32;
                kept.push((feature, count));
            }
        }
        let mut occurrences = Vec::with_capacity(self.occurrences.len());
        for example in &mut self.examples {
            let mut from = example.start as usize;
            example.start = occurrences.len() as u32;
            for end in &mut example.ends {
                let to = *end as usize;
                occurrences.extend(
                    self.occurrences[from..to]
                        .iter()
                        .map(|&old| renumbered[old as usize])
                        .filter(|&id| id != u32::MAX),
                );
                from = to;
                *end = occurrences.len() as u32;
            }
        }
        Self {
            examples: self.examples,
            occurrences,
            features: kept,
        }
    }
}

/// Labels of a stretch, with names that it cuts mended.
fn closed(labels: &[u8]) -> Vec<u8> {
    use postil::names::model::labels::{closes, may_follow, opens};
    let mut labels = labels.to_vec();
    for at in 0..labels.len() {
        let before = if at == 0 {
            OUTSIDE
        } else {
            usize::from(labels[at - 1])
        };
        if !may_follow(before, usize::from(labels[at])) {
            labels[at] = if opens(usize::from(labels[at])) {
                labels[at]
            } else {
                labels[at] / 4 * 4
            };
        }
        let ends = at + 1 == labels.len()
            || !may_follow(usize::from(labels[at]), usize::from(labels[at + 1]));
        if ends && !closes(usize::from(labels[at])) {
            let part = if labels[at].is_multiple_of(4) { 3 } else { 2 };
            labels[at] = labels[at] / 4 * 4 + part;
        }
    }
    labels
}

/// Precision, recall and F1 of one pass over labelled texts, by span and kind.
pub fn score(sources: &Sources<'_>, weights: &Weights<'_>, documents: &[Document]) -> String {
    let mut tagger = Tagger::new(weights);
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for document in documents {
        let layout = layout::of_lines(&document.text);
        let mut prepared = Prepared::new(sources, &document.text, &layout);
        let names = tagger.tag(&document.text, &mut prepared, &[]);
        found += names.len();
        wanted += document.ents.len();
        right += names
            .iter()
            .filter(|name| {
                let (first, last) = (
                    &prepared.tokens[name.tokens.start],
                    &prepared.tokens[name.tokens.end - 1],
                );
                document.ents.iter().any(|(start, end, kind)| {
                    (*start, *end) == (first.start as usize, last.end as usize)
                        && kind_of(kind) == name.kind
                })
            })
            .count();
    }
    let (precision, recall) = (
        right as f64 / found.max(1) as f64,
        right as f64 / wanted.max(1) as f64,
    );
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    format!(
        "{} texts, P {:.1} R {:.1} F {:.1}",
        documents.len(),
        precision * 100.0,
        recall * 100.0,
        f1 * 100.0
    )
}
