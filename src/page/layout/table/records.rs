//! Tables that do not fit: the heads in one line, then for each row a record of `head: value`.

use std::collections::BTreeMap;

use super::TableCell;
use crate::page::decor::{Glyph, Part};
use crate::page::layout::{Setter, within};
use crate::page::width::columns;
use crate::page::wrap;
use crate::text::clean::SafeText;
use crate::text::range::TextRange;

/// Columns by which the further lines of a value are indented.
const HANG: u16 = 2;
/// Columns of room below which values stand without their heads.
const CRAMPED: u16 = 12;

/// The name of a column, as decoration: its sign and its columns.
type Heads = BTreeMap<u32, (u32, usize)>;

impl Setter<'_> {
    /// Sets the rows below one another. Every text of the table is shown once, in order; what is
    /// repeated of the heads is decoration.
    pub(super) fn records(&mut self, cells: &[TableCell], left: u16) {
        let (head, body) = cells.split_at(cells.partition_point(|cell| cell.row == 0));
        self.heads(head, left);
        let mut heads = Heads::new();
        for cell in head {
            let label = format!("{}: ", self.rows.line(cell.text));
            let wide = columns(&label);
            heads.insert(
                cell.column,
                (
                    self.rows.sign(SafeText::line(&label)),
                    wide.min(usize::from(u16::MAX)),
                ),
            );
        }
        for (index, record) in body.chunk_by(|a, b| a.row == b.row).enumerate() {
            let Some(first) = record.first() else {
                continue;
            };
            self.rows.turn_to(first.block);
            if index > 0 || !head.is_empty() {
                self.rows
                    .open(TextRange::new(first.text.start, first.text.start));
            }
            for cell in record {
                self.rows.turn_to(cell.block);
                self.value(cell, left, &heads);
            }
        }
    }

    /// Sets the heads one after the other, as many in a row as fit.
    fn heads(&mut self, head: &[TableCell], left: u16) {
        let room = usize::from(self.rows.width.saturating_sub(left));
        let mut row: Vec<(u16, TextRange)> = Vec::new();
        let mut used = 0;
        for cell in head {
            let text = self.rows.line(cell.text);
            let wide = columns(text);
            let broken = text.contains('\n') || wide > room;
            if !row.is_empty() && (broken || used + super::BETWEEN + wide > room) {
                self.head_row(std::mem::take(&mut row));
                used = 0;
            }
            if broken {
                for line in wrap::lines(text, room, room) {
                    self.head_row(vec![(left, within(cell.text, line.shown))]);
                }
                continue;
            }
            used += if row.is_empty() { 0 } else { super::BETWEEN };
            row.push((left + used as u16, cell.text));
            used += wide;
        }
        self.head_row(row);
    }

    fn head_row(&mut self, row: Vec<(u16, TextRange)>) {
        let (Some((_, first)), Some((_, last))) = (row.first(), row.last()) else {
            return;
        };
        self.rows.open(first.join(*last));
        for (index, (column, text)) in row.into_iter().enumerate() {
            if index > 0 {
                let width = super::BETWEEN as u16;
                self.rows.decor(
                    column - width,
                    width,
                    Part::TableLine,
                    Glyph::Between as u32,
                );
            }
            self.rows.text(column, text);
        }
    }

    /// Sets a value after the head of its column; a long head has a row of its own.
    fn value(&mut self, cell: &TableCell, left: u16, heads: &Heads) {
        let room = self.rows.width.saturating_sub(left);
        let hang = left + if room >= CRAMPED { HANG } else { 0 };
        let mut first = left;
        let mut label = heads.get(&cell.column).filter(|_| room >= CRAMPED);
        if let Some((sign, wide)) = label {
            if *wide > usize::from(room / 2) {
                self.rows
                    .open(TextRange::new(cell.text.start, cell.text.start));
                self.rows
                    .decor(left, room.min(*wide as u16), Part::TableHead, *sign);
                (first, label) = (hang, None);
            } else {
                first = left + *wide as u16;
            }
        }
        let space = |column: u16| usize::from(self.rows.width.saturating_sub(column));
        let lines = wrap::lines(self.rows.line(cell.text), space(first), space(hang));
        for (index, line) in lines.into_iter().enumerate() {
            self.rows
                .open(within(cell.text, line.shown.start..line.next));
            if let Some((sign, wide)) = label.take() {
                self.rows.decor(left, *wide as u16, Part::TableHead, *sign);
            }
            let column = if index == 0 { first } else { hang };
            self.rows.text(column, within(cell.text, line.shown));
        }
    }
}
