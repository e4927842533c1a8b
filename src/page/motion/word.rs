//! Words of any script, found in a window around a position so that the length of a text does not
//! matter.
//!
//! Chinese, Japanese, Thai and their like are cut with the dictionaries and models of
//! `icu_segmenter`; everything else by Unicode's word boundaries (UAX 29).

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::text::range::TextRange;

/// Bytes of a window on each side of a position, at first.
const WINDOW: usize = 512;

/// The first word that begins after `at`.
pub(super) fn after(text: &str, at: u32) -> Option<TextRange> {
    widening(text, at as usize, |window| {
        let words = window.words(text);
        words
            .into_iter()
            .find(|word| word.start > at)
            .filter(|word| window.holds(*word))
    })
}

/// The last word that begins before `at`.
pub(super) fn before(text: &str, at: u32) -> Option<TextRange> {
    widening(text, at as usize, |window| {
        let words = window.words(text);
        words
            .into_iter()
            .rfind(|word| word.start < at)
            .filter(|word| window.holds(*word))
    })
}

/// The word that holds `at`, or else the first one after it, or else the last before it.
pub(super) fn around(text: &str, at: u32) -> Option<TextRange> {
    let at_word = widening(text, at as usize, |window| {
        window
            .words(text)
            .into_iter()
            .find(|word| word.end > at)
            .filter(|word| window.holds(*word))
    });
    at_word.or_else(|| before(text, at))
}

/// Looks into wider and wider windows around a position until something is found, or the window is
/// the whole text.
fn widening(
    text: &str,
    at: usize,
    look: impl Fn(&WordWindow) -> Option<TextRange>,
) -> Option<TextRange> {
    let mut reach = WINDOW;
    loop {
        let window = WordWindow::around(text, at, reach);
        let found = look(&window);
        if found.is_some() || (window.start == 0 && window.end == text.len()) {
            return found;
        }
        reach = reach.saturating_mul(4);
    }
}

/// A stretch of text in which words are looked for, in bytes.
struct WordWindow {
    start: usize,
    end: usize,
    is_first: bool,
    is_last: bool,
}

impl WordWindow {
    /// A window that reaches `reach` bytes to both sides; it begins at a word's beginning where a
    /// blank shows one.
    fn around(text: &str, at: usize, reach: usize) -> Self {
        let at = at.min(text.len());
        let floor = text.floor_char_boundary(at.saturating_sub(reach));
        let end = text.ceil_char_boundary(at.saturating_add(reach).min(text.len()));
        let blank = if floor == 0 {
            None
        } else {
            text.get(floor..at).and_then(|lead| lead.find([' ', '\n']))
        };
        let start = floor + blank.unwrap_or(0);
        Self {
            start,
            end,
            is_first: start == 0 || blank.is_some(),
            is_last: end == text.len(),
        }
    }

    /// Whether a word was not cut by the window.
    fn holds(&self, word: TextRange) -> bool {
        (self.is_first || word.start as usize > self.start)
            && (self.is_last || (word.end as usize) < self.end)
    }

    /// The words in it, ascending; neither blanks nor punctuation.
    fn words(&self, text: &str) -> Vec<TextRange> {
        let part = text.get(self.start..self.end).unwrap_or("");
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        let mut words = Vec::new();
        let mut start = 0;
        for (end, kind) in segmenter.segment_str(part).iter_with_word_type() {
            if kind.is_word_like() {
                words.push(TextRange::from(self.start + start..self.start + end));
            }
            start = end;
        }
        words
    }
}
