//! No shape of a text makes its reading dear: four times as much of it takes about four times as long,
//! from its bytes to its names, its hints and its rows. A test of its own, so that nothing else runs by it.

#[path = "hostile/floods.rs"]
mod floods;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::clip::article::Stamp;
use postil::library::correction::Curation;
use postil::library::ingest::{DecodedFile, digest};
use postil::library::linking;
use postil::library::lint;
use postil::names::pipeline::Names;
use postil::notes::anchor::anchor_text::AnchorText;
use postil::page::layout::{Layout, Options};
use postil::text::markdown;
use postil::text::range::ArticleId;

/// Bytes of the smaller text.
const BYTES: usize = 5_000;
/// How many times as long as the smaller text one of four times its bytes may take: what grows with the
/// square of the bytes takes sixteen times as long.
const RATIO: f64 = 10.0;
/// How often a text is read; the quickest time counts, since others may be at work.
const RUNS: usize = 3;

/// Reads a text as the program does: into an article, linked and hinted at, as what annotations are
/// anchored to, and as rows.
fn read(text: &str, names: &Names) -> usize {
    let file = DecodedFile {
        id: ArticleId(0),
        path: PathBuf::from("flood.md"),
        text,
        encoding: "UTF-8",
        stamp: Stamp::default(),
        line_breaks: postil::text::markdown::LineBreaks::default(),
        problems: Vec::new(),
    };
    let article = Arc::new(digest(file, Some(names)));
    assert!(article.text.as_str().len() <= 4 * text.len() + 1000);
    assert!(article.mentions.len() <= text.len());
    assert!(article.sentences.len() <= text.len());
    let articles = [article];
    let linked = linking::link(&articles, &Curation::default());
    let hints = lint::Linter::default()
        .hints(&articles, |hint, _| hint)
        .told;
    let sheet = AnchorText::new(text, articles[0].body);
    let document = markdown::read(text, articles[0].body);
    let layout = Layout::of(&document, 80, &Options::default());
    black_box((linked, sheet));
    hints.len() + layout.rows.len()
}

/// How long this thread was at work; where the system does not tell, what the clock says. Only when it
/// gives way is what it did counted up to now.
fn at_work(begun: Instant) -> Duration {
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

/// The times that a text is read in.
fn times(text: &str, names: &Names) -> impl Iterator<Item = f64> {
    let begun = Instant::now();
    (0..RUNS).map(move |_| {
        let before = at_work(begun);
        black_box(read(text, names));
        at_work(begun).saturating_sub(before).as_secs_f64()
    })
}

#[test]
fn floods_cost_as_much_as_their_bytes() {
    let names = Names::embedded().expect("the weights fit");
    let small = floods::floods(BYTES);
    let large = floods::floods(4 * BYTES);
    let mut dear = Vec::new();
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        let once = times(small, &names).fold(f64::INFINITY, f64::min);
        // One run that is quick enough is proof.
        let mut ratios = times(large, &names).map(|time| time / once);
        let first = ratios.next().unwrap_or_default();
        let others = ratios.take(if first > RATIO { RUNS } else { 0 });
        let least = others.fold(first, f64::min);
        println!("{least:5.1} times {:5.1} ms: {name}", once * 1000.0);
        if least > RATIO {
            dear.push(format!("{name}: {least:.1} times as long"));
        }
    }
    assert!(dear.is_empty(), "{}", dear.join("\n"));
}
