//! The editor of a note of several lines.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane};
use crate::panes::request::{Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::field::end_of_word;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct NoteEditor {
    title: SafeText,
    area: TextArea<'static>,
}

impl NoteEditor {
    /// Begins with a text, at its end, under a title.
    pub fn start(&mut self, title: SafeText, text: &str) {
        self.title = title;
        let clean = SafeText::block(text);
        self.area = TextArea::from(clean.as_str().split('\n'));
        self.area.set_wrap_mode(WrapMode::WordOrGlyph);
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Moves to where a word ends, as in a field of one line.
    fn move_to_end_of_word(&mut self) {
        let DataCursor(row, column) = self.area.cursor();
        let after: String = self.area.lines()[row].chars().skip(column).collect();
        if after.is_empty() {
            return self.area.move_cursor(CursorMove::Forward);
        }
        for _ in after[..end_of_word(&after)].chars() {
            self.area.move_cursor(CursorMove::Forward);
        }
    }

    /// What was written.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }
}

impl Pane for NoteEditor {
    fn title(&self, _cx: &Cx) -> SafeText {
        self.title.clone()
    }

    fn context(&self) -> Context {
        Context::Note
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Cancel => return vec![Request::NoteWritten(self.text())],
            Action::LeaveNote => return vec![Request::NoteLeft(self.text())],
            Action::ToEditor => return vec![Request::NoteLent(self.text())],
            Action::Accept => self.area.insert_newline(),
            Action::TypeLeft => self.area.move_cursor(CursorMove::Back),
            Action::TypeRight => self.area.move_cursor(CursorMove::Forward),
            Action::TypeUp => self.area.move_cursor(CursorMove::Up),
            Action::TypeDown => self.area.move_cursor(CursorMove::Down),
            Action::TypeWordLeft => self.area.move_cursor(CursorMove::WordBack),
            Action::TypeWordRight => self.move_to_end_of_word(),
            Action::TypeStart => self.area.move_cursor(CursorMove::Head),
            Action::TypeEnd => self.area.move_cursor(CursorMove::End),
            Action::DeleteBack => drop(self.area.delete_char()),
            Action::DeleteForward => drop(self.area.delete_next_char()),
            Action::DeleteWord => drop(self.area.delete_word()),
            Action::DeleteWordForward => drop(self.area.delete_next_word()),
            Action::DeleteLine => drop(self.area.delete_line_by_head()),
            Action::DeleteToEnd => drop(self.area.delete_line_by_end()),
            _ => return ignored(),
        }
        vec![Request::NoteTyped(self.text())]
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.area.insert_str(SafeText::block(text).as_str());
        vec![Request::NoteTyped(self.text())]
    }

    fn place(&mut self, _area: Rect, cx: &Cx) {
        self.area.set_style(cx.theme.style(Role::Popup));
        self.area.set_cursor_line_style(Style::new());
        self.area.set_cursor_style(cx.theme.style(Role::Cursor));
    }

    fn draw(&self, area: Rect, _cx: &Cx, buf: &mut Buffer) {
        (&self.area).render(area.intersection(buf.area), buf);
    }
}
