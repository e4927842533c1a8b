//! The size of the window, made into a rectangle for each pane that is seen.

use ratatui::layout::Rect;

use crate::panes::pane_id::{PaneId, Seat};

/// Below this many columns or rows there is only a notice.
pub const SMALLEST: (u16, u16) = (20, 5);
/// From this many columns on, both side columns stand beside the reader.
const WIDE: u16 = 120;
/// From this many columns on, one side column stands beside the reader.
const MEDIUM: u16 = 80;

/// What the arrangement depends on besides the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The pane that has, or last had, the keyboard among those that are always open.
    pub focus: PaneId,
    /// The side pane seen in the medium form.
    pub side: PaneId,
    /// Whether everything but the reader is hidden.
    pub zen: bool,
    /// Whether a line of pinned filters is wanted.
    pub chips: bool,
    /// Whether a strip below the reader is wanted for a review.
    pub reviewing: bool,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The window.
    pub window: Rect,
    /// The panes that are always open, with their outer rectangles.
    pub panes: Vec<(PaneId, Rect)>,
    /// Where a pane that covers the reader goes.
    pub main: Rect,
    /// The strip below the reader in which annotations are reviewed.
    pub strip: Option<Rect>,
    /// Whether panes have borders.
    pub framed: bool,
    /// The line of tabs, in the narrow form.
    pub tabs: Option<Rect>,
    /// The line of pinned filters.
    pub chips: Option<Rect>,
    /// The status line.
    pub status: Rect,
}

impl Screen {
    /// Arranges a window; no panes at all in one that is too small.
    pub fn arrange(window: Rect, wish: Wish) -> Self {
        if window.width < SMALLEST.0 || window.height < SMALLEST.1 {
            return Self {
                window,
                ..Self::default()
            };
        }
        let screen = Self::without_strip(window, wish);
        if wish.reviewing {
            screen.with_strip()
        } else {
            screen
        }
    }

    fn without_strip(window: Rect, wish: Wish) -> Self {
        let [body, status] = split_rows(window, window.height - 1);
        let [body, chips] = split_rows(body, body.height - u16::from(wish.chips));
        let screen = Self {
            window,
            status,
            chips: wish.chips.then_some(chips),
            framed: true,
            main: body,
            ..Self::default()
        };
        if wish.zen {
            return Self {
                panes: vec![(PaneId::Reader, body)],
                framed: false,
                ..screen
            };
        }
        if window.width >= WIDE {
            return screen.wide(body);
        }
        if window.width >= MEDIUM {
            return screen.medium(body, wish.side);
        }
        let [tabs, rest] = split_rows(body, 1);
        let panes = vec![(wish.focus, rest)];
        Self {
            panes,
            main: rest,
            framed: false,
            tabs: Some(tabs),
            ..screen
        }
    }

    /// The lower third of the reader becomes a strip.
    fn with_strip(mut self) -> Self {
        let rows = (self.main.height / 3).clamp(5, 9);
        let [reader, strip] = split_rows(self.main, self.main.height.saturating_sub(rows).max(1));
        for (_, area) in &mut self.panes {
            if *area == self.main {
                *area = reader;
            }
        }
        Self {
            main: reader,
            strip: Some(strip),
            ..self
        }
    }

    /// Articles, reader, and names over sources.
    fn wide(self, body: Rect) -> Self {
        let left = (body.width / 4).clamp(30, 48);
        let right = (body.width / 4).clamp(30, 44);
        let [articles, rest] = split_columns(body, left);
        let [reader, side] = split_columns(rest, rest.width - right);
        let [entities, sources] = split_rows(side, side.height.div_ceil(2));
        let panes = vec![
            (PaneId::Articles, articles),
            (PaneId::Reader, reader),
            (PaneId::Entities, entities),
            (PaneId::Sources, sources),
        ];
        Self {
            panes,
            main: reader,
            ..self
        }
    }

    /// One side pane and the reader.
    fn medium(self, body: Rect, side: PaneId) -> Self {
        let [column, reader] = split_columns(body, (body.width / 3).clamp(28, 36));
        Self {
            panes: vec![(side, column), (PaneId::Reader, reader)],
            main: reader,
            ..self
        }
    }

    /// The rectangle of a pane that is always open, if it is seen.
    pub fn of(&self, pane: PaneId) -> Option<Rect> {
        self.panes
            .iter()
            .find(|(id, _)| *id == pane)
            .map(|(_, area)| *area)
    }

    /// The inside of a pane's rectangle.
    pub fn inside(&self, area: Rect) -> Rect {
        if self.framed { shrink(area) } else { area }
    }

    /// Where a pane over the others goes, with its border.
    pub fn over(&self, pane: PaneId) -> Rect {
        let body = Rect {
            height: (self.window.height.saturating_sub(1))
                .saturating_sub(u16::from(self.chips.is_some())),
            ..self.window
        };
        match pane.seat() {
            Seat::Base | Seat::Main => self.main,
            Seat::Strip => self.strip.unwrap_or_default(),
            Seat::Popup {
                width,
                height,
                free,
            } => centred(body, width, body.height.saturating_sub(free).min(height)),
        }
    }
}

/// A rectangle without its outermost cells.
pub fn shrink(area: Rect) -> Rect {
    Rect {
        x: area.x + 1.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// A rectangle of at most that size in the middle of another.
fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

fn split_columns(area: Rect, first: u16) -> [Rect; 2] {
    let first = first.min(area.width);
    [
        Rect {
            width: first,
            ..area
        },
        Rect {
            x: area.x + first,
            width: area.width - first,
            ..area
        },
    ]
}

fn split_rows(area: Rect, first: u16) -> [Rect; 2] {
    let first = first.min(area.height);
    [
        Rect {
            height: first,
            ..area
        },
        Rect {
            y: area.y + first,
            height: area.height - first,
            ..area
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrange(width: u16, height: u16) -> Screen {
        let wish = Wish {
            focus: PaneId::Articles,
            side: PaneId::Entities,
            zen: false,
            chips: width % 2 == 1,
            reviewing: false,
        };
        Screen::arrange(Rect::new(0, 0, width, height), wish)
    }

    fn reviewing(width: u16, height: u16) -> Screen {
        let wish = Wish {
            focus: PaneId::Reader,
            side: PaneId::Entities,
            zen: false,
            reviewing: true,
            chips: false,
        };
        Screen::arrange(Rect::new(0, 0, width, height), wish)
    }

    #[test]
    fn every_form_fills_the_window_without_overlap() {
        for width in 0..220 {
            for height in [0, 1, 4, 5, 12, 24, 60] {
                for screen in [arrange(width, height), reviewing(width, height)] {
                    let mut cells = vec![0u8; usize::from(width) * usize::from(height)];
                    let parts = screen.panes.iter().map(|(_, area)| *area);
                    for area in parts
                        .chain(screen.tabs)
                        .chain(screen.strip)
                        .chain(screen.chips)
                        .chain([screen.status])
                    {
                        for position in area.positions() {
                            cells[usize::from(position.y) * usize::from(width)
                                + usize::from(position.x)] += 1;
                        }
                    }
                    let small = width < SMALLEST.0 || height < SMALLEST.1;
                    assert!(
                        cells.iter().all(|count| *count == u8::from(!small)),
                        "{width}x{height}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_three_forms() {
        assert_eq!(arrange(120, 40).panes.len(), 4);
        assert_eq!(arrange(119, 40).panes.len(), 2);
        assert_eq!(arrange(80, 24).panes.len(), 2);
        assert_eq!(arrange(40, 12).panes.len(), 1);
        assert!(arrange(40, 12).tabs.is_some());
    }

    #[test]
    fn panes_over_the_others_stay_in_the_window() {
        for (width, height) in [(20, 5), (40, 12), (80, 24), (200, 60)] {
            let screen = arrange(width, height);
            for pane in [
                PaneId::SearchBox,
                PaneId::Sort,
                PaneId::Outline,
                PaneId::Question,
                PaneId::Dossier,
            ] {
                let area = screen.over(pane);
                assert_eq!(area.intersection(screen.window), area, "{pane:?}");
            }
        }
    }
}
