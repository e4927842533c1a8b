//! What has been read, and where the reader was in it: a journal of each run, in the user's folder for
//! the state of programs.
//!
//! A journal begins with all that is known when it is begun; those of runs that are gone then go. A
//! line that cannot be read is passed over: it is a convenience.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::library::reading_position::{ReadingMarks, ReadingPositions};
use crate::store::annotations::commit::CommitError;
use crate::store::file_system::Files;
use crate::store::journal::{JournalFile, Journals, line, whole_lines};
use crate::store::library_files::LibraryFiles;

/// The journal of one library.
pub struct ReadingLog {
    journals: Journals,
    known: BTreeMap<String, LeftAt>,
    marks: BTreeMap<String, MarkedAs>,
    /// The paths of articles whose marks are not written down yet.
    unwritten: BTreeSet<String>,
    pinned: PinnedLine,
    open: Option<JournalFile>,
}

/// Where an article was left, and when.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct LeftAt {
    /// In milliseconds since 1970.
    #[serde(default)]
    when: u64,
    /// Byte of its file.
    at: u32,
}

/// Where one article was left.
#[derive(Serialize, Deserialize)]
struct PositionLine {
    /// The article's path as it is written down.
    path: String,
    #[serde(flatten)]
    left: LeftAt,
}

/// What an article was marked as, and when.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct MarkedAs {
    /// In milliseconds since 1970.
    when: u64,
    marks: ReadingMarks,
}

/// What one article was marked as.
#[derive(Serialize, Deserialize)]
struct MarksLine {
    /// The article's path as it is written down.
    path: String,
    #[serde(flatten)]
    marked: MarkedAs,
}

/// The filters that were pinned, as one would type them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PinnedLine {
    filter: String,
    /// In milliseconds since 1970.
    when: u64,
}

impl ReadingLog {
    /// The journal of a library below `state`, the user's folder for this program's state.
    pub fn at(state: &Path, library_files: &LibraryFiles) -> Self {
        Self {
            journals: Journals::at(state.join("reading").join(library_files.key())),
            known: BTreeMap::new(),
            marks: BTreeMap::new(),
            unwritten: BTreeSet::new(),
            pinned: PinnedLine::default(),
            open: None,
        }
    }

    /// The same on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self {
            journals: self.journals.on(files),
            ..self
        }
    }

    /// Reads what every run has written down; the latest word on an article counts.
    pub fn load(&mut self) -> ReadingPositions {
        for entry in self.journals.all() {
            let text = self.journals.read(&entry.path).unwrap_or_default();
            for line in whole_lines(&text) {
                if let Ok(PositionLine { path, left }) = serde_json::from_str(line) {
                    self.learn(path, left);
                } else if let Ok(MarksLine { path, marked }) = serde_json::from_str(line) {
                    self.learn_marks(path, marked);
                } else if let Ok(pinned) = serde_json::from_str::<PinnedLine>(line)
                    && pinned.when >= self.pinned.when
                {
                    self.pinned = pinned;
                }
            }
        }
        let last = self.known.iter().max_by_key(|(_, left)| left.when);
        let mut stops = ReadingPositions::default();
        stops.last = last.map(|(path, _)| path.clone());
        stops.filter.clone_from(&self.pinned.filter);
        for (path, left) in &self.known {
            stops.insert(path.clone(), left.at);
        }
        for (path, marked) in &self.marks {
            stops.set_marks(path.clone(), marked.marks);
        }
        stops
    }

    /// Of two words on an article the later one counts; of the same time, the one that was read later.
    fn learn(&mut self, path: String, left: LeftAt) {
        let known = self.known.entry(path).or_insert(left);
        if left.when >= known.when {
            *known = left;
        }
    }

    /// The same of the marks of an article.
    fn learn_marks(&mut self, path: String, marked: MarkedAs) {
        let known = self.marks.entry(path).or_insert(marked);
        if marked.when >= known.when {
            *known = marked;
        }
    }

    /// An article was marked; it is written down with the next places.
    pub fn mark(&mut self, path: String, marks: ReadingMarks) {
        // Later than what is known also within a millisecond, since that is read again from its file.
        let known = self.marks.get(&path).map_or(0, |known| known.when);
        let when = now().max(known + 1);
        self.learn_marks(path.clone(), MarkedAs { when, marks });
        self.unwritten.insert(path);
    }

    /// Filters were pinned; it is written down with the next places.
    pub fn pin(&mut self, filter: String) {
        let when = now();
        self.pinned = PinnedLine { filter, when };
    }

    /// Writes down where articles were left, and waits until it is on the disk.
    pub fn write(&mut self, stops: &BTreeMap<String, u32>) -> Result<(), CommitError> {
        let when = now();
        for (path, at) in stops {
            self.learn(path.clone(), LeftAt { when, at: *at });
        }
        if let Some(mut journal) = self.open.take() {
            let known = stops
                .keys()
                .filter_map(|path| self.known.get_key_value(path));
            let marked = self.unwritten.iter();
            let marked = marked.filter_map(|path| self.marks.get_key_value(path));
            let lines = lines(known) + &marks_lines(marked) + &line(&self.pinned);
            self.journals.append(&mut journal, &lines)?;
            self.journals.sync(&journal)?;
            self.open = Some(journal);
            self.unwritten.clear();
            return Ok(());
        }
        // Others may have written since this was read, and what they wrote may go with their files.
        let before = self.journals.all();
        self.load();
        let marked = marks_lines(self.marks.iter());
        let lines = lines(self.known.iter()) + &marked + &line(&self.pinned);
        let begun = self.journals.begin(&lines)?;
        self.journals.sync(&begun)?;
        self.open = Some(begun);
        self.unwritten.clear();
        for old in before {
            if self.journals.is_left_over(&old.path) {
                // What cannot be removed is read again, and says nothing new.
                let _ = self.journals.remove(&old.path);
            }
        }
        Ok(())
    }
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.map_or(0, |now| now.as_millis() as u64)
}

fn lines<'a>(known: impl Iterator<Item = (&'a String, &'a LeftAt)>) -> String {
    let lines = known.map(|(path, left)| {
        line(&PositionLine {
            path: path.clone(),
            left: *left,
        })
    });
    lines.collect()
}

fn marks_lines<'a>(marked: impl Iterator<Item = (&'a String, &'a MarkedAs)>) -> String {
    let lines = marked.map(|(path, marked)| {
        line(&MarksLine {
            path: path.clone(),
            marked: *marked,
        })
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::store::file_system::Disk;
    use crate::store::file_system::faulty::{Faulty, Lasts};

    fn log(state: &Path) -> ReadingLog {
        ReadingLog::at(state, &LibraryFiles::Bundled)
    }

    fn stops(path: &str, at: u32) -> BTreeMap<String, u32> {
        BTreeMap::from([(path.to_owned(), at)])
    }

    #[test]
    fn what_was_read_is_known_at_the_next_start() {
        let state = tempfile::tempdir().unwrap();
        let mut first = log(state.path());
        assert_eq!(first.load(), ReadingPositions::default());
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
    fn what_an_article_was_marked_as_is_known_at_the_next_start() {
        let state = tempfile::tempdir().unwrap();
        let marks = |starred, unread| ReadingMarks {
            starred,
            unread,
            ..ReadingMarks::default()
        };
        let mut first = log(state.path());
        first.mark("a.md".into(), marks(true, false));
        first.write(&stops("b.md", 1)).unwrap();
        first.mark("b.md".into(), marks(false, true));
        first.write(&BTreeMap::new()).unwrap();
        first.mark("a.md".into(), marks(true, true));
        first.write(&BTreeMap::new()).unwrap();
        let mut second = log(state.path());
        let known = second.load();
        assert_eq!(known.marks("a.md"), marks(true, true));
        assert_eq!(known.marks("b.md"), marks(false, true));
        second.mark("a.md".into(), marks(false, false));
        second.write(&BTreeMap::new()).unwrap();
        let known = log(state.path()).load();
        assert_eq!(known.marks("a.md"), ReadingMarks::default());
        assert_eq!(
            (known.marks("b.md"), known.of("b.md")),
            (marks(false, true), Some(1))
        );
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
    fn the_latest_word_counts_whoever_wrote_it_down() {
        let state = tempfile::tempdir().unwrap();
        let (mut one, mut two) = (log(state.path()), log(state.path()));
        one.load();
        two.load();
        one.write(&stops("a.md", 1)).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
        two.write(&stops("a.md", 2)).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2));
        one.write(&stops("b.md", 3)).unwrap();
        drop(one);
        let mut three = log(state.path());
        three.write(&stops("c.md", 4)).unwrap();
        let known = log(state.path()).load();
        let all = ["a.md", "b.md", "c.md"].map(|path| known.of(path));
        assert_eq!(all, [Some(2), Some(3), Some(4)]);
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
