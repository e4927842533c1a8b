//! What is being typed into a note, kept so that no end of the program costs a letter of it.
//!
//! One journal per open note: a first line that says what the note belongs to, then the text, then a line for each
//! change of it. The text before a line that was cut short counts. The journal goes when the note has been saved.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::notes::annotation::{Annotation, AnnotationId, RevisionId, read, write};
use crate::notes::notebook::Notebook;
use crate::store::annotations::commit::CommitError;
use crate::store::file_system::Files;
use crate::store::journal::{JournalFile, Journals, Syncer, line, whole_lines};
use crate::store::library_files::LibraryFiles;

/// Synced at the latest after so many changes: what a power cut may cost, and what the disk is asked for.
pub const CHANGES: usize = 20;

/// Synced at the latest when nothing was typed for so many milliseconds.
pub const IDLE_MS: u64 = 1_000;

/// Ends the name of the file in which a run of the program lends its note to the reader's own editor.
const LENT: &str = "note.md";

/// A journal beyond this size, in bytes, is begun again.
const FULL: u64 = 1 << 20;

/// Where the journals of one library lie: below the user's folder for the state of programs. A note
/// that is left over belongs to the library it was written in.
#[derive(Clone)]
pub struct Drafts {
    journals: Journals,
}

/// The journal of one open note.
pub struct NoteDraft {
    drafts: Drafts,
    head: DraftHead,
    open: Option<JournalFile>,
    /// The text that was written last.
    text: String,
    /// Earlier journals of the same note, to go when a later one is whole.
    old: Vec<PathBuf>,
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
}

impl LeftOver {
    /// Whether the text was saved before the program was killed, so that nobody need be asked. All of it is in the
    /// draft before it is saved. What was new is saved under the draft's own name, so that whatever has that name
    /// is this text or one that came after it.
    pub fn is_saved_in(&self, notebook: &Notebook) -> bool {
        let left = &self.annotation;
        let text = |annotation: &Annotation| {
            annotation
                .note
                .as_deref()
                .map(str::trim_end)
                .map(str::to_owned)
        };
        let mut revisions = notebook.revisions(left.id);
        revisions.any(|revision| self.seen.is_empty() || text(&revision.annotation) == text(left))
    }

    /// Whether both are of one note of one run, which began its journal anew and did not come to remove the old.
    fn is_of_note(&self, other: &Self) -> bool {
        Journals::are_of_one_run(&self.path, &other.path)
            && (self.annotation.id, &self.seen) == (other.annotation.id, &other.seen)
    }
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct DraftHead {
    annotation: serde_json::Value,
    seen: Vec<String>,
}

impl DraftHead {
    fn of(annotation: &Annotation, seen: &[RevisionId]) -> Self {
        Self {
            annotation: serde_json::to_value(write::json(annotation, &[])).unwrap_or_default(),
            seen: seen.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A line of a journal after the first.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum DraftLine {
    /// The whole text.
    Text { note: String },
    /// These bytes of the text before are others now.
    Change { from: usize, to: usize, put: String },
}

impl DraftLine {
    /// What made one text of another: the one stretch that differs.
    fn between(before: &str, after: &str) -> Self {
        let same = |(a, b): &((usize, char), (usize, char))| a.1 == b.1;
        let common = before.char_indices().zip(after.char_indices());
        let from: usize = common
            .take_while(same)
            .map(|((_, letter), _)| letter.len_utf8())
            .sum();
        let ends = before[from..]
            .chars()
            .rev()
            .zip(after[from..].chars().rev());
        let end: usize = ends
            .take_while(|(a, b)| a == b)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        Self::Change {
            from,
            to: before.len() - end,
            put: after[from..after.len() - end].to_owned(),
        }
    }

    /// The text after it; `None` where it does not fit the text before.
    fn apply(self, before: Option<&str>) -> Option<String> {
        match self {
            Self::Text { note } => Some(note),
            Self::Change { from, to, put } => {
                let before = before?;
                Some([before.get(..from)?, &put, before.get(to..)?].concat())
            }
        }
    }
}

impl Drafts {
    /// Journals of a library in `state`, the user's folder for this program's state.
    pub fn at(state: &Path, library_files: &LibraryFiles) -> Self {
        Self {
            journals: Journals::at(state.join("drafts").join(library_files.key())),
        }
    }

    /// The same on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self {
            journals: self.journals.on(files),
        }
    }

    /// Opens a note; nothing is written before something is typed.
    pub fn open(&self, annotation: &Annotation, seen: &[RevisionId]) -> NoteDraft {
        NoteDraft {
            drafts: self.clone(),
            head: DraftHead::of(annotation, seen),
            open: None,
            text: String::new(),
            old: Vec::new(),
        }
    }

    /// The file in which this run lends the open note to the reader's own editor. It goes with the
    /// note's journal, and is offered with it after a crash.
    pub fn lent(&self) -> PathBuf {
        self.journals.own(LENT)
    }

    /// What runs that are gone have left, of each note the text that was written last; those that go on are still
    /// typing.
    pub fn left_over(&self) -> Vec<LeftOver> {
        let all = self.journals.all().into_iter();
        let theirs = all.filter(|entry| self.journals.is_left_over(&entry.path));
        let read = theirs.filter_map(|entry| {
            let (mut annotation, seen) = replay(&self.journals.read(&entry.path)?)?;
            let returned = self.returned(&entry.path, entry.modified);
            annotation.note = returned.or(annotation.note);
            Some(LeftOver {
                path: entry.path,
                annotation,
                seen,
            })
        });
        let all: Vec<LeftOver> = read.collect();
        let is_last = |at: usize| !all[at + 1..].iter().any(|later| later.is_of_note(&all[at]));
        let (last, older): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|at| is_last(*at));
        for at in older {
            // What cannot be removed now is passed over the next time too.
            let _ = self.journals.remove(&all[at].path);
        }
        last.into_iter().map(|at| all[at].clone()).collect()
    }

    /// What the reader's own editor has saved of the note of a journal, if it did so after the journal
    /// was written last.
    fn returned(&self, journal: &Path, written: Option<SystemTime>) -> Option<String> {
        let lent = self.journals.beside(journal, LENT)?;
        let saved = std::fs::metadata(&lent).and_then(|lent| lent.modified());
        let text = self.journals.read(&lent)?.trim_end().to_owned();
        (!text.is_empty() && saved.ok() >= written).then_some(text)
    }

    /// Forgets what was left: it has been saved, or nobody wants it.
    pub fn discard(&self, left: &LeftOver) -> io::Result<()> {
        if let Some(lent) = self.journals.beside(&left.path, LENT) {
            // Most notes were never lent, so that there is nothing to remove.
            let _ = self.journals.remove(&lent);
        }
        self.journals.remove(&left.path)
    }
}

impl NoteDraft {
    /// Whether this goes on with a note that was left over.
    pub fn continues(&self, left: &LeftOver) -> bool {
        let head = DraftHead::of(&left.annotation, &left.seen);
        let name = |head: &DraftHead| head.annotation.get("id").cloned();
        name(&head) == name(&self.head) && head.seen == self.head.seen
    }

    /// Whether both are journals of one note.
    pub fn is_like(&self, other: &Self) -> bool {
        self.head == other.head
    }

    /// Whether this is the journal of that note.
    pub fn is_of(&self, annotation: &Annotation, seen: &[RevisionId]) -> bool {
        self.head == DraftHead::of(annotation, seen)
    }

    /// Writes the text so far, which then outlives the program. Gives what syncs it where a journal was begun for it.
    ///
    /// After an error the next call begins a new journal: what a failed write has left of the old one cannot be known.
    pub fn write(&mut self, note: &str) -> Result<Option<Syncer>, CommitError> {
        let journals = &self.drafts.journals;
        let before = std::mem::replace(&mut self.text, note.to_owned());
        if let Some(mut journal) = self.open.take() {
            let change = line(&DraftLine::between(&before, note));
            if journal.size + change.len() as u64 <= FULL {
                let written = journals.append(&mut journal, &change);
                match written {
                    Ok(()) => self.open = Some(journal),
                    Err(_) => self.old.push(journal.path),
                }
                return written.map(|()| None);
            }
            self.old.push(journal.path);
        }
        let text = DraftLine::Text {
            note: note.to_owned(),
        };
        let begun = journals.begin(&(line(&self.head) + &line(&text)))?;
        let syncer = journals.syncer(&begun)?;
        self.open = Some(begun);
        for path in self.old.drain(..) {
            // The new one holds all of it; should this fail, the text is offered twice.
            let _ = journals.remove(&path);
        }
        Ok(Some(syncer))
    }

    /// The note has been saved, or was given up.
    pub fn close(self) -> io::Result<()> {
        let journals = &self.drafts.journals;
        // Most notes were never lent, so that there is nothing to remove.
        let _ = journals.remove(&self.drafts.lent());
        let open = self.open.map(|journal| journal.path);
        let mut paths = self.old.into_iter().chain(open);
        paths.try_for_each(|path| journals.remove(&path))
    }
}

/// The annotation with the last text that is whole; `None` where there is none.
fn replay(text: &str) -> Option<(Annotation, Vec<RevisionId>)> {
    let mut lines = whole_lines(text);
    let head: DraftHead = serde_json::from_str(lines.next()?).ok()?;
    let mut note = None;
    // Behind a line that cannot be read, changes speak of a text that is not known, until a whole one comes.
    let mut is_known = false;
    for line in lines {
        let line = serde_json::from_str(line).ok();
        let line = line.filter(|line| is_known || matches!(line, DraftLine::Text { .. }));
        let after = line.and_then(|line| line.apply(note.as_deref()));
        is_known = after.is_some();
        note = after.or(note);
    }
    let (mut annotation, _) = read::annotation(head.annotation, AnnotationId::parse).ok()?;
    annotation.note = Some(note?);
    let seen = head.seen.iter();
    let seen = seen.filter_map(|hash| RevisionId::parse(hash)).collect();
    Some((annotation, seen))
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::notes::annotation::{Revision, Target};
    use crate::store::file_system::Disk;
    use crate::store::file_system::faulty::{Faulty, Lasts};

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

    fn drafts(state: &Path) -> Drafts {
        Drafts::at(state, &LibraryFiles::Bundled)
    }

    /// What the next start finds, once the program that wrote `draft` is gone.
    fn after_crash(state: &Path, draft: NoteDraft) -> Vec<LeftOver> {
        drop(draft);
        drafts(state).left_over()
    }

    fn files(state: &Path) -> Vec<crate::store::file_system::FolderEntry> {
        Disk.list(&state.join("drafts/bundled")).unwrap()
    }

    #[test]
    fn what_was_typed_is_offered_after_a_crash() {
        let state = tempfile::tempdir().unwrap();
        let seen = [RevisionId::of(b"seen")];
        let mut draft = drafts(state.path()).open(&annotation(), &seen);
        assert!(
            !state.path().join("drafts").exists(),
            "nothing typed, nothing written"
        );
        draft.write("Che").unwrap();
        draft.write("Check this\nagainst the figures").unwrap();
        assert!(drafts(state.path()).left_over().is_empty(), "still typing");
        let left = after_crash(state.path(), draft);
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
        drafts(state.path()).discard(&left[0]).unwrap();
        assert!(drafts(state.path()).left_over().is_empty());
    }

    #[test]
    fn what_another_editor_saved_is_offered_after_a_crash() {
        let state = tempfile::tempdir().unwrap();
        let own = drafts(state.path());
        let mut draft = own.open(&annotation(), &[]);
        draft.write("begun here").unwrap();
        std::fs::write(own.lent(), "begun here, saved there\n").unwrap();
        let left = after_crash(state.path(), draft);
        assert_eq!(
            left[0].annotation.note.as_deref(),
            Some("begun here, saved there")
        );
        drafts(state.path()).discard(&left[0]).unwrap();
        assert!(files(state.path()).is_empty());
    }

    #[test]
    fn what_was_typed_after_the_other_editor_had_failed_counts() {
        let state = tempfile::tempdir().unwrap();
        let own = drafts(state.path());
        let mut draft = own.open(&annotation(), &[]);
        draft.write("begun").unwrap();
        std::fs::write(own.lent(), "begun\n").unwrap();
        let earlier = SystemTime::now() - std::time::Duration::from_secs(9);
        let file = std::fs::File::options()
            .write(true)
            .open(own.lent())
            .unwrap();
        file.set_modified(earlier).unwrap();
        draft.write("begun, and gone on with").unwrap();
        let left = after_crash(state.path(), draft);
        let note = left[0].annotation.note.as_deref();
        assert_eq!(note, Some("begun, and gone on with"));
    }

    #[test]
    fn a_note_belongs_to_the_library_it_was_written_in() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = drafts(state.path()).open(&annotation(), &[]);
        draft.write("text").unwrap();
        let other = LibraryFiles::open(state.path()).unwrap();
        drop(draft);
        assert!(Drafts::at(state.path(), &other).left_over().is_empty());
        assert_eq!(drafts(state.path()).left_over().len(), 1);
    }

    #[test]
    fn a_new_note_that_was_saved_and_changed_since_is_not_offered() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = drafts(state.path()).open(&annotation(), &[]);
        draft.write("text").unwrap();
        let left = after_crash(state.path(), draft);
        let changed = Annotation {
            note: Some("text, and more".into()),
            ..left[0].annotation.clone()
        };
        let mut notebook = Notebook::default();
        notebook.insert(Revision::new(changed, Vec::new()));
        assert!(left[0].is_saved_in(&notebook));
    }

    #[test]
    fn a_note_that_was_opened_again_is_offered_once_with_its_last_text() {
        let state = tempfile::tempdir().unwrap();
        let own = drafts(state.path());
        let mut first = own.open(&annotation(), &[]);
        first.write("precious").unwrap();
        let mut again = own.open(&annotation(), &[]);
        again.write("precious words").unwrap();
        assert!(again.is_like(&first));
        drop((own, first));
        let left = after_crash(state.path(), again);
        let notes = left.iter().map(|left| left.annotation.note.as_deref());
        assert_eq!(notes.collect::<Vec<_>>(), [Some("precious words")]);
        assert_eq!(files(state.path()).len(), 1);
    }

    #[test]
    fn a_saved_note_leaves_no_draft() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = drafts(state.path()).open(&annotation(), &[]);
        draft.write("text").unwrap();
        draft.close().unwrap();
        assert!(drafts(state.path()).left_over().is_empty());
    }

    #[test]
    fn a_line_cut_short_costs_only_itself() {
        let state = tempfile::tempdir().unwrap();
        let mut draft = drafts(state.path()).open(&annotation(), &[]);
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
        let mut draft = drafts(state.path()).open(&annotation(), &[]);
        let long = "x".repeat(300_000);
        for number in 0..8 {
            draft.write(&format!("{number}{long}{number}")).unwrap();
        }
        let entries = files(state.path());
        assert_eq!(entries.len(), 1);
        assert!(entries[0].size <= FULL);
        assert!(
            after_crash(state.path(), draft)[0]
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
            let mut draft = drafts(state.path()).on(disk).open(&annotation(), &[]);
            let answers: Vec<_> = (0..5)
                .map(|number| draft.write(&format!("text {number}")).map(drop))
                .collect();
            let refused = answers.iter().position(Result::is_err);
            let left = after_crash(state.path(), draft);
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
