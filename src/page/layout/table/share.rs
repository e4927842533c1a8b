//! How wide the columns of a table are, if they fit at all.

use super::{BETWEEN, TableCell};
use crate::page::layout::rows::RowsBuilder;
use crate::page::width::columns;
use crate::page::wrap;

/// Columns that every column of a table has at least.
const NARROWEST: usize = 3;
/// Columns up to which short texts are not broken.
const SHORT: usize = 8;
/// Columns up to which a word is not broken.
const WORD: usize = 16;
/// Lines beyond which a cell is easier to read in a record.
const LINES: usize = 10;

/// What one column of a table asks for, in columns of the screen.
#[derive(Clone, Copy, Default)]
struct ColumnWish {
    /// Its longest line.
    whole: usize,
    /// What it can do with.
    least: usize,
}

/// The width of each column; `None` where they cannot stand side by side in `room` columns.
///
/// Columns that fit into an equal share keep their width, the others share what is left; so a column
/// of numbers is not squeezed by one of sentences.
pub(super) fn widths(
    rows: &RowsBuilder<'_>,
    cells: &[TableCell],
    room: usize,
) -> Option<Vec<usize>> {
    let count = cells.iter().map(|cell| cell.column as usize + 1).max()?;
    let lines = BETWEEN.checked_mul(count - 1)?;
    let room = room
        .checked_sub(lines)
        .filter(|room| NARROWEST * count <= *room)?;
    let mut wishes = vec![
        ColumnWish {
            whole: NARROWEST,
            least: NARROWEST
        };
        count
    ];
    for cell in cells {
        let text = rows.line(cell.text);
        let wish = wishes.get_mut(cell.column as usize)?;
        let whole = text.split('\n').map(columns).max().unwrap_or(0);
        wish.whole = wish.whole.max(whole);
        wish.least = wish
            .least
            .max(wrap::longest_word(text).min(WORD))
            .max(whole.min(SHORT));
    }
    let widths = share(&wishes, room)?;
    let tallest = wishes
        .iter()
        .zip(&widths)
        .map(|(wish, width)| wish.whole.div_ceil(*width))
        .max();
    tallest.filter(|lines| *lines <= LINES).map(|_| widths)
}

/// Shares out `room` columns.
fn share(wishes: &[ColumnWish], room: usize) -> Option<Vec<usize>> {
    let at = |level: usize| {
        wishes
            .iter()
            .map(move |wish| wish.whole.min(level.max(wish.least)))
    };
    if at(0).sum::<usize>() > room {
        return None;
    }
    let (mut fits, mut fails) = (0, room + 1);
    while fits + 1 < fails {
        let level = fits.midpoint(fails);
        if at(level).sum::<usize>() <= room {
            fits = level;
        } else {
            fails = level;
        }
    }
    let mut widths: Vec<usize> = at(fits).collect();
    let mut spare = room - widths.iter().sum::<usize>();
    for (width, wish) in widths.iter_mut().zip(wishes) {
        let more = usize::from(spare > 0 && *width < wish.whole);
        *width += more;
        spare -= more;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(wishes: &[(usize, usize)], room: usize) -> Option<Vec<usize>> {
        let wishes: Vec<ColumnWish> = wishes
            .iter()
            .map(|&(whole, least)| ColumnWish { whole, least })
            .collect();
        share(&wishes, room)
    }

    #[test]
    fn narrow_columns_keep_their_width_and_wide_ones_share() {
        assert_eq!(shared(&[(5, 3), (9, 3)], 40), Some(vec![5, 9]));
        assert_eq!(
            shared(&[(5, 3), (90, 8), (60, 8)], 40),
            Some(vec![5, 18, 17])
        );
        assert_eq!(shared(&[(90, 20), (60, 8)], 30), Some(vec![20, 10]));
        assert_eq!(shared(&[(90, 20), (60, 20)], 30), None);
    }
}
