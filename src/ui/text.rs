//! Writing cleaned text into cells: the one way in which panes and widgets put letters on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::page::width::{self, cluster_columns, fitting};
use crate::text::clean::SafeStr;

/// What stands where a text was cut.
const ELLIPSIS: &str = "…";

/// Writes a text into the first row of `area`, patched with `style`; a text that does not fit ends
/// in an ellipsis. Returns the columns used, at most the area's width. Never cuts a wide cluster.
pub fn put(buffer: &mut Buffer, area: Rect, text: SafeStr<'_>, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return 0;
    }
    let room = usize::from(area.width);
    let text = text.as_str();
    // A long text is not read further than it is seen.
    let (fits, _) = fitting(text, room);
    if fits == text.len() {
        return clusters(buffer, area, text, style);
    }
    let (length, _) = fitting(text, room - 1);
    let used = clusters(buffer, area, text.get(..length).unwrap_or(""), style);
    used + clusters(buffer, from_column(area, used), ELLIPSIS, style)
}

/// Writes as many whole clusters as fit into the first row of `area`; returns the columns used.
pub(in crate::ui) fn clusters(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let mut used = 0;
    if !text.is_empty() && area.width > 0 {
        uncover(buffer, area.x, area.y);
    }
    for cluster in width::clusters(text) {
        let wide = cluster_columns(cluster);
        if wide == 0 {
            continue;
        }
        if wide > area.width.saturating_sub(used) {
            break;
        }
        for column in used..used + wide {
            if let Some(cell) = buffer.cell_mut((area.x + column, area.y)) {
                cell.set_symbol(if column == used { cluster } else { " " })
                    .set_style(style);
            }
        }
        used += wide;
    }
    used
}

/// The area without its first `columns` columns.
pub fn from_column(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// The row `row` of an area, from 0; empty below it.
pub fn row(area: Rect, row: u16) -> Rect {
    let height = u16::from(row < area.height);
    Rect {
        y: area.y.saturating_add(row.min(area.height)),
        height,
        ..area
    }
}

/// Empties an area for something drawn over what is there, and paints it.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        uncover(buffer, area.x, y);
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Blanks a wide cluster that begins left of a cell and would hide what is drawn into it.
fn uncover(buffer: &mut Buffer, x: u16, y: u16) {
    let left = x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)));
    if let Some(cell) = left.filter(|cell| cluster_columns(cell.symbol()) > 1) {
        cell.set_symbol(" ");
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::CellWidth;

    use super::*;
    use crate::text::clean::SafeText;

    fn line(width: u16, text: &str) -> (String, u16) {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        let used = put(
            &mut buffer,
            area,
            SafeText::line(text).shown(),
            Style::new(),
        );
        let shown: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        (shown, used)
    }

    #[test]
    fn a_text_that_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(line(6, "postil"), ("postil".into(), 6));
        assert_eq!(line(5, "postil"), ("post…".into(), 5));
        assert_eq!(line(1, "postil"), ("…".into(), 1));
        assert_eq!(line(0, "postil"), (String::new(), 0));
    }

    #[test]
    fn wide_clusters_are_not_cut() {
        assert_eq!(line(4, "世界人"), ("世 … ".into(), 3));
        assert_eq!(line(2, "世界"), ("… ".into(), 1));
    }

    #[test]
    fn an_area_outside_the_buffer_is_left_alone() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        assert_eq!(
            put(&mut buffer, Rect::new(5, 4, 9, 9), "x".into(), Style::new()),
            0
        );
        assert_eq!(
            put(
                &mut buffer,
                Rect::new(2, 0, 9, 9),
                "xyz".into(),
                Style::new()
            ),
            1
        );
    }

    #[test]
    fn clearing_leaves_no_half_of_a_wide_cluster() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buffer = Buffer::empty(area);
        put(&mut buffer, area, "世界".into(), Style::new());
        clear(&mut buffer, Rect::new(1, 0, 1, 1), Style::new());
        let shown: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(shown, "  界 ");
    }

    #[test]
    fn writing_leaves_no_half_of_a_wide_cluster() {
        for (at, wanted) in [(0, "x 界 "), (1, " x界 "), (2, "世 x "), (3, "世  x")] {
            let area = Rect::new(0, 0, 4, 1);
            let mut buffer = Buffer::empty(area);
            put(&mut buffer, area, "世界".into(), Style::new());
            put(
                &mut buffer,
                Rect::new(at, 0, 1, 1),
                "x".into(),
                Style::new(),
            );
            let shown = buffer.content.iter().map(ratatui::buffer::Cell::symbol);
            assert_eq!(shown.collect::<String>(), wanted, "{at}");
        }
    }

    #[test]
    fn columns_are_those_of_the_screen() {
        for cluster in [
            "a",
            "é",
            "世",
            "ｶﾞ",
            "👩‍👩‍👧",
            "☑",
            "﷽",
            "क्षि",
            "🇩🇪",
            "❤\u{fe0f}",
            "\u{301}",
        ] {
            assert_eq!(
                cluster_columns(cluster),
                cluster.cell_width(),
                "{cluster:?}"
            );
        }
    }
}
