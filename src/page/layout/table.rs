//! Tables: columns side by side where they fit, else a record a row.

mod records;
mod share;

use crate::page::decor::{Glyph, Part};
use crate::page::layout::rows::RowsBuilder;
use crate::page::layout::{Setter, within};
use crate::page::width::columns;
use crate::page::wrap::{self, WrappedLine};
use crate::text::document::{Alignment, BlockKind, ContainerKind};
use crate::text::range::TextRange;

/// Columns between two columns of a table.
const BETWEEN: usize = 3;

/// One cell that has text; empty cells are not in a document.
#[derive(Clone, Copy)]
struct TableCell {
    /// Its block, as an index.
    block: usize,
    row: u32,
    column: u32,
    text: TextRange,
}

/// The lines of one cell, and where they are set.
struct Set {
    text: TextRange,
    lines: Vec<WrappedLine>,
    left: usize,
    width: usize,
    alignment: Alignment,
}

impl Setter<'_> {
    /// Sets the table that begins with the cell `first`, and says which block comes after it.
    pub(super) fn table(&mut self, first: usize) -> usize {
        let cells = self.cells(first);
        let left = self.rows.text_column();
        let room = usize::from(self.rows.width.saturating_sub(left));
        match share::widths(&self.rows, &cells, room) {
            Some(widths) => self.aligned(&cells, usize::from(left), &widths),
            None => self.records(&cells, left),
        }
        first + cells.len()
    }

    /// The cells that follow one another in the table of the cell `first`.
    fn cells(&self, first: usize) -> Vec<TableCell> {
        let blocks = self.document.blocks.get(first..).unwrap_or(&[]);
        let container = blocks.first().and_then(|block| block.container);
        let table = blocks
            .iter()
            .take_while(|block| block.container == container);
        let cells = table
            .zip(first..)
            .map_while(|(block, index)| match block.kind {
                BlockKind::Cell { row, column } => Some(TableCell {
                    block: index,
                    row,
                    column,
                    text: block.text,
                }),
                _ => None,
            });
        cells.collect()
    }

    /// How each column is aligned.
    fn alignments(&self, cells: &[TableCell]) -> &[Alignment] {
        let block = cells
            .first()
            .and_then(|cell| self.document.blocks.get(cell.block));
        let table = block.and_then(|block| self.document.containers.get(block.container? as usize));
        match table.map(|table| &table.kind) {
            Some(ContainerKind::Table(alignments)) => alignments,
            _ => &[],
        }
    }

    /// Sets the columns side by side.
    fn aligned(&mut self, cells: &[TableCell], left: usize, widths: &[usize]) {
        let alignments = self.alignments(cells).to_vec();
        let lefts: Vec<usize> = widths
            .iter()
            .scan(left, |next, width| {
                let here = *next;
                *next += width + BETWEEN;
                Some(here)
            })
            .collect();
        let set = |rows: &RowsBuilder<'_>, cell: &TableCell| {
            let column = cell.column as usize;
            let width = widths.get(column).copied().unwrap_or(1);
            Set {
                text: cell.text,
                lines: wrap::lines(rows.line(cell.text), width, width),
                left: lefts.get(column).copied().unwrap_or(left),
                width,
                alignment: alignments.get(column).copied().unwrap_or(Alignment::Left),
            }
        };
        let airy = cells.iter().any(|cell| {
            let text = self.rows.line(cell.text);
            let width = widths.get(cell.column as usize).copied().unwrap_or(1);
            cell.row > 0 && (text.contains('\n') || columns(text) > width)
        });
        for (index, row) in cells.chunk_by(|a, b| a.row == b.row).enumerate() {
            let sets: Vec<Set> = row.iter().map(|cell| set(&self.rows, cell)).collect();
            let (Some(first), Some(last)) = (row.first(), row.last()) else {
                continue;
            };
            let text = TextRange::new(first.text.start, last.text.end);
            let after_head = index == 1 && cells.first().is_some_and(|cell| cell.row == 0);
            if after_head || (index > 0 && airy) {
                let end = TextRange::new(text.start, text.start);
                self.table_line(end, &lefts, widths);
            }
            self.rows.turn_to(first.block);
            let height = sets.iter().map(|set| set.lines.len()).max().unwrap_or(0);
            for line in 0..height {
                self.rows.open(text);
                self.table_row(&sets, line, &lefts);
            }
        }
    }

    /// Sets one line of a table's row.
    fn table_row(&mut self, sets: &[Set], line: usize, lefts: &[usize]) {
        let mut sets = sets.iter().peekable();
        for (index, left) in lefts.iter().enumerate() {
            if index > 0 {
                self.rows.decor(
                    (left - BETWEEN) as u16,
                    BETWEEN as u16,
                    Part::TableLine,
                    Glyph::TableBar as u32,
                );
            }
            let Some(set) = sets.next_if(|set| set.left == *left) else {
                continue;
            };
            let Some(line) = set.lines.get(line) else {
                continue;
            };
            let spare = set.width.saturating_sub(line.columns);
            let lead = match set.alignment {
                Alignment::Left => 0,
                Alignment::Centre => spare / 2,
                Alignment::Right => spare,
            };
            self.rows
                .text((left + lead) as u16, within(set.text, line.shown.clone()));
        }
    }

    /// Draws a line between two rows of a table.
    fn table_line(&mut self, at: TextRange, lefts: &[usize], widths: &[usize]) {
        self.rows.open(at);
        for (index, (left, width)) in lefts.iter().zip(widths).enumerate() {
            if index > 0 {
                self.rows.decor(
                    (left - BETWEEN) as u16,
                    BETWEEN as u16,
                    Part::TableLine,
                    Glyph::TableCross as u32,
                );
            }
            self.rows.decor(
                *left as u16,
                *width as u16,
                Part::TableLine,
                Glyph::Rule as u32,
            );
        }
    }
}
