//! The path of a file that annotations are written to, or taken in from: one line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::notes::formats::WriteForm;
use crate::panes::pane::{Cx, Pane};
use crate::panes::request::{Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The endings that say a form.
const ENDINGS: &str =
    "The ending says the form: .md Markdown, .json W3C, .jsonl, .csv, readwise.csv";

/// What the file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// That many annotations are written to it.
    Export(usize),
    /// Annotations are taken in from it.
    #[default]
    Import,
}

/// The pane.
#[derive(Default)]
pub struct PathField {
    field: Field,
    purpose: Purpose,
}

impl PathField {
    /// Begins with nothing.
    pub fn start(&mut self, purpose: Purpose) {
        *self = Self {
            field: Field::default(),
            purpose,
        };
    }

    fn path(&self) -> &str {
        self.field.text().trim()
    }

    /// What is asked for once the path is typed; the field stays open while the form is not known.
    fn accept(&self) -> Vec<Request> {
        let path = self.path();
        if path.is_empty() {
            return vec![Request::Say("Type the path of a file".into())];
        }
        match (self.purpose, WriteForm::of_path(path)) {
            (Purpose::Import, _) => vec![Request::Close, Request::Import(path.to_owned())],
            (Purpose::Export(_), Some(form)) => {
                vec![Request::Close, Request::Export(path.to_owned(), form)]
            }
            (Purpose::Export(_), None) => {
                vec![Request::Say(SafeText::line(&format!("{path}: {ENDINGS}")))]
            }
        }
    }

    /// What is said below the path.
    fn words(&self) -> &'static str {
        match (self.purpose, WriteForm::of_path(self.path())) {
            (Purpose::Import, _) => "W3C Web Annotations, Hypothesis or Web Clipper, as JSON",
            (Purpose::Export(_), Some(form)) => form.name(),
            (Purpose::Export(_), None) => ENDINGS,
        }
    }
}

impl Pane for PathField {
    fn title(&self, _cx: &Cx) -> SafeText {
        match self.purpose {
            Purpose::Export(count) => SafeText::line(&format!(
                "Write the {count} listed to a file · enter writes"
            )),
            Purpose::Import => "Take annotations in from a file · enter reads".into(),
        }
    }

    fn context(&self) -> Context {
        Context::Typing
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Accept => self.accept(),
            Action::Cancel => vec![Request::Close],
            action if self.field.act(action) => Vec::new(),
            _ => ignored(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.field.insert(text);
        Vec::new()
    }

    fn place(&mut self, _area: Rect, _cx: &Cx) {}

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let typed = Role::Popup;
        Line::new(buf, area, &cx.theme, typed).field(typed, "> ".into(), &self.field, true);
        if area.height > 1 {
            let row = Rect {
                y: area.y + 1,
                height: 1,
                ..area
            };
            Line::new(buf, row, &cx.theme, typed).text(Role::StatusHint, self.words().into());
        }
    }
}
