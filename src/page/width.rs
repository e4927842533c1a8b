//! Columns that text takes on a screen; the one measure that layout, painting and widgets share.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of one grapheme cluster; 0 for one that shows nothing of its own.
///
/// This is what the cells of the screen count (`ratatui::buffer::CellWidth`), and has to be: a cell
/// that counts more hides its neighbour. They give a half-width voiced sound mark (U+FF9E, U+FF9F)
/// one column more than Unicode's width; a test of the widgets holds both counts together.
pub fn cluster_columns(cluster: &str) -> u16 {
    if cluster.len() == 1 {
        return u16::from(!cluster.as_bytes()[0].is_ascii_control());
    }
    let marks = cluster
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    u16::try_from(cluster.width() + marks).unwrap_or(u16::MAX)
}

/// Columns of a text of one line: the sum over its clusters.
///
/// It may exceed the width that Unicode gives the whole text (an Arabic lam-alef is two clusters
/// and one ligature), because cells are filled cluster by cluster.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true)
        .map(|cluster| usize::from(cluster_columns(cluster)))
        .sum()
}

/// The longest beginning of `text` that fits into `room` columns: its length in bytes, and its
/// columns.
pub fn fitting(text: &str, room: usize) -> (usize, usize) {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        let next = used + usize::from(cluster_columns(cluster));
        if next > room {
            return (at, used);
        }
        used = next;
    }
    (text.len(), used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_measured_whole() {
        assert_eq!(cluster_columns("a"), 1);
        assert_eq!(cluster_columns("界"), 2);
        assert_eq!(cluster_columns("e\u{301}"), 1);
        assert_eq!(cluster_columns("👩‍👩‍👧"), 2);
        assert_eq!(cluster_columns("\n"), 0);
        assert_eq!(columns("naïve 世界"), 10);
        assert_eq!(columns("لا"), 2);
    }

    #[test]
    fn what_fits_is_never_half_a_cluster() {
        assert_eq!(fitting("世界", 3), (3, 2));
        assert_eq!(fitting("e\u{301}e", 1), (3, 1));
        assert_eq!(fitting("abc", 9), (3, 3));
    }
}
