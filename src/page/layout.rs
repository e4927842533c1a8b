//! A document at a width: rows of pieces, each a stretch of its text or decoration.
//!
//! A layout knows no colour. It is made once a width, in linear time; whatever is drawn over the
//! text (marks, selection, cursor) is found by going back from a piece to its source.

mod blank_rows;
mod code;
mod margin;
mod marker;
mod rows;
mod table;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::page::decor::{Glyph, GlyphSet, Part, Tone};
use crate::page::layout::blank_rows::Spacing;
use crate::page::layout::margin::Margins;
use crate::page::layout::rows::RowsBuilder;
use crate::page::wrap;
use crate::text::clean::{SafeStr, SafeText};
use crate::text::document::{Block, BlockKind, ContainerKind, Document};
use crate::text::range::TextRange;

/// Columns of a line across the page, however wide the page is.
const RULE: u16 = 80;

/// A document's rows at one width.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Columns that no piece reaches beyond; at least 1.
    pub width: u16,
    /// Rows from top to bottom; their text ranges ascend.
    pub rows: Vec<Row>,
    /// The pieces of all rows, row by row and from left to right.
    pub pieces: Vec<Piece>,
    /// The texts of decoration.
    signs: Vec<SafeText>,
}

/// One row of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its pieces, as indices into [`Layout::pieces`].
    pub pieces: Range<u32>,
    /// The block it belongs to, as an index into [`Document::blocks`]; for an empty row the next.
    pub block: u32,
    /// The text that belongs to it, with the blanks dropped at its end; the rows of one row of a
    /// table all have the text of the whole row.
    pub text: TextRange,
    /// What its block lies in.
    pub within: Within,
}

/// What a row lies in, as far as its looks depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// The page itself.
    #[default]
    Page,
    /// A quotation.
    Quote,
    /// A callout.
    Callout(Tone),
    /// A footnote's text.
    Footnote,
}

/// A stretch of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its first column, from 0.
    pub column: u16,
    /// Its columns.
    pub width: u16,
    /// What is to be seen there.
    pub what: What,
}

/// What a piece shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Text of the document.
    Text {
        /// Its style and source, as an index into [`Document::runs`].
        run: u32,
        /// The text; it ends with a whole cluster, so at times a little behind the run's end.
        text: TextRange,
    },
    /// Something that stands in no file.
    Decor {
        /// What it is.
        part: Part,
        /// Its text: see [`Layout::sign`]. It is repeated, or cut, to fill the piece.
        sign: u32,
    },
}

/// How lines of code that are longer than a row are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongCode {
    /// Broken, so that all of it is seen.
    #[default]
    Wrapped,
    /// From a column on, as far as the row goes.
    From(u16),
}

/// What a reader may choose about a layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Long lines of code.
    pub code: LongCode,
    /// The signs that decoration is drawn with.
    pub glyphs: GlyphSet,
    /// Containers that are folded to their first block, as indices into [`Document::containers`].
    pub folded: BTreeSet<u32>,
}

/// The callouts that their article asks to show folded at first.
pub fn folded_at_first(document: &Document) -> BTreeSet<u32> {
    let folded = |kind: &ContainerKind| {
        matches!(
            kind,
            ContainerKind::Callout {
                folded: Some(true),
                ..
            }
        )
    };
    let containers = document.containers.iter().zip(0..);
    containers
        .filter(|(container, _)| folded(&container.kind))
        .map(|(_, index)| index)
        .collect()
}

impl Layout {
    /// Lays a document out at `width` columns; a width of 0 is taken as 1.
    pub fn of(document: &Document, width: u16, options: &Options) -> Self {
        let mut setter = Setter {
            document,
            rows: RowsBuilder::new(document, width.max(1), options.glyphs),
            margins: Margins::of(document, width.max(1), options),
            spacing: Spacing::of(document),
            options,
        };
        let mut next = 0;
        while let Some(block) = document.blocks.get(next) {
            next = setter.set(next, block);
        }
        setter.rows.finish()
    }

    /// The pieces of a row; none where there is no such row.
    pub fn row(&self, row: usize) -> &[Piece] {
        let range = self.rows.get(row).map_or(0..0, |row| row.pieces.clone());
        self.pieces
            .get(range.start as usize..range.end as usize)
            .unwrap_or(&[])
    }

    /// The text of a piece of decoration.
    pub fn sign(&self, sign: u32) -> SafeStr<'_> {
        self.signs
            .get(sign as usize)
            .map(SafeText::shown)
            .unwrap_or_default()
    }
}

/// Sets one block after the other.
struct Setter<'a> {
    document: &'a Document,
    rows: RowsBuilder<'a>,
    margins: Margins,
    spacing: Spacing,
    options: &'a Options,
}

impl<'a> Setter<'a> {
    /// Sets a block and says which one comes next.
    fn set(&mut self, index: usize, block: &'a Block) -> usize {
        let entrance = self.margins.enter(block);
        if entrance.hidden {
            return index + 1;
        }
        let start = TextRange::new(block.text.start, block.text.start);
        if self.spacing.blank_before(self.document, block, &entrance) {
            self.rows.begin(index, self.margins.edge(entrance.common));
            self.rows.open(start);
        }
        self.rows.begin(index, self.margins.edge(block.container));
        self.mark(block, &entrance);
        match &block.kind {
            BlockKind::Code(language) => self.code(block, language.shown()),
            BlockKind::Math => self.code(block, SafeStr::default()),
            BlockKind::Rule => self.rule(start),
            BlockKind::Cell { .. } => return self.table(index),
            BlockKind::Embed => {
                self.rows.mark(Part::EmbedMark, Glyph::Embed as u32);
                self.flow(block.text);
            }
            _ => self.flow(block.text),
        }
        index + 1
    }

    /// Sets running text; its first row begins after the markers.
    fn flow(&mut self, range: TextRange) {
        let (first, rest) = (self.rows.text_column(), self.rows.edge_column());
        let room = |column: u16| usize::from(self.rows.width.saturating_sub(column));
        let lines = wrap::lines(self.rows.line(range), room(first), room(rest));
        for (index, line) in lines.into_iter().enumerate() {
            self.rows.open(within(range, line.shown.start..line.next));
            self.rows.text(
                if index == 0 { first } else { rest },
                within(range, line.shown),
            );
        }
    }

    fn rule(&mut self, at: TextRange) {
        let column = self.rows.text_column();
        self.rows.open(at);
        let width = self.rows.width.saturating_sub(column).min(RULE);
        self.rows
            .decor(column, width, Part::Rule, Glyph::Rule as u32);
    }

    fn code(&mut self, block: &Block, language: SafeStr<'_>) {
        code::set(&mut self.rows, block.text, self.options.code, language);
    }
}

/// Bytes of a block's text as a range of the document's.
fn within(block: TextRange, bytes: Range<usize>) -> TextRange {
    TextRange::new(
        block.start + bytes.start as u32,
        block.start + bytes.end as u32,
    )
}

#[cfg(test)]
pub(in crate::page) mod tests;
