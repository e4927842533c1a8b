//! Journals: files of lines that one program appends to while it runs, and that another reads when the
//! first is gone.
//!
//! Each run of the program writes into files of its own name. Whether it still runs is told by a lock
//! on them, which the system lets go however the program ends; numbers of processes come again, in a
//! container at every start. A line that was cut short is passed over by whoever reads.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use uuid::Uuid;

use crate::store::annotations::commit::{CommitError, make_folders};
use crate::store::file_system::{Disk, Files, FolderEntry, Links, open_at_once};

/// Ends the name of a journal.
const ENDING: &str = ".jsonl";

/// Files beyond this size, in bytes, are not ours.
const SIZE_LIMIT: u64 = 64 << 20;

/// The journals in one folder, and the name of this run of the program.
#[derive(Clone)]
pub struct Journals {
    files: Arc<dyn Files>,
    folder: PathBuf,
    run: Arc<str>,
}

/// One file of lines, this run's own.
pub struct JournalFile {
    file: File,
    /// Where it is.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

/// Waits for the disk to have a journal, while another thread goes on writing to it.
pub struct Syncer {
    files: Arc<dyn Files>,
    file: File,
    path: PathBuf,
    folder: PathBuf,
}

impl Syncer {
    /// Waits until what has been written so far would outlive a power cut, the name of the file too.
    pub fn sync(&self) -> Result<(), CommitError> {
        self.files
            .sync(&self.file)
            .map_err(CommitError::at("sync", &self.path))?;
        self.files
            .sync_folder(&self.folder)
            .map_err(CommitError::at("sync", &self.folder))
    }
}

impl Journals {
    /// Journals in a folder, which is made when something is written.
    pub fn at(folder: PathBuf) -> Self {
        Self {
            files: Arc::new(Disk),
            folder,
            run: Uuid::now_v7().simple().to_string().into(),
        }
    }

    /// The same on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// Begins a file with some lines. They outlive the program at once, and a power cut after [`sync`](Self::sync).
    /// What was begun goes again when that fails.
    pub fn begin(&self, lines: &str) -> Result<JournalFile, CommitError> {
        make_folders(self.files.as_ref(), &self.folder)?;
        let mut number = 0_u64;
        let (file, path) = loop {
            let path = self.folder.join(format!("{}-{number}{ENDING}", self.run));
            match self.files.create_new(&path) {
                Ok(file) => break (file, path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(CommitError::at("create a file in", &self.folder)(error)),
            }
        };
        // Where nothing can be locked this run counts as gone, and what it writes is offered twice.
        let _ = file.try_lock();
        let mut journal = JournalFile {
            file,
            path,
            size: 0,
        };
        if let Err(error) = self.append(&mut journal, lines) {
            let _ = self.files.remove(&journal.path);
            return Err(error);
        }
        Ok(journal)
    }

    /// Writes some lines. After an error nobody knows what of them is there, so that another file has to be begun.
    pub fn append(&self, journal: &mut JournalFile, lines: &str) -> Result<(), CommitError> {
        self.files
            .write_all(&mut journal.file, lines.as_bytes())
            .map_err(CommitError::at("write", &journal.path))?;
        journal.size += lines.len() as u64;
        Ok(())
    }

    /// What waits until all that is written to a journal would outlive a power cut, from any thread.
    pub fn syncer(&self, journal: &JournalFile) -> Result<Syncer, CommitError> {
        let file = journal.file.try_clone();
        Ok(Syncer {
            files: Arc::clone(&self.files),
            file: file.map_err(CommitError::at("open", &journal.path))?,
            path: journal.path.clone(),
            folder: self.folder.clone(),
        })
    }

    /// Waits until all that is written to a journal would outlive a power cut.
    pub fn sync(&self, journal: &JournalFile) -> Result<(), CommitError> {
        self.syncer(journal)?.sync()
    }

    /// All journals in the folder, the one written last at the end.
    pub fn all(&self) -> Vec<FolderEntry> {
        let mut entries = self.files.list(&self.folder).unwrap_or_default();
        entries.retain(|entry| entry.path.to_string_lossy().ends_with(ENDING));
        entries.sort_by_key(|entry| entry.modified);
        entries
    }

    /// Whether the run that wrote a journal is gone.
    pub fn is_left_over(&self, journal: &Path) -> bool {
        if run_of(journal) == Some(&*self.run) {
            return false;
        }
        let lock = open_at_once(journal, Links::Followed).map(|file| file.try_lock());
        // What cannot be locked is better offered twice than never.
        !matches!(lock, Ok(Err(TryLockError::WouldBlock)))
    }

    /// Whether two journals were written by one run.
    pub fn are_of_one_run(one: &Path, other: &Path) -> bool {
        run_of(one) == run_of(other)
    }

    /// A file of the run that wrote a journal, with another ending.
    pub fn beside(&self, journal: &Path, ending: &str) -> Option<PathBuf> {
        Some(self.folder.join(format!("{}-{ending}", run_of(journal)?)))
    }

    /// A file of this run, with another ending.
    pub fn own(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}-{ending}", self.run))
    }

    /// The text of a file in the folder; `None` where it is not there or is not ours.
    pub fn read(&self, path: &Path) -> Option<String> {
        let bytes = self.files.read(path, SIZE_LIMIT).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Removes a file of the folder.
    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.files.remove(path)
    }
}

/// The lines of a journal that are whole.
pub fn whole_lines(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let lines = text.split_inclusive('\n');
    lines.filter_map(|line| line.strip_suffix('\n'))
}

/// A value as a line.
pub fn line(value: &impl Serialize) -> String {
    // Strings and numbers in memory: there is nothing here that can fail.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// The run that wrote a journal.
fn run_of(journal: &Path) -> Option<&str> {
    let (run, _) = journal.file_name()?.to_str()?.rsplit_once('-')?;
    Some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_left_over_once_its_run_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (
            Journals::at(folder.path().join("a")),
            Journals::at(folder.path().join("a")),
        );
        let open = theirs.begin("one\n").unwrap();
        assert!(!ours.is_left_over(&open.path), "it is being written");
        let path = open.path.clone();
        drop(open);
        assert!(ours.is_left_over(&path) && !theirs.is_left_over(&path));
        assert_eq!(ours.read(&path).as_deref(), Some("one\n"));
    }

    #[test]
    fn lines_that_were_cut_short_are_passed_over() {
        assert_eq!(whole_lines("a\nb\nc").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(whole_lines("").count() + whole_lines("a").count(), 0);
    }
}
