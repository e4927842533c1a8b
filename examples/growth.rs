//! What verbs cost as a library grows, the first time and again: processor time of the whole program, over made
//! articles of 9 KB.
//!
//! ```text
//! cargo build --release && cargo run --release --example growth -- [ARTICLES …]     # 100 1000 10000 where none are given
//! ```
//!
//! A row is a run of the program; columns are libraries, in milliseconds of processor time, then microseconds an
//! article of the largest. The libraries are made in a temporary folder and go with it.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// Sentences of an article; with its front matter it has about 9 KB.
const SENTENCES: usize = 70;

/// What is run, in this order; the index is there from the first on, unless it is done without.
const RUNS: [(&str, &[&str]); 10] = [
    ("list, no index", &["list", "--no-index"]),
    ("list, first", &["list"]),
    ("list, again", &["list"]),
    ("entities, no index", &["entities", "--no-index"]),
    ("entities, first", &["entities"]),
    ("entities, again", &["entities"]),
    (
        "mentions of one",
        &["entities", "--entity", "Huawei", "--mentions"],
    ),
    ("sources", &["sources"]),
    (
        "an exact phrase",
        &["search", "--exact", "market in Uganda"],
    ),
    ("the box, a word", &["search", "uganda"]),
];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let folder = program.parent().and_then(Path::parent);
    let program = folder
        .map(|folder| folder.join("postil"))
        .filter(|path| path.exists());
    let program = program.ok_or("build the program first: cargo build --release")?;
    let counts: Result<Vec<usize>, _> = std::env::args()
        .skip(1)
        .map(|count| count.parse())
        .collect();
    let mut counts = counts?;
    if counts.is_empty() {
        counts = vec![100, 1_000, 10_000];
    }
    let place = Place::new()?;
    for count in &counts {
        make(&place.library(*count), *count)?;
    }
    // Files that were changed less than two seconds ago are not kept.
    std::thread::sleep(Duration::from_millis(2_100));
    let mut columns = Vec::new();
    for count in &counts {
        columns.push(measure(&program, &place, *count)?);
    }
    print(&counts, &columns);
    Ok(ExitCode::SUCCESS)
}

/// A temporary folder that goes with this value.
struct Place(PathBuf);

impl Place {
    fn new() -> std::io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("postil-growth-{}", std::process::id()));
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    fn library(&self, count: usize) -> PathBuf {
        self.0.join(count.to_string())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} stays: {error}", self.0.display());
        }
    }
}

/// Processor time of each run, in milliseconds; the last is that of a list after one file has changed.
fn measure(program: &Path, place: &Place, count: usize) -> Result<Vec<u64>, Box<dyn Error>> {
    let library = place.library(count);
    let mut times = Vec::new();
    for (_, arguments) in RUNS {
        times.push(run(program, place, &library, arguments)?);
    }
    fs::write(library.join("new.md"), "Huawei came to Oslo.\n")?;
    times.push(run(program, place, &library, &["list"])?);
    Ok(times)
}

fn run(
    program: &Path,
    place: &Place,
    library: &Path,
    arguments: &[&str],
) -> Result<u64, Box<dyn Error>> {
    let before = time_of_children()?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg("--json")
        .arg("-L")
        .arg(library)
        .env("XDG_CACHE_HOME", place.0.join("cache"))
        .env("XDG_CONFIG_HOME", place.0.join("config"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !command.status()?.success() {
        return Err(format!("{arguments:?} failed").into());
    }
    Ok(time_of_children()? - before)
}

/// Processor time of all children that have ended, in milliseconds (`proc_pid_stat(5)`, fields 16 and 17, of which a
/// second has a hundred).
fn time_of_children() -> Result<u64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let times = fields.split_whitespace().skip(13).take(2);
    let ticks: Result<Vec<u64>, _> = times.map(str::parse).collect();
    Ok(ticks?.iter().sum::<u64>() * 10)
}

fn print(counts: &[usize], columns: &[Vec<u64>]) {
    let mut head = format!("{:24}", "ms of processor time");
    for count in counts {
        // Writing to a string cannot fail.
        let _ = write!(head, "{count:>9}");
    }
    println!("{head}   µs an article");
    let names = RUNS
        .iter()
        .map(|(name, _)| *name)
        .chain(["list, one file is new"]);
    for (at, name) in names.enumerate() {
        let mut row = format!("{name:24}");
        for times in columns {
            let _ = write!(row, "{:>9}", times[at]);
        }
        let last = columns.last().map_or(0, |times| times[at] * 1_000);
        let each = last / counts.last().copied().unwrap_or(1) as u64;
        println!("{row}{each:>16}");
    }
}

const FIRST: [&str; 8] = [
    "Ada", "Jonas", "Mira", "Peter", "Lucia", "Samuel", "Ines", "Victor",
];
const LAST: [&str; 8] = [
    "Okafor",
    "Lindqvist",
    "Marsh",
    "Delgado",
    "Novak",
    "Tanaka",
    "Reed",
    "Silva",
];
const BODIES: [&str; 6] = [
    "Huawei",
    "Nokia",
    "the European Union",
    "the World Bank",
    "Siemens",
    "Oxford University",
];
const PLACES: [&str; 6] = ["Uganda", "Oslo", "Brazil", "Vietnam", "Nairobi", "Geneva"];

/// Makes so many articles, the same each time, a hundred in a folder.
fn make(library: &Path, count: usize) -> std::io::Result<()> {
    let mut dice = Dice(7);
    for number in 0..count {
        let folder = library.join(format!("{:03}", number / 100));
        fs::create_dir_all(&folder)?;
        let mut text = format!(
            "---\ntitle: \"Report {number} from {}\"\nsource: \"https://site{}.example.org/report/{number}\"\n\
             author: {} {}\npublished: 20{:02}-0{}-1{}\ntags: [clippings, topic{}]\n---\n",
            dice.one(&PLACES),
            dice.below(400),
            dice.one(&FIRST),
            dice.one(&LAST),
            10 + dice.below(15),
            1 + dice.below(9),
            dice.below(9),
            dice.below(60),
        );
        for sentence in 0..SENTENCES {
            let _ = write!(
                text,
                "{} {} of {} said that the market in {} grew by {} per cent, as [a study](https://e{}.example.com/{}) shows. ",
                dice.one(&FIRST),
                dice.one(&LAST),
                dice.one(&BODIES),
                dice.one(&PLACES),
                dice.below(90),
                dice.below(900),
                dice.below(90_000),
            );
            if sentence % 5 == 4 {
                text.push_str("\n\n");
            }
        }
        fs::write(folder.join(format!("{number:06}.md")), text)?;
    }
    Ok(())
}

/// Numbers that look random and are the same each time (a linear congruence, Knuth 1997).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}
