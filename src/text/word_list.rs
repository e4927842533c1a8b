//! Lists of words that are data: the files of `assets/words`.

use std::collections::HashSet;
use std::sync::OnceLock;

/// The entries of a file, one a line; lines that begin with `# ` say what they are.
#[derive(Debug)]
pub struct WordList {
    file: &'static str,
    /// The same, once they were asked for: lists are asked at every word of a library.
    entries: OnceLock<(Vec<&'static str>, HashSet<&'static str>)>,
}

impl WordList {
    /// The list in the text of a file.
    pub const fn new(file: &'static str) -> Self {
        Self {
            file,
            entries: OnceLock::new(),
        }
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.entries().0.iter().copied()
    }

    /// Whether an entry reads exactly so.
    pub fn contains(&self, words: &str) -> bool {
        self.entries().1.contains(words)
    }

    fn entries(&self) -> &(Vec<&'static str>, HashSet<&'static str>) {
        self.entries.get_or_init(|| {
            let lines = self.file.lines().filter(|line| !line.starts_with("# "));
            let entries: Vec<&str> = lines.collect();
            let set = entries.iter().copied().collect();
            (entries, set)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_has_are_its_lines_and_nothing_else() {
        let list = WordList::new("# what it is\nmr\nmr x\nx\nyes mr");
        for words in ["mr", "mr x", "x", "yes mr"] {
            assert!(list.contains(words), "{words}");
        }
        for words in ["", "m", "# what it is", "yes", "mr\nmr x", "\n"] {
            assert!(!list.contains(words), "{words}");
        }
    }
}
