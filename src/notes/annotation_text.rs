//! The text that annotations speak of, `plain-1`: an article's text with its markup dropped.
//!
//! Positions in annotations count code points of this text, so it is frozen: nothing here may
//! change what comes out, and nothing here follows the reader's [`markdown`](crate::text::markdown),
//! which may. Another text would need another name.
//!
//! The rules: the text after the front matter, line ends made LF, as the Markdown parser reads it.
//! Blocks are joined by one LF, a soft break is one blank, a hard break (and `<br>`) one LF. Of a
//! table, cells are joined by one blank and rows by one LF. Code and formulas stand as written. Tags
//! of HTML are dropped and their text is kept; around elements that stand apart it has one blank.
//! Images and embeds are nothing; of links the anchor is kept. `%%comments%%`, ids of blocks, marks of
//! footnotes and the type of a callout are dropped, and so are the marks of `==highlights==`, whose
//! text is kept. Blocks without any text are left out.

mod html;
mod line_ends;
mod marks;
mod parse;

use std::ops::Range;

use crate::text::range::SourceRange;

/// The name of this text in annotations.
pub const NAME: &str = "plain-1";

/// A text without markup, with the way back to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// Where it came from: ascending, without the joints between blocks.
    spans: Vec<PlainSpan>,
}

/// A stretch of the text that came from one stretch of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PlainSpan {
    /// Code points of the text.
    points: Range<u32>,
    /// Bytes of the text.
    bytes: Range<usize>,
    /// Bytes of the file.
    source: SourceRange,
    /// Whether both are the same bytes, but for carriage returns that are line ends of their own.
    exact: bool,
}

/// Makes the text of an article: `text` is the whole decoded file and `body` the byte at which its
/// text begins, after the front matter.
pub fn plain(text: &str, body: u32) -> Plain {
    let raw = parse::parse(text, body);
    let dropped = marks::dropped(&raw);
    let mut plain = Plain::default();
    let mut row = None;
    for block in &raw.blocks {
        let kept = kept(&block.text, &dropped);
        let has_text = |part: &Range<usize>| {
            raw.text
                .get(part.clone())
                .is_some_and(|text| !text.trim().is_empty())
        };
        if !kept.iter().any(has_text) {
            continue;
        }
        if !plain.text.is_empty() {
            plain.text.push(if row.is_some() && row == block.row {
                ' '
            } else {
                '\n'
            });
        }
        row = block.row;
        for part in kept {
            raw.copy(part, &mut plain);
        }
    }
    plain.count();
    plain
}

/// The parts of a block that are not dropped.
fn kept(block: &Range<usize>, dropped: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = dropped.partition_point(|drop| drop.end <= block.start);
    let mut parts = Vec::new();
    let mut at = block.start;
    for drop in dropped[first..]
        .iter()
        .take_while(|drop| drop.start < block.end)
    {
        parts.push(at..drop.start.max(at));
        at = drop.end.max(at);
    }
    parts.push(at.min(block.end)..block.end);
    parts.retain(|part| !part.is_empty());
    parts
}

impl Plain {
    /// How many code points the text has.
    pub fn len(&self) -> u32 {
        self.text.chars().count() as u32
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text of some code points; empty where they do not fit.
    pub fn slice(&self, points: Range<u32>) -> &str {
        let bytes = self.byte_at(points.start).zip(self.byte_at(points.end));
        bytes
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or("")
    }

    /// The bytes of the file that some code points came from: exact where the text is the file's,
    /// else snapped outward. `None` where there is no text.
    pub fn source_of(&self, points: Range<u32>) -> Option<SourceRange> {
        let first = self
            .spans
            .partition_point(|stretch| stretch.points.end <= points.start);
        let count =
            self.spans[first..].partition_point(|stretch| stretch.points.start < points.end);
        let inside = &self.spans[first..first + count];
        let (first, last) = (inside.first()?, inside.last()?);
        let start = first
            .source_at(points.start.max(first.points.start), &self.text)?
            .start;
        let end = last
            .source_at(points.end.min(last.points.end) - 1, &self.text)?
            .end;
        (start <= end).then(|| SourceRange::new(start, end))
    }

    /// The code points that came from some bytes of the file: exact where the text is the file's,
    /// else snapped outward. `None` where nothing of them is text.
    pub fn points_of(&self, source: SourceRange) -> Option<Range<u32>> {
        let touched = |stretch: &&PlainSpan| stretch.source.overlaps(source);
        let first = self.spans.iter().find(touched)?;
        let last = self.spans.iter().rfind(touched)?;
        let start = first
            .point_at(source.start, &self.text)
            .unwrap_or(first.points.start);
        let end = last
            .point_at(source.end, &self.text)
            .unwrap_or(last.points.end);
        (start < end).then_some(start..end)
    }

    /// The byte at which a code point begins.
    fn byte_at(&self, point: u32) -> Option<usize> {
        let index = self
            .spans
            .partition_point(|stretch| stretch.points.end <= point);
        let (from, byte) = match index.checked_sub(1).map(|before| &self.spans[before]) {
            Some(before) => (before.points.end, before.bytes.end),
            None => (0, 0),
        };
        let ahead = (point - from.min(point)) as usize;
        let rest = self.text.get(byte..)?;
        let ends = std::iter::once(rest.len());
        rest.char_indices()
            .map(|(at, _)| at)
            .chain(ends)
            .nth(ahead)
            .map(|at| byte + at)
    }

    /// Counts the code points of every stretch, which were only counted in bytes so far.
    fn count(&mut self) {
        let (mut byte, mut point) = (0, 0);
        for stretch in &mut self.spans {
            let count = |text: &str| text.chars().count() as u32;
            let start = point + self.text.get(byte..stretch.bytes.start).map_or(0, count);
            point = start + self.text.get(stretch.bytes.clone()).map_or(0, count);
            byte = stretch.bytes.end;
            stretch.points = start..point;
        }
    }
}

impl PlainSpan {
    /// The bytes of the file that one of its code points came from.
    fn source_at(&self, point: u32, text: &str) -> Option<SourceRange> {
        if !self.exact {
            return Some(self.source);
        }
        let inside = text.get(self.bytes.clone())?;
        let (at, c) = inside
            .char_indices()
            .nth((point - self.points.start) as usize)?;
        let start = self.source.start + at as u32;
        Some(SourceRange::new(start, start + c.len_utf8() as u32))
    }

    /// The code point that a byte of the file became, if it lies inside.
    fn point_at(&self, source: u32, text: &str) -> Option<u32> {
        let offset = source
            .checked_sub(self.source.start)
            .filter(|_| self.exact && source <= self.source.end)?;
        let before = text.get(self.bytes.start..self.bytes.start + offset as usize)?;
        Some(self.points.start + before.chars().count() as u32)
    }
}

#[cfg(test)]
mod tests;
