//! Scores the names that postil finds: precision, recall and F1 by kind and by set.
//!
//! `cargo run --release --example evaluate -- FILE…` reads JSON Lines of
//! `{"id","text","ents":[[start,end,type],…]}` with types `PER`, `ORG`, `LOC`, `NORP` (others are
//! left out), `DATE`, `MONEY`, and prints a table with a row a set at the end. A span counts when it and its type are exact, but for a leading "the",
//! "a" or "an" and a trailing possessive. `--types PER,ORG,LOC` chooses the types; without it they
//! are those of the file. `--errors N` prints the first N mistakes. `--ablate` prints for each stage
//! of the pipeline how much F1 every set loses without it; `--without A,B` leaves stages out;
//! `--even` scores the second, fourth … text alone, for Spanish and Italian are learned from the others.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts below some millions are exact"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use postil::clip::entity::Kind;
use postil::names::pipeline::{Names, STAGES, Stage};
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    #[serde(alias = "entities")]
    ents: Vec<(usize, usize, String)>,
}

/// What was right, found and wanted.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Count {
    fn add(&mut self, wanted: usize, found: usize, right: usize) {
        self.wanted += wanted;
        self.found += found;
        self.right += right;
    }

    /// Of a hundred that were found, or wanted, how many were right.
    fn share(self, of: usize) -> f64 {
        100.0 * self.right as f64 / of.max(1) as f64
    }

    fn f1(self) -> f64 {
        let (precision, recall) = (self.share(self.found), self.share(self.wanted));
        2.0 * precision * recall / (precision + recall).max(1e-9)
    }

    fn print(self, label: &str) {
        let (precision, recall) = (self.share(self.found), self.share(self.wanted));
        let f1 = self.f1();
        println!(
            "{label:<26} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  ({} wanted)",
            self.wanted
        );
    }
}

type Spans = BTreeSet<(usize, usize, &'static str)>;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let types = option(&mut arguments, "--types");
    let errors = option(&mut arguments, "--errors").map_or(Ok(0), |count| count.parse())?;
    let without = option(&mut arguments, "--without").unwrap_or_default();
    let is_left = |stage: &&Stage| without.split(',').all(|name| name != stage.name);
    let stages: Vec<&Stage> = STAGES.iter().filter(is_left).collect();
    let is_half = arguments.iter().any(|argument| argument == "--even");
    arguments.retain(|argument| argument != "--even");
    let ablate = arguments.iter().any(|argument| argument == "--ablate");
    arguments.retain(|argument| argument != "--ablate");
    let names = Names::embedded()?;
    let mut sets = arguments
        .iter()
        .map(|path| Set::read(path, types.as_deref()))
        .collect::<Result<Vec<_>>>()?;
    if is_half {
        for set in &mut sets {
            set.keep_even();
        }
    }
    if ablate {
        print_ablation(&names, &sets, &stages);
        return Ok(());
    }
    let mut table = Vec::new();
    for set in &sets {
        let score = set.score(&names, &stages, errors);
        println!("\n{} ({} texts)", set.path, set.documents.len());
        for (name, count) in &score.by_type {
            count.print(name);
        }
        score.all.print("all, span and type");
        score.span_only.print("all, span only");
        table.push((set.label(), score));
    }
    print_table(&table);
    Ok(())
}

/// Takes an option and its value out of the arguments.
fn option(arguments: &mut Vec<String>, name: &str) -> Option<String> {
    let at = arguments
        .iter()
        .position(|argument| argument == name)
        .filter(|at| at + 1 < arguments.len())?;
    arguments.remove(at);
    Some(arguments.remove(at))
}

/// The types that are scored.
const TYPES: [&str; 6] = ["PER", "ORG", "LOC", "NORP", "DATE", "MONEY"];

/// Labelled texts, with the types that are scored in them.
struct Set {
    path: String,
    documents: Vec<Document>,
    types: Vec<&'static str>,
}

/// What was right in a set.
#[derive(Default)]
struct Score {
    by_type: BTreeMap<&'static str, Count>,
    all: Count,
    span_only: Count,
    /// Bytes that were read, and the time that it took.
    read: usize,
    took: Duration,
}

impl Set {
    fn read(path: &str, types: Option<&str>) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
        let documents = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Document>, _>>()
            .with_context(|| path.to_owned())?;
        let entities = || documents.iter().flat_map(|document| &document.ents);
        let is_chosen = |name: &&'static str| {
            types.map_or_else(
                || entities().any(|entity| entity.2 == **name),
                |types| types.split(',').any(|chosen| chosen == *name),
            )
        };
        Ok(Self {
            path: path.to_owned(),
            types: TYPES.into_iter().filter(is_chosen).collect(),
            documents,
        })
    }

    /// Leaves out its first, third, fifth … text.
    fn keep_even(&mut self) {
        let mut number = 0;
        self.documents.retain(|_| {
            number += 1;
            number % 2 == 0
        });
    }

    /// Its folder and its name.
    fn label(&self) -> String {
        let path = Path::new(&self.path);
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default();
        format!("{}/{}", folder.display(), stem.display())
    }

    /// The type of that name, if it is scored.
    fn chosen(&self, name: &str) -> Option<&'static str> {
        self.types.iter().copied().find(|chosen| *chosen == name)
    }

    fn score(&self, names: &Names, stages: &[&Stage], mut errors: usize) -> Score {
        let mut score = Score::default();
        for document in &self.documents {
            let wanted = document.ents.iter();
            let gold = normalised(
                &document.text,
                wanted.filter_map(|(start, end, name)| Some((*start, *end, self.chosen(name)?))),
            );
            let began = Instant::now();
            let own = names.tag_by(stages.iter().copied(), &document.text);
            score.took += began.elapsed();
            score.read += document.text.len();
            let found = normalised(
                &document.text,
                own.iter().filter_map(|own| {
                    let bytes = own.text.bytes();
                    Some((bytes.start, bytes.end, self.chosen(type_of(own.kind)?)?))
                }),
            );
            score.add(&self.types, &gold, &found);
            print_errors(document, &gold, &found, &mut errors);
        }
        score
    }
}

impl Score {
    fn add(&mut self, types: &[&'static str], gold: &Spans, found: &Spans) {
        for name in types {
            let of = |spans: &Spans| spans.iter().filter(|span| span.2 == *name).count();
            let both = gold.intersection(found);
            let right = both.filter(|span| span.2 == *name).count();
            let count = self.by_type.entry(name).or_default();
            count.add(of(gold), of(found), right);
            if !matches!(*name, "DATE" | "MONEY") {
                self.all.add(of(gold), of(found), right);
            }
        }
        let spans = |spans: &Spans| -> BTreeSet<(usize, usize)> {
            spans.iter().map(|span| (span.0, span.1)).collect()
        };
        let (gold, found) = (spans(gold), spans(found));
        let right = gold.intersection(&found).count();
        self.span_only.add(gold.len(), found.len(), right);
    }
}

/// Prints a row for each set: exact span and type, the types one by one, spans alone.
fn print_table(rows: &[(String, Score)]) {
    println!(
        "\n{:<24}     P     R    F1   PER   ORG   LOC  span  MB/s",
        "set"
    );
    for (label, score) in rows {
        let (found, wanted) = (score.all.found, score.all.wanted);
        print!(
            "{label:<24} {:5.1} {:5.1} {:5.1}",
            score.all.share(found),
            score.all.share(wanted),
            score.all.f1()
        );
        for name in ["PER", "ORG", "LOC"] {
            let count = score.by_type.get(name).copied().unwrap_or_default();
            print!(" {:5.1}", count.f1());
        }
        let speed = score.read as f64 / 1e6 / score.took.as_secs_f64().max(1e-9);
        println!(" {:5.1} {speed:5.1}", score.span_only.f1());
    }
}

/// Prints what each set loses in F1 without each stage, in points.
fn print_ablation(names: &Names, sets: &[Set], stages: &[&Stage]) {
    print!("{:<20}", "");
    for set in sets {
        print!("{:>10}", set.label().chars().take(9).collect::<String>());
    }
    let whole: Vec<f64> = sets
        .iter()
        .map(|set| set.score(names, stages, 0).all.f1())
        .collect();
    print!("\n{:<20}", "all stages");
    for f1 in &whole {
        print!("{f1:>10.2}");
    }
    println!();
    for (at, off) in stages.iter().enumerate() {
        print!("{:<20}", off.name);
        let mut left = stages.to_vec();
        left.remove(at);
        for (set, whole) in sets.iter().zip(&whole) {
            print!("{:>+10.2}", set.score(names, &left, 0).all.f1() - whole);
        }
        println!();
    }
}

fn type_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Person => Some("PER"),
        Kind::Organisation => Some("ORG"),
        Kind::Place => Some("LOC"),
        Kind::Group => Some("NORP"),
        Kind::Date => Some("DATE"),
        Kind::Money => Some("MONEY"),
        _ => None,
    }
}

/// Spans without leading articles and trailing possessives.
fn normalised(text: &str, spans: impl Iterator<Item = (usize, usize, &'static str)>) -> Spans {
    spans
        .filter_map(|(mut start, mut end, name)| {
            let span = text.get(start..end)?;
            for article in ["the ", "a ", "an ", "The ", "A ", "An "] {
                if span.starts_with(article) {
                    start += article.len();
                    break;
                }
            }
            for possessive in ["'s", "\u{2019}s", "'", "\u{2019}"] {
                if span.ends_with(possessive) && end - possessive.len() > start {
                    end -= possessive.len();
                    break;
                }
            }
            Some((start, end, name))
        })
        .collect()
}

/// Prints what was missed (`-`) and wrongly found (`+`), in its surroundings.
fn print_errors(document: &Document, gold: &Spans, found: &Spans, left: &mut usize) {
    let missed = gold.difference(found).map(|span| ('-', span));
    let wrong = found.difference(gold).map(|span| ('+', span));
    let mut all: Vec<_> = missed.chain(wrong).collect();
    all.sort_by_key(|(_, span)| span.0);
    for (mark, &(start, end, name)) in all {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let text = &document.text;
        let from = (start.saturating_sub(40)..=start)
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(start);
        let to = (end..=(end + 40).min(text.len()))
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(end);
        let shown = format!(
            "{}[{}]{}",
            &text[from..start],
            &text[start..end],
            &text[end..to]
        )
        .replace('\n', " / ");
        println!("{mark} {name:<5} {shown}   ({})", document.id);
    }
}
