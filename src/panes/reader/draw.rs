//! Drawing the reader: card, visible rows with marks over them, the margin, hints, the search line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::notes::placement::State;
use crate::page::layout::Layout;
use crate::page::locate::{self, Position};
use crate::panes::annotations::role_of;
use crate::panes::opened::Opened;
use crate::panes::pane::Cx;
use crate::panes::reader::hints::Hints;
use crate::panes::reader::{Reader, row_of};
use crate::text::range::{ArticleId, Place};
use crate::ui::line::Line;
use crate::ui::paint::{Layer, PaintedMark, Painter};
use crate::ui::text::clear;
use crate::ui::theme::Role;

impl Reader {
    pub(super) fn draw_page(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let (Some(opened), Some(layout)) = (cx.opened(), &self.layout) else {
            draw_welcome(area, cx, buf);
            return;
        };
        let text = Rect {
            y: area.y,
            height: area.height,
            ..self.text_area()
        }
        .intersection(area);
        let below = self.draw_card(text, cx, buf);
        let first = self.position.row.saturating_sub(self.card.len());
        let marks = self.marks(opened, cx);
        let painter = Painter {
            document: &opened.document,
            layout,
            marks: &marks,
            theme: &cx.theme,
        };
        painter.draw(buf, below, first);
        self.draw_more(text, cx, buf);
        self.draw_margin(below, first, opened, layout, cx, buf);
        draw_notes(below, first, opened, layout, cx, buf);
        if let Some(hints) = &self.hints {
            draw_hints(hints, below, first, opened, layout, cx, buf);
        }
        self.draw_find(area, cx, buf);
    }

    /// Draws the visible lines of the card and gives back what is left below them.
    fn draw_card(&self, area: Rect, cx: &Cx, buf: &mut Buffer) -> Rect {
        let mut y = area.y;
        for line in self.card.iter().skip(self.position.row) {
            if y >= area.bottom() {
                break;
            }
            Line::new(
                buf,
                Rect {
                    y,
                    height: 1,
                    ..area
                },
                &cx.theme,
                Role::Text,
            )
            .text(line.role, line.text.shown());
            y += 1;
        }
        Rect {
            y,
            height: area.bottom() - y,
            ..area
        }
    }

    /// Names, hits and the place that was jumped to, in the order of where they begin.
    fn marks(&self, opened: &Opened, cx: &Cx) -> Vec<PaintedMark> {
        let mut marks = Vec::new();
        if let Some(article) = cx
            .library
            .article(opened.article)
            .filter(|_| !self.hide_names)
        {
            let names = cx
                .library
                .names_in(article)
                .filter(|(_, _, entity)| !entity.kind.is_measure());
            marks.extend(names.map(|(_, mention, entity)| PaintedMark {
                source: mention.source,
                role: Role::entity(entity.kind),
                layer: Layer::Name,
            }));
        }
        marks.extend(annotations(opened.article, cx));
        if let Some(find) = &self.find {
            marks.extend(find.places().map(|(place, current)| PaintedMark {
                source: place,
                role: if current {
                    Role::MatchCurrent
                } else {
                    Role::Match
                },
                layer: Layer::Hit,
            }));
        }
        if let Some(target) = self.target {
            marks.push(PaintedMark {
                source: target,
                role: Role::Selection,
                layer: Layer::Selection,
            });
        }
        if let Some(selected) = self
            .selected(cx)
            .and_then(|text| opened.document.source_of(text))
        {
            marks.push(PaintedMark {
                source: selected,
                role: Role::Selection,
                layer: Layer::Selection,
            });
        }
        if let Some(cursor) = self.cursor_place(cx) {
            marks.push(PaintedMark {
                source: cursor,
                role: Role::Cursor,
                layer: Layer::Cursor,
            });
        }
        marks.sort_by_key(|mark| mark.source.start);
        marks
    }

    /// A sign in the margin beside the row of the current place.
    fn draw_margin(
        &self,
        area: Rect,
        first: usize,
        opened: &Opened,
        layout: &Layout,
        cx: &Cx,
        buf: &mut Buffer,
    ) {
        let row = row_of(opened, layout, self.position.at);
        let Some(down) = row
            .checked_sub(first)
            .and_then(|down| u16::try_from(down).ok())
        else {
            return;
        };
        if down < area.height && area.x > self.area.x {
            let cell = Rect {
                x: area.x - 1,
                y: area.y + down,
                width: 1,
                height: 1,
            };
            Line::new(buf, cell, &cx.theme, Role::Text)
                .text(Role::BorderFocus, cx.symbols.here.into());
        }
    }

    /// The line on which text is sought, over the last row.
    fn draw_find(&self, area: Rect, cx: &Cx, buf: &mut Buffer) {
        let Some(find) = &self.find else { return };
        let row = Rect {
            y: area.bottom().saturating_sub(1),
            height: area.height.min(1),
            ..area
        };
        clear(buf, row, cx.theme.style(Role::Status));
        let mut line = Line::new(buf, row, &cx.theme, Role::Status);
        let count = crate::text::clean::SafeText::line(&find.count(self.goes_on));
        line.right(Role::Count, count.shown());
        line.field(Role::Status, "/".into(), &find.field, find.typing);
    }
}

/// A sign at the right of the rows in which annotated stretches begin that bear a note, or whose
/// place is not certain.
fn draw_notes(
    area: Rect,
    first: usize,
    opened: &Opened,
    layout: &Layout,
    cx: &Cx,
    buf: &mut Buffer,
) {
    let rows = first..first + usize::from(area.height);
    let Some(shown) = locate::source_of_rows(&opened.document, layout, rows) else {
        return;
    };
    for (id, placed) in cx.placements.on(opened.article) {
        let is_near = |place: &Place| shown.overlaps(place.range);
        let Some(place) = placed.place().filter(is_near) else {
            continue;
        };
        let entry = cx.notebook.entry(id);
        let sign = match entry {
            Some(_) if placed.state == State::Unsure => (Role::MarkUnsure, "?"),
            Some(entry) if entry.annotation().note.is_some() => (Role::MarkYellow, cx.symbols.note),
            _ => continue,
        };
        let at = locate::position_of(&opened.document, layout, place.range.start);
        let down = at.and_then(|at| u16::try_from(at.row.checked_sub(first)?).ok());
        if let Some(down) = down.filter(|down| *down < area.height) {
            let cell = Rect {
                x: area.right(),
                y: area.y + down,
                width: 1,
                height: 1,
            };
            Line::new(buf, cell, &cx.theme, Role::Text).text(sign.0, sign.1.into());
        }
    }
}

/// The annotations of an article: what is certain in its colour, what is not as a question.
fn annotations(article: ArticleId, cx: &Cx) -> impl Iterator<Item = PaintedMark> {
    cx.placements.on(article).filter_map(move |(id, placed)| {
        let source = placed.source?;
        let entry = cx.notebook.entry(id)?;
        let role = match placed.state {
            State::Unsure => Role::MarkUnsure,
            _ => role_of(cx.palette.drawn(entry.annotation().colour.as_deref())),
        };
        Some(PaintedMark {
            source,
            role,
            layer: Layer::Annotation,
        })
    })
}

fn draw_hints(
    hints: &Hints,
    area: Rect,
    first: usize,
    opened: &Opened,
    layout: &Layout,
    cx: &Cx,
    buf: &mut Buffer,
) {
    for hint in hints.open() {
        let Some(Position { row, column }) =
            locate::position_of(&opened.document, layout, hint.place.start)
        else {
            continue;
        };
        let Some(down) = row
            .checked_sub(first)
            .and_then(|down| u16::try_from(down).ok())
        else {
            continue;
        };
        if down >= area.height || column >= area.width {
            continue;
        }
        let rest = hints.rest(hint);
        let width = (rest.as_str().len() as u16).min(area.width - column);
        let cell = Rect {
            x: area.x + column,
            y: area.y + down,
            width,
            height: 1,
        };
        Line::new(buf, cell, &cx.theme, Role::Hint).text(Role::Hint, rest.shown());
    }
}

/// What the reader shows before anything was opened.
fn draw_welcome(area: Rect, cx: &Cx, buf: &mut Buffer) {
    let lines = [
        "Enter opens the article at the cursor.",
        "Tab goes to the next pane, ctrl-p finds anything, ? shows all keys.",
    ];
    for (index, text) in lines.into_iter().enumerate() {
        let y = area.y + 1 + index as u16;
        if y < area.bottom() {
            let row = Rect {
                x: area.x + 2.min(area.width),
                y,
                width: area.width.saturating_sub(2),
                height: 1,
            };
            Line::new(buf, row, &cx.theme, Role::Text).text(Role::TextDim, text.into());
        }
    }
}
