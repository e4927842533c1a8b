//! What has been read: articles by path, each with the place where the reader left it.

use std::collections::BTreeMap;

/// Where articles were left, and what was done last. An article that is not here has not been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingPositions {
    all: BTreeMap<String, u32>,
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

    /// Takes in what was known before; what is here already is newer.
    pub fn remember(&mut self, before: Self) {
        for (path, at) in before.all {
            self.all.entry(path).or_insert(at);
        }
        self.last = self.last.take().or(before.last);
        self.filter = before.filter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
