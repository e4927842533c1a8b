//! The review: one annotation after the other in a strip below the reader, which shows each at its place.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::notes::annotation::AnnotationId;
use crate::notes::notebook::Entry;
use crate::notes::placement::Placed;
use crate::panes::annotations::items::{Need, about};
use crate::panes::annotations::role_of;
use crate::panes::pane::{Cx, Pane};
use crate::panes::place_list::wrapped;
use crate::panes::request::{Notice, Request, ignored};
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// The pane.
#[derive(Default)]
pub struct Review {
    /// The annotations to look at, in their order; some may be gone by now.
    walk: Vec<AnnotationId>,
    at: usize,
    /// Those that were kept as they are.
    kept: BTreeSet<AnnotationId>,
    /// Whether the one at hand waits for a yes or a no.
    asks: bool,
}

impl Review {
    /// Begins a walk at one of its annotations, else at the first; asks to show it.
    pub fn start(
        &mut self,
        walk: Vec<AnnotationId>,
        from: Option<AnnotationId>,
        cx: &Cx,
    ) -> Vec<Request> {
        let at = walk.iter().position(|id| Some(*id) == from);
        *self = Self {
            walk,
            at: at.unwrap_or_default(),
            ..Self::default()
        };
        self.show(cx)
    }

    /// Goes on from the annotation at hand in another order.
    pub fn reorder(&mut self, walk: Vec<AnnotationId>) {
        let current = self.current();
        if let Some(at) = walk.iter().position(|id| Some(*id) == current) {
            (self.walk, self.at) = (walk, at);
        }
    }

    /// The annotation at hand.
    pub fn current(&self) -> Option<AnnotationId> {
        self.walk.get(self.at).copied()
    }

    /// Goes to an annotation of the walk, such as one that was brought back.
    pub fn choose(&mut self, id: AnnotationId, cx: &Cx) -> Vec<Request> {
        if let Some(at) = self.walk.iter().position(|other| *other == id) {
            self.at = at;
        }
        self.show(cx)
    }

    /// Goes on to the next; after the last one the walk has ended.
    pub fn next(&mut self, cx: &Cx) -> Vec<Request> {
        match self.following(cx) {
            Some(at) => {
                self.at = at;
                self.show(cx)
            }
            None => vec![Request::Close, Request::Say(self.ended())],
        }
    }

    /// Whether another one follows.
    pub fn goes_on(&self, cx: &Cx) -> bool {
        self.following(cx).is_some()
    }

    fn following(&self, cx: &Cx) -> Option<usize> {
        (self.at + 1..self.walk.len()).find(|at| self.is_there(*at, cx))
    }

    fn previous(&mut self, cx: &Cx) -> Vec<Request> {
        let before = (0..self.at).rev().find(|at| self.is_there(*at, cx));
        match before {
            Some(at) => {
                self.at = at;
                self.show(cx)
            }
            None => vec![Request::Say("This is the first one".into())],
        }
    }

    fn is_there(&self, at: usize, cx: &Cx) -> bool {
        let id = self.walk.get(at);
        id.is_some_and(|id| cx.notebook.entry(*id).is_some())
    }

    fn ended(&self) -> SafeText {
        let kept = self.kept.len();
        SafeText::line(&format!(
            "That was the last of {}; {kept} kept as they are",
            self.walk.len()
        ))
    }

    /// Asks to show the one at hand in the reader.
    fn show(&mut self, cx: &Cx) -> Vec<Request> {
        self.weigh(cx);
        let Some(placed) = self.current().and_then(|id| cx.placements.get(&id)) else {
            return Vec::new();
        };
        match (placed.place(), placed.article) {
            (Some(place), _) => vec![Request::Show(place)],
            (None, Some(article)) => vec![Request::ShowArticle(article)],
            (None, None) => Vec::new(),
        }
    }

    /// Learns whether the one at hand waits for an answer.
    fn weigh(&mut self, cx: &Cx) {
        self.asks = self.need(cx) == Some(Need::Answer);
    }

    fn need(&self, cx: &Cx) -> Option<Need> {
        let id = self.current()?;
        let placed = cx.placements.get(&id).unwrap_or(&Placed::MISSING);
        Some(Need::of(&cx.notebook.entry(id)?, placed))
    }

    /// What stands in the strip, a paragraph each.
    fn texts(&self, entry: &Entry<'_>, cx: &Cx) -> Vec<(Role, SafeText)> {
        let annotation = entry.annotation();
        let words = SafeText::line(annotation.target.words());
        let note = SafeText::line(annotation.note.as_deref().unwrap_or_default());
        let need = self.need(cx).unwrap_or(Need::Nothing);
        let ask = match need {
            Need::Place => "Lost: f searches its words, p picks it up",
            Need::Answer => "Is this it?  y it is here  n it is not",
            Need::Choice => "Changed twice: c compares, b makes one of both",
            Need::Nothing => "",
        };
        let words = match need {
            Need::Place | Need::Answer if !words.is_empty() => {
                SafeText::line(&format!("It marked: {words}"))
            }
            Need::Nothing if !note.is_empty() => SafeText::default(),
            _ => words,
        };
        let texts = [
            (Role::Strong, ask.into()),
            (Role::Emphasis, note),
            (Role::TextDim, words),
        ];
        texts
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }
}

impl Pane for Review {
    fn title(&self, cx: &Cx) -> SafeText {
        let there = |at: &usize| self.is_there(*at, cx);
        let total = (0..self.walk.len()).filter(there).count();
        let number = (0..=self.at).filter(there).count();
        SafeText::line(&format!("Review · {number} of {total}"))
    }

    fn context(&self) -> Context {
        if self.asks {
            Context::Doubt
        } else {
            Context::Review
        }
    }

    fn act(&mut self, command: Command, cx: &Cx) -> Vec<Request> {
        match command.action {
            Action::Open => {
                self.kept.extend(self.current());
                self.next(cx)
            }
            Action::NextMatch | Action::Down | Action::Deeper => self.next(cx),
            Action::PreviousMatch | Action::Up | Action::Shallower => self.previous(cx),
            // The annotation stands in the text above: scrolling is meant for that.
            Action::HalfDown
            | Action::HalfUp
            | Action::PageDown
            | Action::PageUp
            | Action::Top
            | Action::Bottom
            | Action::NextBlock
            | Action::PreviousBlock => vec![Request::ForReader],
            _ => ignored(),
        }
    }

    fn notice(&mut self, notice: &Notice, cx: &Cx) {
        if matches!(notice, Notice::Annotated(_)) {
            self.weigh(cx);
        }
    }

    fn place(&mut self, _area: Rect, _cx: &Cx) {}

    fn draw(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let Some(entry) = self.current().and_then(|id| cx.notebook.entry(id)) else {
            Line::new(buf, area, &cx.theme, Role::Text)
                .text(Role::TextDim, "It was deleted; u brings it back".into());
            return;
        };
        let word = entry.annotation().colour.as_deref();
        let mut line = Line::new(buf, area, &cx.theme, Role::Text);
        let colour = SafeText::line(cx.palette.shown(word));
        line.text(role_of(cx.palette.drawn(word)), colour.shown());
        line.blank(1);
        line.text(Role::TextDim, about(&entry).shown());
        let texts = self.texts(&entry, cx);
        let lines = texts.iter().flat_map(|(role, text)| {
            wrapped(text, area.width)
                .into_iter()
                .map(move |line| (*role, line))
        });
        for ((role, text), y) in lines.zip(area.y + 1..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            Line::new(buf, row, &cx.theme, Role::Text).text(role, text.shown());
        }
    }
}
