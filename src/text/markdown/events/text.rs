//! Text, code, formulas and the marks of footnotes, as the parser tells of them.

use pulldown_cmark::CowStr;

use super::Writer;
use crate::text::document::{BlockKind, Inline};
use crate::text::markdown::draft::Role;
use crate::text::range::{SourceRange, TextRange};

impl Writer<'_> {
    /// Adds text that came from `source`: byte for byte where both are the same.
    pub(super) fn text(&mut self, text: &CowStr<'_>, source: SourceRange) {
        if self.fenced {
            self.code(text, source);
            return;
        }
        let role = if self.pen.in_code() {
            Role::Verbatim
        } else if self.pen.style.contains(Inline::EMBED) {
            Role::Plain
        } else if self.anchors > 0 {
            Role::Anchor
        } else {
            Role::Prose
        };
        let exact = source.of(self.file) == &**text;
        self.pen.push(text, source, exact, role);
        let before = (source.start as usize)
            .checked_sub(1)
            .and_then(|at| self.file.as_bytes().get(at));
        if exact && before == Some(&b'\\') {
            self.pen.escape_last();
        }
    }

    /// Adds code; some clippers put a backslash before each backtick, even there.
    fn code(&mut self, text: &str, source: SourceRange) {
        let exact = source.of(self.file) == text;
        if !exact || !text.contains("\\`") {
            self.pen.push(text, source, exact, Role::Verbatim);
            return;
        }
        let mut start = source.start;
        for part in text.split_inclusive("\\`") {
            let kept = part.strip_suffix("\\`").unwrap_or(part);
            let end = start + kept.len() as u32;
            self.pen
                .push(kept, SourceRange::new(start, end), true, Role::Verbatim);
            start += part.len() as u32;
            if kept.len() < part.len() {
                self.pen.push(
                    "`",
                    SourceRange::new(start - 1, start),
                    true,
                    Role::Verbatim,
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
        let new = style - self.pen.style;
        self.pen.style |= new;
        let place = |at: usize| {
            whole
                .get(at..at + text.len())
                .filter(|inner| *inner == text)
                .map(|_| at as u32)
        };
        match place(fence).or_else(|| place(fence + 1)) {
            Some(at) => {
                let start = source.start + at;
                self.pen.push(
                    text,
                    SourceRange::new(start, start + text.len() as u32),
                    true,
                    Role::Verbatim,
                );
            }
            None => self.pen.push(text, source, false, Role::Verbatim),
        }
        self.pen.style -= new;
    }

    /// Adds a formula: as a block, if nothing else stands in its paragraph.
    pub(super) fn formula(&mut self, text: &str, source: SourceRange) {
        let alone = self
            .pen
            .leaf_source()
            .is_some_and(|leaf| leaf.of(self.file).trim() == source.of(self.file));
        if alone {
            self.pen.begin_anew(BlockKind::Math);
        }
        self.delimited(Inline::MATH, text, source);
    }

    /// Adds the mark of a footnote, in whose place its number will be shown.
    pub(super) fn footnote_mark(&mut self, label: &str, source: SourceRange) {
        let start = self.pen.at();
        self.pen.push("[]", source, false, Role::Plain);
        let mark = TextRange::new(start, self.pen.at());
        let index = self.pen.draft.footnote(label);
        if let Some(note) = self.pen.draft.footnotes.get_mut(index) {
            note.marks.push((mark, source));
        }
    }

    /// Adds a tilde that strikes nothing out.
    pub(super) fn tilde(&mut self, at: u32) {
        self.pen
            .push("~", SourceRange::new(at, at + 1), true, Role::Plain);
    }
}
