//! Scores how names are linked across a library: precision, recall and F of pairs of articles and
//! readings that belong together.
//!
//! `cargo run --release --example linking -- FOLDER` measures the names of `tests/linking/names.tsv`
//! and prints what was joined wrongly and what was left apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::store::library_files::LibraryFiles;

#[path = "../tests/linking/measure.rs"]
mod measure;

fn main() -> Result<()> {
    let folder = std::env::args()
        .nth(1)
        .context("name a folder of articles")?;
    let shelf = LibraryFiles::open(Path::new(&folder))?;
    let library = load::whole(&shelf, Names::embedded()?);
    let measured = measure::measure(&library);
    let [precision, recall, both] = measured.scores();
    print("joined", &measured.mixed);
    print("apart", &measured.split);
    println!(
        "{} items  P {precision:.1}  R {recall:.1}  F {both:.1}",
        measured.items
    );
    Ok(())
}

fn print(label: &str, all: &BTreeMap<String, BTreeSet<String>>) {
    for (one, others) in all {
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        println!("{label}: {one} <- {}", others.join(" | "));
    }
}
