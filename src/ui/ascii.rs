//! Frames for terminals that know ASCII alone: what they cannot show is drawn by its nearest sign.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_normalization::UnicodeNormalization;

/// Stands for whatever has no sign that is near.
const UNKNOWN: char = '?';

/// Puts ASCII into every cell of an area that has something else.
pub fn only(buffer: &mut Buffer, area: Rect) {
    for position in area.intersection(buffer.area).positions() {
        if let Some(cell) = buffer.cell_mut(position)
            && !cell.symbol().is_ascii()
        {
            let near = near(cell.symbol());
            cell.set_symbol(near.encode_utf8(&mut [0; 4]));
        }
    }
}

/// The sign that is nearest to a cluster: a letter without its marks, or a plain punctuation mark.
fn near(cluster: &str) -> char {
    let first = cluster.nfkd().next().unwrap_or(UNKNOWN);
    match first {
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‐'..='―' | '−' | '─' => '-',
        '…' => '.',
        '•' | '·' | '‣' | '●' => '*',
        '│' => '|',
        '→' => '>',
        '×' => 'x',
        '\u{a0}' => ' ',
        letter if letter.is_ascii() => letter,
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_the_rest_is_asked_for() {
        let area = Rect::new(0, 0, 12, 1);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "é“…—字x\u{301}│ﬁ", ratatui::style::Style::default());
        only(&mut buffer, area);
        let row: String = buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(row, "e\".-? x|f   ");
    }
}
