//! Moving through the article: rows, pages, blocks, and wide code.

use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::page::layout::Layout;
use crate::panes::pane::Cx;
use crate::panes::reader::{Reader, article_shown, row_of};
use crate::panes::request::Request;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::range::SourceRange;

impl Reader {
    /// Scrolls so that a row is seen with a third of the window above it, unless it is seen already.
    pub(super) fn bring(&mut self, row: usize) {
        let height = self.height();
        let seen = self.position.row..self.position.row + height.saturating_sub(1);
        if !seen.contains(&row) {
            self.scroll_to(row.saturating_sub(height / 3));
        }
    }

    pub(super) fn scroll_to(&mut self, row: usize) {
        self.position.row = row.min(self.rows().saturating_sub(self.height()));
    }

    /// The byte of its file at which the article is left now; 0 at its top.
    pub fn left_at(&self, cx: &Cx) -> u32 {
        let here = self.here(cx).filter(|_| self.position.row > 0);
        here.map_or(0, |place| place.range.start)
    }

    /// Goes to where the article was left when it was last read.
    pub(super) fn return_to_stop(&mut self, cx: &Cx) {
        let Some((opened, article)) = article_shown(cx) else {
            return;
        };
        let stop = cx.stops.of(&path::written(&article.path).text);
        let place = stop.filter(|at| *at > 0).and_then(|at| {
            let text = opened.document.text_of(SourceRange::new(at, at + 1))?;
            Some((
                text.start,
                row_of(opened, self.layout.as_ref()?, text.start),
            ))
        });
        let Some((at, row)) = place else {
            return self.scroll_to(0);
        };
        self.position.at = at;
        self.scroll_to((row + self.card.len()).saturating_sub(self.height() / 3));
    }

    /// Scrolls by rows and keeps the current place in sight.
    pub(super) fn scroll(&mut self, by: isize, cx: &Cx) {
        self.scroll_to(self.position.row.saturating_add_signed(by));
        self.keep_place_seen(cx);
    }

    /// Scrolls to an end, where the current place is then: at the first or the last sentence.
    fn go_to_end(&mut self, by: isize, cx: &Cx) {
        self.scroll(by, cx);
        let Some(opened) = cx.opened() else { return };
        let sentences = &opened.sentences;
        let end = if by < 0 {
            sentences.first()
        } else {
            sentences.last()
        };
        if let Some(sentence) = end {
            self.target = None;
            self.position.at = sentence.start;
        }
    }

    /// The current place follows when scrolling leaves it behind.
    pub(super) fn keep_place_seen(&mut self, cx: &Cx) {
        let (Some(opened), Some(layout)) = (cx.opened(), &self.layout) else {
            return;
        };
        let first = self.position.row.saturating_sub(self.card.len());
        let last = (self.position.row + self.height()).saturating_sub(self.card.len());
        let row = row_of(opened, layout, self.position.at);
        if row < first || row >= last {
            self.target = None;
            if let Some(at) = first_text_from(layout, first) {
                self.position.at = at;
            }
        }
    }

    pub(super) fn act_moving(&mut self, command: Command, cx: &Cx) -> bool {
        let times = isize::try_from(command.times()).unwrap_or(1);
        let page = isize::try_from(self.height().saturating_sub(2).max(1)).unwrap_or(1);
        match command.action {
            Action::Down | Action::ReaderDown => self.scroll(times, cx),
            Action::Up | Action::ReaderUp => self.scroll(-times, cx),
            Action::HalfDown => self.scroll(times * (page / 2).max(1), cx),
            Action::HalfUp => self.scroll(-times * (page / 2).max(1), cx),
            Action::PageDown => self.scroll(times * page, cx),
            Action::PageUp => self.scroll(-times * page, cx),
            Action::Top => self.go_to_end(isize::MIN / 2, cx),
            Action::Bottom => self.go_to_end(isize::MAX / 2, cx),
            Action::NextBlock => self.step_block(times, cx),
            Action::PreviousBlock => self.step_block(-times, cx),
            _ => return false,
        }
        true
    }

    /// Moves wide code by columns and says from which column on it is seen.
    pub(super) fn scroll_code(&mut self, by: i16, cx: &Cx) -> Vec<Request> {
        self.code_offset = self.code_offset.saturating_add_signed(by);
        self.relay(cx);
        vec![Request::Say(SafeText::line(&format!(
            "Code from column {}",
            self.code_offset + 1
        )))]
    }

    pub(super) fn step_block(&mut self, by: isize, cx: &Cx) {
        let Some(opened) = cx.opened() else { return };
        let blocks = &opened.document.blocks;
        let Some(now) = opened.document.block_at(self.position.at) else {
            return;
        };
        let to = now
            .saturating_add_signed(by)
            .min(blocks.len().saturating_sub(1));
        if let Some(block) = blocks.get(to) {
            self.go(block.source, cx);
        }
    }

    pub(super) fn step_to(
        &mut self,
        starts: impl Iterator<Item = SourceRange>,
        by: isize,
        cx: &Cx,
    ) -> Vec<Request> {
        let here = self.here(cx).map_or(0, |place| place.range.start);
        let all: Vec<SourceRange> = starts.collect();
        let next = if by > 0 {
            all.iter().find(|range| range.start > here)
        } else {
            all.iter().rev().find(|range| range.start < here)
        };
        match next {
            Some(range) => {
                self.go(*range, cx);
                Vec::new()
            }
            None => vec![Request::Say("No more of them in that direction".into())],
        }
    }
}

/// The annotated stretches of the article in the reader, in order.
pub(super) fn annotated(cx: &Cx) -> Vec<SourceRange> {
    let here = cx.opened().map(|opened| opened.article).into_iter();
    let on_it = here.flat_map(|article| cx.placements.on(article));
    let mut found: Vec<SourceRange> = on_it.filter_map(|(_, placed)| placed.source).collect();
    found.sort();
    found
}

/// The first byte of text that a row, or one after it, shows.
fn first_text_from(layout: &Layout, row: usize) -> Option<u32> {
    let rows = layout.rows.get(row..)?;
    rows.iter()
        .find(|row| !row.text.is_empty())
        .map(|row| row.text.start)
}
