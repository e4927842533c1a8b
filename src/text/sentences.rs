//! Sentences of a document, so that a name or a link can be shown in what was said with it.
//!
//! Rules rather than a model: a stop ends a sentence unless the word before it or the letter after
//! it speaks against. One walk over the bytes; a sentence never crosses a block or a line break.

pub mod words;

use std::ops::Range;

use crate::text::byte_set;
use crate::text::document::{Block, BlockKind, Document, Inline};
use crate::text::range::TextRange;

/// The sentences of a document, ascending; headings, cells and captions may be one each.
pub fn sentences(document: &Document) -> Vec<TextRange> {
    let marks = footnote_marks(document);
    let text = document.text.as_str();
    let mut found = Vec::new();
    for block in &document.blocks {
        let mut lines = Lines {
            text,
            marks: &marks,
            found: &mut found,
        };
        lines.read(block);
    }
    found
}

/// Where a document has marks of footnotes, ascending.
pub fn footnote_marks(document: &Document) -> Vec<TextRange> {
    let raised = Inline::FOOTNOTE | Inline::SUPERSCRIPT;
    let runs = document.runs.iter();
    runs.filter(|run| run.style.intersects(raised))
        .map(|run| run.text)
        .collect()
}

/// The sentences of plain text, in bytes, ascending; a line break always ends one.
pub fn of_text(text: &str) -> Vec<TextRange> {
    of_stretch(text, 0..text.len(), &[])
}

/// The sentences of a stretch of a text, among whose `marks` (bytes, ascending) are those of
/// footnotes.
pub fn of_stretch(text: &str, bytes: Range<usize>, marks: &[TextRange]) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut lines = Lines {
        text,
        marks,
        found: &mut found,
    };
    lines.split(bytes.start, bytes.end);
    found
}

/// A walk over the lines of a text that gathers their sentences.
struct Lines<'a> {
    text: &'a str,
    /// Footnote marks, ascending: they may stand between a stop and the blank after it.
    marks: &'a [TextRange],
    found: &'a mut Vec<TextRange>,
}

impl Lines<'_> {
    /// Takes the sentences of one block.
    fn read(&mut self, block: &Block) {
        let range = block.text.bytes();
        if self.text.get(range.clone()).is_none() {
            return;
        }
        match block.kind {
            BlockKind::Paragraph | BlockKind::Cell { .. } => self.split(range.start, range.end),
            BlockKind::Code(_) | BlockKind::Math => self.lines(range.start, range.end),
            BlockKind::Heading(_) | BlockKind::CalloutTitle | BlockKind::Embed => {
                self.push(range.start, range.end);
            }
            BlockKind::Rule => {}
        }
    }

    /// Each line is one.
    fn lines(&mut self, start: usize, end: usize) {
        let mut at = start;
        for line in self.text[start..end].split('\n') {
            self.push(at, at + line.len());
            at += line.len() + 1;
        }
    }

    /// Cuts at line breaks, and at stops that end a sentence.
    fn split(&mut self, start: usize, end: usize) {
        let mut from = start;
        let mut at = start;
        while let Some(stop) = next_stop(self.text, at, end) {
            let tail = self.tail(stop, end);
            if ends_here(&self.text[from..end], stop - from, tail - from) {
                self.push(from, tail);
                from = tail;
            }
            at = tail;
        }
        self.push(from, end);
    }

    /// Where the stops, closing quotes and footnote marks that begin at `stop` are over.
    fn tail(&self, stop: usize, end: usize) -> usize {
        let mut at = stop;
        while at < end {
            let Some(sign) = self.text[at..end].chars().next() else {
                break;
            };
            if is_stop(sign) && sign != '\n' || at > stop && is_closer(sign) {
                at += sign.len_utf8();
            } else if let Some(after) = self.mark_at(at).filter(|_| at > stop) {
                at = after.min(end);
            } else {
                break;
            }
        }
        at.max(stop + self.text[stop..].chars().next().map_or(1, char::len_utf8))
    }

    /// The end of the footnote mark that begins at `at`.
    fn mark_at(&self, at: usize) -> Option<usize> {
        let next = self
            .marks
            .partition_point(|mark| (mark.start as usize) < at);
        let mark = self
            .marks
            .get(next)
            .filter(|mark| mark.start as usize == at)?;
        (!mark.is_empty()).then_some(mark.end as usize)
    }

    /// Takes a sentence without the blanks around it; nothing where only blanks are left.
    fn push(&mut self, start: usize, end: usize) {
        let line = &self.text[start..end];
        let trimmed = line.trim();
        let start = start + (line.len() - line.trim_start().len());
        if !trimmed.is_empty() {
            self.found.push((start..start + trimmed.len()).into());
        }
    }
}

/// The bytes that stops begin with: walking bytes is several times faster than decoding.
const STOP_BYTES: [bool; 256] = byte_set::of(b".!?\n\xD8\xDB\xE0\xE1\xE2\xE3\xEF");

/// The next character at or after `at` that may end a sentence.
fn next_stop(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < end {
        if STOP_BYTES[usize::from(bytes[at])] && text[at..].chars().next().is_some_and(is_stop) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether a character can end a sentence.
fn is_stop(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '\n' | '…') || is_full_stop(sign)
}

/// Stops that need no blank after them: those of East Asian, Indic, Arabic and Ethiopic writing.
fn is_full_stop(sign: char) -> bool {
    matches!(
        sign,
        '。' | '！'
            | '？'
            | '｡'
            | '．'
            | '।'
            | '॥'
            | '؟'
            | '۔'
            | '።'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

/// Quotes and brackets that close what a stop stands in.
fn is_closer(sign: char) -> bool {
    matches!(
        sign,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '】'
            | '）'
            | '〉'
            | '》'
            | '〗'
            | '］'
    )
}

/// Whether the sentence that begins `text` ends with the stops at `stop..tail`, in bytes.
fn ends_here(text: &str, stop: usize, tail: usize) -> bool {
    let stops = &text[stop..tail];
    let after = &text[tail..];
    if stops.starts_with('\n') || stops.contains(is_full_stop) {
        return true;
    }
    let next = after.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    if next.is_empty() || next.starts_with('\n') {
        return true;
    }
    if next.len() == after.len() {
        // No blank: a decimal, an address, `e.g.`
        return false;
    }
    if words::goes_on(next) {
        return false;
    }
    stops != "." || words::may_end(&text[..stop], next)
}

#[cfg(test)]
mod tests;
