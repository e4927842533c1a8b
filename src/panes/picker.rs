//! One of several, picked by typing a few of its letters or by moving to it; or a text of one's own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::{Cx, Pane, SeenList};
use crate::panes::pane_id::PaneId;
use crate::panes::request::{Pick, Request, ignored};
use crate::search::typed_words::{RowText, TypedWords, best_first};
use crate::text::clean::SafeText;
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::theme::Role;

/// A row: what is offered, and what is said about it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is picked with the row.
    pub pick: Pick,
    /// The words by which it is found.
    pub label: SafeText,
    /// What is said beside them.
    pub detail: SafeText,
}

/// The pane.
#[derive(Default)]
pub struct Picker {
    title: SafeText,
    field: Field,
    offers: Vec<Offer>,
    /// What they are found by.
    texts: Vec<RowText>,
    /// The offers that fit what was typed, the best first.
    fitting: Vec<usize>,
    list: List,
}

impl Picker {
    /// Offers these, in this order while nothing is typed. Without any offers the text is picked
    /// that is typed, beginning with `text`.
    pub fn start(&mut self, title: SafeText, text: &str, offers: Vec<Offer>) {
        self.title = title;
        self.field = Field::with(text);
        let text = |offer: &Offer| RowText::new(offer.label.as_str());
        self.texts = offers.iter().map(text).collect();
        self.offers = offers;
        self.refresh();
    }

    fn refresh(&mut self) {
        self.fitting = best_first(&TypedWords::new(self.field.text()), &self.texts);
        self.list.set_len(self.fitting.len());
        self.list.go(0);
    }

    fn accept(&self) -> Vec<Request> {
        let chosen = self.fitting.get(self.list.cursor());
        let pick = match chosen.and_then(|at| self.offers.get(*at)) {
            Some(offer) => offer.pick.clone(),
            None if self.offers.is_empty() => Pick::Text(SafeText::line(self.field.text().trim())),
            None => return Vec::new(),
        };
        vec![Request::Picked(pick)]
    }
}

impl Pane for Picker {
    fn title(&self, _cx: &Cx) -> SafeText {
        self.title.clone()
    }

    fn context(&self) -> Context {
        Context::Typing
    }

    fn act(&mut self, command: Command, _cx: &Cx) -> Vec<Request> {
        if self.list.act(command, &[]) {
            return Vec::new();
        }
        match command.action {
            Action::Accept => self.accept(),
            Action::Cancel => vec![Request::Close],
            action if self.field.act(action) => {
                self.refresh();
                Vec::new()
            }
            _ => ignored(),
        }
    }

    fn type_text(&mut self, text: &str, _cx: &Cx) -> Vec<Request> {
        self.field.insert(text);
        self.refresh();
        Vec::new()
    }

    fn place(&mut self, area: Rect, _cx: &Cx) {
        self.list
            .set_height(usize::from(area.height.saturating_sub(1)));
    }

    fn seen_list(&mut self, area: Rect, _cx: &Cx) -> Option<SeenList<'_>> {
        Some(SeenList {
            list: &mut self.list,
            area: Rect {
                y: area.y + 1.min(area.height),
                height: area.height.saturating_sub(1),
                ..area
            },
            lines: 1,
        })
    }

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let mut line = Line::new(buf, area, &cx.theme, Role::Popup);
        line.field(Role::Popup, "> ".into(), &self.field, true);
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        if self.fitting.is_empty() && !self.offers.is_empty() {
            Line::new(buf, list, &cx.theme, Role::Popup).text(Role::TextDim, "Nothing fits".into());
        }
        for (index, row) in self.list.visible().zip(list.rows()) {
            let offer = self.fitting.get(index).and_then(|at| self.offers.get(*at));
            let Some(offer) = offer else { continue };
            let base = cx.row(PaneId::Picker, index == self.list.cursor());
            let mut line = Line::new(buf, row, &cx.theme, base);
            line.right(Role::TextDim, offer.detail.shown());
            line.text(Role::Text, offer.label.shown());
        }
    }

    fn progress(&self) -> Option<u16> {
        self.list.progress()
    }
}
