//! The mouse in the text: a click is the current place, dragging selects, the wheel scrolls.

use crate::input::mouse::Pointer;
use crate::page::locate::{self, Position};
use crate::page::motion::row::nearest;
use crate::panes::pane::Cx;
use crate::panes::reader::Reader;
use crate::panes::reader::cursor::Selection;
use crate::panes::reader::links::targets;
use crate::panes::request::Request;
use crate::text::range::SourceRange;

/// What a press of the button may come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// It gives the reader the keyboard.
    First,
    /// The reader has the keyboard: what is chosen already is followed.
    Again,
}

/// A button that is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    /// The byte of the text on which it went down.
    at: u32,
    /// Whether letting go follows what is there.
    follows: bool,
}

impl Reader {
    /// Makes the text below the mouse the current place, and ends a selection.
    pub fn press(&mut self, pointer: Pointer, press: Press, cx: &Cx) {
        self.hints = None;
        self.held = None;
        if self.selection.is_some() {
            self.put_cursor_away();
        }
        let Some(cell) = self.cell(pointer) else {
            return;
        };
        let Some(at) = self.text_near(cell, cx) else {
            return;
        };
        let before = self.target;
        self.position.at = at;
        self.target = self.lead_at(cell, cx);
        let follows = press == Press::Again && before.is_some() && before == self.target;
        self.held = Some(Held { at, follows });
    }

    /// Selects from where the button went down to the mouse; beyond the edge it scrolls.
    pub fn drag(&mut self, pointer: Pointer, cx: &Cx) {
        let Some(held) = self.held else { return };
        if pointer.row < self.area.y {
            self.wheel(-1, cx);
        } else if pointer.row >= self.area.bottom() {
            self.wheel(1, cx);
        }
        let to = self.text_near(self.nearest_cell(pointer), cx);
        let Some(to) = to.filter(|to| self.selection.is_some() || *to != held.at) else {
            return;
        };
        self.held = Some(Held {
            follows: false,
            ..held
        });
        self.selection = Some(Selection::Characters(held.at));
        self.cursor = true;
        self.target = None;
        self.position.at = to;
    }

    /// Lets go: what was selected stays, and a link or name that was chosen before is followed.
    pub fn release(&mut self, cx: &Cx) -> Vec<Request> {
        match self.held.take() {
            Some(held) if held.follows => self.enter(cx),
            _ => Vec::new(),
        }
    }

    /// Scrolls by rows; a selection stays what it is.
    pub fn wheel(&mut self, by: isize, cx: &Cx) {
        if self.selection.is_some() || self.held.is_some() {
            self.scroll_to(self.position.row.saturating_add_signed(by));
        } else {
            self.scroll(by, cx);
        }
    }

    /// The cell of the layout below the mouse; `None` on the card and outside of the text's rows.
    fn cell(&self, pointer: Pointer) -> Option<Position> {
        let row = pointer
            .row
            .checked_sub(self.area.y)
            .filter(|row| *row < self.area.height)?;
        let row = (self.position.row + usize::from(row)).checked_sub(self.card.len())?;
        let rows = self.layout.as_ref()?.rows.len();
        let column = pointer.column.saturating_sub(self.text_area().x);
        (row < rows).then_some(Position { row, column })
    }

    /// The cell of the layout nearest to the mouse.
    fn nearest_cell(&self, pointer: Pointer) -> Position {
        let last_seen = self.area.bottom().saturating_sub(1);
        let row = pointer.row.clamp(self.area.y, last_seen.max(self.area.y)) - self.area.y;
        let row = (self.position.row + usize::from(row)).saturating_sub(self.card.len());
        let rows = self.layout.as_ref().map_or(0, |layout| layout.rows.len());
        Position {
            row: row.min(rows.saturating_sub(1)),
            column: pointer.column.saturating_sub(self.text_area().x),
        }
    }

    /// The position in the text nearest to a cell: in its row, else at the end of the text above.
    fn text_near(&self, cell: Position, cx: &Cx) -> Option<u32> {
        let (opened, layout) = (cx.opened()?, self.layout.as_ref()?);
        let in_row = |at: Position| nearest(&opened.document, layout, at);
        in_row(cell).or_else(|| {
            let above = (0..cell.row).rev().map(|row| Position {
                row,
                column: u16::MAX,
            });
            above.into_iter().find_map(in_row)
        })
    }

    /// The link, name or footnote mark at a cell.
    fn lead_at(&self, cell: Position, cx: &Cx) -> Option<SourceRange> {
        let opened = cx.opened()?;
        let source = locate::source_at(&opened.document, self.layout.as_ref()?, cell)?;
        targets(&opened.document, &cx.library, opened.article)
            .into_iter()
            .map(|(place, _)| place)
            .find(|place| place.covers(source))
    }
}
