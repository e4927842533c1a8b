//! The worker of the annotations: saves them, hears of those that others save, and finds where all of them are.
//!
//! What must keep its order is done one task after another, so that a long import keeps nobody
//! from typing: what is typed is written down between two of them.

pub mod queue;
mod unsynced_draft;

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Instant, SystemTime};

use notify::RecursiveMode;

use crate::app::message::{Export, Message};
use crate::library::contents::Library;
use crate::library::reading_position::ReadingMarks;
use crate::notes::annotation::{AnnotationId, Palette, Revision};
use crate::notes::notebook::Notebook;
use crate::runtime::annotation_worker::unsynced_draft::UnsyncedDraft;
use crate::runtime::import_export;
use crate::runtime::position_saver::PositionSaver;
use crate::runtime::watch::{Debounce, FolderWatcher};
use crate::store::annotations::{AnnotationStore, RevisionLoader};
use crate::store::drafts::{Drafts, LeftOver, NoteDraft};
use crate::store::journal::Syncer;
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::AnnotationLocator;
use crate::store::reading_log::ReadingLog;
use crate::text::clean::SafeText;

/// What the worker is told.
pub enum AnnotationTask {
    /// The library as it is now.
    SetLibrary(Arc<Library>),
    /// Save these, in this order.
    Save(Vec<Revision>),
    /// These files of the store have changed; where none is named, any.
    Changed(Vec<PathBuf>),
    /// The program ends: keep what is owed.
    Finish,
    /// A note that is being written has changed, and its draft is to be synced; where it lies in another file than
    /// before, with what syncs that.
    Typed(Option<Syncer>),
    /// The note was saved, or given up: its draft goes once what was to be saved is on the disk.
    Written(Option<NoteDraft>),
    /// The note is left as a draft, which the next start offers.
    KeepDraft(NoteDraft),
    /// Write annotations to a file.
    Export(Export),
    /// Read annotations from the file at this path.
    Import(String),
    /// These filters are pinned now, as one would type them.
    Pinned(String),
    /// The article of this path, as it is written down, was marked.
    Marked(String, ReadingMarks),
    /// An article was left at a byte of its file.
    Left {
        /// Its path, as it is written down.
        path: String,
        /// The byte.
        at: u32,
    },
}

/// What is done in its turn.
enum QueuedTask {
    Save(Box<Revision>),
    /// A note was written; its journal goes once what was saved for it is on the disk.
    Forget(Option<NoteDraft>),
    Export(Export),
    Import(String),
}

/// The worker of one library's annotations.
pub struct AnnotationWorker {
    store: AnnotationStore,
    loader: RevisionLoader,
    notebook: Notebook,
    locator: AnnotationLocator,
    /// The reader's words for colours.
    palette: Palette,
    drafts: Option<Drafts>,
    unsynced: UnsyncedDraft,
    /// Drafts of notes that could not be saved.
    unsaved: Vec<NoteDraft>,
    /// What a program that was killed left, and was offered to the reader.
    offered: Option<LeftOver>,
    reading: PositionSaver,
    watch: Option<FolderWatcher>,
    tasks: VecDeque<QueuedTask>,
    /// Annotations that may be elsewhere than was said last.
    touched: BTreeSet<AnnotationId>,
    /// Whether it is to be said where annotations are.
    is_unplaced: bool,
    /// Changes of files that were not looked at yet.
    changes: Debounce,
    /// Whether something could not be saved since the last note was forgotten, so that its draft must
    /// stay.
    failed: bool,
}

impl AnnotationWorker {
    /// A worker that has read nothing yet.
    pub fn new(
        library_files: LibraryFiles,
        store: AnnotationStore,
        drafts: Option<Drafts>,
        log: Option<ReadingLog>,
    ) -> Self {
        Self {
            loader: store.loader(),
            store,
            notebook: Notebook::default(),
            locator: AnnotationLocator::new(library_files),
            palette: Palette::default(),
            drafts,
            unsynced: UnsyncedDraft::default(),
            unsaved: Vec::new(),
            offered: None,
            reading: PositionSaver::new(log),
            watch: None,
            tasks: VecDeque::new(),
            touched: BTreeSet::new(),
            is_unplaced: false,
            changes: Debounce::default(),
            failed: false,
        }
    }

    /// Calls colours by the reader's words when annotations are given away.
    pub fn set_palette(&mut self, palette: Palette) {
        self.palette = palette;
    }

    /// Hears of what other programs save, through a channel of its own inbox.
    pub fn watch(&mut self, inbox: Sender<AnnotationTask>) {
        let folders: Vec<PathBuf> = self.store.folders().map(Path::to_owned).collect();
        self.watch = Some(FolderWatcher::new(RecursiveMode::Recursive, move |event| {
            // Until a folder is there the one around it is watched, which others use too.
            let concerns = |path: &PathBuf| {
                let mut folders = folders.iter();
                folders.any(|folder| path.starts_with(folder) || folder.starts_with(path))
            };
            if event.paths.is_empty() || event.paths.iter().any(concerns) {
                // A worker that is gone needs to hear nothing.
                let _ = inbox.send(AnnotationTask::Changed(event.paths.clone()));
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
    pub fn receive(&mut self, work: AnnotationTask) -> Vec<Message> {
        match work {
            AnnotationTask::SetLibrary(library) => {
                self.locator.set_library(library);
                self.is_unplaced = true;
            }
            AnnotationTask::Save(revisions) => self
                .tasks
                .extend(revisions.into_iter().map(Box::new).map(QueuedTask::Save)),
            AnnotationTask::Changed(paths) => {
                // Listing what was saved here would cost the more the more there is.
                if paths.is_empty() || !paths.iter().all(|path| self.loader.has_taken(path)) {
                    self.changes.changed();
                }
            }
            AnnotationTask::Typed(syncer) => return not_kept(self.unsynced.typed(syncer)),
            AnnotationTask::Written(draft) => {
                self.tasks.push_back(QueuedTask::Forget(draft));
                return not_kept(self.unsynced.part());
            }
            AnnotationTask::KeepDraft(draft) => return vec![self.keep_draft(&draft)],
            AnnotationTask::Export(wish) => self.tasks.push_back(QueuedTask::Export(wish)),
            AnnotationTask::Import(path) => self.tasks.push_back(QueuedTask::Import(path)),
            AnnotationTask::Left { path, at } => self.reading.left(path, at),
            AnnotationTask::Marked(path, marks) => self.reading.marked(path, marks),
            AnnotationTask::Pinned(filter) => self.reading.pinned(filter),
            // What is owed then is done by the thread that runs it.
            AnnotationTask::Finish => {}
        }
        Vec::new()
    }

    /// When something is to be done though nobody asks for it; `None` while nothing is.
    pub fn due(&self) -> Option<Instant> {
        if self.has_tasks() || self.is_unplaced {
            return Some(Instant::now());
        }
        let owed = [self.refresh_due(), self.unsynced.due(), self.reading.due()];
        owed.into_iter().flatten().min()
    }

    /// When files that have changed are to be looked at.
    fn refresh_due(&self) -> Option<Instant> {
        self.changes.due()
    }

    /// Whether something waits for its turn.
    pub fn has_tasks(&self) -> bool {
        !self.tasks.is_empty()
    }

    /// Does one thing that is due: writes down what has rested long enough, looks at files that have
    /// changed, does the next task, or, when all is done, says where every annotation is.
    pub fn step(&mut self) -> Vec<Message> {
        let now = Instant::now();
        let is_due = |at: Option<Instant>| at.is_some_and(|at| at <= now);
        if is_due(self.unsynced.due()) || is_due(self.reading.due()) {
            return self.write_owed();
        }
        if is_due(self.refresh_due()) {
            return vec![self.refresh()];
        }
        if let Some(step) = self.tasks.pop_front() {
            return self.carry_out(step).into_iter().collect();
        }
        if std::mem::take(&mut self.is_unplaced) {
            let touched = std::mem::take(&mut self.touched);
            let changes = self.locator.locate_changed(&self.notebook, &touched);
            return vec![Message::Placed(changes)];
        }
        Vec::new()
    }

    fn carry_out(&mut self, step: QueuedTask) -> Option<Message> {
        match step {
            QueuedTask::Save(revision) => {
                self.touched.insert(revision.annotation.id);
                self.is_unplaced = true;
                Some(self.save(*revision))
            }
            QueuedTask::Forget(note) => {
                // A draft that stays is offered again at the next start, unless its note is saved until then.
                if std::mem::take(&mut self.failed) {
                    self.unsaved.extend(note);
                } else {
                    self.forget(note);
                }
                None
            }
            QueuedTask::Export(wish) => {
                let Self {
                    notebook,
                    locator,
                    palette,
                    ..
                } = self;
                Some(import_export::export(wish, notebook, locator, palette))
            }
            QueuedTask::Import(path) => Some(import_export::import(
                &path,
                &self.notebook,
                &mut self.locator,
            )),
        }
    }

    /// Saves a revision; one that cannot be saved is named with the reason, and forgotten here.
    fn save(&mut self, revision: Revision) -> Message {
        match self.store.commit(&revision) {
            Ok(saved) => {
                let elsewhere = saved.instead.map(|error| {
                    SafeText::line(&format!("{error}; it is {}", saved.path.display()))
                });
                let id = revision.id;
                self.loader.take_saved(saved.path, id);
                self.notebook.insert(revision);
                Message::Saved {
                    revision: id,
                    elsewhere,
                }
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
        self.changes.clear();
        self.follow();
        let fresh = self.loader.refresh();
        for revision in &fresh.revisions {
            if self.notebook.insert(revision.clone()) {
                self.touched.insert(revision.annotation.id);
                self.is_unplaced = true;
            }
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
    pub fn write_owed(&mut self) -> Vec<Message> {
        let mut messages = not_kept(self.unsynced.sync());
        messages.extend(said(self.reading.write()));
        messages
    }

    /// Forgets a note that was saved, or given up.
    fn forget(&mut self, draft: Option<NoteDraft>) {
        // A journal that cannot be removed is offered again, which is better than lost.
        if let Some(draft) = draft {
            let mut of_note = self.unsaved.extract_if(.., |older| older.is_like(&draft));
            of_note.by_ref().for_each(|older| drop(older.close()));
            drop(of_note);
            let _ = draft.close();
        }
        if let (Some(left), Some(drafts)) = (self.offered.take(), &self.drafts) {
            let _ = drafts.discard(&left);
        }
    }

    /// Leaves a draft for the next start, which is then the only one of its note.
    fn keep_draft(&mut self, draft: &NoteDraft) -> Message {
        let kept = self.unsynced.part();
        if let (Ok(()), Some(drafts)) = (&kept, &self.drafts) {
            let same = self.offered.take_if(|left| draft.continues(left));
            // What cannot be removed is offered twice, which is better than never.
            same.map(|left| drafts.discard(&left));
        }
        Message::DraftKept(kept)
    }

    /// The note that a program that was killed left unsaved, if there is one.
    fn left_over(&mut self) -> Option<LeftOver> {
        let drafts = self.drafts.as_ref()?;
        for left in drafts.left_over() {
            if left.is_saved_in(&self.notebook) {
                let _ = drafts.discard(&left);
            } else if self.offered.is_none() {
                self.offered = Some(left);
            }
        }
        self.offered.clone()
    }

    /// Saves what a program that was killed had not finished saving.
    fn sweep(&self) -> Option<Message> {
        let swept = self.store.sweep(SystemTime::now());
        (swept.adopted > 0).then(|| {
            let (plural, were) = if swept.adopted == 1 {
                ("", "was")
            } else {
                ("s", "were")
            };
            Message::Say(SafeText::line(&format!(
                "{} annotation{plural} of a program that was killed {were} saved",
                swept.adopted
            )))
        })
    }
}

/// Says why what is typed would not outlive a power cut.
fn not_kept(synced: Result<(), SafeText>) -> Vec<Message> {
    let words = |reason| SafeText::line(&format!("Typing is not kept: {reason}"));
    said(synced.map_err(words))
}

/// Says why something could not be done.
fn said(done: Result<(), SafeText>) -> Vec<Message> {
    done.err().map(Message::Say).into_iter().collect()
}
