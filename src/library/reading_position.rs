//! What has been read: articles by path, each with the place where the reader left it, and what the reader marked it as.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What the reader marks an article as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingState {
    /// To be found again.
    Starred,
    /// To be read later.
    Later,
    /// Not read, or to be read again.
    Unread,
}

impl ReadingState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Starred, Self::Later, Self::Unread];

    /// The name that filters and JSON use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starred => "starred",
            Self::Later => "later",
            Self::Unread => "unread",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The marks of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingMarks {
    /// It is to be found again.
    pub starred: bool,
    /// It is to be read later.
    pub later: bool,
    /// It was read, and is to be read again.
    pub unread: bool,
}

/// Where articles were left, and what was done last. An article that is not here has not been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingPositions {
    all: BTreeMap<String, u32>,
    marks: BTreeMap<String, ReadingMarks>,
    /// The path of the article that was read last, as it is written down.
    pub last: Option<String>,
    /// The filters that were pinned last, as one would type them.
    pub filter: String,
}

impl ReadingPositions {
    /// Says that the article of this path, as it is written down, was left at this byte of its file.
    pub fn insert(&mut self, path: String, at: u32) {
        self.all.insert(path, at);
    }

    /// Where the article of this path was left, as a byte of its file; `None` for one not read.
    pub fn of(&self, path: &str) -> Option<u32> {
        self.all.get(path).copied()
    }

    /// The marks of the article of this path.
    pub fn marks(&self, path: &str) -> ReadingMarks {
        self.marks.get(path).copied().unwrap_or_default()
    }

    /// Gives the article of this path other marks.
    pub fn set_marks(&mut self, path: String, marks: ReadingMarks) {
        self.marks.insert(path, marks);
    }

    /// Whether the article of this path is so.
    pub fn is(&self, path: &str, state: ReadingState) -> bool {
        let marks = self.marks(path);
        match state {
            ReadingState::Starred => marks.starred,
            ReadingState::Later => marks.later,
            ReadingState::Unread => marks.unread || self.of(path).is_none(),
        }
    }

    /// Turns a state of the article of this path round, and says what its marks are then. One that was never read is
    /// taken for read from its beginning.
    pub fn turn(&mut self, path: &str, state: ReadingState) -> ReadingMarks {
        let is_so = self.is(path, state);
        let mut marks = self.marks(path);
        match state {
            ReadingState::Starred => marks.starred = !is_so,
            ReadingState::Later => marks.later = !is_so,
            ReadingState::Unread => {
                marks.unread = !is_so;
                self.all.entry(path.to_owned()).or_insert(0);
            }
        }
        self.set_marks(path.to_owned(), marks);
        marks
    }

    /// Takes in what was known before; what is here already is newer.
    pub fn remember(&mut self, before: Self) {
        for (path, at) in before.all {
            self.all.entry(path).or_insert(at);
        }
        for (path, marks) in before.marks {
            self.marks.entry(path).or_insert(marks);
        }
        self.last = self.last.take().or(before.last);
        self.filter = before.filter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_turned_round_and_back() {
        let mut stops = ReadingPositions::default();
        for state in ReadingState::ALL {
            let before = stops.is("a.md", state);
            stops.turn("a.md", state);
            assert_ne!(stops.is("a.md", state), before, "{state:?}");
            stops.turn("a.md", state);
            assert_eq!(stops.is("a.md", state), before, "{state:?}");
            assert_eq!(ReadingState::named(state.name()), Some(state));
        }
        assert_eq!(stops.of("a.md"), Some(0), "what was called read is read");
    }

    #[test]
    fn what_is_known_now_is_newer_than_what_is_remembered() {
        let mut now = ReadingPositions::default();
        now.insert("a.md".into(), 5);
        let mut before = ReadingPositions::default();
        before.insert("a.md".into(), 1);
        before.insert("b.md".into(), 2);
        now.remember(before);
        assert_eq!(
            (now.of("a.md"), now.of("b.md"), now.of("c.md")),
            (Some(5), Some(2), None)
        );
    }
}
