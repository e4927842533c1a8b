//! Elements that make leaves and containers: headings, lists and tables.

use super::elements::Meaning;
use super::table::Grid;
use super::tokens::attribute;
use super::{Ending, FARTHEST, Html, Tag};
use crate::text::clean::SafeText;
use crate::text::document::{Alignment, BlockKind, ContainerKind, Marker};
use crate::text::markdown::writer::Pen;

impl Html<'_> {
    /// Opens an element that makes a leaf or a container.
    pub(super) fn open_block(&mut self, meant: Meaning, tag: &Tag<'_>, pen: &mut Pen) {
        match meant {
            Meaning::Heading(level) => {
                pen.begin_leaf(BlockKind::Heading(level), tag.source);
                self.opened(tag, Ending::Leaf);
            }
            Meaning::Preformatted => {
                pen.begin_leaf(BlockKind::Code(SafeText::default()), tag.source);
                self.preformatted += 1;
                self.opened(tag, Ending::Preformatted);
            }
            Meaning::Quote => self.enter(ContainerKind::Quote, tag, pen),
            Meaning::List(numbered) => {
                let first = attribute(tag.text, "start")
                    .and_then(|start| start.parse().ok())
                    .unwrap_or(1);
                self.next_number.push(numbered.then_some(first));
                pen.enter(ContainerKind::List, tag.source);
                self.opened(tag, Ending::List);
            }
            Meaning::Item => {
                self.close_item(pen);
                let marker = match self.next_number.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        Marker::Number(*number - 1)
                    }
                    _ => Marker::Bullet,
                };
                self.enter(ContainerKind::Item(marker), tag, pen);
            }
            Meaning::Table => {
                pen.enter(ContainerKind::Table(Vec::new()), tag.source);
                self.grid = Some(Grid::new(pen.innermost_index()));
                self.opened(tag, Ending::Table);
            }
            Meaning::Row | Meaning::Cell => self.resume(meant, tag, pen),
            Meaning::Rule => {
                pen.begin_leaf(BlockKind::Rule, tag.source);
                pen.end_leaf();
            }
            _ => pen.end_leaf(),
        }
    }

    /// Begins a row or a cell of the open table.
    pub(super) fn open_in_table(&mut self, meant: Meaning, tag: &Tag<'_>, pen: &mut Pen) {
        self.close_cell(pen);
        let Some(grid) = &mut self.grid else { return };
        if meant == Meaning::Row {
            grid.row();
            return;
        }
        let number = |name| {
            attribute(tag.text, name)
                .and_then(|value| value.parse().ok())
                .unwrap_or(1)
        };
        let (row, column) = grid.cell(number("rowspan"), number("colspan"));
        pen.begin_leaf(BlockKind::Cell { row, column }, tag.source);
        self.in_cell = true;
    }

    /// A row outside any table goes on with the one that the last HTML broke off, if nothing
    /// came between; else it is text.
    fn resume(&mut self, meant: Meaning, tag: &Tag<'_>, pen: &mut Pen) {
        pen.end_leaf();
        let Some((grid, leaves)) = self.suspended.take() else {
            return;
        };
        if leaves == pen.draft.leaves.len() && pen.enter_again(grid.container) {
            self.grid = Some(grid);
            self.open.push(("table".to_owned(), Ending::Table));
            self.open_in_table(meant, tag, pen);
        }
    }

    /// Closes the item that an item of the same list ends.
    pub(super) fn close_item(&mut self, pen: &mut Pen) {
        let recent = self.open.iter().enumerate().rev().take(FARTHEST);
        let mut inside =
            recent.take_while(|(_, (_, ending))| !matches!(ending, Ending::List | Ending::Table));
        if let Some(index) = inside
            .find(|(_, (name, _))| name == "li")
            .map(|(index, _)| index)
        {
            self.close_to(index, pen);
        }
    }

    /// Closes the open cell and what is open in it.
    pub(super) fn close_cell(&mut self, pen: &mut Pen) {
        if let Some(table) = self
            .open
            .iter()
            .rposition(|(_, ending)| matches!(ending, Ending::Table))
        {
            self.close_to(table + 1, pen);
        }
        pen.end_leaf();
        self.in_cell = false;
    }

    pub(super) fn close_table(&mut self, pen: &mut Pen) {
        pen.end_leaf();
        self.in_cell = false;
        if let (Some(grid), Some(table)) = (self.grid.take(), pen.innermost()) {
            table.kind = ContainerKind::Table(vec![Alignment::Left; grid.columns as usize]);
        }
        pen.leave();
    }

    fn enter(&mut self, kind: ContainerKind, tag: &Tag<'_>, pen: &mut Pen) {
        pen.enter(kind, tag.source);
        self.opened(tag, Ending::Container);
    }
}
