//! Rows while they are made: bars at the left, markers before the first row, text cut by runs.

use crate::page::decor::{GlyphSet, Part};
use crate::page::layout::{Layout, Piece, Row, What, Within};
use crate::page::width::columns;
use crate::page::wrap::is_cluster_boundary;
use crate::text::clean::SafeText;
use crate::text::document::{Document, Run};
use crate::text::range::TextRange;

/// What rows in one container have at their left, and what they lie in.
#[derive(Default)]
pub(super) struct Edge {
    /// Where text begins.
    pub(super) column: u16,
    /// Bars before it, from left to right.
    pub(super) bars: Vec<Piece>,
    pub(super) within: Within,
}

/// The rows made so far, and what every further row begins with.
pub(super) struct RowsBuilder<'a> {
    document: &'a Document,
    /// Columns of the layout.
    pub(super) width: u16,
    layout: Layout,
    block: u32,
    /// The run used last.
    run: usize,
    edge: Edge,
    markers: Vec<Piece>,
}

impl<'a> RowsBuilder<'a> {
    pub(super) fn new(document: &'a Document, width: u16, glyphs: GlyphSet) -> Self {
        let layout = Layout {
            width,
            signs: glyphs.signs(),
            ..Layout::default()
        };
        Self {
            document,
            width,
            layout,
            block: 0,
            run: 0,
            edge: Edge::default(),
            markers: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Layout {
        self.layout
    }

    /// The text of a range.
    pub(super) fn line(&self, range: TextRange) -> &'a str {
        self.document.slice(range).as_str()
    }

    /// From here on rows belong to `block` and lie at `edge`.
    pub(super) fn begin(&mut self, block: usize, edge: Edge) {
        self.block = block as u32;
        self.edge = edge;
    }

    /// From here on rows belong to another block at the same edge.
    pub(super) fn turn_to(&mut self, block: usize) {
        self.block = block as u32;
    }

    /// Opens a row: the bars, and on the first row after [`Self::mark`] the markers.
    pub(super) fn open(&mut self, text: TextRange) {
        let pieces = &mut self.layout.pieces;
        let start = pieces.len() as u32;
        pieces.extend_from_slice(&self.edge.bars);
        pieces.append(&mut self.markers);
        let pieces = start..pieces.len() as u32;
        let within = self.edge.within;
        self.layout.rows.push(Row {
            pieces,
            block: self.block,
            text,
            within,
        });
    }

    /// Keeps a marker for the next row, before the text and after the markers already kept.
    pub(super) fn mark(&mut self, part: Part, sign: u32) {
        self.mark_at(self.edge.column, part, sign);
    }

    /// Keeps a marker for the next row, not before `column`; dropped where it leaves no room.
    pub(super) fn mark_at(&mut self, column: u16, part: Part, sign: u32) {
        let column = self.first_column(column);
        let wide = columns(self.layout.sign(sign).as_str());
        let room = usize::from(self.width.saturating_sub(column));
        if wide < room {
            self.markers.push(Piece {
                column,
                width: wide as u16,
                what: What::Decor { part, sign },
            });
        }
    }

    /// The column after the bars and markers of the next row, but not before `column`.
    fn first_column(&self, column: u16) -> u16 {
        let last = self.markers.last().or(self.edge.bars.last());
        last.map_or(0, |piece| piece.column + piece.width)
            .max(column)
    }

    /// Where the text of rows without markers begins.
    pub(super) fn edge_column(&self) -> u16 {
        self.edge.column
    }

    /// Where the text of the next row begins.
    pub(super) fn text_column(&self) -> u16 {
        self.first_column(self.edge.column)
    }

    /// A text for decoration, to be named when it is drawn.
    pub(super) fn sign(&mut self, text: SafeText) -> u32 {
        self.layout.signs.push(text);
        self.layout.signs.len() as u32 - 1
    }

    /// Puts decoration into the row.
    pub(super) fn decor(&mut self, column: u16, width: u16, part: Part, sign: u32) {
        self.push(Piece {
            column,
            width,
            what: What::Decor { part, sign },
        });
    }

    /// Puts text of one line into the row, a piece a run.
    pub(super) fn text(&mut self, column: u16, range: TextRange) {
        let line = self.line(range);
        let runs = &self.document.runs;
        let mut index = self.first_run(range.start);
        let mut column = usize::from(column);
        let mut at = 0;
        while let Some(run) = runs.get(index).filter(|_| at < line.len()) {
            let start = (run.text.start.saturating_sub(range.start) as usize).clamp(at, line.len());
            let end = (run.text.end.saturating_sub(range.start) as usize).min(line.len());
            let end = (end..=line.len())
                .find(|end| is_cluster_boundary(line, *end))
                .unwrap_or(end);
            if end > start {
                column += columns(line.get(at..start).unwrap_or(""));
                let wide = columns(line.get(start..end).unwrap_or(""));
                let text = super::within(range, start..end);
                self.push(Piece {
                    column: column.min(usize::from(u16::MAX)) as u16,
                    width: wide.min(usize::from(u16::MAX)) as u16,
                    what: What::Text {
                        run: index as u32,
                        text,
                    },
                });
                column += wide;
                at = end;
            }
            self.run = index;
            index += 1;
        }
    }

    /// The first run that ends behind a byte of the text. Nearly always it is the one used last, or
    /// the next: a table of many cells is laid out twice as fast for looking there first.
    fn first_run(&self, start: u32) -> usize {
        let runs = &self.document.runs;
        let is_first = |index: usize| {
            let ends_behind = |run: &Run| run.text.end > start;
            let before = index.checked_sub(1).and_then(|before| runs.get(before));
            runs.get(index).is_some_and(ends_behind) && !before.is_some_and(ends_behind)
        };
        let near = (self.run..self.run + 3).find(|index| is_first(*index));
        near.unwrap_or_else(|| runs.partition_point(|run| run.text.end <= start))
    }

    /// Adds a piece to the last row, after those it has and cut at the right edge.
    fn push(&mut self, mut piece: Piece) {
        let row = self.layout.rows.last();
        let row = row.map_or(0, |row| row.pieces.start as usize);
        let before = self.layout.pieces.get(row..).and_then(<[Piece]>::last);
        let end = before.map_or(0, |before| before.column + before.width);
        piece.column = piece.column.min(self.width - 1).max(end);
        piece.width = piece.width.min(self.width - piece.column);
        self.layout.pieces.push(piece);
        if let Some(row) = self.layout.rows.last_mut() {
            row.pieces.end = self.layout.pieces.len() as u32;
        }
    }
}
