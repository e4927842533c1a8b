//! Line ends of any system made LF, with the way back.

use std::ops::Range;

use crate::text::range::SourceRange;

/// A text with its line ends made LF, and the way back.
pub(super) struct LfText {
    pub text: String,
    /// Where in the text carriage returns are missing that stood before a line feed.
    missing: Vec<usize>,
    start: u32,
}

impl LfText {
    pub(super) fn new(text: &str, start: u32) -> Self {
        let mut unix = String::with_capacity(text.len());
        let mut missing = Vec::new();
        let mut parts = text.split('\r').peekable();
        while let Some(part) = parts.next() {
            unix.push_str(part);
            match parts.peek() {
                Some(next) if next.starts_with('\n') => missing.push(unix.len()),
                Some(_) => unix.push('\n'),
                None => {}
            }
        }
        Self {
            text: unix,
            missing,
            start,
        }
    }

    /// Where a stretch of the text stands in the file.
    pub(super) fn source(&self, range: &Range<usize>) -> SourceRange {
        let place = |at: usize| {
            self.start + (at + self.missing.partition_point(|missing| *missing <= at)) as u32
        };
        let start = place(range.start);
        let end = range
            .end
            .checked_sub(1)
            .map_or(start, |last| place(last) + 1);
        SourceRange::new(start, end.max(start))
    }
}
