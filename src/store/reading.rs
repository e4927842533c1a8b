//! What has been read, and where the reader was in it: a journal of each process, in the user's
//! folder for the state of programs.
//!
//! A process appends to a file of its own, so that two never write into one another's lines, and
//! begins it with all that was known; files of processes that are gone then go. A line that was cut
//! short is passed over, and so is the whole file where it cannot be read: it is a convenience.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::core::annotation::RevisionId;
use crate::core::reading::Stops;
use crate::store::annotations::commit::{CommitError, make_folders};
use crate::store::files::{Disk, Files, process_is_gone};
use crate::store::shelf::Shelf;

/// Journals beyond this size, in bytes, are not ours.
const SIZE_LIMIT: u64 = 64 << 20;

/// The journal of one library.
pub struct ReadingLog {
    files: Arc<dyn Files>,
    folder: PathBuf,
    known: Stops,
    open: Option<(File, PathBuf)>,
}

/// Where one article was left.
#[derive(Serialize, Deserialize)]
struct Line {
    /// The article's path as it is written down.
    path: String,
    /// Byte of its file.
    at: u32,
}

impl ReadingLog {
    /// The journal of a library below `state`, the user's folder for this program's state.
    pub fn at(state: &Path, shelf: &Shelf) -> Self {
        let library = match shelf.root() {
            Some(root) => RevisionId::of(root.as_os_str().as_encoded_bytes()).to_string(),
            None => "bundled".to_owned(),
        };
        Self {
            files: Arc::new(Disk),
            folder: state.join("reading").join(library),
            known: Stops::default(),
            open: None,
        }
    }

    /// The same on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// Reads what every process has written down; the last word on an article counts.
    pub fn load(&mut self) -> Stops {
        for path in self.journals() {
            let Ok(bytes) = self.files.read(&path, SIZE_LIMIT) else {
                continue;
            };
            for line in bytes.split_inclusive(|&byte| byte == b'\n') {
                if let Some(line) = line.strip_suffix(b"\n")
                    && let Ok(Line { path, at }) = serde_json::from_slice(line)
                {
                    self.known.insert(path, at);
                }
            }
        }
        self.known.clone()
    }

    /// Writes down where articles were left, and waits until it is on the disk.
    pub fn write(&mut self, stops: &BTreeMap<String, u32>) -> Result<(), CommitError> {
        for (path, at) in stops {
            self.known.insert(path.clone(), *at);
        }
        let written = match self.open.take() {
            Some((mut file, path)) => {
                self.append(&mut file, &path, stops)?;
                (file, path)
            }
            None => self.begin()?,
        };
        self.open = Some(written);
        Ok(())
    }

    /// Begins the file of this process with all that is known, and removes those it stands for.
    fn begin(&mut self) -> Result<(File, PathBuf), CommitError> {
        let before = self.journals();
        make_folders(self.files.as_ref(), &self.folder)?;
        let process = std::process::id();
        let mut number = 0_u64;
        let (mut file, path) = loop {
            let path = self.folder.join(format!("{process}-{number}.jsonl"));
            match self.files.create_new(&path) {
                Ok(file) => break (file, path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(CommitError::at("create a file in", &self.folder)(error)),
            }
        };
        self.append(&mut file, &path, self.known.all())?;
        self.files
            .sync_folder(&self.folder)
            .map_err(CommitError::at("sync", &self.folder))?;
        for old in before {
            // What cannot be removed is read again, and says nothing new.
            if writer(&old).is_none_or(process_is_gone) {
                let _ = self.files.remove(&old);
            }
        }
        Ok((file, path))
    }

    fn append(
        &self,
        file: &mut File,
        path: &Path,
        stops: &BTreeMap<String, u32>,
    ) -> Result<(), CommitError> {
        let mut text = Vec::new();
        for (path, at) in stops {
            let line = Line {
                path: path.clone(),
                at: *at,
            };
            // Strings and numbers into memory: there is nothing here that can fail.
            let _ = serde_json::to_writer(&mut text, &line);
            text.push(b'\n');
        }
        self.files
            .write_all(file, &text)
            .map_err(CommitError::at("write", path))?;
        self.files.sync(file).map_err(CommitError::at("sync", path))
    }

    /// The journals of this library, the one written last at the end.
    fn journals(&self) -> Vec<PathBuf> {
        let mut entries = self.files.list(&self.folder).unwrap_or_default();
        entries.retain(|entry| {
            entry
                .path
                .extension()
                .is_some_and(|ending| ending == "jsonl")
        });
        entries.sort_by_key(|entry| entry.modified);
        entries.into_iter().map(|entry| entry.path).collect()
    }
}

/// The process that writes a journal.
fn writer(path: &Path) -> Option<u32> {
    let (process, _) = path.file_stem()?.to_str()?.split_once('-')?;
    process.parse().ok()
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::store::files::faulty::{Faulty, Lasts};

    fn log(state: &Path) -> ReadingLog {
        ReadingLog::at(state, &Shelf::Bundled)
    }

    fn stops(path: &str, at: u32) -> BTreeMap<String, u32> {
        BTreeMap::from([(path.to_owned(), at)])
    }

    #[test]
    fn what_was_read_is_known_at_the_next_start() {
        let state = tempfile::tempdir().unwrap();
        let mut first = log(state.path());
        assert_eq!(first.load(), Stops::default());
        assert!(
            !state.path().join("reading").exists(),
            "nothing read, nothing written"
        );
        first.write(&stops("a.md", 7)).unwrap();
        first.write(&stops("b.md", 0)).unwrap();
        first.write(&stops("a.md", 9)).unwrap();
        let mut second = log(state.path());
        let known = second.load();
        assert_eq!(
            (known.of("a.md"), known.of("b.md"), known.of("c.md")),
            (Some(9), Some(0), None)
        );
        second.write(&stops("c.md", 1)).unwrap();
        let known = log(state.path()).load();
        assert_eq!((known.of("a.md"), known.of("c.md")), (Some(9), Some(1)));
    }

    #[test]
    fn journals_of_programs_that_are_gone_are_gathered_into_one() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("reading/bundled");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("0-0.jsonl"),
            "{\"path\":\"a.md\",\"at\":7}\n{\"path\":\"b.md\",\"a",
        )
        .unwrap();
        std::fs::write(
            folder.join("0-1.jsonl"),
            b"\xff\n{\"path\":\"c.md\",\"at\":1}\n",
        )
        .unwrap();
        let mut next = log(state.path());
        let known = next.load();
        assert_eq!(
            (known.of("a.md"), known.of("b.md"), known.of("c.md")),
            (Some(7), None, Some(1))
        );
        next.write(&stops("a.md", 8)).unwrap();
        let entries = Disk.list(&folder).unwrap();
        assert_eq!(entries.len(), 1);
        let known = log(state.path()).load();
        assert_eq!((known.of("a.md"), known.of("c.md")), (Some(8), Some(1)));
    }

    #[test]
    fn a_full_disk_is_said_and_what_was_written_stays() {
        for at in 1..12 {
            let state = tempfile::tempdir().unwrap();
            let disk = Arc::new(Faulty::new(at, Errno::NOSPC, Lasts::Once));
            let mut log_here = log(state.path()).on(disk);
            let answers: Vec<bool> = (0..4)
                .map(|number| log_here.write(&stops("a.md", number)).is_ok())
                .collect();
            let last = answers.iter().rposition(|done| *done).unwrap();
            let known = log(state.path()).load().of("a.md").unwrap();
            assert!(
                known as usize >= last,
                "fault at {at}: {answers:?}, {known}"
            );
        }
    }
}
