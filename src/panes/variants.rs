//! The variants of an annotation that was changed twice at the same time, side by side, to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::notes::annotation::{Annotation, AnnotationId};
use crate::notes::notebook::Entry;
use crate::panes::pane::{Cx, Pane};
use crate::panes::pane_id::PaneId;
use crate::panes::place_list::wrapped;
use crate::panes::request::{Notice, Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// Columns that a variant wants; where they are not there, variants stand below one another.
const NARROWEST: u16 = 32;

/// Rows for the words that the annotation marks.
const WORDS: usize = 2;

/// The pane.
#[derive(Default)]
pub struct Variants {
    id: Option<AnnotationId>,
    chosen: usize,
    /// How many there are to choose from: the variants, and a deletion.
    count: usize,
}

impl Variants {
    /// Shows the variants of an annotation.
    pub fn show(&mut self, id: AnnotationId, cx: &Cx) {
        (self.id, self.chosen) = (Some(id), 0);
        self.recount(cx);
    }

    /// The annotation whose variants are shown.
    pub fn current(&self) -> Option<AnnotationId> {
        self.id
    }

    fn recount(&mut self, cx: &Cx) {
        let entry = self.id.and_then(|id| cx.notebook.entry(id));
        self.count = entry.map_or(0, |entry| {
            entry.variants.len() + usize::from(entry.deleted_elsewhere)
        });
        self.chosen = self.chosen.min(self.count.saturating_sub(1));
    }

    /// Draws the words that all variants mark and gives back what is left.
    fn draw_words(entry: &Entry<'_>, area: Rect, cx: &Cx, buf: &mut Buffer) -> Rect {
        let words = SafeText::line(entry.annotation().target.words());
        let lines = wrapped(&words, area.width);
        let mut y = area.y;
        for text in lines.iter().take(WORDS).filter(|text| !text.is_empty()) {
            draw_line(
                Role::TextDim,
                text,
                Rect { y, ..area }.intersection(area),
                cx,
                buf,
            );
            y += 1;
        }
        let y = (y + 1).min(area.bottom());
        Rect {
            y,
            height: area.bottom() - y,
            ..area
        }
    }

    fn draw_choice(
        &self,
        number: usize,
        texts: &[(Role, SafeText)],
        area: Rect,
        cx: &Cx,
        buf: &mut Buffer,
    ) {
        let lines = texts.iter().flat_map(|(role, text)| {
            let lines = text.as_str().split('\n').map(SafeText::line);
            let lines: Vec<SafeText> = lines.flat_map(|line| wrapped(&line, area.width)).collect();
            lines.into_iter().map(move |line| (*role, line))
        });
        for ((index, (role, text)), row) in lines.enumerate().zip(area.rows()) {
            let base = match index {
                0 => cx.row(PaneId::Variants, number == self.chosen),
                _ => Role::Text,
            };
            Line::new(buf, row, &cx.theme, base).text(role, text.shown());
        }
    }
}

/// What of a variant is shown, a paragraph each.
fn texts(number: usize, variant: &Annotation) -> Vec<(Role, SafeText)> {
    let when = variant.modified.get(..16).unwrap_or(&variant.modified);
    let when = when.replace('T', " ");
    let who = variant.creator_name().unwrap_or("somebody");
    let tags: Vec<String> = variant.tags.iter().map(|tag| format!("#{tag}")).collect();
    let colour = variant.colour.as_deref().unwrap_or("no colour");
    let note = variant.note.as_deref().unwrap_or("no note");
    vec![
        (
            Role::Heading,
            SafeText::line(&format!("{} {who} {when}", number + 1)),
        ),
        (
            Role::TextDim,
            SafeText::line(&format!("{colour} {}", tags.join(" "))),
        ),
        (Role::Text, SafeText::block(note)),
    ]
}

fn draw_line(role: Role, text: &SafeText, area: Rect, cx: &Cx, buf: &mut Buffer) {
    Line::new(buf, area, &cx.theme, Role::Text).text(role, text.shown());
}

/// As many areas as there are choices: side by side where there is room, else below one another.
fn split(area: Rect, count: usize) -> Vec<Rect> {
    let count = u16::try_from(count.max(1)).unwrap_or(u16::MAX);
    if area.width / count >= NARROWEST {
        let width = area.width / count;
        let column = |number: u16| Rect {
            x: area.x + number * width,
            width: width.saturating_sub(2),
            ..area
        };
        return (0..count).map(column).collect();
    }
    let height = area.height / count;
    let row = |number: u16| Rect {
        y: area.y + number * height,
        height,
        ..area
    };
    (0..count).map(row).collect()
}

impl Pane for Variants {
    fn title(&self, _cx: &Cx) -> SafeText {
        SafeText::line(&format!(
            "Changed twice · {} variants · enter keeps one, b makes one of all",
            self.count
        ))
    }

    fn context(&self) -> Context {
        Context::Variants
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        let last = self.count.saturating_sub(1);
        match command.action {
            Action::Deeper | Action::Down | Action::NextMatch => {
                self.chosen = (self.chosen + 1).min(last);
            }
            Action::Shallower | Action::Up | Action::PreviousMatch => {
                self.chosen = self.chosen.saturating_sub(1);
            }
            Action::Open => return vec![Request::KeepVariant(self.chosen)],
            _ => return ignored(),
        }
        Vec::new()
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Annotated(_)) {
            self.recount(cx);
        }
    }

    fn place(&mut self, _area: Rect, _cx: &Cx) {}

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let Some(entry) = self.id.and_then(|id| cx.notebook.entry(id)) else {
            return;
        };
        let below = Self::draw_words(&entry, area, cx, buf);
        let variants = entry.variants.iter().enumerate();
        let mut choices: Vec<Vec<(Role, SafeText)>> = variants
            .map(|(number, variant)| texts(number, &variant.annotation))
            .collect();
        if entry.deleted_elsewhere {
            choices.push(vec![
                (
                    Role::Heading,
                    SafeText::line(&format!("{} deleted", choices.len() + 1)),
                ),
                (
                    Role::Text,
                    "Somebody deleted it while it was changed: enter lets it go".into(),
                ),
            ]);
        }
        let areas = split(below, choices.len());
        for (number, (texts, area)) in choices.iter().zip(areas).enumerate() {
            self.draw_choice(number, texts, area, cx, buf);
        }
    }
}
