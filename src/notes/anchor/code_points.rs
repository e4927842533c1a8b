//! Plain text that is addressed by code points, and its folded form for comparing.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::notes::annotation::TextPosition;

/// The plain text of an article, ready for finding anchors in it.
#[derive(Clone, Debug)]
pub struct PlainText {
    text: String,
    /// First byte of each code point, and the length at the end.
    starts: Vec<u32>,
    /// Each code point folded; see [`fold`].
    folded: Vec<char>,
}

impl PlainText {
    /// Prepares a text; takes time and memory in proportion to it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = text
            .char_indices()
            .map(|(at, _)| at as u32)
            .chain([text.len() as u32])
            .collect();
        let folded = text.chars().map(fold).collect();
        Self {
            text,
            starts,
            folded,
        }
    }

    /// The text as it is.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Its code points, folded.
    pub fn folded(&self) -> &[char] {
        &self.folded
    }

    /// The words of a stretch; empty where it does not fit.
    pub fn slice(&self, position: TextPosition) -> &str {
        self.text.get(self.bytes(position)).unwrap_or("")
    }

    /// The bytes of a stretch, cut off at the end of the text.
    pub fn bytes(&self, position: TextPosition) -> Range<usize> {
        let byte = |at: usize| {
            self.starts
                .get(at)
                .map_or(self.text.len(), |&start| start as usize)
        };
        let start = byte(position.start);
        start..byte(position.end).max(start)
    }

    /// The code points of a stretch of bytes; bytes within a code point count as its first.
    pub fn position(&self, bytes: Range<usize>) -> TextPosition {
        let code_point = |at: usize| {
            self.starts
                .partition_point(|&start| (start as usize) <= at)
                .saturating_sub(1)
        };
        let start = code_point(bytes.start);
        TextPosition {
            start,
            end: code_point(bytes.end).max(start),
        }
    }

    /// The smallest stretch of whole graphemes that holds this one.
    #[must_use]
    pub fn snap_outward(&self, range: TextPosition) -> TextPosition {
        let start = self.snap(range.start, Towards::Start);
        TextPosition {
            start,
            end: self.snap(range.end.max(range.start), Towards::End),
        }
    }

    /// The largest stretch of whole graphemes within this one.
    #[must_use]
    pub fn snap_inward(&self, range: TextPosition) -> TextPosition {
        let start = self.snap(range.start, Towards::End);
        TextPosition {
            start,
            end: self.snap(range.end, Towards::Start).max(start),
        }
    }

    fn snap(&self, at: usize, towards: Towards) -> usize {
        let at = at.min(self.len());
        let byte = self.bytes(TextPosition { start: at, end: at }).start;
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        if cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            return at;
        }
        let found = match towards {
            Towards::Start => cursor
                .prev_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(0),
            Towards::End => cursor
                .next_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(self.text.len()),
        };
        self.position(found..found).start
    }
}

/// Which way a cut grapheme is left.
#[derive(Clone, Copy)]
enum Towards {
    Start,
    End,
}

/// One code point for one, so that positions stay: quotes, dashes, blanks and capitals that
/// programs exchange for one another become the same.
pub fn fold(c: char) -> char {
    match c {
        'a'..='z' => c,
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => c,
            }
        }
    }
}

/// A text folded by [`fold`].
pub fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}
