//! Lines of a text with their byte ranges, whatever ends them.

use std::ops::Range;

/// One line: its bytes without the line end, and where the next one starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SourceLine<'t> {
    /// The words of the line.
    pub(super) text: &'t str,
    /// Byte of the whole text at which it starts.
    pub(super) start: usize,
    /// Byte at which the next line starts.
    pub(super) next: usize,
}

impl SourceLine<'_> {
    /// Whether it holds nothing but blanks.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it says nothing of its own: a comment of YAML, or a mark of git.
    pub(super) fn is_comment(&self) -> bool {
        self.text.trim_start().starts_with('#') || self.is_conflict()
    }

    /// Whether it is a mark that git leaves around what two sides wrote.
    pub(super) fn is_conflict(&self) -> bool {
        let mark = self.text.split(' ').next();
        mark.is_some_and(|mark| matches!(mark, "<<<<<<<" | "|||||||" | "=======" | ">>>>>>>"))
    }

    /// Width of its indentation in bytes; tabs and blanks count alike.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '\t']).len()
    }

    /// Whether it is exactly the mark of a fence; blanks after it are not seen by anybody.
    pub(super) fn is_fence(&self, mark: &str) -> bool {
        self.text.trim_end_matches([' ', '\t']) == mark
    }

    /// Whether the mark of a fence runs into the words after it; a longer rule is no fence.
    pub(super) fn opens_with_fence(&self, mark: &str) -> bool {
        self.text
            .strip_prefix(mark)
            .and_then(|words| words.chars().next())
            .is_some_and(|first| !first.is_whitespace() && !mark.contains(first))
    }

    /// The byte after its last one, without the line end.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of `range` of `text`; they end at LF, CR LF or a lone CR.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = SourceLine<'_>> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..range.end).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let ending = match rest.as_bytes().get(length..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        let line = SourceLine {
            text: &rest[..length],
            start: at,
            next: at + length + ending,
        };
        at = line.next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_a_line() {
        let text = "a\r\nb\rc\n\nd";
        let all: Vec<_> = lines(text, 0..text.len()).map(|line| line.text).collect();
        assert_eq!(all, ["a", "b", "c", "", "d"]);
        let last = lines(text, 0..text.len()).last().unwrap();
        assert_eq!((last.start, last.next), (8, 9));
    }
}
