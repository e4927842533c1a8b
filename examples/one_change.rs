//! What one changed file costs, by how many there are: reading it again, and all that follows from it in a program with
//! nobody at the terminal.
//!
//! ```text
//! cargo run --release --example one_change -- FOLDER …     # a library each, of which a copy is made
//! ```
//!
//! Times are those of the processor, in milliseconds; the walk over all files, which comes first, has a column of its own.

use std::collections::VecDeque;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use postil::app::message::{Effect, Input, Message, Moment};
use postil::app::state::{App, Settings};
use postil::input::keymap::Keymap;
use postil::input::mouse::Mouse;
use postil::library::contents::Library;
use postil::library::reading_position::ReadingPositions;
use postil::names::pipeline::Names;
use postil::notes::annotation::{AnnotationId, Palette};
use postil::runtime::load;
use postil::runtime::loader::LibraryLoader;
use postil::runtime::searcher::Searcher;
use postil::search::bodies::DEFAULT_MEMORY;
use postil::store::library_files::LibraryFiles;
use postil::ui::symbols::UNICODE;
use postil::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::time::{ClockId, clock_gettime};

/// Changes of which the median is printed.
const TIMES: usize = 5;
/// The window.
const WINDOW: (u16, u16) = (160, 50);

fn main() -> Result<(), Box<dyn Error>> {
    println!("articles     walk   read and linked   searcher    panes      sum");
    let mut first = None;
    for folder in std::env::args().skip(1) {
        let row = measure(Path::new(&folder))?;
        let [articles, walk, read, searcher, panes] = row;
        let sum = read + searcher + panes - walk;
        let first = *first.get_or_insert(sum);
        println!(
            "{articles:>8} {walk:>8.1} {:>17.1} {searcher:>10.1} {panes:>8.1} {sum:>8.1} {:>5.1}×",
            read - walk,
            sum / first
        );
    }
    Ok(())
}

/// Articles, and what the walk, reading, searcher and panes cost.
fn measure(folder: &Path) -> Result<[f64; 5], Box<dyn Error>> {
    let copy = tempfile::tempdir()?;
    let from = LibraryFiles::open(folder)?.list().files;
    for file in &from {
        let to = copy.path().join(&file.path);
        fs::create_dir_all(to.parent().ok_or("a file has no folder")?)?;
        fs::copy(folder.join(&file.path), to)?;
    }
    let files = LibraryFiles::open(copy.path())?;
    let mut loader = LibraryLoader::new(files.clone(), Names::embedded()?, Library::default());
    let mut stage = Stage::new(&files)?;
    stage.take(Message::ReadBefore(ReadingPositions::default()));
    for library in read(&mut loader) {
        stage.take(library);
    }
    let mut rows = Vec::new();
    for number in 0..TIMES {
        let file = from.get(number * 7 % from.len()).ok_or("no files")?;
        let path = copy.path().join(&file.path);
        let text = fs::read_to_string(&path)?;
        fs::write(
            &path,
            format!("{text}\nChange {number} by Ada Lovelace of the World Bank.\n"),
        )?;
        let (walk, _) = costs(|| files.list());
        let (read, messages) = costs(|| read(&mut loader));
        stage.searching = Duration::ZERO;
        let (all, ()) = costs(|| messages.into_iter().for_each(|message| stage.take(message)));
        let panes = all.saturating_sub(stage.searching);
        rows.push([walk, read, stage.searching, panes].map(|time| time.as_secs_f64() * 1e3));
    }
    rows.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let [walk, read, searcher, panes] = rows[TIMES / 2];
    Ok([
        f64::from(u32::try_from(from.len())?),
        walk,
        read,
        searcher,
        panes,
    ])
}

/// What the loader hands on.
fn read(loader: &mut LibraryLoader) -> Vec<Message> {
    let mut messages = Vec::new();
    loader.read(Default::default, |message| {
        if matches!(message, Message::Library(_)) {
            messages.push(message);
        }
        true
    });
    messages
}

fn costs<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let before = processor_time();
    let done = work();
    (processor_time().saturating_sub(before), done)
}

/// The program with nobody at the terminal, and all its workers on one thread.
struct Stage {
    app: App,
    files: LibraryFiles,
    searcher: Searcher,
    searching: Duration,
    number: u32,
}

impl Stage {
    fn new(files: &LibraryFiles) -> Result<Self, Box<dyn Error>> {
        let app = App::new(Settings {
            keymap: Keymap::of_table()?,
            theme: Theme::letters(),
            symbols: UNICODE,
            name: "made library".into(),
            greeting: "".into(),
            creator: "ada".to_owned(),
            palette: Palette::default(),
            filters: std::collections::BTreeMap::default(),
            mouse: Mouse::Off,
        });
        let mut stage = Self {
            app,
            files: files.clone(),
            searcher: Searcher::with_memory(DEFAULT_MEMORY),
            searching: Duration::ZERO,
            number: 0,
        };
        stage.take(Message::Input(vec![Input::Resize(WINDOW.0, WINDOW.1)]));
        Ok(stage)
    }

    /// Tells the app something, does what it asks for until nothing is left to do, and draws each frame.
    fn take(&mut self, message: Message) {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            self.number += 1;
            let moment = Moment {
                at: "2026-01-01T00:00:00Z".into(),
                elapsed: u64::from(self.number) * 1_000,
                id: AnnotationId::derived("highlight", &self.number.to_string()),
            };
            let effects = self.app.update(message, moment);
            let mut buffer = Buffer::empty(Rect::new(0, 0, WINDOW.0, WINDOW.1));
            self.app.draw(&mut buffer);
            self.app.drawn(u64::from(self.number) * 1_000);
            for effect in effects {
                messages.extend(self.perform(effect));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Message> {
        match effect {
            Effect::Open {
                article,
                comments,
                most,
            } => {
                let library = self.app.library();
                Some(load::open(&self.files, library, article, comments, most))
            }
            Effect::Know => {
                let library = Arc::clone(self.app.library());
                let (cost, ()) = costs(|| self.searcher.set_library(&library));
                self.searching += cost;
                None
            }
            Effect::List(question) => Some(Message::Listed(question.answer())),
            _ => None,
        }
    }
}

/// What the processor has done for this program so far.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::from_secs(time.tv_sec.unsigned_abs())
        + Duration::from_nanos(time.tv_nsec.unsigned_abs())
}
