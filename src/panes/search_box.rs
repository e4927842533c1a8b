//! The box: one field that finds anything, with the hits below it and a preview of the one meant.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::core::gate::Shown;
use crate::core::placement::Placed;
use crate::core::range::Place;
use crate::input::action::{Action, COMMANDS, Context};
use crate::input::keymap::Command;
use crate::panes::evidence::wrapped;
use crate::panes::pane::{Cx, EntityName, Notice, Pane, PaneId, Request, ignored};
use crate::search::hit::{Hit, Hits, Target};
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::theme::Role;

/// What can be typed, in one line.
const HINT: &str = "words in any order  a: e: s: h: n: #tag >command  'exact ^start end$ !not";

/// Rows below the list for a preview, when the box is high enough.
const PREVIEW: u16 = 4;

/// The pane.
#[derive(Default)]
pub struct SearchBox {
    field: Field,
    hits: Arc<Hits>,
    list: List,
    /// The query of the hits that are shown.
    answered: String,
}

impl SearchBox {
    /// Opens with `begin` in the field.
    pub fn start(&mut self, begin: &str) -> Vec<Request> {
        self.field = Field::with(begin);
        self.list.go(0);
        self.ask()
    }

    /// Asks once more what is asked now.
    pub fn ask(&self) -> Vec<Request> {
        vec![Request::Ask(self.field.text().to_owned())]
    }

    fn current(&self) -> Option<&Hit> {
        self.hits.hits.get(self.list.cursor())
    }

    fn accept(&self, cx: &Cx) -> Vec<Request> {
        let Some(hit) = self.current() else {
            return Vec::new();
        };
        let go = match hit.target {
            Target::Article(article) => Request::Read(article),
            Target::Place(article, range) => Request::Go(Place { article, range }),
            Target::Text(article, text) => Request::GoText(article, text),
            Target::Entity(kind) => Request::Dossier(EntityName {
                kind,
                name: hit.label.clone(),
            }),
            Target::Source => Request::Record(hit.label.to_string()),
            Target::Command(number) => match COMMANDS.get(number as usize) {
                Some(row) => Request::Run(row.action),
                None => return Vec::new(),
            },
            Target::Annotation(id) => match cx.placements.get(&id).and_then(Placed::place) {
                Some(place) => Request::Go(place),
                None => Request::Annotation(id),
            },
            Target::Tag => return Vec::new(),
        };
        vec![Request::Close, go]
    }

    fn preview_rows(area: Rect) -> u16 {
        if area.height >= 14 { PREVIEW } else { 0 }
    }

    fn list_area(area: Rect) -> Rect {
        let height = area.height.saturating_sub(2 + Self::preview_rows(area));
        Rect {
            y: area.y + 2.min(area.height),
            height,
            ..area
        }
    }

    fn draw_hit(hit: &Hit, row: Rect, chosen: bool, cx: &Cx, buf: &mut Buffer) {
        let mut line = Line::new(buf, row, &cx.theme, cx.row(PaneId::Box, chosen));
        line.right(Role::TextDim, hit.kind.name().into());
        let label = hit.label.shown();
        let mut from = 0;
        for lit in &hit.matched {
            line.text(Role::Text, label.get(from..lit.start));
            line.text(Role::Match, label.get(lit.clone()));
            from = lit.end;
        }
        line.text(Role::Text, label.get(from..label.as_str().len()));
        line.blank(2);
        line.text(Role::TextDim, hit.detail.shown());
    }

    fn draw_preview(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let Some(hit) = self.current() else { return };
        let preview = preview(hit, cx);
        let lines = wrapped(&hit.label, area.width)
            .into_iter()
            .chain(wrapped(&preview, area.width));
        for (index, (text, y)) in lines.zip(area.y..area.bottom()).enumerate() {
            let role = if index == 0 {
                Role::Strong
            } else {
                Role::TextDim
            };
            Line::new(
                buf,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                &cx.theme,
                Role::Popup,
            )
            .text(role, text.shown());
        }
    }
}

/// What is known of a hit, in a few lines.
fn preview(hit: &Hit, cx: &Cx) -> Shown {
    let library = &cx.library;
    let known = match hit.target {
        Target::Article(article) => library
            .article(article)
            .and_then(|article| article.head.description.clone()),
        Target::Place(article, _) | Target::Text(article, _) => library
            .article(article)
            .map(|article| article.head.title.clone()),
        Target::Entity(kind) => library
            .entity(kind, hit.label.as_str())
            .and_then(|entity| library.mentions_of(entity).next())
            .map(|mention| mention.sentence().to_shown()),
        Target::Source => library
            .source(hit.label.as_str())
            .and_then(|source| library.citations_of(source).next())
            .map(|(_, citation)| citation.sentence().to_shown()),
        Target::Command(number) => COMMANDS.get(number as usize).map(|row| {
            Shown::line(&format!(
                "Keys: {}",
                cx.keymap.keys_of(row.action).join(", ")
            ))
        }),
        Target::Annotation(id) => cx
            .notebook
            .entry(id)
            .map(|entry| Shown::line(entry.annotation().target.words())),
        Target::Tag => None,
    };
    known.unwrap_or_default()
}

impl Pane for SearchBox {
    fn title(&self, _cx: &Cx) -> Shown {
        Shown::line(&match self.hits.total {
            0 if self.field.is_empty() => "Find anything".to_owned(),
            0 => "Nothing found".to_owned(),
            total => format!("{total} found"),
        })
    }

    fn context(&self) -> Context {
        Context::Box
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        if self.list.act(command, &[]) {
            return Vec::new();
        }
        match command.action {
            Action::Accept => self.accept(cx),
            Action::Cancel => vec![Request::Close],
            action if self.field.act(action) => self.ask(),
            _ => ignored(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.field.insert(text);
        self.ask()
    }

    fn notice(&mut self, notice: &Notice, _cx: &Cx) {
        if let Notice::Hits(hits) = notice {
            self.hits = Arc::clone(hits);
            self.list.set_len(self.hits.hits.len());
            if self.answered != self.field.text() {
                self.answered = self.field.text().to_owned();
                self.list.go(0);
            }
        }
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.list
            .set_height(usize::from(Self::list_area(area).height));
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let mut line = Line::new(buf, area, &cx.theme, Role::Popup);
        line.field(Role::Popup, "> ".into(), &self.field, true);
        if area.height > 1 {
            let hint = Rect {
                y: area.y + 1,
                height: 1,
                ..area
            };
            let mut line = Line::new(buf, hint, &cx.theme, Role::Popup);
            line.text(Role::StatusHint, HINT.into());
        }
        let list = Self::list_area(area);
        for (index, y) in self.list.visible().zip(list.y..list.bottom()) {
            if let Some(hit) = self.hits.hits.get(index) {
                let row = Rect {
                    y,
                    height: 1,
                    ..list
                };
                Self::draw_hit(hit, row, index == self.list.cursor(), cx, buf);
            }
        }
        let rows = Self::preview_rows(area);
        let below = Rect {
            y: area.bottom() - rows,
            height: rows,
            ..area
        };
        self.draw_preview(below, cx, buf);
    }

    fn progress(&self) -> Option<u16> {
        self.list.progress()
    }
}
