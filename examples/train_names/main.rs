//! Trains the tagger and builds the tables of names from a folder of data, the same bytes each time.
//!
//! `cargo run --release --example train_names -- DATA_DIR` reads `DATA_DIR/train`, `DATA_DIR/text` and
//! `DATA_DIR/gaz` and writes `assets/names`. With `--hold-out` a tenth of the training texts is left out
//! and the weights are scored on it, not written. Takes about two minutes on two quiet cores.
//!
//! `cargo run --release --example train_names -- LANGUAGES_DIR --languages de,pt` trains models of other
//! languages on the texts that `languages.rs` names, one thread each, and scores them on those kept out.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts below some millions are exact"
)]

mod corpus;
mod crf;
mod hand;
mod languages;
mod lists;
mod select;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use postil::names::assets;
use postil::names::model::candidate_spans::Stretches;
use postil::names::model::feature_hash::probe;
use postil::names::model::gazetteer::Gazetteer;
use postil::names::model::scheme::Scheme;
use postil::names::model::tagger::Sources;
use postil::names::model::weights::{Rows, Weights, write};

/// Buckets of eight rows that the weights have.
const BUCKETS: u32 = 18_500;
/// Seeds whose weights are averaged, a thread each.
const SEEDS: [u64; 3] = [11, 23, 37];

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let hold_out = arguments
        .iter()
        .position(|argument| argument == "--hold-out")
        .map(|at| arguments.remove(at));
    let languages = arguments
        .iter()
        .position(|argument| argument == "--languages")
        .map(|at| arguments.drain(at..).skip(1).collect::<String>());
    let data = PathBuf::from(
        arguments
            .first()
            .context("usage: train_names DATA_DIR [--hold-out]")?,
    );
    let out = Path::new("assets/names");
    if let Some(names) = languages {
        return train_languages(&data, out, &names);
    }
    let began = Instant::now();
    let built = lists::build(&data.join("gaz"))?;
    for (path, bytes) in &built.files {
        fs::write(out.join(path), bytes).with_context(|| format!("writing {path}"))?;
    }
    let texts = assets::embedded();
    let gazetteer = Gazetteer::new(&built.lists(&texts))?;
    let (mut documents, mut kept_out) = (documents(&data)?, Vec::new());
    if hold_out.is_some() {
        (kept_out, documents) = documents.into_iter().partition(corpus::is_held_out);
    }
    let sources = Sources {
        scheme: Scheme::English,
        gazetteer: &gazetteer,
        dictionary: None,
        stretches: &Stretches::default(),
    };
    let corpus = corpus::Corpus::new(&[sources], &documents);
    eprintln!(
        "{:?}: {} tokens, {} features",
        began.elapsed(),
        corpus.tokens(),
        corpus.features.len()
    );
    let models: Vec<crf::Model> = std::thread::scope(|scope| {
        let running: Vec<_> = SEEDS
            .map(|seed| {
                scope.spawn({
                    let corpus = &corpus;
                    move || crf::train(corpus, seed)
                })
            })
            .into();
        running
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .collect()
    });
    let model = crf::Model::mean(&models);
    eprintln!("{:?}: trained", began.elapsed());
    let rows = select::select(&corpus, &model, BUCKETS);
    let trained = Rows {
        rows: &rows,
        transitions: &model.transitions,
        probe: probe(&sources),
        is_narrow: false,
    };
    let (bytes, lost) = write(&trained, BUCKETS);
    if hold_out.is_none() {
        fs::write(out.join("weights/en.bin"), &bytes).context("writing the weights")?;
    }
    eprintln!(
        "{:?}: {} rows written, {lost} without a place",
        began.elapsed(),
        rows.len()
    );
    if hold_out.is_some() {
        let weights = Weights::parse(&bytes, trained.probe)?;
        println!("held out: {}", corpus::score(&sources, &weights, &kept_out));
    }
    Ok(())
}

/// Trains the models with these names, between commas.
fn train_languages(data: &Path, out: &Path, names: &str) -> Result<()> {
    let shared = Gazetteer::new(&assets::embedded())?;
    let tables = languages::Tables::build(&data.join("dictionaries"))?;
    tables.save(out)?;
    for name in names.split(',') {
        let recipe = languages::RECIPES.iter().find(|recipe| recipe.name == name);
        let recipe = recipe.with_context(|| format!("no model is called {name}"))?;
        let weights = recipe.train(data, &shared, &tables)?;
        fs::write(out.join(format!("weights/{name}.bin")), weights)
            .context("writing the weights")?;
    }
    Ok(())
}

/// The labelled texts of the data folder; where a person has marked a text, not as a machine did.
fn documents(data: &Path) -> Result<Vec<corpus::Document>> {
    let by_hand = hand::read(&data.join("text"))?;
    let marked: HashSet<&str> = by_hand.iter().map(|text| text.id.as_str()).collect();
    let mut documents = corpus::read(&data.join("train"))?;
    documents.retain(|text| !marked.contains(text.id.as_str()));
    documents.extend(by_hand);
    Ok(documents)
}
