//! Code and formulas: lines as they were written, broken or cut at the right edge.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::page::decor::{Glyph, Part};
use crate::page::layout::rows::RowsBuilder;
use crate::page::layout::{LongCode, within};
use crate::page::width::{columns, fitting};
use crate::page::wrap;
use crate::text::clean::SafeStr;
use crate::text::range::TextRange;

/// Columns between the margin and the code.
const MARGIN: u16 = 2;
/// Columns below which code has no margin of its own.
const NARROW: u16 = 20;

/// Sets a block of code with its language above it.
pub(super) fn set(
    rows: &mut RowsBuilder<'_>,
    code: TextRange,
    long: LongCode,
    language: SafeStr<'_>,
) {
    let first = rows.text_column();
    let margin = if rows.width - first.min(rows.width) > NARROW {
        MARGIN
    } else {
        0
    };
    let mut lines = CodeLines {
        rows,
        margin: first,
        column: first + margin,
    };
    if !language.as_str().is_empty() {
        lines.language(code.start, language);
    }
    let text = lines.rows.line(code);
    let mut start = 0;
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let range = within(code, start..start + line.len());
        match long {
            LongCode::Wrapped => lines.wrapped(range),
            LongCode::From(offset) => lines.cut(range, usize::from(offset)),
        }
        start += line.len() + 1;
    }
}

/// Where lines of code go.
struct CodeLines<'r, 'a> {
    rows: &'r mut RowsBuilder<'a>,
    margin: u16,
    column: u16,
}

impl CodeLines<'_, '_> {
    /// Opens a row; `hidden` says that its line begins out of sight at the left.
    fn open(&mut self, text: TextRange, hidden: HiddenCode) {
        self.rows.open(text);
        let (blank, cut) = (Glyph::Blank as u32, Glyph::CutLeft as u32);
        let margin = self.column - self.margin;
        match hidden {
            HiddenCode::Beginning if margin > 0 => {
                self.rows
                    .decor(self.margin, margin - 1, Part::CodeMargin, blank);
                self.rows.decor(self.column - 1, 1, Part::Cut, cut);
            }
            _ if margin > 0 => self
                .rows
                .decor(self.margin, margin, Part::CodeMargin, blank),
            _ => {}
        }
    }

    fn room(&self) -> usize {
        usize::from(self.rows.width.saturating_sub(self.column))
    }

    fn language(&mut self, at: u32, language: SafeStr<'_>) {
        self.open(TextRange::new(at, at), HiddenCode::Nothing);
        let wide = columns(language.as_str()).min(self.room()) as u16;
        let sign = self.rows.sign(language.to_shown());
        self.rows.decor(self.column, wide, Part::CodeLanguage, sign);
    }

    fn wrapped(&mut self, line: TextRange) {
        let room = self.room();
        for part in wrap::lines(self.rows.line(line), room, room) {
            self.open(
                within(line, part.shown.start..part.next),
                HiddenCode::Nothing,
            );
            self.rows.text(self.column, within(line, part.shown));
        }
    }

    /// Shows what of a line lies between `offset` and the right edge, with a sign at an edge
    /// beyond which it goes on.
    fn cut(&mut self, line: TextRange, offset: usize) {
        let text = self.rows.line(line);
        let goes_on = columns(text) > offset + self.room();
        let room = self.room() - usize::from(goes_on && self.room() > 0);
        let CodeWindow { shown, lead } = CodeWindow::of(text, offset, room);
        let hidden = if shown.start > 0 {
            HiddenCode::Beginning
        } else {
            HiddenCode::Nothing
        };
        self.open(line, hidden);
        self.rows.text(self.column + lead, within(line, shown));
        if goes_on {
            self.rows
                .decor(self.rows.width - 1, 1, Part::Cut, Glyph::CutRight as u32);
        }
    }
}

/// What of a line is out of sight at the left.
#[derive(Clone, Copy)]
enum HiddenCode {
    Nothing,
    Beginning,
}

/// The part of a line that is seen.
struct CodeWindow {
    /// In bytes of the line.
    shown: Range<usize>,
    /// Columns before it, where a wide cluster is cut by the left edge.
    lead: u16,
}

impl CodeWindow {
    fn of(text: &str, offset: usize, room: usize) -> Self {
        let (skipped, before) = fitting(text, offset);
        let rest = text.get(skipped..).unwrap_or("");
        let straddling = rest.graphemes(true).next().filter(|_| before < offset);
        let start = skipped + straddling.map_or(0, str::len);
        let after = before + straddling.map_or(0, columns);
        let lead = after.saturating_sub(offset);
        let (length, _) = fitting(text.get(start..).unwrap_or(""), room.saturating_sub(lead));
        Self {
            shown: start..start + length,
            lead: lead as u16,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_shows_whole_clusters() {
        let seen = |text: &'static str, offset, room| {
            let window = CodeWindow::of(text, offset, room);
            (text.get(window.shown).unwrap_or("?"), window.lead)
        };
        assert_eq!(seen("let x = 1;", 4, 3), ("x =", 0));
        assert_eq!(seen("世界abc", 1, 4), ("界a", 1));
        assert_eq!(seen("ab", 5, 4), ("", 0));
    }
}
