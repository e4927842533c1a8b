//! The mouse: who has it, and which pane is meant by what it does.

use ratatui::layout::{Position, Rect};

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::input::mouse::Mouse;
use crate::input::mouse::{Gesture, Pointer};
use crate::panes::pane_id::{PaneId, Seat};
use crate::panes::reader::mouse::Press;

/// What is said when the program takes the mouse.
pub const MOUSE_ON: &str = "mouse on: Shift selects natively";

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    /// Who has the mouse.
    pub fn mouse(&self) -> Mouse {
        self.mouse
    }

    /// Takes the mouse, or gives it back to the terminal.
    pub(super) fn toggle_mouse(&mut self) {
        (self.mouse, self.status) = match self.mouse {
            Mouse::Off => (Mouse::On, MOUSE_ON.into()),
            Mouse::On => (Mouse::Off, "mouse off: the terminal selects".into()),
        };
        self.effects.push(Effect::Mouse(self.mouse));
    }

    /// Acts on the mouse; what was under way when it was given back is let go.
    pub(super) fn point(&mut self, pointer: Pointer) {
        if self.mouse == Mouse::Off {
            return;
        }
        match pointer.gesture {
            Gesture::WheelUp => self.wheel(pointer, -NOTCH),
            Gesture::WheelDown => self.wheel(pointer, NOTCH),
            Gesture::Press => self.press(pointer),
            Gesture::Drag => self.panes.reader.drag(pointer, &self.cx),
            Gesture::Release => {
                let requests = self.panes.reader.release(&self.cx);
                self.carry_out(requests, Command::plain(Action::Open));
            }
        }
    }

    /// Scrolls the pane below the mouse; the keyboard stays where it is.
    fn wheel(&mut self, pointer: Pointer, by: isize) {
        match self.pane_at(pointer) {
            Some((PaneId::Reader, _)) => self.panes.reader.wheel(by, &self.cx),
            Some((id, inside)) => {
                if let Some(seen) = self.panes.get_mut(id).seen_list(inside, &self.cx) {
                    seen.list.scroll(by);
                }
            }
            None => {}
        }
    }

    /// Gives the pane below the mouse the keyboard and goes to the row; the row that is chosen
    /// already is opened.
    fn press(&mut self, pointer: Pointer) {
        let Some((id, inside)) = self.pane_at(pointer) else {
            return;
        };
        let has_keyboard = self.keyboard() == id;
        if !has_keyboard {
            if self.is_covered() {
                return;
            }
            self.go_pane(id);
        }
        self.pressed.clear();
        self.count = None;
        if id == PaneId::Reader {
            let press = if has_keyboard {
                Press::Again
            } else {
                Press::First
            };
            self.panes.reader.press(pointer, press, &self.cx);
            return;
        }
        let Some(seen) = self.panes.get_mut(id).seen_list(inside, &self.cx) else {
            return;
        };
        let Some(row) = seen.row_at(pointer) else {
            return;
        };
        let chosen = seen.list.cursor() == row;
        seen.list.go(row);
        match (has_keyboard && chosen, self.context().is_typing()) {
            (true, false) => self.run(Command::plain(Action::Open)),
            (true, true) => self.run(Command::plain(Action::Accept)),
            (false, _) => {}
        }
    }

    /// The topmost pane at a cell, with its inside.
    fn pane_at(&self, pointer: Pointer) -> Option<(PaneId, Rect)> {
        let at = Position::new(pointer.column, pointer.row);
        let over = |main: bool| {
            let panes = self.over().rev();
            panes.filter(move |id| (id.seat() == Seat::Main) == main)
        };
        let above = over(false)
            .chain(over(true))
            .find(|id| self.screen.over(*id).contains(at));
        if let Some(id) = above {
            return Some((id, self.inside_over(id)));
        }
        let panes = &mut self.screen.panes.iter();
        let (id, area) = panes.find(|(_, area)| area.contains(at))?;
        Some((*id, self.screen.inside(*area)))
    }
}
