//! The tags of an annotation: one line, completed from tags that the library knows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane};
use crate::panes::request::{Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct TagField {
    field: Field,
    known: Vec<SafeText>,
}

impl TagField {
    /// Begins with tags, and learns those of the library and of other annotations.
    pub fn start(&mut self, tags: &str, cx: &Cx) {
        let gap = if tags.is_empty() { "" } else { " " };
        self.field = Field::with(&format!("{tags}{gap}"));
        let noted = cx
            .notebook
            .entries()
            .flat_map(|entry| entry.annotation().tags.clone());
        let mut known: Vec<SafeText> = noted.map(|tag| SafeText::line(&tag)).collect();
        known.extend(cx.palette.given().map(SafeText::line));
        known.extend(cx.library.tags().into_iter().map(|(tag, _)| tag));
        known.sort();
        known.dedup();
        self.known = known;
    }

    /// The word being typed, as far as the cursor.
    fn word(&self) -> &str {
        self.field
            .before()
            .rsplit([' ', ','])
            .next()
            .unwrap_or_default()
    }

    /// Known tags that begin as the word being typed does.
    fn offers(&self) -> impl Iterator<Item = &SafeText> {
        let word = self.word().trim_start_matches('#').to_lowercase();
        let fits = move |tag: &&SafeText| {
            let tag = tag.as_str().to_lowercase();
            !word.is_empty() && tag.starts_with(&word) && tag != word
        };
        self.known.iter().filter(fits)
    }

    fn complete(&mut self) {
        let Some(offer) = self
            .offers()
            .next()
            .map(|tag| tag.as_str().replace(' ', "-"))
        else {
            return;
        };
        let typed = self.word().len();
        self.field.replace_before(typed, &format!("{offer} "));
    }
}

impl Pane for TagField {
    fn title(&self, _cx: &Cx) -> SafeText {
        "Tags · blanks between, ctrl-n completes, enter keeps".into()
    }

    fn context(&self) -> Context {
        Context::Typing
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Accept => {
                return vec![Request::TagsWritten(self.field.text().to_owned())];
            }
            Action::Cancel => return vec![Request::Close],
            Action::TypeDown => self.complete(),
            action if self.field.act(action) => {}
            _ => return ignored(),
        }
        Vec::new()
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.field.insert(text);
        Vec::new()
    }

    fn place(&mut self, _area: Rect, _cx: &Cx) {}

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        Line::new(buf, area, &cx.theme, Role::Popup).field(
            Role::Popup,
            "# ".into(),
            &self.field,
            true,
        );
        let offers: Vec<&str> = self.offers().take(12).map(SafeText::as_str).collect();
        if area.height > 1 {
            let row = Rect {
                y: area.y + 1,
                height: 1,
                ..area
            };
            let words = SafeText::line(&offers.join("  "));
            Line::new(buf, row, &cx.theme, Role::Popup).text(Role::StatusHint, words.shown());
        }
    }
}
