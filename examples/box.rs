//! Loads the lines of a file into the box: to be typed into as in the explorer, or typed into by
//! itself, without drawing, to count what the index alone costs.
//!
//! ```text
//! cargo run --release --example box -- FILE                        # the box, drawn
//! cargo run --release --example box -- FILE --type "saudi arabia"
//! cargo run --release --example box -- FILE --ask "saudi arabia"   # the whole query at once
//! cargo run --release --example box -- FILE --read-only            # the cost of reading alone
//! cargo run --release --example box -- FILE --plain --type huwei   # the crate, without any index
//! cargo run --release --example box -- --make 100000 > FILE        # lines to try it with
//! ```
//!
//! Instructions of typing alone, on a machine of any load, are the difference of two runs:
//!
//! ```text
//! for how in "--read-only" "--type huwei" "--plain --type huwei"; do
//!   valgrind --tool=callgrind --callgrind-out-file=/dev/null \
//!     target/release/examples/box FILE $how 2>&1 | grep Collected
//! done
//! ```

#[path = "../benches/strings/mod.rs"]
mod strings;

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::time::{Duration, Instant};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use postil::app::state::Settings;
use postil::runtime::{bare_box, settings};
use postil::search::hit::{HitKind, HitTarget, Hits};
use postil::search::index::{HitLimits, Index, SearchPart};
use postil::search::items::{ItemGroup, SearchItem};
use postil::search::query::Query;
use postil::store::config::Config;
use postil::text::clean::SafeText;
use rayon::prelude::*;

/// What the command line asks for.
#[derive(Default)]
struct Options {
    file: String,
    /// What is asked, and whether letter by letter.
    queries: Vec<(String, bool)>,
    make: Option<usize>,
    plain: bool,
    read_only: bool,
    threads: usize,
    rows: usize,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        threads: 1,
        rows: 3,
        ..Options::default()
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or("a value is missing");
        match word.as_str() {
            "--type" => options.queries.push((value()?, true)),
            "--ask" => options.queries.push((value()?, false)),
            "--make" => options.make = Some(value()?.parse()?),
            "--threads" => options.threads = value()?.parse()?,
            "--rows" => options.rows = value()?.parse()?,
            "--plain" => options.plain = true,
            "--read-only" => options.read_only = true,
            _ => options.file = word,
        }
    }
    Ok(options)
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let mut out = std::io::stdout().lock();
    if let Some(count) = options.make {
        for string in strings::strings(&strings::folder(), count) {
            writeln!(out, "{}", string.replace('\n', " "))?;
        }
        return Ok(());
    }
    let lines = BufReader::new(File::open(&options.file)?)
        .lines()
        .map_while(Result::ok);
    if options.plain {
        return plainly(&lines.collect::<Vec<_>>(), &options, &mut out);
    }
    if options.queries.is_empty() && !options.read_only {
        let items = lines.enumerate().map(|(number, line)| item(number, &line));
        return Ok(bare_box::among(items, settings()?)?);
    }
    let mut index = Index::default();
    let start = Instant::now();
    index.replace(
        ItemGroup::Commands,
        lines.enumerate().map(|(number, line)| item(number, &line)),
    );
    writeln!(
        out,
        "read in {:.1?}, resident {} KiB",
        start.elapsed(),
        resident()
    )?;
    if options.read_only {
        return Ok(());
    }
    for (query, is_typed) in &options.queries {
        let mut keys = Keys::default();
        for typed in prefixes(query, *is_typed) {
            let start = Instant::now();
            let hits = search(&mut index, typed, options.threads);
            keys.add(start.elapsed());
            let label = |hit: &postil::search::hit::Hit| format!("{} ({})", hit.label, hit.score);
            let first: Vec<String> = hits.hits.iter().take(options.rows).map(label).collect();
            writeln!(
                out,
                "{typed:24} {:8.1?} {:7}  {}",
                keys.last(),
                hits.total,
                first.join(" | ")
            )?;
        }
        writeln!(out, "{query:?}: {keys}, resident {} KiB", resident())?;
    }
    Ok(())
}

/// The explorer's own settings.
fn settings() -> Result<Settings, Box<dyn Error>> {
    let (settings, _) = settings::settings(&Config::default(), "lines".into())?;
    Ok(settings)
}

/// A line as the box knows it.
fn item(number: usize, line: &str) -> SearchItem {
    let target = HitTarget::Command(u32::try_from(number).unwrap_or(u32::MAX));
    SearchItem::new(HitKind::Command, SafeText::line(line), target)
}

/// A query letter by letter, or at once.
fn prefixes(query: &str, is_typed: bool) -> impl Iterator<Item = &str> {
    query
        .char_indices()
        .map(|(at, c)| &query[..at + c.len_utf8()])
        .filter(move |typed| is_typed || typed.len() == query.len())
}

/// Searches with one worker for each thread.
fn search(index: &mut Index, typed: &str, threads: usize) -> Hits {
    let mut search = index.begin(&Query::parse(typed), HitLimits::default());
    loop {
        let chunks = index.chunks(&search);
        let share = chunks.len().div_ceil(threads).max(1);
        let work = |chunks: &[_]| {
            let mut part = index.part(&search);
            for chunk in chunks {
                index.scan(&search, chunk, &mut part);
            }
            part
        };
        let parts: Vec<SearchPart> = if threads == 1 {
            vec![work(&chunks)]
        } else {
            chunks.par_chunks(share).map(work).collect()
        };
        if !index.gather(&mut search, parts) {
            return index.hits(&search);
        }
    }
}

/// The same with the crate alone: every line is scored at every key, and the best are sorted out.
fn plainly(
    lines: &[String],
    options: &Options,
    out: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    let matcher = SkimMatcherV2::default().ignore_case();
    for (query, is_typed) in &options.queries {
        let mut keys = Keys::default();
        for typed in prefixes(query, *is_typed) {
            let start = Instant::now();
            let scored = lines.iter().enumerate().filter_map(|(number, line)| {
                matcher
                    .fuzzy_match(line, typed)
                    .map(|score| (score, number))
            });
            let mut best: Vec<_> = scored.collect();
            best.sort_unstable_by(|a, b| b.cmp(a));
            keys.add(start.elapsed());
            let first = best.first().map_or("", |&(_, number)| &lines[number]);
            writeln!(
                out,
                "{typed:24} {:8.1?} {:7}  {first}",
                keys.last(),
                best.len()
            )?;
        }
        writeln!(out, "{query:?}: {keys}, resident {} KiB", resident())?;
    }
    Ok(())
}

/// Times of the keys of one query.
#[derive(Default)]
struct Keys(Vec<Duration>);

impl Keys {
    fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    fn last(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort();
        let (whole, worst) = (self.0.iter().sum::<Duration>(), sorted.last());
        let median = sorted.get(sorted.len() / 2);
        let (worst, median) = (
            worst.copied().unwrap_or_default(),
            median.copied().unwrap_or_default(),
        );
        write!(
            f,
            "whole {whole:.1?}, worst key {worst:.1?}, median {median:.1?}"
        )
    }
}

/// Resident memory in KiB where the system tells it; else 0.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
