//! Elements that make leaves and containers: headings, lists and tables.

use super::elements::Element;
use super::table::Grid;
use super::tokens::attribute;
use super::{FARTHEST, HtmlReader, OnClose, Tag};
use crate::text::clean::SafeText;
use crate::text::document::{Alignment, BlockKind, ContainerKind};
use crate::text::markdown::writer::DraftWriter;

impl HtmlReader<'_> {
    /// Opens an element that makes a leaf or a container.
    pub(super) fn open_block(&mut self, meant: Element, tag: &Tag<'_>, writer: &mut DraftWriter) {
        match meant {
            Element::Heading(level) => {
                writer.begin_leaf(BlockKind::Heading(level), tag.source);
                self.opened(tag, OnClose::Leaf);
            }
            Element::Preformatted => {
                writer.begin_leaf(BlockKind::Code(SafeText::default()), tag.source);
                self.preformatted += 1;
                self.opened(tag, OnClose::Preformatted);
            }
            Element::Quote => self.enter(ContainerKind::Quote, tag, writer),
            Element::List(numbered) => {
                let first = attribute(tag.text, "start")
                    .and_then(|start| start.parse().ok())
                    .unwrap_or(1);
                writer.enter_list(numbered.then_some(first), tag.source);
                self.opened(tag, OnClose::List);
            }
            Element::Item => {
                self.close_item(writer);
                let marker = writer.next_marker();
                self.enter(ContainerKind::Item(marker), tag, writer);
            }
            Element::Table => {
                writer.enter(ContainerKind::Table(Vec::new()), tag.source);
                self.grid = Some(Grid::new(writer.innermost_index()));
                self.opened(tag, OnClose::Table);
            }
            Element::Row | Element::Cell => self.resume(meant, tag, writer),
            Element::Rule => {
                writer.begin_leaf(BlockKind::Rule, tag.source);
                writer.end_leaf();
            }
            _ => writer.end_leaf(),
        }
    }

    /// Begins a row or a cell of the open table.
    pub(super) fn open_in_table(
        &mut self,
        meant: Element,
        tag: &Tag<'_>,
        writer: &mut DraftWriter,
    ) {
        self.close_cell(writer);
        let Some(grid) = &mut self.grid else { return };
        if meant == Element::Row {
            grid.row();
            return;
        }
        let number = |name| {
            attribute(tag.text, name)
                .and_then(|value| value.parse().ok())
                .unwrap_or(1)
        };
        let (row, column) = grid.cell(number("rowspan"), number("colspan"));
        writer.begin_leaf(BlockKind::Cell { row, column }, tag.source);
        self.in_cell = true;
    }

    /// A row outside any table goes on with the one that the last HTML broke off, if nothing
    /// came between; else it is text.
    fn resume(&mut self, meant: Element, tag: &Tag<'_>, writer: &mut DraftWriter) {
        writer.end_leaf();
        let Some((grid, leaves)) = self.suspended.take() else {
            return;
        };
        if leaves == writer.draft.leaves.len() && writer.enter_again(grid.container) {
            self.grid = Some(grid);
            self.open.push(("table".to_owned(), OnClose::Table));
            self.open_in_table(meant, tag, writer);
        }
    }

    /// Closes the item that an item of the same list ends.
    pub(super) fn close_item(&mut self, writer: &mut DraftWriter) {
        let recent = self.open.iter().enumerate().rev().take(FARTHEST);
        let mut inside =
            recent.take_while(|(_, (_, ending))| !matches!(ending, OnClose::List | OnClose::Table));
        if let Some(index) = inside
            .find(|(_, (name, _))| name == "li")
            .map(|(index, _)| index)
        {
            self.close_to(index, writer);
        }
    }

    /// Closes the open cell and what is open in it.
    pub(super) fn close_cell(&mut self, writer: &mut DraftWriter) {
        if let Some(table) = self
            .open
            .iter()
            .rposition(|(_, ending)| matches!(ending, OnClose::Table))
        {
            self.close_to(table + 1, writer);
        }
        writer.end_leaf();
        self.in_cell = false;
    }

    pub(super) fn close_table(&mut self, writer: &mut DraftWriter) {
        writer.end_leaf();
        self.in_cell = false;
        if let (Some(grid), Some(table)) = (self.grid.take(), writer.innermost()) {
            table.kind = ContainerKind::Table(vec![Alignment::Left; grid.columns as usize]);
        }
        writer.leave();
    }

    fn enter(&mut self, kind: ContainerKind, tag: &Tag<'_>, writer: &mut DraftWriter) {
        writer.enter(kind, tag.source);
        self.opened(tag, OnClose::Container);
    }
}
