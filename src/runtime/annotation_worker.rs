//! The keeper: saves annotations, hears of those that others save, and finds where all of them are.
//!
//! What must keep its order is done in turns, one thing at a time, so that a long import keeps nobody
//! from typing: what is typed is written down between two turns.

pub mod queue;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime};

use notify::RecursiveMode;

use crate::app::message::{Export, Message};
use crate::library::contents::Library;
use crate::notes::annotation::{Annotation, Palette, Revision, RevisionId};
use crate::notes::notebook::Notebook;
use crate::runtime::draft_journal::{Journal, Parted};
use crate::runtime::import_export;
use crate::runtime::position_saver::Reading;
use crate::runtime::watch::Watch;
use crate::store::annotations::{AnnotationStore, Loader};
use crate::store::drafts::Drafts;
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::AnnotationLocator;
use crate::store::reading_log::ReadingLog;
use crate::text::clean::SafeText;

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

/// What is done in its turn.
enum Turn {
    Save(Revision),
    /// A note was written; its journal goes once what was saved for it is on the disk.
    Forget(Parted),
    Export(Export),
    Import(String),
}

/// The keeper of one library's annotations.
pub struct AnnotationWorker {
    store: AnnotationStore,
    loader: Loader,
    notebook: Notebook,
    placer: AnnotationLocator,
    /// The reader's words for colours.
    palette: Palette,
    journal: Journal,
    reading: Reading,
    watch: Option<Watch>,
    turns: VecDeque<Turn>,
    /// Whether annotations may be elsewhere than was said last.
    is_unplaced: bool,
    /// When files changed that were not looked at yet.
    changed: Option<Instant>,
    /// Whether something could not be saved since the last note was forgotten, so that its draft must
    /// stay.
    failed: bool,
}

impl AnnotationWorker {
    /// A keeper that has read nothing yet.
    pub fn new(
        shelf: LibraryFiles,
        store: AnnotationStore,
        drafts: Option<Drafts>,
        log: Option<ReadingLog>,
    ) -> Self {
        Self {
            loader: store.loader(),
            store,
            notebook: Notebook::default(),
            placer: AnnotationLocator::new(shelf),
            palette: Palette::default(),
            journal: Journal::new(drafts),
            reading: Reading::new(log),
            watch: None,
            turns: VecDeque::new(),
            is_unplaced: false,
            changed: None,
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
        self.watch = Some(Watch::new(RecursiveMode::Recursive, move |event| {
            // Until a folder is there the one around it is watched, which others use too.
            let concerns = |path: &PathBuf| {
                let mut folders = folders.iter();
                folders.any(|folder| path.starts_with(folder) || folder.starts_with(path))
            };
            if event.paths.is_empty() || event.paths.iter().any(concerns) {
                // A keeper that is gone needs to hear nothing.
                let _ = inbox.send(Work::Changed);
            }
        }));
        self.follow();
    }

    /// Watches the folders of the store as they are now.
    fn follow(&mut self) {
        if let Some(watch) = self.watch.as_mut() {
            watch.follow(self.store.folders().map(Path::to_owned));
        }
    }

    /// Takes in what it is told: what can be done at once is, the rest waits for its turn.
    pub fn take(&mut self, work: Work) -> Vec<Message> {
        match work {
            Work::Know(library) => {
                self.placer.know(library);
                self.is_unplaced = true;
            }
            Work::Save(revisions) => self.turns.extend(revisions.into_iter().map(Turn::Save)),
            Work::Changed => {
                self.changed.get_or_insert_with(Instant::now);
            }
            Work::Typed {
                annotation,
                seen,
                note,
            } => return said(self.journal.typed(&annotation, &seen, note)),
            Work::Written => self.turns.push_back(Turn::Forget(self.journal.part())),
            Work::Export(wish) => self.turns.push_back(Turn::Export(wish)),
            Work::Import(path) => self.turns.push_back(Turn::Import(path)),
            Work::Left { path, at } => self.reading.left(path, at),
            // What is owed then is done by whoever gives the turns.
            Work::Finish => {}
        }
        Vec::new()
    }

    /// When something is to be done though nobody asks for it; `None` while nothing is.
    pub fn due(&self) -> Option<Instant> {
        if self.has_turns() || self.is_unplaced {
            return Some(Instant::now());
        }
        let owed = [self.refresh_due(), self.journal.due(), self.reading.due()];
        owed.into_iter().flatten().min()
    }

    /// When files that have changed are to be looked at.
    fn refresh_due(&self) -> Option<Instant> {
        self.changed.map(|changed| changed + GATHER)
    }

    /// Whether something waits for its turn.
    pub fn has_turns(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Does one thing that is due: writes down what has rested long enough, looks at files that have
    /// changed, does the next in turn, or, when all is done, says where every annotation is.
    pub fn turn(&mut self) -> Vec<Message> {
        let now = Instant::now();
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if is_due(self.journal.due()) || is_due(self.reading.due()) {
            return self.pay();
        }
        if is_due(self.refresh_due()) {
            self.is_unplaced = true;
            return vec![self.refresh()];
        }
        if let Some(turn) = self.turns.pop_front() {
            return self.carry_out(turn).into_iter().collect();
        }
        if std::mem::take(&mut self.is_unplaced) {
            let placements = self.placer.place_all(&self.notebook);
            return vec![Message::Placed(Arc::new(placements))];
        }
        Vec::new()
    }

    fn carry_out(&mut self, turn: Turn) -> Option<Message> {
        match turn {
            Turn::Save(revision) => {
                self.is_unplaced = true;
                Some(self.save(revision))
            }
            Turn::Forget(note) => {
                // A draft that stays is offered again at the next start.
                if !std::mem::take(&mut self.failed) {
                    self.journal.forget(note);
                }
                None
            }
            Turn::Export(wish) => {
                let Self {
                    notebook,
                    placer,
                    palette,
                    ..
                } = self;
                Some(import_export::export(wish, notebook, placer, palette))
            }
            Turn::Import(path) => Some(import_export::import(
                &path,
                &self.notebook,
                &mut self.placer,
            )),
        }
    }

    /// Saves a revision; one that cannot be saved is named with the reason, and forgotten here.
    fn save(&mut self, revision: Revision) -> Message {
        match self.store.commit(&revision) {
            Ok(saved) => {
                let elsewhere = saved
                    .instead
                    .map(|error| SafeText::line(&format!("{}: {error}", saved.path.display())));
                self.notebook.insert(revision);
                Message::Saved { elsewhere }
            }
            Err(error) => {
                self.failed = true;
                Message::NotSaved {
                    id: revision.annotation.id,
                    revision: revision.id,
                    reason: SafeText::line(&error.to_string()),
                }
            }
        }
    }

    /// Reads what is new in the store.
    fn refresh(&mut self) -> Message {
        self.changed = None;
        self.follow();
        let fresh = self.loader.refresh();
        for revision in &fresh.revisions {
            self.notebook.insert(revision.clone());
        }
        let damaged = fresh
            .damaged
            .iter()
            .map(|file| SafeText::line(&format!("{}: {}", file.path.display(), file.reason)));
        Message::Revisions {
            damaged: damaged.collect(),
            fresh: fresh.revisions,
        }
    }

    /// Writes down what is owed.
    pub fn pay(&mut self) -> Vec<Message> {
        let mut messages = said(self.journal.write());
        messages.extend(said(self.reading.write()));
        messages
    }

    /// Saves what a program that was killed had not finished saving.
    fn sweep(&self) -> Option<Message> {
        let swept = self.store.sweep(SystemTime::now());
        (swept.adopted > 0).then(|| {
            Message::Say(SafeText::line(&format!(
                "{} annotations of a program that was killed were saved",
                swept.adopted
            )))
        })
    }
}

/// Says why something could not be done.
fn said(done: Result<(), SafeText>) -> Vec<Message> {
    done.err().map(Message::Say).into_iter().collect()
}
