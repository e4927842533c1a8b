//! The frame of a pane: border, title, and where it is scrolled to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::clean::SafeStr;
use crate::ui::line::Line;
use crate::ui::symbols::Symbols;
use crate::ui::text::put;
use crate::ui::theme::{Role, Theme};

/// A frame to be drawn.
pub struct Frame<'a> {
    /// The title, cut short where the border ends.
    pub title: SafeStr<'a>,
    /// Whether the pane has the keyboard.
    pub focused: bool,
    /// How far down the pane is scrolled, in thousandths; `None` when all of it is seen.
    pub progress: Option<u16>,
    /// The colours.
    pub theme: &'a Theme,
    /// The signs.
    pub symbols: &'a Symbols,
}

impl Frame<'_> {
    /// Draws the border around `area`; nothing in one that has no inside.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 2 || area.height < 2 {
            return;
        }
        let (border, title) = if self.focused {
            (Role::BorderFocus, Role::TitleFocus)
        } else {
            (Role::Border, Role::Title)
        };
        let style = self.theme.style(border);
        let symbols = self.symbols;
        let mut sign = |x: u16, y: u16, text: &'static str| {
            put(buf, Rect::new(x, y, 1, 1), text.into(), style);
        };
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for x in area.x + 1..right {
            sign(x, area.y, symbols.horizontal);
            sign(x, bottom, symbols.horizontal);
        }
        for y in area.y + 1..bottom {
            sign(area.x, y, symbols.vertical);
            sign(right, y, symbols.vertical);
        }
        let corners = [
            (area.x, area.y),
            (right, area.y),
            (area.x, bottom),
            (right, bottom),
        ];
        for ((x, y), corner) in corners.into_iter().zip(symbols.corners) {
            sign(x, y, corner);
        }
        if let Some(done) = self.progress {
            let track = u32::from(area.height.saturating_sub(3));
            sign(
                right,
                area.y + 1 + (track * u32::from(done) / 1000) as u16,
                symbols.thumb,
            );
        }
        self.draw_title(area, title, buf);
    }

    fn draw_title(&self, area: Rect, role: Role, buf: &mut Buffer) {
        let room = area.width.saturating_sub(4);
        let text = self.title.as_str();
        if room < 2 || text.is_empty() {
            return;
        }
        let wanted = u16::try_from(crate::page::width::columns(text)).unwrap_or(u16::MAX);
        let width = room.min(wanted.saturating_add(2));
        let row = Rect {
            x: area.x + 2,
            y: area.y,
            width,
            height: 1,
        };
        let mut line = Line::new(buf, row, self.theme, role);
        line.text(role, " ".into());
        line.cell(role, self.title, width.saturating_sub(2));
        line.text(role, " ".into());
    }
}
