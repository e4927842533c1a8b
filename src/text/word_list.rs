//! Lists of words that are data: the files of `assets/words`.

/// The entries of a file, one a line; lines that begin with `# ` say what they are.
#[derive(Clone, Copy, Debug)]
pub struct WordList(&'static str);

impl WordList {
    /// The list in the text of a file.
    pub const fn new(file: &'static str) -> Self {
        Self(file)
    }

    /// The entries in the order of the file.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.lines().filter(|line| !line.starts_with("# "))
    }

    /// Whether an entry reads exactly so.
    pub fn contains(self, words: &str) -> bool {
        self.iter().any(|entry| entry == words)
    }
}
