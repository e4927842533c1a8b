//! What each stage of loading a library costs, an article: as a multiple of reading its file and parsing
//! its Markdown, which nothing that reads articles can go below.
//!
//! ```text
//! cargo run --release --example stages -- FOLDER [ARTICLES …]     # 100 1000 10000 where none are given
//! cargo run --release --example stages -- FOLDER 1000 --only names # the same stage ten times, for a profiler
//! ```
//!
//! Times are those of one thread's processor, in microseconds. The stages take turns over the same few
//! articles, so that a busy machine slows all of them alike; each row of articles also shows whether a
//! stage costs more in a larger library.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use postil::clip::article::body_hash::BodyHash;
use postil::clip::article::{Article, Head, Stamp};
use postil::clip::document_links::{citations, internal_links};
use postil::clip::front_matter;
use postil::library::contents::Library;
use postil::library::correction::Curation;
use postil::library::ingest::{self, DecodedFile};
use postil::library::linking;
use postil::names::pipeline::Names;
use postil::runtime::searcher::Searcher;
use postil::store::library_files::LibraryFiles;
use postil::text::decode::decode;
use postil::text::document::Document;
use postil::text::language;
use postil::text::markdown::{self, LineBreaks};
use postil::text::range::ArticleId;
use postil::text::sentences::sentences;
use pulldown_cmark::{Options, Parser};
use rustix::time::{ClockId, clock_gettime};

/// Articles that the stages take turns over, as many as a library is loaded by.
const BATCH: usize = 64;

/// The stages that make the floor, by name.
const FLOOR: [&str; 2] = ["read", "events"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("name a folder of articles")?;
    let (mut counts, mut only) = (Vec::new(), None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => only = words.next(),
            count => counts.push(count.parse()?),
        }
    }
    if counts.is_empty() {
        counts = vec![100, 1_000, 10_000];
    }
    let files = LibraryFiles::open(Path::new(&folder))?;
    let paths: Vec<PathBuf> = files
        .list()
        .files
        .into_iter()
        .map(|file| file.path)
        .collect();
    let stages = Stages {
        files,
        names: Names::embedded()?,
    };
    if let Some(stage) = only {
        return stages.repeat(&stage, &paths[..paths.len().min(counts[0])]);
    }
    for count in counts.into_iter().filter(|count| *count <= paths.len()) {
        stages.measure(&paths[..count])?.print(count);
    }
    Ok(())
}

/// What the stages work with.
struct Stages {
    files: LibraryFiles,
    names: Names,
}

/// A file with all that the stages after it ask for.
struct Loaded {
    path: PathBuf,
    text: String,
    body: u32,
    head: Head,
    document: Document,
}

impl Stages {
    /// Loads a library, and notes what each stage took.
    fn measure(&self, paths: &[PathBuf]) -> Result<Costs, Box<dyn Error>> {
        let (mut costs, mut library) = (Costs::default(), Library::default());
        for (batch, paths) in paths.chunks(BATCH).enumerate() {
            let read = || {
                paths
                    .iter()
                    .map(|path| self.files.read(path))
                    .collect::<Result<Vec<_>, _>>()
            };
            let raw = costs.of("read", read)?;
            costs.of("decode", || {
                for raw in &raw {
                    drop(black_box(decode(&raw.bytes)));
                }
            });
            let texts = raw.iter().map(|raw| decode(&raw.bytes).text.into_owned());
            let loaded: Vec<Loaded> = paths
                .iter()
                .zip(texts)
                .map(|(path, text)| loaded(path, text))
                .collect();
            for name in [
                "events",
                "front matter",
                "markdown",
                "sentences",
                "links",
                "words",
                "language",
                "hash",
                "names",
            ] {
                costs.of(name, || loaded.iter().for_each(|one| self.stage(name, one)));
            }
            let articles: Vec<_> = costs.of("digest", || {
                let numbered = (batch * BATCH..).zip(&loaded);
                numbered
                    .map(|(id, one)| Arc::new(self.digest(ArticleId(id as u32), one)))
                    .collect()
            });
            costs.of("add", || library.add(articles));
        }
        costs.of("link", || {
            library.set_linked(linking::link(library.articles(), &Curation::default()));
        });
        let library = Arc::new(library);
        costs.of("searcher", || {
            Searcher::with_memory(1 << 30).set_library(&library);
        });
        Ok(costs)
    }

    /// One stage over one file; a name that is none does nothing.
    fn stage(&self, name: &str, one: &Loaded) {
        let Loaded {
            text,
            document,
            head,
            ..
        } = one;
        let own = head.source.as_deref();
        match name {
            "events" => events(&text[one.body as usize..]),
            "front matter" => drop(black_box(front_matter::read(
                text,
                &one.path.to_string_lossy(),
            ))),
            "markdown" => drop(black_box(markdown::read(text, one.body))),
            "sentences" => drop(black_box(sentences(document))),
            "links" => drop(black_box((
                citations(document, own),
                internal_links(document, own),
            ))),
            "words" => drop(black_box(language::words(document.text.as_str()))),
            "language" => drop(black_box(language::of_document(document))),
            "hash" => drop(black_box(BodyHash::of(&text[one.body as usize..]))),
            "names" => drop(black_box(self.names.find(document, head))),
            _ => {}
        }
    }

    fn digest(&self, id: ArticleId, one: &Loaded) -> Article {
        let file = DecodedFile {
            id,
            path: one.path.clone(),
            text: &one.text,
            encoding: "UTF-8",
            stamp: Stamp::default(),
            line_breaks: LineBreaks::default(),
            problems: Vec::new(),
        };
        ingest::digest(file, Some(&self.names))
    }

    /// One stage ten times over the same files, which is then most of what the program does.
    fn repeat(&self, stage: &str, paths: &[PathBuf]) -> Result<(), Box<dyn Error>> {
        for path in paths {
            let one = loaded(
                path,
                decode(&self.files.read(path)?.bytes).text.into_owned(),
            );
            for _ in 0..10 {
                self.stage(stage, &one);
            }
        }
        Ok(())
    }
}

fn loaded(path: &Path, text: String) -> Loaded {
    let matter = front_matter::read(&text, &path.to_string_lossy());
    Loaded {
        document: markdown::read(&text, matter.body),
        path: path.to_owned(),
        body: matter.body,
        head: matter.head,
        text,
    }
}

/// The parser alone, asked for what articles are read with.
fn events(body: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    black_box(Parser::new_ext(body, options).into_offset_iter().count());
}

/// What stages took in all.
#[derive(Default)]
struct Costs(BTreeMap<&'static str, Duration>);

impl Costs {
    fn of<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let before = used();
        let result = work();
        *self.0.entry(stage).or_default() += used().saturating_sub(before);
        result
    }

    fn print(&self, articles: usize) {
        let each = |took: &Duration| took.as_secs_f64() * 1e6 / f64::from(articles as u32);
        let floor: f64 = FLOOR
            .iter()
            .filter_map(|stage| self.0.get(stage))
            .map(each)
            .sum();
        println!("{articles} articles: floor (read + events) {floor:.1} us");
        for (stage, took) in &self.0 {
            println!(
                "  {stage:14} {:8.1} us {:7.2} floors",
                each(took),
                each(took) / floor
            );
        }
    }
}

/// Processor time of this thread.
fn used() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}
