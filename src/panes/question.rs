//! A question that wants yes or no, asked where no article can draw.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane};
use crate::panes::place_list::wrapped;
use crate::panes::request::{Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct Question {
    title: SafeText,
    lines: Vec<SafeText>,
}

impl Question {
    /// Asks this under a title; each text is a paragraph.
    pub fn ask(&mut self, title: SafeText, lines: Vec<SafeText>) {
        self.title = title;
        self.lines = lines;
    }
}

impl Pane for Question {
    fn title(&self, _cx: &Cx) -> SafeText {
        self.title.clone()
    }

    fn context(&self) -> Context {
        Context::Question
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Yes => vec![Request::Answered(true)],
            Action::No => vec![Request::Answered(false)],
            Action::Close => vec![Request::Close],
            _ => ignored(),
        }
    }

    fn place(&mut self, _area: Rect, _cx: &Cx) {}

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let lines = self.lines.iter().flat_map(|text| wrapped(text, area.width));
        for (text, row) in lines.zip(area.rows()) {
            Line::new(buf, row, &cx.theme, Role::Text).text(Role::Text, text.shown());
        }
    }
}
