//! Scores the names that postil finds: precision, recall and F1 by kind and by set.
//!
//! `cargo run --release --example evaluate -- FILE…` reads JSON Lines of
//! `{"id","text","ents":[[start,end,type],…]}` with types `PER`, `ORG`, `LOC`, `NORP` (others are
//! left out), `DATE`, `MONEY`. A span counts when it and its type are exact, but for a leading "the",
//! "a" or "an" and a trailing possessive. `--types PER,ORG,LOC` chooses the types; without it they
//! are those of the file. `--errors N` prints the first N mistakes.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts below some millions are exact"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use postil::clip::entity::Kind;
use postil::names::pipeline::Names;
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

    fn print(self, label: &str) {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.wanted));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
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
    let names = Names::embedded()?;
    for path in &arguments {
        let text = fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
        let documents = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Document>, _>>()
            .with_context(|| path.clone())?;
        score(&names, path, &documents, types.as_deref(), errors);
    }
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

fn score(
    names: &Names,
    path: &str,
    documents: &[Document],
    types: Option<&str>,
    mut errors: usize,
) {
    let in_file: BTreeSet<&str> = documents
        .iter()
        .flat_map(|d| &d.ents)
        .map(|entity| entity.2.as_str())
        .collect();
    let chosen = |name: &&'static str| {
        types.map_or(in_file.contains(name), |types| {
            types.split(',').any(|t| t == *name)
        })
    };
    let chosen: Vec<&'static str> = TYPES.into_iter().filter(chosen).collect();
    let mut by_type: BTreeMap<&str, Count> = BTreeMap::new();
    let (mut all, mut span_only) = (Count::default(), Count::default());
    for document in documents {
        let gold = normalised(
            &document.text,
            document.ents.iter().filter_map(|(start, end, name)| {
                Some((*start, *end, *chosen.iter().find(|chosen| *chosen == name)?))
            }),
        );
        let own = names.tag(&document.text);
        let found = normalised(
            &document.text,
            own.iter().filter_map(|span| {
                Some((
                    span.start,
                    span.end,
                    *chosen
                        .iter()
                        .find(|chosen| Some(**chosen) == type_of(span.kind))?,
                ))
            }),
        );
        for name in &chosen {
            let of = |spans: &Spans| spans.iter().filter(|span| span.2 == *name).count();
            let right = gold
                .intersection(&found)
                .filter(|span| span.2 == *name)
                .count();
            by_type
                .entry(name)
                .or_default()
                .add(of(&gold), of(&found), right);
            if !matches!(*name, "DATE" | "MONEY") {
                all.add(of(&gold), of(&found), right);
            }
        }
        let spans = |spans: &Spans| -> BTreeSet<(usize, usize)> {
            spans.iter().map(|span| (span.0, span.1)).collect()
        };
        let (gold_spans, found_spans) = (spans(&gold), spans(&found));
        span_only.add(
            gold_spans.len(),
            found_spans.len(),
            gold_spans.intersection(&found_spans).count(),
        );
        print_errors(document, &gold, &found, &mut errors);
    }
    println!(
        "\n{} ({} texts)",
        Path::new(path).display(),
        documents.len()
    );
    for (name, count) in by_type {
        count.print(name);
    }
    all.print("all, span and type");
    span_only.print("all, span only");
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
