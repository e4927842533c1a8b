//! Where a line of text breaks: greedily, at the opportunities of Unicode's line breaking (UAX 14).

use std::ops::Range;

use unicode_linebreak::linebreaks;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::page::width::{cluster_columns, columns, plain_columns};

/// One line of a broken text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedLine {
    /// What is shown of it, in bytes of the text: without the blanks and the line feed at its end.
    pub shown: Range<usize>,
    /// Where the next line begins, in bytes of the text.
    pub next: usize,
    /// Columns of what is shown; more than was asked only for a single cluster wider than the line.
    pub columns: usize,
}

/// Breaks `text` into lines of at most `rest` columns, the first of at most `first`.
///
/// A line feed always breaks; a word longer than a line is broken between clusters; blanks before a
/// break are not shown. There is always at least one line, an empty one for an empty text, and the
/// lines' ranges ascend without a gap but those blanks. Takes linear time.
pub fn lines(text: &str, first: usize, rest: usize) -> Vec<WrappedLine> {
    let columns = columns(text);
    if columns <= first && !text.contains('\n') {
        return vec![only(text, columns)];
    }
    let mut breaker = Breaker::new(text, first, rest.max(1));
    for segment in segments(text) {
        let end = segment.end;
        let feeds = text[..end].ends_with('\n');
        breaker.segment(segment);
        if feeds {
            breaker.finish(end);
        }
    }
    breaker.done()
}

/// The line of a text that needs no breaking: most titles, items and cells.
fn only(text: &str, whole: usize) -> WrappedLine {
    let shown = shown(text);
    WrappedLine {
        shown: 0..shown.len(),
        next: text.len(),
        columns: whole - columns(&text[shown.len()..]),
    }
}

/// Columns of the longest stretch of a text that should not be broken.
pub fn longest_word(text: &str) -> usize {
    let words = segments(text).map(|segment| columns(text[segment].trim_end_matches(is_hanging)));
    words.max().unwrap_or(0)
}

/// Words with the blanks after them: stretches between two opportunities to break, in bytes.
fn segments(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    linebreaks(text).filter_map(move |(to, _)| {
        let ends = ends_cluster(text, from..to);
        ends.then(|| std::mem::replace(&mut from, to)..to)
    })
}

/// Whether a stretch of text that begins with a cluster also ends with one.
///
/// It looks no further back than the stretch: the parity of a long row of flags, asked for at each
/// of them, would take quadratic time.
fn ends_cluster(text: &str, stretch: Range<usize>) -> bool {
    let Some((before, after)) = text.split_at_checked(stretch.end) else {
        return false;
    };
    let is_plain = |c: Option<char>| c.is_none_or(|c| c == '\n' || plain_columns(c).is_some());
    if is_plain(before.chars().next_back()) && is_plain(after.chars().next()) {
        return true;
    }
    let clusters = text
        .get(stretch.start..)
        .unwrap_or("")
        .grapheme_indices(true);
    let mut ends = clusters.map(|(at, cluster)| at + cluster.len());
    ends.find(|end| *end >= stretch.len())
        .is_none_or(|end| end == stretch.len())
}

/// A text without the blanks at its end; a blank that shares a cluster with the letter before it
/// (a few signs of Indic scripts take in whatever follows) stays.
fn shown(text: &str) -> &str {
    let shown = text.trim_end_matches(is_hanging);
    if is_cluster_boundary(text, shown.len()) {
        return shown;
    }
    let blank = text[shown.len()..].chars().next().map_or(0, char::len_utf8);
    &text[..shown.len() + blank]
}

/// Whether a blank may vanish at the end of a line; no-break spaces may not.
pub fn is_hanging(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether no cluster spans byte `at`; a byte within a character is never a boundary.
pub fn is_cluster_boundary(text: &str, at: usize) -> bool {
    if !text.is_char_boundary(at) {
        return false;
    }
    let bytes = text.as_bytes();
    match (
        at.checked_sub(1).and_then(|before| bytes.get(before)),
        bytes.get(at),
    ) {
        (Some(before), Some(after)) if before.is_ascii() && after.is_ascii() => {
            (*before, *after) != (b'\r', b'\n')
        }
        (Some(_), Some(_)) => GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true),
        _ => true,
    }
}

/// The state of breaking one text.
struct Breaker<'a> {
    text: &'a str,
    lines: Vec<WrappedLine>,
    /// Columns of the line being filled, and of those after it.
    limit: usize,
    rest: usize,
    /// Where the line being filled begins and where its last word ends.
    start: usize,
    end: usize,
    /// Columns up to `end`, and with the blanks after it.
    shown: usize,
    filled: usize,
}

impl<'a> Breaker<'a> {
    fn new(text: &'a str, first: usize, rest: usize) -> Self {
        let lines = Vec::with_capacity(text.len() / rest + 1);
        Self {
            text,
            lines,
            limit: first,
            rest,
            start: 0,
            end: 0,
            shown: 0,
            filled: 0,
        }
    }

    /// Places a word and the blanks after it.
    fn segment(&mut self, range: Range<usize>) {
        let segment = &self.text[range.clone()];
        let word = shown(segment);
        let wide = columns(word);
        if !word.is_empty() {
            if self.filled + wide > self.limit && (self.filled > 0 || self.limit < self.rest) {
                self.finish(range.start);
            }
            if self.filled + wide > self.limit {
                self.clusters(range.start, word);
            } else {
                self.place(range.start + word.len(), wide);
            }
        }
        self.filled += columns(&segment[word.len()..]);
    }

    /// Places a word that is longer than a line.
    fn clusters(&mut self, from: usize, word: &str) {
        for (at, cluster) in word.grapheme_indices(true) {
            let wide = usize::from(cluster_columns(cluster));
            if self.filled + wide > self.limit && self.filled > 0 {
                self.finish(from + at);
            }
            self.place(from + at + cluster.len(), wide);
        }
    }

    fn place(&mut self, end: usize, wide: usize) {
        self.filled += wide;
        self.shown = self.filled;
        self.end = end;
    }

    /// Ends the line; the next one begins at `next`.
    fn finish(&mut self, next: usize) {
        self.lines.push(WrappedLine {
            shown: self.start..self.end,
            next,
            columns: self.shown,
        });
        self.limit = self.rest;
        (self.start, self.end) = (next, next);
        (self.shown, self.filled) = (0, 0);
    }

    fn done(mut self) -> Vec<WrappedLine> {
        if self.start < self.text.len() || self.lines.is_empty() {
            self.finish(self.text.len());
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn broken(text: &str, width: usize) -> Vec<&str> {
        lines(text, width, width)
            .into_iter()
            .map(|line| &text[line.shown])
            .collect()
    }

    #[test]
    fn words_stay_whole_and_blanks_vanish_at_the_end() {
        assert_eq!(
            broken("the quick  brown fox", 10),
            ["the quick", "brown fox"]
        );
        assert_eq!(broken("one\ntwo\n", 10), ["one", "two"]);
        assert_eq!(broken("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(broken("", 10), [""]);
    }

    #[test]
    fn long_words_break_between_clusters() {
        assert_eq!(broken("a abcdefghij", 4), ["a", "abcd", "efgh", "ij"]);
        assert_eq!(
            broken("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
        assert_eq!(broken("👩‍👩‍👧👩‍👩‍👧", 3), ["👩‍👩‍👧", "👩‍👩‍👧"]);
        assert_eq!(broken("世界", 1), ["世", "界"]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_stop() {
        assert_eq!(broken("人工智能治理。", 6), ["人工智", "能治", "理。"]);
        assert_eq!(broken("人工智能", 5), ["人工", "智能"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(broken("on 9\u{a0}October", 8), ["on", "9\u{a0}Octobe", "r"]);
        assert_eq!(broken("of 20\u{a0}km now", 8), ["of 20\u{a0}km", "now"]);
    }

    #[test]
    fn a_byte_within_a_character_is_no_boundary() {
        let text = "e\u{301}\u{302}x";
        let found: Vec<usize> = (0..=text.len())
            .filter(|at| is_cluster_boundary(text, *at))
            .collect();
        assert_eq!(found, [0, 5, 6]);
    }

    #[test]
    fn a_blank_in_a_cluster_stays() {
        assert_eq!(broken("\u{d4e} a", 9), ["\u{d4e} a"]);
        assert_eq!(broken("a \u{d4e}  ", 9), ["a \u{d4e} "]);
    }

    #[test]
    fn the_first_line_may_be_shorter_or_hold_nothing() {
        let found: Vec<_> = lines("longish words", 3, 8)
            .into_iter()
            .map(|line| line.shown)
            .collect();
        assert_eq!(found, [0..0, 0..7, 8..13]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]
        #[test]
        fn nothing_is_lost_and_nothing_is_wider(text in "(\\PC| |\n|[a-z]{1,9}|世|é|🇩|\u{d4e}|\u{301}){0,60}", first in 0usize..30, rest in 1usize..40) {
            let found = lines(&text, first, rest);
            let mut at = 0;
            for (index, line) in found.iter().enumerate() {
                prop_assert_eq!(line.shown.start, at);
                prop_assert!(text[line.shown.end..line.next].chars().all(is_hanging));
                prop_assert_eq!(columns(&text[line.shown.clone()]), line.columns);
                let room = if index == 0 { first } else { rest };
                let seen = text[line.shown.clone()].graphemes(true).filter(|cluster| cluster_columns(cluster) > 0);
                let single = seen.count() == 1;
                prop_assert!(line.columns <= room || single);
                prop_assert!(is_cluster_boundary(&text, line.shown.end));
                at = line.next;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
