//! Rows and columns to text and source ranges, and back.
//!
//! Rows are found by binary search over the ascending ranges of their text; within a row of a table
//! the few rows that share one range are looked through.

use unicode_segmentation::UnicodeSegmentation;

use crate::page::layout::{Layout, Piece, What};
use crate::page::width::{cluster_columns, columns};
use crate::text::document::Document;
use crate::text::range::{SourceRange, TextRange};

/// A cell of a layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Row from 0.
    pub row: usize,
    /// Column from 0.
    pub column: u16,
}

/// The cluster at a cell, as a range of the document's text; `None` beside text.
pub fn text_at(document: &Document, layout: &Layout, at: Position) -> Option<TextRange> {
    let covers =
        |piece: &&Piece| piece.column <= at.column && at.column - piece.column < piece.width;
    let mut pieces = layout.row(at.row).iter().filter(covers);
    let (piece, text) = pieces.find_map(|piece| Some((piece, text_of(piece)?)))?;
    let mut column = usize::from(piece.column);
    let mut last = None;
    for (start, cluster) in document.slice(text).as_str().grapheme_indices(true) {
        if column > usize::from(at.column) {
            break;
        }
        let wide = usize::from(cluster_columns(cluster));
        if wide > 0 {
            let start = text.start + start as u32;
            last = Some(TextRange::new(start, start + cluster.len() as u32));
        }
        column += wide;
    }
    last
}

/// The source of the cluster at a cell: its own bytes, or those of its run where the run's text is
/// not what stands in the file. `None` beside text, and for a blank that stands for no byte: a tab
/// half of which belongs to a list leaves such blanks to the code in it.
pub fn source_at(document: &Document, layout: &Layout, at: Position) -> Option<SourceRange> {
    let source = document.source_of(text_at(document, layout, at)?)?;
    (!source.is_empty()).then_some(source)
}

/// The cell of a byte of the text; for a blank dropped at the end of a row, the cell after the
/// row's text. `None` only for a layout without rows.
pub fn position_of_text(document: &Document, layout: &Layout, at: u32) -> Option<Position> {
    let after = layout.rows.partition_point(|row| row.text.start <= at);
    let last = after.saturating_sub(1);
    let text = layout.rows.get(last)?.text;
    let shared = layout.rows[..=last]
        .iter()
        .rev()
        .take_while(|row| row.text == text)
        .count();
    let mut best: Option<(usize, Piece, TextRange)> = None;
    for row in last + 1 - shared..=last {
        for piece in layout.row(row) {
            let Some(text) = text_of(piece).filter(|text| text.start <= at) else {
                continue;
            };
            if best.is_none_or(|(_, _, best)| text.start >= best.start) {
                best = Some((row, *piece, text));
            }
        }
    }
    let Some((row, piece, text)) = best else {
        return Some(Position {
            row: last,
            column: first_column(layout, last),
        });
    };
    let before = TextRange::new(text.start, at.min(text.end));
    let wide = columns(document.slice(before).as_str()).min(usize::from(u16::MAX)) as u16;
    let column = piece
        .column
        .saturating_add(wide)
        .min(layout.width.saturating_sub(1));
    Some(Position { row, column })
}

/// The stretch of the file from the first to the last byte that is shown in some rows; `None` where they
/// show none. What lies outside of it need not be looked for in them.
pub fn source_of_rows(
    document: &Document,
    layout: &Layout,
    rows: std::ops::Range<usize>,
) -> Option<SourceRange> {
    let end = rows.end.min(layout.rows.len());
    let rows = layout.rows.get(rows.start.min(end)..end)?;
    let (first, last) = (rows.first()?, rows.last()?);
    let runs = document.runs_in(TextRange::new(first.text.start, last.text.end));
    let sources = runs.iter().map(|run| run.source);
    sources.reduce(SourceRange::join)
}

/// The cell where a byte of the file is shown; for one that shows nothing (markup), the nearest
/// text after it, else before it.
pub fn position_of(document: &Document, layout: &Layout, source: u32) -> Option<Position> {
    position_of_text(document, layout, nearest_text(document, source))
}

/// The rows that show a source range, also in part; the row nearest to it where none does.
pub fn rows_of(document: &Document, layout: &Layout, range: SourceRange) -> std::ops::Range<usize> {
    match document.text_of(range) {
        Some(text) if !text.is_empty() => rows_of_text(layout, text),
        _ => position_of(document, layout, range.start).map_or(0..0, |at| at.row..at.row + 1),
    }
}

/// The rows that show a stretch of text, also in part.
pub fn rows_of_text(layout: &Layout, range: TextRange) -> std::ops::Range<usize> {
    let first = layout
        .rows
        .partition_point(|row| row.text.end <= range.start);
    let end = layout
        .rows
        .partition_point(|row| row.text.start < range.end);
    first..end.max(first)
}

/// The byte of the text that shows a byte of the file, or what follows it, or what precedes it.
pub fn nearest_text(document: &Document, source: u32) -> u32 {
    if let Some(text) = document.text_of(SourceRange::new(source, source.saturating_add(1))) {
        return text.start;
    }
    let runs = || document.runs.iter().filter(|run| !run.text.is_empty());
    let after = runs()
        .filter(|run| run.source.start >= source)
        .min_by_key(|run| run.source.start);
    let nearest = after.or_else(|| runs().max_by_key(|run| run.source.end));
    nearest.map_or(0, |run| run.text.start)
}

/// The text that a piece shows.
fn text_of(piece: &Piece) -> Option<TextRange> {
    match piece.what {
        What::Text { text, .. } => Some(text),
        What::Decor { .. } => None,
    }
}

/// Where the text of a row begins, or would begin.
fn first_column(layout: &Layout, row: usize) -> u16 {
    let pieces = layout.row(row);
    let text = pieces.iter().find(|piece| text_of(piece).is_some());
    let after = pieces
        .last()
        .map_or(0, |last| last.column.saturating_add(last.width));
    text.map_or(after, |piece| piece.column)
        .min(layout.width.saturating_sub(1))
}

#[cfg(test)]
mod tests;
