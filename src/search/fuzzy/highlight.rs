//! Which letters of a shown label a query has found; asked only for the rows on the screen.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::{SkimMatcherV2, SkimScoreConfig};

use crate::search::fold::Folding;
use crate::search::word_start::begins_word;

/// Score and characters of the best alignment of `word` in `text`, by the crate.
///
/// Each call has a matcher of its own: the crate leaves cells of the call before in its matrix, and
/// a matrix once grown is never given back. Both texts are bounded by the callers.
pub(crate) fn fresh_match(text: &str, word: &str) -> Option<(i64, Vec<usize>)> {
    let config = SkimScoreConfig {
        penalty_case_mismatch: 0,
        ..SkimScoreConfig::default()
    };
    SkimMatcherV2::default()
        .ignore_case()
        .score_config(config)
        .fuzzy_indices(text, word)
}

/// Byte ranges of `text` whose letters `word` matches best.
pub(crate) fn letters(text: &str, word: &str) -> Vec<Range<usize>> {
    let Some((_, characters)) = fresh_match(text, word) else {
        return Vec::new();
    };
    let mut wanted = characters.into_iter().peekable();
    text.char_indices()
        .enumerate()
        .filter(|(index, _)| wanted.next_if_eq(index).is_some())
        .map(|(_, (at, c))| at..at + c.len_utf8())
        .collect()
}

/// Whether each letter of `word`, where it matches `text` best, begins a word or follows the letter
/// before: as "eo" in "Executive Order".
pub(crate) fn holds_together(text: &str, word: &str) -> bool {
    let letters = letters(text, word);
    let follows = |at: usize| at > 0 && letters[at - 1].end == letters[at].start;
    (0..letters.len()).all(|at| follows(at) || begins_word(text, letters[at].start))
}

/// The ranges of the shown label for ranges of its folded form: sorted, joined where they touch.
pub(crate) fn shown(folding: &Folding, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut lit: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().map(|range| folding.shown(range)) {
        match lit.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => lit.push(range),
        }
    }
    lit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_hold_together_at_the_beginnings_of_words() {
        assert!(holds_together("Executive Order 14110", "eo"));
        assert!(holds_together("Executive Order 14110", "exor"));
        assert!(!holds_together("The Framework", "theme"));
        assert!(!holds_together("Huawei", "hawi"));
    }
}
