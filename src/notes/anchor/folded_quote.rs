//! The quote that an anchor remembers, folded for comparing.

use crate::notes::anchor::code_points::folded;
use crate::notes::annotation::{Quote, TextPosition};

/// What an anchor remembers, folded for comparing.
pub struct FoldedQuote {
    /// The words.
    pub exact: Vec<char>,
    /// The words before them.
    pub prefix: Vec<char>,
    /// The words after them.
    pub suffix: Vec<char>,
    /// Where they stood; the beginning where nobody knows.
    pub old: TextPosition,
}

impl FoldedQuote {
    /// Prepares a quote for searching.
    pub fn new(quote: &Quote, old: Option<TextPosition>) -> Self {
        let exact = folded(&quote.exact);
        let start = old.map_or(0, |old| old.start);
        let old = TextPosition {
            start,
            end: start + exact.len(),
        };
        Self {
            exact,
            prefix: folded(&quote.prefix),
            suffix: folded(&quote.suffix),
            old,
        }
    }
}
