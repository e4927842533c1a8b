//! One row of a pane, filled from both ends: what must be seen stands right, the rest is cut short.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::page::width::columns;
use crate::text::clean::SafeStr;
use crate::ui::field::Field;
use crate::ui::text::put;
use crate::ui::theme::{Role, Theme};

/// A row being written.
pub struct Line<'a> {
    buf: &'a mut Buffer,
    theme: &'a Theme,
    base: Role,
    left: u16,
    right: u16,
    y: u16,
}

impl<'a> Line<'a> {
    /// Begins the first row of `area`, painted in `base` from end to end.
    pub fn new(buf: &'a mut Buffer, area: Rect, theme: &'a Theme, base: Role) -> Self {
        let area = Rect {
            height: area.height.min(1),
            ..area
        }
        .intersection(buf.area);
        buf.set_style(area, theme.style(base));
        // A row outside the buffer has no room, so nothing is ever written there.
        let right = if area.height == 0 {
            area.x
        } else {
            area.x + area.width
        };
        Self {
            buf,
            theme,
            base,
            left: area.x,
            right,
            y: area.y,
        }
    }

    /// Columns that are still free.
    pub fn room(&self) -> u16 {
        self.right.saturating_sub(self.left)
    }

    /// Writes at the left end, cut with an ellipsis where the room ends.
    pub fn text(&mut self, role: Role, text: SafeStr<'_>) {
        let style = self.theme.style(self.base).patch(self.theme.style(role));
        let room = self.room();
        if room > 0 {
            self.left += put(self.buf, self.at(self.left, room), text, style);
        }
    }

    fn at(&self, x: u16, width: u16) -> Rect {
        Rect::new(x, self.y, width, 1)
    }

    /// Leaves columns free at the left end.
    pub fn blank(&mut self, columns: u16) {
        self.left = (self.left + columns).min(self.right);
    }

    /// Writes at the right end with a blank before it; nothing when it takes more than half the room.
    pub fn right(&mut self, role: Role, text: SafeStr<'_>) {
        let width = u16::try_from(columns(text.as_str())).unwrap_or(u16::MAX);
        if width == 0 || width.saturating_mul(2) > self.room() {
            return;
        }
        let style = self.theme.style(self.base).patch(self.theme.style(role));
        let x = self.right - width;
        put(self.buf, self.at(x, width), text, style);
        self.right = x.saturating_sub(1).max(self.left);
    }

    /// Writes at the left end into a cell of `width` columns, which is left behind whole.
    pub fn cell(&mut self, role: Role, text: SafeStr<'_>, width: u16) {
        let style = self.theme.style(self.base).patch(self.theme.style(role));
        let width = width.min(self.room());
        if width > 0 {
            put(self.buf, self.at(self.left, width), text, style);
            self.left += width;
        }
    }

    /// Writes a field with what stands before it; its cursor is drawn where it is being typed.
    pub fn field(&mut self, role: Role, before: SafeStr<'_>, field: &Field, typing: bool) {
        self.text(role, before);
        let shown = field.shown();
        let text = shown.shown();
        let at = field.cursor().min(text.as_str().len());
        let from = first_seen(
            text.as_str(),
            at,
            usize::from(self.room().saturating_sub(2)),
        );
        self.text(role, text.get(from..at));
        if !typing {
            self.text(role, text.get(at..text.as_str().len()));
            return;
        }
        let next = text.as_str()[at..]
            .graphemes(true)
            .next()
            .map_or(0, str::len);
        let under = if next == 0 {
            " ".into()
        } else {
            text.get(at..at + next)
        };
        self.text(Role::Cursor, under);
        self.text(role, text.get(at + next..text.as_str().len()));
    }
}

/// The first byte of a field that is seen, so that its cursor at byte `at` is.
fn first_seen(text: &str, at: usize, room: usize) -> usize {
    let mut used = 0;
    let mut from = at;
    for (start, cluster) in text[..at].grapheme_indices(true).rev() {
        used += columns(cluster);
        if used > room {
            break;
        }
        from = start;
    }
    from
}
