//! Text, code, formulas and the marks of footnotes, as the parser tells of them.

use pulldown_cmark::CowStr;

use super::EventReader;
use crate::text::document::{BlockKind, Inline};
use crate::text::markdown::draft::SpanRole;
use crate::text::range::{SourceRange, TextRange};

impl EventReader<'_> {
    /// Adds text that came from `source`: byte for byte where both are the same.
    pub(super) fn text(&mut self, text: &CowStr<'_>, source: SourceRange) {
        if self.fenced {
            self.code(text, source);
            return;
        }
        let role = if self.writer.in_code() {
            SpanRole::Verbatim
        } else if self.writer.style.contains(Inline::EMBED) {
            SpanRole::Plain
        } else if self.anchors > 0 {
            SpanRole::Anchor
        } else {
            SpanRole::Prose
        };
        let exact = source.of(self.file) == &**text;
        self.writer.push(text, source, exact, role);
        let before = (source.start as usize)
            .checked_sub(1)
            .and_then(|at| self.file.as_bytes().get(at));
        if exact && before == Some(&b'\\') {
            self.writer.escape_last();
        }
    }

    /// Adds code; some clippers put a backslash before each backtick, even there.
    fn code(&mut self, text: &str, source: SourceRange) {
        let exact = source.of(self.file) == text;
        if !exact || !text.contains("\\`") {
            self.writer.push(text, source, exact, SpanRole::Verbatim);
            return;
        }
        let mut start = source.start;
        for part in text.split_inclusive("\\`") {
            let kept = part.strip_suffix("\\`").unwrap_or(part);
            let end = start + kept.len() as u32;
            self.writer
                .push(kept, SourceRange::new(start, end), true, SpanRole::Verbatim);
            start += part.len() as u32;
            if kept.len() < part.len() {
                self.writer.push(
                    "`",
                    SourceRange::new(start - 1, start),
                    true,
                    SpanRole::Verbatim,
                );
            }
        }
    }

    /// Adds text between delimiters of one character, which are part of `source`.
    pub(super) fn delimited(&mut self, style: Inline, text: &str, source: SourceRange) {
        let whole = source.of(self.file);
        let fence = whole
            .bytes()
            .take_while(|byte| Some(byte) == whole.as_bytes().first())
            .count();
        let new = self.writer.begin_style(style);
        let place = |at: usize| {
            whole
                .get(at..at + text.len())
                .filter(|inner| *inner == text)
                .map(|_| at as u32)
        };
        match place(fence).or_else(|| place(fence + 1)) {
            Some(at) => {
                let start = source.start + at;
                self.writer.push(
                    text,
                    SourceRange::new(start, start + text.len() as u32),
                    true,
                    SpanRole::Verbatim,
                );
            }
            None => self.writer.push(text, source, false, SpanRole::Verbatim),
        }
        self.writer.style -= new;
    }

    /// Adds a formula: as a block, if nothing else stands in its paragraph.
    pub(super) fn formula(&mut self, text: &str, source: SourceRange) {
        let alone = self
            .writer
            .leaf_source()
            .is_some_and(|leaf| leaf.of(self.file).trim() == source.of(self.file));
        if alone {
            self.writer.begin_anew(BlockKind::Math);
        }
        self.delimited(Inline::MATH, text, source);
    }

    /// Adds the mark of a footnote, in whose place its number will be shown.
    pub(super) fn footnote_mark(&mut self, label: &str, source: SourceRange) {
        let start = self.writer.at();
        self.writer.push("[]", source, false, SpanRole::Plain);
        let mark = TextRange::new(start, self.writer.at());
        let index = self.writer.draft.footnote(label);
        if let Some(note) = self.writer.draft.footnotes.get_mut(index) {
            note.marks.push((mark, source));
        }
    }

    /// Adds a tilde that strikes nothing out.
    pub(super) fn tilde(&mut self, at: u32) {
        self.writer
            .push("~", SourceRange::new(at, at + 1), true, SpanRole::Plain);
    }
}
