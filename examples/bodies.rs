//! Searches the texts of a large folder as the box does, in turn with ripgrep over its files.
//!
//! ```text
//! cargo run --release --example bodies -- --make 1000000000 FOLDER        # a library to try it with
//! cargo run --release --example bodies -- FOLDER --memory 2000000000 "open data" "no such words"
//! cargo run --release --example bodies -- FOLDER --type "artificial intelligence"
//! ```
//!
//! The best wall time of the rounds is told, and the mean processor time, in milliseconds; both are
//! those of all threads. `RG` names ripgrep. A line end in a phrase (`\n`) is a blank to the box.

#[expect(dead_code, reason = "only the files are wanted, no strings of them")]
#[path = "../benches/strings/mod.rs"]
mod strings;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, io};

use postil::clip::article::{Article, Heading};
use postil::clip::facts::Facts;
use postil::library::contents::Library;
use postil::library::ingest::{self, DecodedFile};
use postil::runtime::searcher::Searcher;
use postil::search::bodies::DEFAULT_MEMORY;
use postil::search::hit::Hits;
use postil::search::question::SearchQuestion;
use postil::store::article_numbers::{NumberedFile, Numbering};
use postil::store::error::StoreError;
use postil::store::library_files::LibraryFiles;
use postil::text::decode::decode;
use postil::text::document::BlockKind;
use postil::text::markdown;
use postil::text::range::ArticleId;
use postil::text::sentences::sentences;
use rayon::prelude::*;

/// What the command line asks for.
struct Options {
    folder: PathBuf,
    phrases: Vec<String>,
    typed: Vec<String>,
    make: Option<usize>,
    memory: Vec<usize>,
    rounds: u32,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        folder: PathBuf::new(),
        phrases: Vec::new(),
        typed: Vec::new(),
        make: None,
        memory: Vec::new(),
        rounds: 5,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or("a value is missing");
        match word.as_str() {
            "--make" => options.make = Some(value()?.parse()?),
            "--memory" => options.memory.push(value()?.parse()?),
            "--rounds" => options.rounds = value()?.parse()?,
            "--type" => options.typed.push(value()?),
            _ if options.folder.as_os_str().is_empty() => options.folder = word.into(),
            _ => options.phrases.push(word.replace("\\n", "\n")),
        }
    }
    if options.memory.is_empty() {
        options.memory.push(DEFAULT_MEMORY);
    }
    Ok(options)
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    if let Some(bytes) = options.make {
        return Ok(make(&options.folder, bytes)?);
    }
    let library = library(&options.folder)?;
    for &memory in &options.memory {
        let start = Instant::now();
        let mut searcher = Searcher::with_memory(memory);
        searcher.set_library(&library);
        println!(
            "{} MB for bodies: ready in {:.1} s, resident {} MB",
            memory / 1_000_000,
            start.elapsed().as_secs_f64(),
            resident() / 1_000_000
        );
        try_out(&mut searcher, &options)?;
    }
    Ok(())
}

fn try_out(searcher: &mut Searcher, options: &Options) -> Result<(), Box<dyn Error>> {
    for phrase in &options.phrases {
        beside_ripgrep(searcher, phrase, options)?;
    }
    for typed in &options.typed {
        println!("{typed:?}, key by key: wall, processor, hits");
        for (at, letter) in typed.char_indices() {
            let (start, cpu) = (Instant::now(), used().own);
            let total = ask(searcher, &typed[..at + letter.len_utf8()]).total;
            let (wall, cpu) = (start.elapsed(), used().own.saturating_sub(cpu));
            println!("  {:8.1} {:8.1} {total:8}", ms(wall), ms(cpu));
        }
    }
    Ok(())
}

/// Reads the articles of the folder as the explorer does, but leaves out the names and links in
/// them, which take long and which no search of texts looks at.
fn library(folder: &Path) -> Result<Arc<Library>, Box<dyn Error>> {
    let shelf = LibraryFiles::open(folder)?;
    let files = shelf.list().files;
    let numbered = Numbering::default().number(&files);
    let read = |file: &NumberedFile| article(&shelf, file.id, file.path).map(Arc::new);
    let articles: Result<Vec<_>, _> = numbered.par_iter().map(read).collect();
    let mut library = Library::default();
    library.add(articles?);
    let texts = library.articles().iter().map(|a| a.text.as_str().len());
    println!(
        "{} articles, {} MB of text, resident {} MB",
        library.articles().len(),
        texts.sum::<usize>() / 1_000_000,
        resident() / 1_000_000
    );
    Ok(Arc::new(library))
}

fn article(shelf: &LibraryFiles, id: ArticleId, path: &Path) -> Result<Article, StoreError> {
    let raw = shelf.read(path)?;
    let decoded = decode(&raw.bytes);
    let head = ingest::head(DecodedFile {
        id,
        path: path.to_owned(),
        text: &decoded.text,
        encoding: decoded.encoding.name(),
        stamp: raw.stamp,
        line_breaks: postil::text::markdown::LineBreaks::default(),
        problems: Vec::new(),
    });
    let document = markdown::read(&decoded.text, head.body);
    let headings = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some(Heading {
            level,
            text: block.text,
            source: block.source,
        }),
        _ => None,
    });
    Ok(Article {
        headings: headings.collect(),
        sentences: sentences(&document),
        text: document.text,
        facts: Facts::Names,
        ..head
    })
}

fn ask(searcher: &mut Searcher, typed: &str) -> Hits {
    let question = SearchQuestion {
        typed: typed.to_owned(),
        ..SearchQuestion::default()
    };
    searcher
        .ask(&question, || false, |_| ())
        .unwrap_or_default()
}

/// The same phrase in the box and by ripgrep, with case and without.
fn beside_ripgrep(
    searcher: &mut Searcher,
    phrase: &str,
    options: &Options,
) -> Result<(), Box<dyn Error>> {
    let question = format!("p: \"{}\"", phrase.replace('\n', " "));
    let mut best = [Duration::MAX; 3];
    let mut cpu = [Duration::ZERO; 3];
    let mut found = [0; 3];
    for _ in 0..options.rounds {
        let (start, before) = (Instant::now(), used());
        found[0] = ask(searcher, &question).total as usize;
        best[0] = best[0].min(start.elapsed());
        cpu[0] += used().own.saturating_sub(before.own);
        // What is forgotten between two rounds cannot help the next one.
        ask(searcher, "p: zzzz");
        for (at, case) in [(1, "-s"), (2, "-i")] {
            let (start, before) = (Instant::now(), used());
            found[at] = ripgrep(phrase, case, &options.folder)?;
            best[at] = best[at].min(start.elapsed());
            cpu[at] += used().children.saturating_sub(before.children);
        }
    }
    let names = ["the box", "rg -F", "rg -F -i"];
    println!("{phrase:?}");
    for at in 0..names.len() {
        println!(
            "  {:8} {:8.1} wall {:8.0} processor {:8} files, wall {:.1} times the box's",
            names[at],
            ms(best[at]),
            ms(cpu[at] / options.rounds),
            found[at],
            ms(best[at]) / ms(best[0])
        );
    }
    Ok(())
}

/// How many files ripgrep lists.
fn ripgrep(phrase: &str, case: &str, folder: &Path) -> io::Result<usize> {
    let program = std::env::var_os("RG").unwrap_or_else(|| "rg".into());
    let mut command = Command::new(program);
    command.args(["-F", "-l", "--no-ignore", case]);
    if phrase.contains('\n') {
        command.arg("-U");
    }
    let out = command
        .arg("--")
        .arg(phrase)
        .arg(folder)
        .stderr(Stdio::inherit());
    let listed = out.output()?.stdout;
    Ok(memchr::memchr_iter(b'\n', &listed).count())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Processor time of this process, to the microsecond, and of those that it started, in hundredths
/// of a second.
struct Used {
    own: Duration,
    children: Duration,
}

fn used() -> Used {
    let tasks = fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let of_task = |task: fs::DirEntry| -> Option<u64> {
        let stat = fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse().ok()
    };
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let numbers = after_name.split_whitespace().skip(13).take(2);
    let ticks: u64 = numbers
        .filter_map(|number| number.parse::<u64>().ok())
        .sum();
    Used {
        own: Duration::from_nanos(tasks.filter_map(of_task).sum()),
        children: Duration::from_millis(ticks * 10),
    }
}

/// Resident memory in bytes where the system tells it; else 0.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}

/// Bytes of a made article.
const LENGTH: usize = 7_500;

/// Writes articles of so many bytes in all: paragraphs and titles of those that `POSTIL_CORPORA`
/// names, put together anew, with names of nobody among them. The same each time.
fn make(folder: &Path, bytes: usize) -> io::Result<()> {
    let texts: Vec<String> = strings::files(&strings::folder())
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect();
    let paragraphs: Vec<&str> = texts
        .iter()
        .flat_map(|text| body(text).split("\n\n"))
        .filter(|paragraph| paragraph.len() > 40)
        .collect();
    let titles: Vec<&str> = texts
        .iter()
        .filter_map(|text| text.lines().find_map(|line| line.strip_prefix("title: ")))
        .map(|title| title.trim_matches(['"', '\'']))
        .collect();
    let mut chance = Chance(1);
    let mut written = 0;
    for number in 0.. {
        if written >= bytes {
            break;
        }
        let (one, other) = (chance.one_of(&titles), chance.one_of(&titles));
        let title = format!("{} {}", half(one, true), half(other, false)).replace('"', "'");
        let (year, month, day) = (
            2005 + chance.below(20),
            1 + chance.below(12),
            1 + chance.below(28),
        );
        let site = chance.name().to_lowercase();
        let mut text = format!(
            "---\ntitle: \"{title}\"\nsource: https://www.{site}.example/{year}/{number}\n\
             author: {} {}\npublished: {year}-{month:02}-{day:02}\n---\n",
            chance.name(),
            chance.name()
        );
        while text.len() < LENGTH {
            text.push_str(chance.one_of(&paragraphs));
            text.push_str("\n\n");
            if chance.below(3) == 0 {
                let (name, place) = (chance.name(), chance.name());
                text.extend([&name, " of ", &place, " agreed.\n\n"]);
            }
        }
        if number % 20_000 == 7 {
            text.push_str("The keeper of the Quiet Lighthouse\nwrote to nobody.\n");
        }
        let shelf = folder.join(format!("{:03}", number / 1000));
        fs::create_dir_all(&shelf)?;
        fs::write(shelf.join(format!("{number:06}-{site}.md")), &text)?;
        written += text.len();
    }
    Ok(())
}

/// What follows the front matter.
fn body(text: &str) -> &str {
    let rest = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"));
    rest.map_or(text, |(_, body)| body)
}

/// The first or the second half of the words of a title.
fn half(title: &str, first: bool) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let (front, back) = words.split_at(words.len().div_ceil(2));
    (if first { front } else { back }).join(" ")
}

/// Numbers that look like chance and are the same each time (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let at = self.below(all.len());
        all.get(at).copied().unwrap_or_default()
    }

    /// A name of nobody, of two to four syllables.
    fn name(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..2 + self.below(3) {
            name.push_str(
                self.one_of(&["ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "va", "wen"]),
            );
        }
        name[..1].to_uppercase() + &name[1..]
    }
}
