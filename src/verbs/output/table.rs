//! Rows in columns: aligned for people, between tabs for pipes.

use std::io::{self, Write};

use crossterm::style::{ContentStyle, StyledContent};
use ratatui::backend::IntoCrossterm;

use crate::page::width::{columns as wide, fitting};
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::theme::{Role, Theme};

/// One column of a table.
pub struct Column<T> {
    head: &'static str,
    cell: fn(&T) -> SafeText,
    look: Look,
}

impl<T> Column<T> {
    /// What the row is about.
    pub const fn name(head: &'static str, cell: fn(&T) -> SafeText) -> Self {
        Self::new(head, cell, Look::Name)
    }

    /// More about it.
    pub const fn detail(head: &'static str, cell: fn(&T) -> SafeText) -> Self {
        Self::new(head, cell, Look::Detail)
    }

    /// A count, set to the right.
    pub const fn count(head: &'static str, cell: fn(&T) -> SafeText) -> Self {
        Self::new(head, cell, Look::Count)
    }

    const fn new(head: &'static str, cell: fn(&T) -> SafeText, look: Look) -> Self {
        Self { head, cell, look }
    }
}

/// A number as a cell.
pub fn number(number: impl ToString + Copy) -> SafeText {
    SafeText::line(&number.to_string())
}

/// A text as a cell; empty where there is none.
pub fn optional(text: Option<&str>) -> SafeText {
    SafeText::line(text.unwrap_or_default())
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Name,
    Detail,
    Count,
}

/// The narrowest that a column of text is cut to, in screen columns.
const NARROWEST: usize = 8;

/// Blanks between two columns.
const GAP: usize = 2;

/// Prints cells between tabs, a line a row.
pub fn plain<T>(out: &mut impl Write, rows: &[T], columns: &[Column<T>]) -> io::Result<()> {
    for row in rows {
        for (index, column) in columns.iter().enumerate() {
            let tab = if index == 0 { "" } else { "\t" };
            write!(out, "{tab}{}", (column.cell)(row))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Prints a head and aligned cells in at most `width` columns, the widest cut first.
pub fn aligned<T>(
    out: &mut impl Write,
    rows: &[T],
    columns: &[Column<T>],
    width: u16,
    theme: &Theme,
) -> io::Result<()> {
    let cells: Vec<Vec<SafeText>> = rows
        .iter()
        .map(|row| columns.iter().map(|column| (column.cell)(row)).collect())
        .collect();
    let looks: Vec<Look> = columns.iter().map(|column| column.look).collect();
    let mut lines = AlignedLines {
        widths: widths(&cells, columns, usize::from(width)),
        looks,
        theme,
        out,
    };
    let heads: Vec<SafeText> = columns
        .iter()
        .map(|column| SafeText::from(column.head))
        .collect();
    lines.print(&heads, |_| Role::TableHead)?;
    cells
        .iter()
        .try_for_each(|row| lines.print(row, Look::role))
}

/// Text in the style of a role.
pub fn styled<'a>(text: SafeStr<'a>, role: Role, theme: &Theme) -> StyledContent<SafeStr<'a>> {
    let style: ContentStyle = theme.style(role).into_crossterm();
    style.apply(text)
}

impl Look {
    /// The role of its cells.
    const fn role(self) -> Role {
        match self {
            Self::Name => Role::Strong,
            Self::Detail => Role::TextDim,
            Self::Count => Role::Count,
        }
    }
}

/// Where lines of cells are printed, and how wide each cell is.
struct AlignedLines<'a, W> {
    widths: Vec<usize>,
    looks: Vec<Look>,
    theme: &'a Theme,
    out: &'a mut W,
}

impl<W: Write> AlignedLines<'_, W> {
    fn print(&mut self, cells: &[SafeText], role: impl Fn(Look) -> Role) -> io::Result<()> {
        let mut owed = 0;
        for ((cell, room), look) in cells.iter().zip(&self.widths).zip(&self.looks) {
            let text = cut(cell.shown(), *room);
            let pad = room.saturating_sub(wide(text.as_str()));
            let (before, after) = if *look == Look::Count {
                (owed + pad, 0)
            } else {
                (owed, pad)
            };
            write!(
                self.out,
                "{:before$}{}",
                "",
                styled(text.shown(), role(*look), self.theme)
            )?;
            owed = after + GAP;
        }
        writeln!(self.out)
    }
}

/// The width of each column: as its cells need, and the widest narrowed until all fit.
fn widths<T>(cells: &[Vec<SafeText>], columns: &[Column<T>], room: usize) -> Vec<usize> {
    let widest = |index: usize| {
        cells
            .iter()
            .map(|row| wide(row[index].as_str()))
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| widest(index).max(wide(column.head)))
        .collect();
    let room = room.saturating_sub(GAP * columns.len().saturating_sub(1));
    loop {
        let over = widths.iter().sum::<usize>().saturating_sub(room);
        let texts = widths
            .iter_mut()
            .zip(columns)
            .filter(|(_, column)| column.look != Look::Count);
        match texts.map(|(width, _)| width).max() {
            Some(width) if over > 0 && *width > NARROWEST => *width = (*width - 1).max(NARROWEST),
            _ => return widths,
        }
    }
}

/// The beginning of a text that fits `room` columns, with a mark where something was cut.
fn cut(text: SafeStr<'_>, room: usize) -> SafeText {
    let (bytes, _) = fitting(text.as_str(), room);
    if bytes == text.as_str().len() {
        return text.to_shown();
    }
    let (bytes, _) = fitting(text.as_str(), room.saturating_sub(1));
    SafeText::line(&format!("{}…", text.get(0..bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<(&str, u32)>; 2] = [
        Column::name("name", |row| SafeText::line(row.0)),
        Column::count("n", |row| number(row.1)),
    ];

    fn without_styles(out: &[u8]) -> String {
        let text = String::from_utf8(out.to_vec()).unwrap();
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
    }

    #[test]
    fn columns_are_aligned_and_cut_to_the_width() {
        let mut out = Vec::new();
        aligned(
            &mut out,
            &[("人工智能治理的未来", 5), ("short", 120)],
            &COLUMNS,
            20,
            &Theme::default(),
        )
        .unwrap();
        assert_eq!(
            without_styles(&out),
            "name               n\n人工智能治理的…    5\nshort            120\n"
        );
    }

    #[test]
    fn plain_cells_stand_between_tabs() {
        let mut out = Vec::new();
        plain(&mut out, &[("a\tb\n\u{1b}c", 5)], &COLUMNS).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches('\t').count(), 1);
        assert!(!text.contains('\u{1b}'));
    }
}
