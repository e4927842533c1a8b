//! The keeper: saves annotations, hears of those that others save, and finds where all of them are.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, SystemTime};

use notify::RecursiveMode;

use crate::app::message::{Export, Message};
use crate::core::annotation::{Annotation, Palette, Revision, RevisionId};
use crate::core::gate::Shown;
use crate::core::library::Library;
use crate::core::notebook::Notebook;
use crate::runtime::exchange;
use crate::runtime::journal::{Journal, REST};
use crate::runtime::reading::Reading;
use crate::runtime::watch::Watch;
use crate::store::annotations::{AnnotationStore, Loader};
use crate::store::drafts::{Drafts, LeftOver};
use crate::store::placing::Placer;
use crate::store::reading::ReadingLog;
use crate::store::shelf::Shelf;

/// How long changes of files are gathered before they are looked at.
const GATHER: Duration = Duration::from_millis(200);

/// What the keeper is told.
pub enum Work {
    /// The library as it is now.
    Know(Arc<Library>),
    /// Save these, in this order.
    Save(Vec<Revision>),
    /// Files of the store have changed.
    Changed,
    /// The program ends: keep what is owed.
    Finish,
    /// The text so far of a note that is being written.
    Typed {
        /// What the note is on.
        annotation: Box<Annotation>,
        /// The revisions of it that were seen; none for one that is new.
        seen: Vec<RevisionId>,
        /// The text.
        note: String,
    },
    /// The note was saved, or given up.
    Written,
    /// Write annotations to a file.
    Export(Export),
    /// Read annotations from the file at this path.
    Import(String),
    /// An article was left at a byte of its file.
    Left {
        /// Its path, as it is written down.
        path: String,
        /// The byte.
        at: u32,
    },
}

/// The keeper of one library's annotations.
pub struct Keeper {
    store: AnnotationStore,
    loader: Loader,
    notebook: Notebook,
    placer: Placer,
    /// The reader's words for colours.
    palette: Palette,
    journal: Journal,
    reading: Reading,
    watch: Option<Watch>,
    /// Whether the last revision could not be saved, so that its draft must stay.
    failed: bool,
}

impl Keeper {
    /// A keeper that has read nothing yet.
    pub fn new(shelf: Shelf, store: AnnotationStore, state: Option<&Path>) -> Self {
        let drafts = state.map(Drafts::at);
        let log = state.map(|state| ReadingLog::at(state, &shelf));
        Self {
            loader: store.loader(),
            store,
            notebook: Notebook::default(),
            placer: Placer::new(shelf),
            palette: Palette::default(),
            journal: Journal::new(drafts),
            reading: Reading::new(log),
            watch: None,
            failed: false,
        }
    }

    /// Calls colours by the reader's words when annotations are given away.
    pub fn set_palette(&mut self, palette: Palette) {
        self.palette = palette;
    }

    /// Hears of what other programs save, through a channel of its own inbox.
    pub fn watch(&mut self, inbox: Sender<Work>) {
        let folders: Vec<PathBuf> = self.store.folders().map(Path::to_owned).collect();
        let followed = folders.clone();
        let mut watch = Watch::new(RecursiveMode::Recursive, move |event| {
            // Until a folder is there the one around it is watched, which others use too.
            let concerns = |path: &PathBuf| {
                let mut folders = folders.iter();
                folders.any(|folder| path.starts_with(folder) || folder.starts_with(path))
            };
            if event.paths.is_empty() || event.paths.iter().any(concerns) {
                // A keeper that is gone needs to hear nothing.
                let _ = inbox.send(Work::Changed);
            }
        });
        watch.follow(followed);
        self.watch = Some(watch);
    }

    /// Does what it is told, and says what came of it and where every annotation is then.
    pub fn act(&mut self, work: Work) -> Vec<Message> {
        let mut messages = match work {
            Work::Know(library) => {
                self.placer.know(library);
                Vec::new()
            }
            Work::Save(revisions) => revisions
                .into_iter()
                .map(|revision| self.save(revision))
                .collect(),
            Work::Changed => vec![self.refresh()],
            Work::Typed {
                annotation,
                seen,
                note,
            } => return said(self.journal.typed(&annotation, &seen, note)),
            Work::Finish => return self.pay(),
            Work::Export(wish) => {
                let Self {
                    notebook,
                    placer,
                    palette,
                    ..
                } = self;
                return vec![exchange::export(wish, notebook, placer, palette)];
            }
            Work::Import(path) => {
                return vec![exchange::import(&path, &self.notebook, &mut self.placer)];
            }
            Work::Left { path, at } => {
                self.reading.left(path, at);
                return Vec::new();
            }
            Work::Written => {
                if !self.failed {
                    self.journal.close();
                }
                return Vec::new();
            }
        };
        messages.push(Message::Placed(Arc::new(
            self.placer.place_all(&self.notebook),
        )));
        messages
    }

    /// Saves a revision; one that cannot be saved is named with the reason, and forgotten here.
    fn save(&mut self, revision: Revision) -> Message {
        match self.store.commit(&revision) {
            Ok(saved) => {
                let elsewhere = saved
                    .instead
                    .map(|error| Shown::line(&format!("{}: {error}", saved.path.display())));
                self.notebook.insert(revision);
                self.failed = false;
                Message::Saved { elsewhere }
            }
            Err(error) => {
                self.failed = true;
                Message::NotSaved {
                    id: revision.annotation.id,
                    revision: revision.id,
                    reason: Shown::line(&error.to_string()),
                }
            }
        }
    }

    /// Reads what is new in the store.
    fn refresh(&mut self) -> Message {
        if let Some(watch) = self.watch.as_mut() {
            watch.follow(self.store.folders().map(Path::to_owned));
        }
        let fresh = self.loader.refresh();
        for revision in &fresh.revisions {
            self.notebook.insert(revision.clone());
        }
        let damaged = fresh
            .damaged
            .iter()
            .map(|file| Shown::line(&format!("{}: {}", file.path.display(), file.reason)));
        Message::Revisions {
            damaged: damaged.collect(),
            fresh: fresh.revisions,
        }
    }

    /// Whether something wants to be written down after [`REST`].
    fn owes(&self) -> bool {
        self.journal.owes() || self.reading.owes()
    }

    /// Writes down what is owed.
    fn pay(&mut self) -> Vec<Message> {
        let mut messages = said(self.journal.write());
        messages.extend(said(self.reading.write()));
        messages
    }

    /// Saves what a program that was killed had not finished saving.
    fn sweep(&self) -> Option<Message> {
        let swept = self.store.sweep(SystemTime::now());
        (swept.adopted > 0).then(|| {
            Message::Say(Shown::line(&format!(
                "{} annotations of a program that was killed were saved",
                swept.adopted
            )))
        })
    }
}

/// Works until nobody has anything to keep any more.
pub fn work(mut keeper: Keeper, inbox: &Receiver<Work>, out: &Sender<Message>) {
    let send = |messages: Vec<Message>| {
        messages
            .into_iter()
            .all(|message| out.send(message).is_ok())
    };
    send(keeper.reading.load().into_iter().collect());
    send(keeper.sweep().into_iter().collect());
    let mut go_on = send(keeper.act(Work::Changed));
    let left = keeper.journal.left_over(&keeper.notebook);
    go_on = go_on && send(left.map(offer).into_iter().collect());
    while go_on {
        let work = if keeper.owes() {
            match inbox.recv_timeout(REST) {
                Err(RecvTimeoutError::Timeout) => {
                    go_on = send(keeper.pay());
                    continue;
                }
                received => received.ok(),
            }
        } else {
            inbox.recv().ok()
        };
        let Some(work) = work.filter(|work| !matches!(work, Work::Finish)) else {
            // What was typed last is kept also when the program ends around it.
            send(keeper.act(Work::Finish));
            return;
        };
        if matches!(work, Work::Changed) {
            go_on = gather(&mut keeper, inbox, send);
        }
        go_on = go_on && send(keeper.act(work));
    }
}

/// Offers the reader a note that was never saved.
fn offer(left: LeftOver) -> Message {
    Message::LeftOver {
        annotation: Box::new(left.annotation),
        seen: left.seen,
    }
}

/// Says why something could not be done.
fn said(done: Result<(), Shown>) -> Vec<Message> {
    done.err().map(Message::Say).into_iter().collect()
}

/// Waits until files have been quiet for a moment; whatever else must be done meanwhile is done.
fn gather(
    keeper: &mut Keeper,
    inbox: &Receiver<Work>,
    send: impl Fn(Vec<Message>) -> bool,
) -> bool {
    loop {
        match inbox.recv_timeout(GATHER) {
            Ok(Work::Changed) => {}
            Ok(Work::Finish) => {
                send(keeper.act(Work::Finish));
                return false;
            }
            Ok(work) => {
                if !send(keeper.act(work)) {
                    return false;
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return true,
        }
    }
}
