//! Rows in columns: aligned for people, between tabs for pipes.

use std::io::{self, Write};

use crossterm::style::{Attribute, SetAttribute};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::core::gate::{Shown, ShownStr};

/// One column of a table.
pub struct Column<T> {
    /// Its head.
    pub head: &'static str,
    /// What it says of a row.
    pub cell: fn(&T) -> Shown,
    /// How it is set.
    pub look: Look,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// What the row is about.
    Name,
    /// More about it.
    Detail,
    /// A count, to the right.
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
) -> io::Result<()> {
    let cells: Vec<Vec<Shown>> = rows
        .iter()
        .map(|row| columns.iter().map(|column| (column.cell)(row)).collect())
        .collect();
    let widths = widths(&cells, columns, usize::from(width));
    let heads: Vec<Shown> = columns
        .iter()
        .map(|column| Shown::from(column.head))
        .collect();
    line(out, &heads, &widths, |index| {
        (columns[index].look, Attribute::Underlined)
    })?;
    for row in &cells {
        line(out, row, &widths, |index| {
            let look = columns[index].look;
            (
                look,
                if look == Look::Name {
                    Attribute::Bold
                } else {
                    Attribute::Dim
                },
            )
        })?;
    }
    Ok(())
}

/// Prints one line of cells.
fn line(
    out: &mut impl Write,
    cells: &[Shown],
    widths: &[usize],
    style: impl Fn(usize) -> (Look, Attribute),
) -> io::Result<()> {
    for (index, (cell, room)) in cells.iter().zip(widths).enumerate() {
        let (look, attribute) = style(index);
        let text = cut(cell.shown(), *room);
        let pad = room.saturating_sub(text.as_str().width());
        let (before, after) = if look == Look::Count {
            (pad, 0)
        } else {
            (0, pad)
        };
        let gap = if index == 0 { 0 } else { GAP };
        write!(out, "{:gap$}{:before$}", "", "")?;
        write!(
            out,
            "{}{text}{}",
            SetAttribute(attribute),
            SetAttribute(Attribute::Reset)
        )?;
        if index + 1 < cells.len() {
            write!(out, "{:after$}", "")?;
        }
    }
    writeln!(out)
}

/// The width of each column: as its cells need, and the widest narrowed until all fit.
fn widths<T>(cells: &[Vec<Shown>], columns: &[Column<T>], room: usize) -> Vec<usize> {
    let widest = |index: usize| {
        cells
            .iter()
            .map(|row| row[index].as_str().width())
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| widest(index).max(column.head.width()))
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
fn cut(text: ShownStr<'_>, room: usize) -> Shown {
    if text.as_str().width() <= room {
        return text.to_shown();
    }
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += grapheme.width();
        used < room
    };
    let kept: usize = text
        .as_str()
        .graphemes(true)
        .take_while(fits)
        .map(str::len)
        .sum();
    Shown::line(&format!("{}…", text.get(0..kept)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<(&str, u32)>; 2] = [
        Column {
            head: "name",
            cell: |row| Shown::line(row.0),
            look: Look::Name,
        },
        Column {
            head: "n",
            cell: |row| Shown::line(&row.1.to_string()),
            look: Look::Count,
        },
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
