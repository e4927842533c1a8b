//! The worker threads: for loading the library, opening articles, searching, making lists and keeping annotations,
//! each asleep on its channel.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::app::message::{Draft, Message};
use crate::library::contents::Library;
use crate::names::pipeline::Names;
use crate::notes::annotation::Palette;
use crate::runtime::annotation_worker::{self, AnnotationTask, AnnotationWorker};
use crate::runtime::draft_journal::DraftJournal;
use crate::runtime::lister::{self, ListTask};
use crate::runtime::load;
use crate::runtime::loader::LibraryLoader;
use crate::runtime::loader::queue::{self, LoaderTask};
use crate::runtime::searcher::{self, SearchTask};
use crate::runtime::stderr::say;
use crate::store::annotations::AnnotationStore;
use crate::store::drafts::Drafts;
use crate::store::library_files::LibraryFiles;
use crate::store::reading_log::ReadingLog;
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::text::markdown::Comments;
use crate::text::range::ArticleId;

/// An article to be loaded.
struct OpenTask {
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
    loader: Sender<LoaderTask>,
    opener: Sender<OpenTask>,
    searcher: Sender<SearchTask>,
    lister: Sender<ListTask>,
    annotations: Sender<AnnotationTask>,
    /// Hears of each revision that the worker of the annotations has dealt with, and of its end.
    kept: Receiver<()>,
    /// How many revisions that worker was given to save.
    given: usize,
    /// The file in which a note is lent to the reader's own editor.
    lent: PathBuf,
    journal: DraftJournal,
}

impl Workers {
    /// Starts the threads, and the loader on its first reading.
    pub fn start(
        library_files: &LibraryFiles,
        palette: Palette,
        memory: usize,
        out: &Sender<Message>,
    ) -> Self {
        let store = store_of(library_files);
        let (annotations, tasks) = channel();
        let state = Folders::of_user().map(|folders| folders.state);
        let drafts = state
            .as_deref()
            .map(|state| Drafts::at(state, library_files));
        let log = state
            .as_deref()
            .map(|state| ReadingLog::at(state, library_files));
        let lent = drafts.as_ref().map_or_else(
            || std::env::temp_dir().join(format!("postil-{}.md", std::process::id())),
            Drafts::lent,
        );
        let journal = DraftJournal::new(drafts.clone());
        let mut worker = AnnotationWorker::new(library_files.clone(), store, drafts, log);
        worker.set_palette(palette);
        worker.watch(annotations.clone());
        let told = out.clone();
        let (done, kept) = channel();
        spawn("annotations", out.clone(), move || {
            annotation_worker::queue::work(worker, &tasks, &told, &done);
        });
        let workers = Self {
            annotations,
            kept,
            given: 0,
            lent,
            journal,
            loader: start_loader(library_files.clone(), out.clone()),
            opener: start_opener(library_files.clone(), out.clone()),
            searcher: start_searcher(memory, out.clone()),
            lister: start_lister(out.clone()),
        };
        workers.load(LoaderTask::Read);
        workers
    }

    // A thread that is gone has said so when it panicked; there is nobody left to tell here.

    /// Gives the loader something to do.
    pub fn load(&self, task: LoaderTask) {
        let _ = self.loader.send(task);
    }

    /// Gives the searcher something to do.
    pub fn search(&self, task: SearchTask) {
        let _ = self.searcher.send(task);
    }

    /// Gives the thread that makes lists something to do.
    pub fn list(&self, task: ListTask) {
        let _ = self.lister.send(task);
    }

    /// Gives the worker of the annotations something to do.
    pub fn annotate(&mut self, task: AnnotationTask) {
        if let AnnotationTask::Save(revisions) = &task {
            self.given += revisions.len();
        }
        let _ = self.annotations.send(task);
    }

    /// Loads an article; of several asked for together only the last one. Its names are found before
    /// those of others.
    pub fn open(&self, library: &Arc<Library>, article: ArticleId, comments: Comments, most: u64) {
        self.load(LoaderTask::First(article));
        let _ = self.opener.send(OpenTask {
            library: Arc::clone(library),
            article,
            comments,
            most,
        });
    }

    /// Keeps the text so far of a note, before this returns; tells whether the one before could not be. `Err` says why
    /// it cannot be.
    pub fn typed(&mut self, draft: &Draft) -> Result<bool, SafeText> {
        let written = self.journal.typed(draft)?;
        self.annotate(AnnotationTask::Typed(written.syncer));
        Ok(written.again)
    }

    /// Leaves the draft of a note for the next start; `Err` says why it cannot be.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), SafeText> {
        self.typed(draft)?;
        if let Some(open) = self.journal.part() {
            self.annotate(AnnotationTask::KeepDraft(open));
            return Ok(());
        }
        Err("there is no folder for drafts".into())
    }

    /// Forgets the note that was typed, once what was asked before is saved.
    pub fn written(&mut self) {
        let draft = self.journal.part();
        self.annotate(AnnotationTask::Written(draft));
    }

    /// The file in which a note is lent to the reader's own editor.
    pub fn lent(&self) -> &Path {
        &self.lent
    }

    /// Waits until everything that was to be kept is kept, as long as the disk goes on answering; gives
    /// back how many revisions are not.
    pub fn finish(mut self) -> usize {
        self.annotate(AnnotationTask::Finish);
        let mut left = self.given;
        while self.kept.recv_timeout(LAST).is_ok() {
            left = left.saturating_sub(1);
        }
        left
    }

    /// Lets the searcher and the worker of the annotations have the library.
    pub fn set_library(&mut self, library: &Arc<Library>) {
        self.annotate(AnnotationTask::SetLibrary(Arc::clone(library)));
        self.search(SearchTask::SetLibrary(Arc::clone(library)));
    }
}

/// Where the annotations of a library are kept: see [`AnnotationStore::of_library_files`]. Somebody without
/// a home has a folder that lasts as long as the machine is up.
pub fn store_of(library_files: &LibraryFiles) -> AnnotationStore {
    let data = Folders::of_user().map_or_else(
        || std::env::temp_dir().join("postil"),
        |folders| folders.data,
    );
    AnnotationStore::of_library_files(library_files, &data)
}

fn start_loader(library_files: LibraryFiles, out: Sender<Message>) -> Sender<LoaderTask> {
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
        let mut loader = LibraryLoader::new(library_files, names, Library::default());
        loader.watch(changed);
        queue::work(loader, &inbox, &out);
    });
    orders
}

fn start_opener(library_files: LibraryFiles, out: Sender<Message>) -> Sender<OpenTask> {
    let (orders, inbox) = channel::<OpenTask>();
    spawn("opener", out.clone(), move || {
        while let Ok(first) = inbox.recv() {
            let last = inbox.try_iter().last().unwrap_or(first);
            let opened = load::open(
                &library_files,
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

fn start_searcher(memory: usize, out: Sender<Message>) -> Sender<SearchTask> {
    let (orders, inbox) = channel();
    spawn("searcher", out.clone(), move || {
        searcher::work(searcher::Searcher::with_memory(memory), &inbox, &out);
    });
    orders
}

fn start_lister(out: Sender<Message>) -> Sender<ListTask> {
    let (orders, inbox) = channel();
    spawn("lister", out.clone(), move || lister::work(&inbox, &out));
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
