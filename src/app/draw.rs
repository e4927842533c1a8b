//! Drawing the whole: panes in their frames, what lies over them, tabs and the status line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screen::shrink;
use crate::app::state::App;
use crate::input::action::Context;
use crate::panes::pane_id::{BASE, PaneId, Seat};
use crate::text::clean::SafeText;
use crate::ui::ascii;
use crate::ui::frame::Frame;
use crate::ui::line::Line;
use crate::ui::text::clear;
use crate::ui::theme::Role;

impl App {
    /// Draws everything. The same state gives the same frame.
    pub fn draw(&self, buf: &mut Buffer) {
        let window = self.window.intersection(buf.area);
        clear(buf, window, self.cx.theme.style(Role::Text));
        if self.screen.panes.is_empty() {
            let notice = "postil needs 20 columns and 5 rows";
            Line::new(buf, window, &self.cx.theme, Role::Text).text(Role::Status, notice.into());
            return;
        }
        let main = self.main();
        for (id, area) in &self.screen.panes {
            let covered = main.is_some() && *area == self.screen.main;
            if !covered {
                self.draw_pane(*id, *area, self.screen.framed, buf);
            }
        }
        if let Some(id) = main {
            self.draw_pane(id, self.screen.main, self.screen.framed, buf);
        }
        if let Some(tabs) = self.screen.tabs {
            self.draw_tabs(tabs, main, buf);
        }
        for id in self.over().filter(|id| id.seat() != Seat::Main) {
            let area = self.screen.over(id);
            if area.is_empty() {
                continue;
            }
            clear(buf, area, self.cx.theme.style(Role::Popup));
            self.draw_pane(id, area, true, buf);
        }
        if let Some(chips) = self.screen.chips {
            self.draw_chips(chips, buf);
        }
        self.draw_status(buf);
        self.cx.theme.tell_apart(buf, window);
        if self.cx.symbols.ascii {
            ascii::only(buf, window);
        }
    }

    /// The pinned filters, and how many articles pass them.
    fn draw_chips(&self, area: Rect, buf: &mut Buffer) {
        let mut line = Line::new(buf, area, &self.cx.theme, Role::Text);
        let passing = self.cx.selected.as_ref().map_or(0, |set| set.len());
        let count = format!("{passing} of {} articles", self.cx.library.articles().len());
        line.right(Role::Count, SafeText::line(&count).shown());
        for constraint in self.cx.filter.constraints() {
            line.text(
                Role::Chip,
                SafeText::line(&format!(" {constraint} ")).shown(),
            );
            line.blank(1);
        }
    }

    fn draw_pane(&self, id: PaneId, area: Rect, framed: bool, buf: &mut Buffer) {
        let pane = self.panes.get(id);
        let inside = if framed { shrink(area) } else { area };
        if framed {
            let title = pane.title(&self.cx);
            let frame = Frame {
                title: title.shown(),
                focused: self.keyboard() == id,
                progress: pane.progress(),
                theme: &self.cx.theme,
                symbols: &self.cx.symbols,
            };
            frame.draw(area, buf);
        }
        pane.draw(inside, &self.cx, buf);
    }

    /// The panes by name in the narrow form, the one that is seen lit; of a list that is narrowed its
    /// title, which says by what.
    fn draw_tabs(&self, area: Rect, main: Option<PaneId>, buf: &mut Buffer) {
        let mut line = Line::new(buf, area, &self.cx.theme, Role::Status);
        let narrowed = Some(self.focus).filter(|id| self.panes.get(*id).is_narrowed());
        if let Some(id) = main.or(narrowed) {
            line.text(Role::TitleFocus, self.panes.get(id).title(&self.cx).shown());
            return;
        }
        if let Some(done) = self.panes.get(self.focus).progress() {
            line.right(
                Role::Count,
                SafeText::line(&format!("{}%", done / 10)).shown(),
            );
        }
        for id in BASE {
            let role = if id == self.focus {
                Role::TitleFocus
            } else {
                Role::TextDim
            };
            line.text(role, short(id).into());
            line.blank(1);
        }
    }

    /// What was said last, the keys that may follow, or the keys that help most here.
    fn draw_status(&self, buf: &mut Buffer) {
        let mut line = Line::new(buf, self.screen.status, &self.cx.theme, Role::Status);
        if let Some(words) = self.pending() {
            line.text(Role::StatusHint, words.shown());
            return;
        }
        line.right(Role::StatusHint, self.name.shown());
        match Some(self.status.clone()).filter(|status| !status.is_empty()) {
            Some(status) => line.text(Role::Status, status.shown()),
            None => match self.reading_words() {
                Some(words) => line.text(Role::Status, words.shown()),
                None => line.text(Role::StatusHint, self.hint().shown()),
            },
        }
    }

    /// While reading: what is held to be put somewhere, else what the annotation here says.
    fn reading_words(&self) -> Option<SafeText> {
        match self.context() {
            Context::Reader => self.held_words().or_else(|| self.words_here()),
            Context::Cursor | Context::Selecting => self.held_words(),
            _ => None,
        }
    }
}

/// The name of a pane on the line of tabs.
fn short(id: PaneId) -> &'static str {
    match id {
        PaneId::Articles => "Articles",
        PaneId::Entities => "Entities",
        PaneId::Sources => "Sources",
        _ => "Reader",
    }
}
