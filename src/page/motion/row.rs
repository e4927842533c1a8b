//! Motions by the rows of a layout: up and down, and to a row's ends.

use unicode_segmentation::UnicodeSegmentation;

use crate::page::layout::{Layout, What};
use crate::page::locate::{Position, position_of_text, text_at};
use crate::text::document::Document;
use crate::text::range::TextRange;

/// The position `by` rows with text further down (up where negative), as near as can be to column
/// `goal`, from 0. The first or last such row where there are not so many.
pub fn vertical(document: &Document, layout: &Layout, at: u32, by: isize, goal: u16) -> u32 {
    let Some(from) = position_of_text(document, layout, at) else {
        return at;
    };
    let mut row = from.row;
    let mut left = by.unsigned_abs();
    let mut next = from.row;
    while left > 0 {
        let Some(step) = next
            .checked_add_signed(by.signum())
            .filter(|row| *row < layout.rows.len())
        else {
            break;
        };
        next = step;
        if !texts(layout, step).is_empty() {
            row = step;
            left -= 1;
        }
    }
    nearest(document, layout, Position { row, column: goal }).unwrap_or(at)
}

/// The position in a row that is nearest to a column; `None` for a row without text.
pub fn nearest(document: &Document, layout: &Layout, at: Position) -> Option<u32> {
    if let Some(cluster) = text_at(document, layout, at) {
        return Some(cluster.start);
    }
    let texts = texts(layout, at.row);
    let before = texts
        .iter()
        .rev()
        .find(|(column, text)| *column <= at.column && !text.is_empty());
    match before {
        Some((_, text)) => last_cluster(document, *text),
        None => texts.first().map(|(_, text)| text.start),
    }
}

/// The first and the last position of the row that shows a position.
pub fn ends(document: &Document, layout: &Layout, at: u32) -> (u32, u32) {
    let texts = position_of_text(document, layout, at)
        .map(|at| texts(layout, at.row))
        .unwrap_or_default();
    let first = texts.first().map_or(at, |(_, text)| text.start);
    let last = texts
        .last()
        .and_then(|(_, text)| last_cluster(document, *text));
    (first, last.unwrap_or(at))
}

/// The text of all rows from the one that shows a position to the one that shows another.
pub fn rows_between(document: &Document, layout: &Layout, one: u32, other: u32) -> TextRange {
    let (start, _) = ends(document, layout, one.min(other));
    let (_, last) = ends(document, layout, one.max(other));
    let cluster = document
        .text
        .as_str()
        .get(last as usize..)
        .and_then(|rest| rest.graphemes(true).next());
    let end = last + cluster.map_or(0, str::len) as u32;
    TextRange::new(start.min(end), end)
}

/// The texts of a row with their columns.
fn texts(layout: &Layout, row: usize) -> Vec<(u16, TextRange)> {
    let pieces = layout.row(row).iter();
    let texts = pieces.filter_map(|piece| match piece.what {
        What::Text { text, .. } => Some((piece.column, text)),
        What::Decor { .. } => None,
    });
    texts.collect()
}

fn last_cluster(document: &Document, text: TextRange) -> Option<u32> {
    let (at, _) = document
        .slice(text)
        .as_str()
        .grapheme_indices(true)
        .next_back()?;
    Some(text.start + at as u32)
}
