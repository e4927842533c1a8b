//! The editor of a note of several lines.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane, Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::theme::Role;

/// Longest text taken from one paste, in bytes; more would make each key slow.
const LONGEST_PASTE: usize = 1 << 20;

/// The pane.
#[derive(Default)]
pub struct NoteEditor {
    area: TextArea<'static>,
}

impl NoteEditor {
    /// Begins with a text, at its end.
    pub fn start(&mut self, text: &str) {
        let clean = SafeText::block(text);
        self.area = TextArea::from(clean.as_str().split('\n'));
        self.area.set_wrap_mode(WrapMode::WordOrGlyph);
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// What was written.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }
}

impl Pane for NoteEditor {
    fn title(&self, _cx: &Cx) -> SafeText {
        "Note · esc keeps it, enter begins a line".into()
    }

    fn context(&self) -> Context {
        Context::Note
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Cancel => return vec![Request::Close, Request::NoteWritten(self.text())],
            Action::ToEditor => return vec![Request::Close, Request::NoteLent(self.text())],
            Action::Accept => self.area.insert_newline(),
            Action::TypeLeft => self.area.move_cursor(CursorMove::Back),
            Action::TypeRight => self.area.move_cursor(CursorMove::Forward),
            Action::TypeUp => self.area.move_cursor(CursorMove::Up),
            Action::TypeDown => self.area.move_cursor(CursorMove::Down),
            Action::TypeStart => self.area.move_cursor(CursorMove::Head),
            Action::TypeEnd => self.area.move_cursor(CursorMove::End),
            Action::DeleteBack => drop(self.area.delete_char()),
            Action::DeleteForward => drop(self.area.delete_next_char()),
            Action::DeleteWord => drop(self.area.delete_word()),
            Action::DeleteLine => drop(self.area.delete_line_by_head()),
            _ => return ignored(),
        }
        vec![Request::NoteTyped(self.text())]
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        let taken = &text[..text.floor_char_boundary(LONGEST_PASTE)];
        self.area.insert_str(SafeText::block(taken).as_str());
        let mut requests = vec![Request::NoteTyped(self.text())];
        if taken.len() < text.len() {
            let words = format!("Only the first {} bytes of it are pasted", taken.len());
            requests.push(Request::Say(SafeText::line(&words)));
        }
        requests
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
