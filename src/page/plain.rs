//! Rows of a layout as plain lines of text, for output that is not a screen.

use crate::page::layout::{Layout, What};
use crate::page::width::{columns, fitting};
use crate::text::clean::SafeText;
use crate::text::document::Document;

/// A row as text: pieces at their columns, decoration as on the screen, no blanks at the end.
pub fn line(document: &Document, layout: &Layout, row: usize) -> SafeText {
    let mut line = String::new();
    let mut column = 0;
    for piece in layout.row(row) {
        let gap = usize::from(piece.column).saturating_sub(column);
        line.extend(std::iter::repeat_n(' ', gap));
        column += gap;
        match piece.what {
            What::Text { text, .. } => line.push_str(document.slice(text).as_str()),
            What::Decor { sign, .. } => {
                fill(
                    &mut line,
                    layout.sign(sign).as_str(),
                    usize::from(piece.width),
                );
            }
        }
        column += usize::from(piece.width);
    }
    SafeText::line(line.trim_end())
}

/// Appends a sign, repeated or cut to fill `width` columns.
fn fill(line: &mut String, sign: &str, width: usize) {
    let wide = columns(sign);
    if wide > width {
        line.push_str(
            sign.get(..fitting(sign, width.saturating_sub(1)).0)
                .unwrap_or(""),
        );
        line.push('…');
    } else {
        line.push_str(&sign.repeat(width / wide.max(1)));
    }
}
