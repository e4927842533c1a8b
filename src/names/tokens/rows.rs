//! The lists of the program as text: rows of cells between tabs.

/// The rows of a tab-separated text without its comments.
pub fn rows(text: &str) -> impl Iterator<Item = std::str::Split<'_, char>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t'))
}
