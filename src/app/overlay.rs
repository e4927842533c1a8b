//! The stack of what lies over the panes that are always open, and which panes are seen below it.

use ratatui::layout::Rect;

use crate::app::dialog::Dialog;
use crate::app::screen::{Screen, Wish, shrink};
use crate::app::state::App;
use crate::panes::pane_id::{PaneId, Seat};

impl App {
    /// The pane that has the keyboard.
    pub fn keyboard(&self) -> PaneId {
        self.over.last().map_or(self.focus, Dialog::pane)
    }

    /// The panes over the others, the topmost last.
    pub(super) fn over(&self) -> impl DoubleEndedIterator<Item = PaneId> + '_ {
        self.over.iter().map(Dialog::pane)
    }

    /// The pane that stands in the reader's place, if one does.
    pub(super) fn main(&self) -> Option<PaneId> {
        self.over().rev().find(|id| id.seat() == Seat::Main)
    }

    /// Whether a pane is on the screen, though a popup may stand before it.
    pub fn sees(&self, id: PaneId) -> bool {
        let is_covered = self.main().is_some() && self.screen.of(id) == Some(self.screen.main);
        let is_over = self.over().any(|over| over == id);
        is_over || self.screen.of(id).is_some() && !is_covered
    }

    /// Whether a pane that is always open is seen and nothing wants an answer before it.
    pub(super) fn is_at_hand(&self, id: PaneId) -> bool {
        let is_strip = |over: PaneId| over.seat() == Seat::Strip;
        self.over().all(is_strip) && self.screen.of(id).is_some()
    }

    /// Whether something over the others wants to be dealt with before anything else: a box, a menu, a
    /// question, a note. Clicks beside it do nothing, so that none of them can be lost by one.
    pub(super) fn is_covered(&self) -> bool {
        self.over()
            .next_back()
            .is_some_and(|id| id.seat() != Seat::Main)
    }

    /// Puts a pane over the others.
    pub(super) fn show_over(&mut self, pane: PaneId) {
        self.open_dialog(Dialog::Pane(pane));
    }

    /// Puts an entry on the stack; one of the same pane that is there already gives way to it, and so does a
    /// menu: it would stay painted without having the keys.
    pub(super) fn open_dialog(&mut self, dialog: Dialog) {
        let new = dialog.pane();
        let stays = |open: PaneId| open != new && !open.is_menu();
        self.over.retain(|open| stays(open.pane()));
        self.over.push(dialog);
        self.arrange();
    }

    /// Takes the topmost entry away.
    pub(super) fn close(&mut self) -> Option<Dialog> {
        let closed = self.over.pop();
        self.arrange();
        closed
    }

    /// Gives a pane that is always open the keyboard.
    pub(super) fn focus(&mut self, pane: PaneId) {
        self.focus = pane;
        if pane != PaneId::Reader {
            self.side = pane;
            self.zen = false;
        }
        self.arrange();
    }

    /// Goes to a pane; what lay over the others is closed.
    pub(super) fn go_pane(&mut self, pane: PaneId) {
        self.over.clear();
        self.focus(pane);
    }

    /// Gives every pane that is seen its area.
    pub(super) fn arrange(&mut self) {
        self.cx.keyboard = self.keyboard();
        let wish = Wish {
            focus: self.focus,
            side: self.side,
            zen: self.zen,
            chips: !self.cx.filter.is_empty(),
            // A pane in the reader's place wants its rows.
            reviewing: self.over().any(|id| id == PaneId::Review) && self.main().is_none(),
        };
        self.screen = Screen::arrange(self.window, wish);
        for (id, area) in self.screen.panes.clone() {
            let inside = self.screen.inside(area);
            self.panes.get_mut(id).place(inside, &self.cx);
        }
        for id in self.over().collect::<Vec<_>>() {
            let inside = self.inside_over(id);
            self.panes.get_mut(id).place(inside, &self.cx);
        }
    }

    /// The inside of a pane that lies over the others.
    pub(super) fn inside_over(&self, id: PaneId) -> Rect {
        let area = self.screen.over(id);
        if id.seat() == Seat::Main {
            self.screen.inside(area)
        } else {
            shrink(area)
        }
    }
}
