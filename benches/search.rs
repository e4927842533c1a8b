//! What it costs to type into the box over many lines, to search bodies, and to take articles in.
//!
//! `POSTIL_CORPORA` names the folder of Markdown files that the lines are made of.

mod strings;

use std::sync::Arc;

use divan::{Bencher, black_box};
use postil::library::contents::Library;
use postil::names::pipeline::Names;
use postil::runtime::load;
use postil::search::hit::{HitKind, HitTarget};
use postil::search::index::{HitLimits, Index};
use postil::search::items::{ItemGroup, SearchItem};
use postil::search::query::Query;
use postil::store::library_files::LibraryFiles;
use postil::text::clean::SafeText;

/// What is typed, letter by letter.
const QUERIES: [&str; 3] = ["artificial intelligence", "huwei", "saudi arabia"];

fn main() {
    divan::main();
}

fn index_of_lines(count: usize) -> Index {
    let lines = strings::strings(&strings::folder(), count);
    let item =
        |line: &String| SearchItem::new(HitKind::Command, SafeText::line(line), HitTarget::Tag);
    let mut index = Index::default();
    index.replace(ItemGroup::Commands, lines.iter().map(item));
    index
}

fn bundled() -> Option<Arc<Library>> {
    let names = Names::embedded().ok()?;
    Some(Arc::new(load::whole(&LibraryFiles::Bundled, names)))
}

/// All queries, letter by letter.
#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 5)]
fn typing(bencher: Bencher, count: usize) {
    let mut index = index_of_lines(count);
    bencher.bench_local(|| {
        for query in QUERIES {
            for (at, letter) in query.char_indices() {
                let typed = Query::parse(&query[..at + letter.len_utf8()]);
                black_box(index.search(&typed, HitLimits::default(), || false));
            }
        }
    });
}

/// A phrase in the bodies of the bundled library.
#[divan::bench]
fn phrase(bencher: Bencher) {
    let mut index = Index::default();
    if let Some(library) = bundled() {
        index.set_library(&library);
    }
    let query = Query::parse("p: \"artificial intelligence\"");
    bencher.bench_local(|| index.search(black_box(&query), HitLimits::default(), || false));
}

/// The bundled library, taken into an empty index.
#[divan::bench]
fn know(bencher: Bencher) {
    let Some(library) = bundled() else { return };
    bencher.bench_local(|| {
        let mut index = Index::default();
        index.set_library(black_box(&library));
        index
    });
}
