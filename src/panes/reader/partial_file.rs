//! Files too long to be read at once: the last row says so, and more of them can be asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::clip::read_limit::{FIRST, MOST};
use crate::input::action::Action;
use crate::panes::pane::Cx;
use crate::panes::reader::Reader;
use crate::panes::request::Request;
use crate::text::clean::SafeText;
use crate::ui::line::Line;
use crate::ui::theme::Role;

/// How often more of a long file can be asked for.
const MOST_DOUBLINGS: u32 = (MOST / FIRST).ilog2();

impl Reader {
    /// How many bytes of the article in the reader are to be read, if it is a long one.
    pub fn most(&self) -> u64 {
        FIRST << self.doublings
    }

    /// Asks for twice as much of a file that goes on.
    pub(super) fn read_more(&mut self, cx: &Cx) -> Vec<Request> {
        if !cx.opened().is_some_and(|opened| opened.more) {
            return vec![Request::Say("This is the whole article".into())];
        }
        if self.doublings >= MOST_DOUBLINGS {
            return vec![Request::Say(
                "No more than 64 MiB of a file are shown".into(),
            )];
        }
        self.doublings += 1;
        vec![Request::Reopen]
    }

    /// Says on the row after the last one that the file goes on.
    pub(super) fn draw_more(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let down = self
            .end()
            .checked_sub(self.position.row)
            .and_then(|down| u16::try_from(down).ok());
        let Some(down) = down.filter(|down| self.goes_on && *down < area.height) else {
            return;
        };
        let row = Rect {
            y: area.y + down,
            height: 1,
            ..area
        };
        let key = cx
            .keymap
            .keys_of(Action::More)
            .into_iter()
            .next()
            .unwrap_or_default();
        let words = SafeText::line(&format!("The file goes on: {key} reads more of it"));
        Line::new(buf, row, &cx.theme, Role::Text).text(Role::TextDim, words.shown());
    }
}
