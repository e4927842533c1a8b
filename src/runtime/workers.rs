//! The worker threads: a loader, an opener and a searcher, each asleep on its channel.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::message::{Export, Message};
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::names::pipeline::Names;
use crate::notes::annotation::{Annotation, Palette, Revision, RevisionId};
use crate::runtime::annotation_worker::{self, AnnotationWorker};
use crate::runtime::draft_journal::DraftJournal;
use crate::runtime::loader::Loader;
use crate::runtime::loader::queue as loader;
use crate::runtime::stderr::say;
use crate::runtime::{load, searcher};
use crate::search::items::SearchItem;
use crate::search::question::SearchQuestion;
use crate::store::annotations::AnnotationStore;
use crate::store::drafts::Drafts;
use crate::store::library_files::LibraryFiles;
use crate::store::reading_log::ReadingLog;
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::text::markdown::Comments;
use crate::text::range::ArticleId;

/// An article to be loaded.
struct Order {
    library: Arc<Library>,
    article: ArticleId,
    comments: Comments,
    most: u64,
}

/// How long the last saves may keep one waiting, when the program ends, before one more is done.
const LAST: Duration = Duration::from_secs(5);

/// Status after a panic, as the language has it.
const PANICKED: u8 = 101;

/// The threads, by the channels on which they are told what to do.
pub struct Workers {
    loader: Sender<loader::Work>,
    opener: Sender<Order>,
    searcher: Sender<searcher::Work>,
    keeper: Sender<annotation_worker::Work>,
    /// Hears of each revision that the keeper has dealt with, and of its end.
    kept: Receiver<()>,
    /// How many revisions the keeper was given to save.
    given: usize,
    /// The file in which a note is lent to the reader's own editor.
    lent: PathBuf,
    journal: DraftJournal,
}

impl Workers {
    /// Starts the threads, and the loader on its first reading.
    pub fn start(
        shelf: &LibraryFiles,
        palette: Palette,
        memory: usize,
        out: &Sender<Message>,
    ) -> Self {
        let store = store_of(shelf);
        let (keeper, keeping) = channel();
        let state = Folders::of_user().map(|folders| folders.state);
        let drafts = state.as_deref().map(|state| Drafts::at(state, shelf));
        let log = state.as_deref().map(|state| ReadingLog::at(state, shelf));
        let lent = drafts.as_ref().map_or_else(
            || std::env::temp_dir().join(format!("postil-{}.md", std::process::id())),
            Drafts::lent,
        );
        let journal = DraftJournal::new(drafts.clone());
        let mut worker = AnnotationWorker::new(shelf.clone(), store, drafts, log);
        worker.set_palette(palette);
        worker.watch(keeper.clone());
        let told = out.clone();
        let (done, kept) = channel();
        spawn("keeper", out.clone(), move || {
            annotation_worker::queue::work(worker, &keeping, &told, &done);
        });
        let workers = Self {
            keeper,
            kept,
            given: 0,
            lent,
            journal,
            loader: start_loader(shelf.clone(), out.clone()),
            opener: start_opener(shelf.clone(), out.clone()),
            searcher: start_searcher(memory, out.clone()),
        };
        workers.load();
        workers
    }

    // A thread that is gone has said so when it panicked; there is nobody left to tell here.

    /// Reads the library, once more.
    pub fn load(&self) {
        let _ = self.loader.send(loader::Work::Read);
    }

    /// Has what was put right about names applied, now and from now on.
    pub fn curate(&self, curation: Curation) {
        let _ = self.loader.send(loader::Work::Curate(curation));
    }

    /// Loads an article; of several asked for together only the last one. Its names are found before
    /// those of others.
    pub fn open(&self, library: &Arc<Library>, article: ArticleId, comments: Comments, most: u64) {
        let _ = self.loader.send(loader::Work::First(article));
        let _ = self.opener.send(Order {
            library: Arc::clone(library),
            article,
            comments,
            most,
        });
    }

    /// Saves revisions of annotations.
    pub fn save(&mut self, revisions: Vec<Revision>) {
        self.given += revisions.len();
        let _ = self.keeper.send(annotation_worker::Work::Save(revisions));
    }

    /// Keeps the text so far of a note, before this returns; `Err` says why it cannot be.
    pub fn typed(
        &mut self,
        annotation: &Annotation,
        seen: &[RevisionId],
        note: &str,
    ) -> Result<(), SafeText> {
        let syncer = self.journal.typed(annotation, seen, note)?;
        let _ = self.keeper.send(annotation_worker::Work::Typed(syncer));
        Ok(())
    }

    /// Writes annotations to a file.
    pub fn export(&self, export: Export) {
        let _ = self.keeper.send(annotation_worker::Work::Export(export));
    }

    /// Reads annotations from a file.
    pub fn import(&self, path: String) {
        let _ = self.keeper.send(annotation_worker::Work::Import(path));
    }

    /// Forgets the note that was typed, once what was asked before is saved.
    pub fn written(&mut self) {
        let draft = self.journal.part();
        let _ = self.keeper.send(annotation_worker::Work::Written(draft));
    }

    /// Remembers where an article was left.
    pub fn left(&self, path: String, at: u32) {
        let _ = self.keeper.send(annotation_worker::Work::Left { path, at });
    }

    /// The file in which a note is lent to the reader's own editor.
    pub fn lent(&self) -> &Path {
        &self.lent
    }

    /// Waits until everything that was to be kept is kept, as long as the disk goes on answering; gives
    /// back how many revisions are not.
    pub fn finish(&self) -> usize {
        let _ = self.keeper.send(annotation_worker::Work::Finish);
        let mut left = self.given;
        while self.kept.recv_timeout(LAST).is_ok() {
            left = left.saturating_sub(1);
        }
        left
    }

    /// Lets the searcher and the keeper know the library.
    pub fn know(&self, library: &Arc<Library>) {
        let _ = self
            .keeper
            .send(annotation_worker::Work::Know(Arc::clone(library)));
        let _ = self
            .searcher
            .send(searcher::Work::Know(Arc::clone(library)));
    }

    /// Lets the searcher know the annotations.
    pub fn know_annotations(&self, items: Vec<SearchItem>) {
        let _ = self.searcher.send(searcher::Work::KnowAnnotations(items));
    }

    /// Asks the searcher.
    pub fn ask(&self, question: SearchQuestion, number: u64) {
        let _ = self.searcher.send(searcher::Work::Ask(question, number));
    }
}

/// Where the annotations of a library are kept: see [`AnnotationStore::of_shelf`]. Somebody without
/// a home has a folder that lasts as long as the machine is up.
pub fn store_of(shelf: &LibraryFiles) -> AnnotationStore {
    let data = Folders::of_user().map_or_else(
        || std::env::temp_dir().join("postil"),
        |folders| folders.data,
    );
    AnnotationStore::of_shelf(shelf, &data)
}

fn start_loader(shelf: LibraryFiles, out: Sender<Message>) -> Sender<loader::Work> {
    let (orders, inbox) = channel();
    let changed = orders.clone();
    spawn("loader", out.clone(), move || {
        let names = match Names::embedded() {
            Ok(names) => names,
            Err(error) => {
                let _ = out.send(Message::Say(SafeText::line(&error.to_string())));
                return;
            }
        };
        let mut loader = Loader::new(shelf, names, Library::default());
        loader.watch(changed);
        loader::work(loader, &inbox, &out);
    });
    orders
}

fn start_opener(shelf: LibraryFiles, out: Sender<Message>) -> Sender<Order> {
    let (orders, inbox) = channel::<Order>();
    spawn("opener", out.clone(), move || {
        while let Ok(first) = inbox.recv() {
            let last = inbox.try_iter().last().unwrap_or(first);
            let opened = load::open(
                &shelf,
                &last.library,
                last.article,
                last.comments,
                last.most,
            );
            if out.send(opened).is_err() {
                return;
            }
        }
    });
    orders
}

fn start_searcher(memory: usize, out: Sender<Message>) -> Sender<searcher::Work> {
    let (orders, inbox) = channel();
    spawn("searcher", out.clone(), move || {
        searcher::work(searcher::Searcher::with_memory(memory), &inbox, &out);
    });
    orders
}

/// Starts a thread whose panic, a fault of ours, ends the program with the terminal put back.
fn spawn(name: &'static str, out: Sender<Message>, work: impl FnOnce() + Send + 'static) {
    let guarded = move || {
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err() {
            let _ = out.send(Message::Leave(PANICKED));
        }
    };
    if let Err(error) = thread::Builder::new().name(name.into()).spawn(guarded) {
        let reason = SafeText::line(&error.to_string());
        say(&format!("the thread {name} cannot be started: {reason}"));
    }
}
