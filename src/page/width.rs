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
    let plain = text
        .chars()
        .try_fold(0, |sum, c| Some(sum + usize::from(plain_columns(c)?)));
    plain.unwrap_or_else(|| {
        clusters(text)
            .map(|cluster| usize::from(cluster_columns(cluster)))
            .sum()
    })
}

/// Columns of a character that never shares a cluster with another of these: the common letters,
/// ideographs and signs, for which the search for clusters can be spared.
pub fn plain_columns(c: char) -> Option<u16> {
    match c {
        ' '..='~'
        | '\u{a1}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' => Some(1),
        '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

/// The grapheme clusters of a text, in order.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let is_plain = |c: char| plain_columns(c).is_some();
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.chars();
        let stands_alone = is_plain(characters.next()?) && characters.next().is_none_or(is_plain);
        let length = if stands_alone {
            rest.chars().next()?.len_utf8()
        } else {
            rest.graphemes(true).next()?.len()
        };
        let (cluster, after) = rest.split_at(length);
        rest = after;
        Some(cluster)
    })
}

/// The longest beginning of `text` that fits into `room` columns: its length in bytes, and its
/// columns.
pub fn fitting(text: &str, room: usize) -> (usize, usize) {
    let (mut length, mut used) = (0, 0);
    for cluster in clusters(text) {
        let next = used + usize::from(cluster_columns(cluster));
        if next > room {
            break;
        }
        used = next;
        length += cluster.len();
    }
    (length, used)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn clusters_are_those_of_the_standard(text in "[a-c \r\n世가é\u{301}\u{11a8}\u{200d}👩🇩🇪\u{fe0f}\u{600}\u{ff9e}]{0,12}") {
            let standard: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), standard);
        }
    }

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
    fn plain_characters_are_clusters_of_the_columns_they_are_said_to_have() {
        let plain: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|c| plain_columns(*c).is_some())
            .collect();
        let text: String = plain.iter().collect();
        assert_eq!(text.graphemes(true).count(), plain.len());
        for cluster in text.graphemes(true) {
            assert_eq!(
                cluster.chars().next().and_then(plain_columns),
                Some(cluster_columns(cluster)),
                "{cluster}"
            );
        }
    }

    #[test]
    fn what_fits_is_never_half_a_cluster() {
        assert_eq!(fitting("世界", 3), (3, 2));
        assert_eq!(fitting("e\u{301}e", 1), (3, 1));
        assert_eq!(fitting("abc", 9), (3, 3));
    }
}
