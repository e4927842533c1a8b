//! The menu of sort keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::gate::{Shown, ShownStr};
use crate::input::action::Context;
use crate::input::keymap::Command;
use crate::panes::articles::SortKey;
use crate::panes::pane::{Cx, Pane, PaneId, Request, ignored};
use crate::panes::rows::{Done, Row, Rows};
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// A sort key and its words.
type Item = (SortKey, &'static str);

impl Row for Item {
    fn label(&self) -> ShownStr<'_> {
        self.1.into()
    }
}

/// The pane.
pub struct Sort {
    rows: Rows<Item>,
}

impl Default for Sort {
    fn default() -> Self {
        let mut rows = Rows::default();
        rows.set(SortKey::ALL.to_vec());
        Self { rows }
    }
}

impl Sort {
    /// Puts the cursor on the key in use.
    pub fn choose(&mut self, key: SortKey) {
        self.rows.choose_where(|(row, _)| *row == key);
    }
}

impl Pane for Sort {
    fn title(&self, _cx: &Cx) -> Shown {
        "Sort by".into()
    }

    fn context(&self) -> Context {
        self.rows.context(Context::List)
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match (self.rows.act(command), self.rows.current()) {
            (Done::Chosen, Some((key, _))) => vec![Request::Close, Request::Sort(*key)],
            (Done::Nothing, _) => ignored(),
            _ => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.rows.type_text(text);
        Vec::new()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.rows.set_height(usize::from(area.height));
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        for (((_, words), chosen), y) in self.rows.visible().zip(area.y..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            let base = cx.row(PaneId::Sort, chosen);
            Line::new(buf, row, &cx.theme, base).text(Role::Text, (*words).into());
        }
    }
}
