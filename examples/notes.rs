//! What annotations cost, by how many there are: reading and placing all of them, and one more highlight, in the
//! reader and beside the list of all.
//!
//! ```text
//! cargo run --release --example notes -- FOLDER [COUNT …]     # 10 1000 10000 where none are given
//! ```
//!
//! Times are those of the processor, in milliseconds; they hold whatever follows from a key: the frame, the worker that
//! saves and places, the searcher. The annotations are spread over the articles of FOLDER, and kept in a folder of their
//! own below the system's one for temporary files.

use std::collections::VecDeque;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::app::message::{Effect, Input, Message, Moment};
use postil::app::state::{App, Settings};
use postil::input::key::sequence;
use postil::input::keymap::Keymap;
use postil::input::mouse::Mouse;
use postil::library::contents::Library;
use postil::library::reading_position::ReadingPositions;
use postil::names::pipeline::Names;
use postil::notes::annotation::revision::file_name;
use postil::notes::annotation::{Annotation, AnnotationId, Palette, Revision};
use postil::runtime::annotation_worker::{AnnotationTask, AnnotationWorker};
use postil::runtime::load;
use postil::runtime::searcher::Searcher;
use postil::search::bodies::DEFAULT_MEMORY;
use postil::store::annotations::AnnotationStore;
use postil::store::library_files::LibraryFiles;
use postil::store::locate_annotations::AnnotationLocator;
use postil::ui::symbols::UNICODE;
use postil::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::time::{ClockId, clock_gettime};

/// Highlights of which the median is printed.
const TIMES: usize = 9;
/// The window.
const WINDOW: (u16, u16) = (160, 50);

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("name a folder of articles")?;
    let mut counts = words
        .map(|count| count.parse())
        .collect::<Result<Vec<usize>, _>>()?;
    if counts.is_empty() {
        counts = vec![10, 1_000, 10_000];
    }
    let files = LibraryFiles::open(Path::new(&folder))?;
    let library = Arc::new(load::whole(&files, Names::embedded()?));
    println!("   notes   read and placed   a highlight   beside the list of all   library again");
    let mut first = None;
    for count in counts {
        let row = measure(&files, &library, count)?;
        let first = *first.get_or_insert(row);
        println!(
            "{count:>8}   {:>15.2}   {:>6.2} {:>3.1}×   {:>17.2} {:>3.1}×   {:>13.2}",
            row[0],
            row[1],
            row[1] / first[1],
            row[2],
            row[2] / first[2],
            row[3]
        );
    }
    Ok(())
}

/// Reading and placing, a highlight, one beside the list of all, and one changed library.
fn measure(
    files: &LibraryFiles,
    library: &Arc<Library>,
    count: usize,
) -> Result<[f64; 4], Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    make_notes(files, library, folder.path(), count)?;
    let store = AnnotationStore::at(folder.path());
    let worker = AnnotationWorker::new(files.clone(), store, None, None);
    let mut stage = Stage::new(files, worker)?;
    stage.take(Message::Library(Arc::clone(library)));
    stage.take(Message::ReadBefore(ReadingPositions::default()));
    let placed = stage.costs(|stage| stage.tell(AnnotationTask::Changed(Vec::new())));
    stage.keys("enter");
    let in_reader = stage.highlights();
    stage.keys("g n . g r");
    let beside_list = stage.highlights();
    let mut changed = Library::clone(library);
    changed.add(
        library
            .articles()
            .first()
            .map(|article| Arc::new((**article).clone())),
    );
    let again = stage.costs(|stage| stage.take(Message::Library(Arc::new(changed))));
    Ok([placed, in_reader, beside_list, again])
}

/// Writes annotations as they are saved, but for the syncs.
fn make_notes(
    files: &LibraryFiles,
    library: &Arc<Library>,
    folder: &Path,
    count: usize,
) -> Result<(), Box<dyn Error>> {
    let mut locator = AnnotationLocator::new(files.clone());
    locator.set_library(Arc::clone(library));
    let articles = library.articles().iter().cycle();
    for (number, article) in articles.take(count).enumerate() {
        let sheet = locator
            .anchor_text(article.id)
            .ok_or("an article is gone")?;
        let sentences = article.sentences.len().max(1);
        let sentence = article
            .sentences
            .get(number / library.articles().len() % sentences);
        let words = sentence.map(|sentence| sentence.of(article.text.as_str()));
        let place = sheet.quotes(words.unwrap_or_default(), "").first().copied();
        let target = place.and_then(|place| sheet.target(article, place));
        let id = AnnotationId::derived("notes", &number.to_string());
        let target = target.unwrap_or_else(|| sheet.whole(article));
        let mut annotation = Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target);
        annotation.note = (number % 3 == 0).then(|| format!("Note {number}"));
        let revision = Revision::new(annotation, Vec::new());
        let shard = folder.join(id.shard());
        fs::create_dir_all(&shard)?;
        fs::write(shard.join(file_name(id, revision.id)), revision.bytes())?;
    }
    Ok(())
}

/// The program with nobody at the terminal, and all its workers on one thread.
struct Stage {
    app: App,
    files: LibraryFiles,
    worker: AnnotationWorker,
    searcher: Searcher,
    number: u32,
}

impl Stage {
    fn new(files: &LibraryFiles, worker: AnnotationWorker) -> Result<Self, Box<dyn Error>> {
        let app = App::new(Settings {
            keymap: Keymap::of_table()?,
            theme: Theme::letters(),
            symbols: UNICODE,
            name: "notes".into(),
            greeting: "".into(),
            creator: "ada".to_owned(),
            palette: Palette::default(),
            filters: std::collections::BTreeMap::default(),
            mouse: Mouse::Off,
        });
        let mut stage = Self {
            app,
            files: files.clone(),
            worker,
            searcher: Searcher::with_memory(DEFAULT_MEMORY),
            number: 0,
        };
        stage.take(Message::Input(vec![Input::Resize(WINDOW.0, WINDOW.1)]));
        Ok(stage)
    }

    /// The median of some highlights, each on another sentence.
    fn highlights(&mut self) -> f64 {
        let mut costs: Vec<f64> = (0..TIMES)
            .map(|number| {
                self.keys("c");
                (0..number).for_each(|_| self.keys(")"));
                self.costs(|stage| stage.keys("H"))
            })
            .collect();
        costs.sort_by(f64::total_cmp);
        costs[TIMES / 2]
    }

    fn costs(&mut self, work: impl FnOnce(&mut Self)) -> f64 {
        let before = processor_time();
        work(self);
        processor_time().saturating_sub(before).as_secs_f64() * 1e3
    }

    fn keys(&mut self, keys: &str) {
        for key in sequence(keys).unwrap_or_default() {
            self.take(Message::Input(vec![Input::Key(key)]));
        }
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

    fn perform(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Open {
                article,
                comments,
                most,
            } => {
                let library = self.app.library();
                vec![load::open(&self.files, library, article, comments, most)]
            }
            Effect::Know => {
                let library = Arc::clone(self.app.library());
                self.searcher.set_library(&library);
                self.answers(AnnotationTask::SetLibrary(library))
            }
            Effect::List(question) => vec![Message::Listed(question.answer())],
            Effect::KnowAnnotations(items) => {
                self.searcher.set_annotations(items);
                Vec::new()
            }
            Effect::Save(revisions) => self.answers(AnnotationTask::Save(revisions)),
            _ => Vec::new(),
        }
    }

    fn tell(&mut self, task: AnnotationTask) {
        for message in self.answers(task) {
            self.take(message);
        }
    }

    /// What comes of telling the worker something.
    fn answers(&mut self, task: AnnotationTask) -> Vec<Message> {
        let mut messages = self.worker.receive(task);
        while let Some(due) = self.worker.due() {
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            messages.extend(self.worker.step());
        }
        messages
    }
}

/// What the processor has done for this program so far.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::from_secs(time.tv_sec.unsigned_abs())
        + Duration::from_nanos(time.tv_nsec.unsigned_abs())
}
