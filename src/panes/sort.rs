//! The menu of sort keys of the list that asked for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::list_rows::{Done, Row, Rows};
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Request, ignored};
use crate::panes::sort_key::SortBy;
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A sort key and its words.
type Item = (SortBy, &'static str);

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        self.1.into()
    }
}

/// The pane.
#[derive(Default)]
pub struct Sort {
    rows: Rows<Item>,
}

impl Sort {
    /// Offers the keys of a list, with the cursor on the one in use.
    pub fn offer(&mut self, now: SortBy) {
        self.rows = Rows::of(now.choices());
        self.rows.choose_where(|(by, _)| *by == now);
    }
}

impl Pane for Sort {
    fn title(&self, _cx: &Cx) -> SafeText {
        self.rows.titled("Sort by".into())
    }

    fn context(&self) -> Context {
        self.rows.context(Context::List)
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command, &cx.library), self.rows.current()) {
            (Done::Chosen, Some((by, _))) => vec![Request::Close, Request::Sort(*by)],
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text, &cx.library);
        Vec::new()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(self.rows.seen_in(area))
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        for (((_, words), chosen), row) in self.rows.visible().zip(area.rows()) {
            let base = cx.row(PaneId::Sort, chosen);
            Line::new(buf, row, &cx.theme, base).text(Role::Text, (*words).into());
        }
    }
}
