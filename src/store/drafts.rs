//! What is being typed into a note, kept so that a crash costs a second of it at most.
//!
//! One journal per open note: a first line that says what the note belongs to, then the whole text
//! so far, a line each time. A line that was cut short is passed over, so the text before it
//! counts. The journal goes when the note has been saved.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::core::annotation::{Annotation, AnnotationId, RevisionId, read, write};
use crate::core::notebook::Notebook;
use crate::store::annotations::commit::{CommitError, make_folders};
use crate::store::files::{Disk, Files, process_is_gone};

/// Write at the latest after so many keystrokes.
pub const KEYSTROKES: usize = 20;

/// Write at the latest when nothing was typed for so many milliseconds.
pub const IDLE_MS: u64 = 1_000;

/// Ends the name of the file in which a process lends its note to the reader's own editor.
const LENT: &str = "note.md";

/// A journal beyond this size, in bytes, is begun again.
const FULL: u64 = 1 << 20;

/// Journals beyond this size, in bytes, are not ours.
const SIZE_LIMIT: u64 = 64 << 20;

/// Where journals lie: below the user's folder for the state of programs.
#[derive(Clone)]
pub struct Drafts {
    files: Arc<dyn Files>,
    folder: PathBuf,
}

/// The journal of one open note.
pub struct Draft {
    drafts: Drafts,
    head: Head,
    open: Option<Journal>,
    /// Earlier journals of the same note, to go when a later one is whole.
    old: Vec<PathBuf>,
}

/// One file of lines.
struct Journal {
    file: File,
    path: PathBuf,
    /// In bytes.
    size: u64,
}

/// What a program that was killed has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// The journal.
    pub path: PathBuf,
    /// The annotation, with the last text that was written down as its note.
    pub annotation: Annotation,
    /// The revisions that had been seen when the note was opened; none for a new annotation.
    pub seen: Vec<RevisionId>,
    /// When it was written down last.
    pub modified: Option<SystemTime>,
}

impl LeftOver {
    /// Whether the text was saved before the program was killed, so that nobody need be asked.
    pub fn is_saved_in(&self, notebook: &Notebook) -> bool {
        let mut revisions = notebook.revisions(self.annotation.id);
        revisions.any(|revision| revision.annotation.note == self.annotation.note)
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Head {
    annotation: serde_json::Value,
    seen: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    note: String,
}

impl Drafts {
    /// Journals in `state`, the user's folder for this program's state.
    pub fn at(state: &Path) -> Self {
        Self {
            files: Arc::new(Disk),
            folder: state.join("drafts"),
        }
    }

    /// The same on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// Opens a note; nothing is written before something is typed.
    pub fn open(&self, annotation: &Annotation, seen: &[RevisionId]) -> Draft {
        let annotation = serde_json::to_value(write::form(annotation, &[])).unwrap_or_default();
        let seen = seen.iter().map(ToString::to_string).collect();
        Draft {
            drafts: self.clone(),
            head: Head { annotation, seen },
            open: None,
            old: Vec::new(),
        }
    }

    /// The file in which this process lends the open note to the reader's own editor. It goes with
    /// the note's journal, and is offered with it after a crash.
    pub fn lent(&self) -> PathBuf {
        self.lent_by(std::process::id())
    }

    fn lent_by(&self, process: u32) -> PathBuf {
        self.folder.join(format!("{process}-{LENT}"))
    }

    /// What the reader's own editor has saved last of the note of a process, if anything.
    fn returned(&self, process: u32) -> Option<String> {
        let bytes = self.files.read(&self.lent_by(process), SIZE_LIMIT).ok()?;
        let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// What programs that are gone have left; those that run are still typing.
    pub fn left_over(&self) -> Vec<LeftOver> {
        let entries = self.files.list(&self.folder).unwrap_or_default();
        let theirs = entries
            .into_iter()
            .filter(|entry| writer(&entry.path).is_some_and(process_is_gone));
        let read = theirs.filter_map(|entry| {
            let text = self.files.read(&entry.path, SIZE_LIMIT).ok()?;
            let (mut annotation, seen) = replay(&String::from_utf8_lossy(&text))?;
            annotation.note = self.returned(writer(&entry.path)?).or(annotation.note);
            Some(LeftOver {
                path: entry.path,
                annotation,
                seen,
                modified: entry.modified,
            })
        });
        read.collect()
    }

    /// Forgets what was left: it has been saved, or nobody wants it.
    pub fn discard(&self, left: &LeftOver) -> io::Result<()> {
        if let Some(process) = writer(&left.path) {
            self.forget_lent(process);
        }
        self.files.remove(&left.path)
    }

    /// Most notes were never lent, so that there is nothing to remove.
    fn forget_lent(&self, process: u32) {
        let _ = self.files.remove(&self.lent_by(process));
    }
}

impl Draft {
    /// Writes the text so far, and waits until it is on the disk.
    ///
    /// After an error the next call begins a new journal: what a failed sync has left of the old
    /// one cannot be known.
    pub fn write(&mut self, note: &str) -> Result<(), CommitError> {
        let line = line(&Line {
            note: note.to_owned(),
        });
        let size = line.len() as u64;
        if let Some(mut journal) = self.open.take() {
            if journal.size + size <= FULL {
                let written = append(
                    self.drafts.files.as_ref(),
                    &mut journal.file,
                    &journal.path,
                    &line,
                );
                if written.is_ok() {
                    self.open = Some(Journal {
                        size: journal.size + size,
                        ..journal
                    });
                } else {
                    self.old.push(journal.path);
                }
                return written;
            }
            self.old.push(journal.path);
        }
        self.open = Some(self.begin(&line)?);
        for path in self.old.drain(..) {
            // The new one holds all of it; should this fail, the text is offered twice.
            let _ = self.drafts.files.remove(&path);
        }
        Ok(())
    }

    /// The note has been saved, or was given up.
    pub fn close(self) -> io::Result<()> {
        self.drafts.forget_lent(std::process::id());
        let mut paths = self
            .old
            .into_iter()
            .chain(self.open.map(|journal| journal.path));
        paths.try_for_each(|path| self.drafts.files.remove(&path))
    }

    fn begin(&mut self, first: &str) -> Result<Journal, CommitError> {
        let (files, folder) = (self.drafts.files.as_ref(), &self.drafts.folder);
        make_folders(files, folder)?;
        let process = std::process::id();
        let mut number = 0_u64;
        loop {
            let path = folder.join(format!("{process}-{number}.jsonl"));
            match files.create_new(&path) {
                Ok(mut file) => {
                    // Should the rest fail, it goes with the others.
                    self.old.push(path.clone());
                    let text = line(&self.head) + first;
                    append(files, &mut file, &path, &text)?;
                    files
                        .sync_folder(folder)
                        .map_err(CommitError::at("sync", folder))?;
                    self.old.pop();
                    return Ok(Journal {
                        file,
                        path,
                        size: text.len() as u64,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(CommitError::at("create a draft in", folder)(error)),
            }
        }
    }
}

fn append(files: &dyn Files, file: &mut File, path: &Path, text: &str) -> Result<(), CommitError> {
    files
        .write_all(file, text.as_bytes())
        .map_err(CommitError::at("write", path))?;
    files.sync(file).map_err(CommitError::at("sync", path))
}

fn line(value: &impl Serialize) -> String {
    // Strings in memory: there is nothing here that can fail.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// The process that writes a journal.
fn writer(path: &Path) -> Option<u32> {
    let (process, _) = path
        .file_name()?
        .to_str()?
        .strip_suffix(".jsonl")?
        .split_once('-')?;
    process.parse().ok()
}

/// The annotation with the last text that is whole; `None` where there is none.
fn replay(text: &str) -> Option<(Annotation, Vec<RevisionId>)> {
    let mut lines = text
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'));
    let head: Head = serde_json::from_str(lines.next()?).ok()?;
    let last = lines
        .rev()
        .find_map(|line| serde_json::from_str::<Line>(line).ok())?;
    let (mut annotation, _) = read::annotation(head.annotation, AnnotationId::parse).ok()?;
    annotation.note = Some(last.note);
    Some((
        annotation,
        head.seen
            .iter()
            .filter_map(|hash| RevisionId::parse(hash))
            .collect(),
    ))
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::core::annotation::{Revision, Target};
    use crate::store::files::faulty::{Faulty, Lasts};

    fn annotation() -> Annotation {
        let target = Target {
            source: "https://example.org/".into(),
            ..Target::default()
        };
        Annotation::new(
            AnnotationId::derived("test", "1"),
            "2026-01-01T00:00:00Z",
            "ada",
            target,
        )
    }

    /// What the next start finds: the journal as that of a process that is gone.
    fn after_crash(state: &Path) -> Vec<LeftOver> {
        let drafts = state.join("drafts");
        for entry in Disk.list(&drafts).unwrap_or_default() {
            let name = entry.path.file_name().unwrap().to_string_lossy().replacen(
                &std::process::id().to_string(),
                "0",
                1,
            );
            std::fs::rename(&entry.path, drafts.join(name)).unwrap();
        }
        Drafts::at(state).left_over()
    }

    #[test]
    fn what_was_typed_is_offered_after_a_crash() {
        let state = tempfile::tempdir().unwrap();
        let seen = [RevisionId::of(b"seen")];
        let mut draft = Drafts::at(state.path()).open(&annotation(), &seen);
        assert!(
            !state.path().join("drafts").exists(),
            "nothing typed, nothing written"
        );
        draft.write("Che").unwrap();
        draft.write("Check this\nagainst the figures").unwrap();
        assert!(
            Drafts::at(state.path()).left_over().is_empty(),
            "still typing"
        );
        let left = after_crash(state.path());
        assert_eq!(left.len(), 1);
        assert_eq!(
            left[0].annotation.note.as_deref(),
            Some("Check this\nagainst the figures")
        );
        assert_eq!(
            (left[0].annotation.id, left[0].seen.as_slice()),
            (annotation().id, &seen[..])
        );
        let mut notebook = Notebook::default();
        assert!(!left[0].is_saved_in(&notebook));
        notebook.insert(Revision::new(left[0].annotation.clone(), Vec::new()));
        assert!(left[0].is_saved_in(&notebook));
        Drafts::at(state.path()).discard(&left[0]).unwrap();
        assert!(after_crash(state.path()).is_empty());
    }

    #[test]
    fn what_another_editor_saved_is_offered_after_a_crash() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::at(state.path());
        let mut draft = drafts.open(&annotation(), &[]);
        draft.write("begun here").unwrap();
        std::fs::write(drafts.lent(), "begun here, saved there\n").unwrap();
        let left = after_crash(state.path());
        assert_eq!(
            left[0].annotation.note.as_deref(),
            Some("begun here, saved there")
        );
        drafts.discard(&left[0]).unwrap();
        assert!(Disk.list(&state.path().join("drafts")).unwrap().is_empty());
    }

    #[test]
    fn a_saved_note_leaves_no_draft() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = Drafts::at(state.path()).open(&annotation(), &[]);
        draft.write("text").unwrap();
        draft.close().unwrap();
        assert!(after_crash(state.path()).is_empty());
    }

    #[test]
    fn a_line_cut_short_costs_only_itself() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = Drafts::at(state.path()).open(&annotation(), &[]);
        draft.write("whole").unwrap();
        draft.write("whole, and more").unwrap();
        let path = draft.open.as_ref().unwrap().path.clone();
        let text = std::fs::read(&path).unwrap();
        for length in 0..text.len() {
            std::fs::write(&path, &text[..length]).unwrap();
            let note = replay(&String::from_utf8_lossy(&text[..length]))
                .and_then(|(annotation, _)| annotation.note);
            let lines = text[..length].split(|&byte| byte == b'\n').count() - 1;
            assert_eq!(note.as_deref(), (lines >= 2).then_some("whole"), "{length}");
        }
    }

    #[test]
    fn a_journal_that_grows_is_begun_again() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = Drafts::at(state.path()).open(&annotation(), &[]);
        let long = "x".repeat(300_000);
        for number in 0..8 {
            draft.write(&format!("{number}{long}")).unwrap();
        }
        let entries = Disk.list(&state.path().join("drafts")).unwrap();
        assert_eq!(entries.len(), 1);
        assert!(entries[0].size <= FULL);
        assert!(
            after_crash(state.path())[0]
                .annotation
                .note
                .as_ref()
                .unwrap()
                .starts_with('7')
        );
    }

    #[test]
    fn a_full_disk_is_said_and_loses_nothing_that_was_written() {
        for at in 1..16 {
            let state = tempfile::tempdir().unwrap();
            let disk = Arc::new(Faulty::new(at, Errno::NOSPC, Lasts::Once));
            let mut draft = Drafts::at(state.path()).on(disk).open(&annotation(), &[]);
            let answers: Vec<_> = (0..5)
                .map(|number| draft.write(&format!("text {number}")))
                .collect();
            let refused = answers.iter().position(Result::is_err);
            let left = after_crash(state.path());
            let notes: Vec<_> = left
                .iter()
                .filter_map(|left| left.annotation.note.as_deref())
                .collect();
            let acknowledged = answers.iter().rposition(Result::is_ok).unwrap();
            // A text whose sync failed may be there all the same; an older one may not.
            let kept =
                (acknowledged..5).any(|number| notes.contains(&format!("text {number}").as_str()));
            assert!(kept, "fault at {at}: {notes:?}");
            if let Some(Err(error)) = refused.map(|at| &answers[at]) {
                assert!(error.to_string().contains("No space left"), "{error}");
            }
        }
    }
}
