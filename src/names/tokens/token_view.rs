//! A text's tokens as rules read them: by word, by cue, by how they are joined.

use std::ops::Range;

use crate::names::tokens::keywords::{CueWords, Cues};
use crate::names::tokens::{Case, Flags, Token};

/// First bytes of the signs of Chinese, Japanese and Korean in UTF-8 (U+3000 to U+D7FF).
const SIGNS: std::ops::RangeInclusive<u8> = 0xE3..=0xED;

/// Tokens with their cues; beyond the ends there is nothing.
#[derive(Clone, Debug)]
pub struct TokenView<'t> {
    text: &'t str,
    tokens: &'t [Token],
    words: &'t CueWords,
    cues: Vec<Cues>,
    has_signs: bool,
}

impl<'t> TokenView<'t> {
    /// Reads the cues of all tokens.
    pub fn new(text: &'t str, tokens: &'t [Token], words: &'t CueWords) -> Self {
        let cues = tokens.iter().map(|token| words.of(token)).collect();
        Self {
            text,
            tokens,
            words,
            cues,
            has_signs: text.bytes().any(|byte| SIGNS.contains(&byte)),
        }
    }

    /// Whether the text may hold signs of scripts without capitals.
    pub const fn has_signs(&self) -> bool {
        self.has_signs
    }

    /// The tokens within bytes of the text.
    pub fn tokens_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| (token.start as usize) < bytes.start);
        let end = self
            .tokens
            .partition_point(|token| (token.end as usize) <= bytes.end);
        start..end.max(start)
    }

    /// Number of tokens.
    pub const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at a place.
    pub fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    /// The word at a place; empty beyond the ends.
    pub fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// What a word of a name with a capital can be.
    pub fn cues_of(&self, word: &str) -> Cues {
        self.words.of_capitalised(word)
    }

    /// Whether the token at a place can be one of these.
    pub fn is(&self, at: usize, any: Cues) -> bool {
        self.cues.get(at).is_some_and(|cues| cues.intersects(any))
    }

    /// Whether the word at a place is one of these, in small letters.
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.word(at).eq_ignore_ascii_case(word))
    }

    /// Whether a date, a sum or a quantity may begin at a place. Nearly no word of a text does, and
    /// to know them at once spares most of the time of the rules.
    pub fn may_measure(&self, at: usize) -> bool {
        const BEGIN: Cues = Cues::MONTH
            .union(Cues::WEEKDAY)
            .union(Cues::NUMBER)
            .union(Cues::FIGURE)
            .union(Cues::SIGN)
            .union(Cues::CODE)
            .union(Cues::MAGNITUDE)
            .union(Cues::OPENER)
            .union(Cues::SHORT_WEEKDAY);
        let Some(token) = self.tokens.get(at).filter(|token| !token.is_barred()) else {
            return false;
        };
        self.is(at, BEGIN)
            || token.case == Case::Alphanumeric
            || self.is(at + 1, Cues::SIGN | Cues::FIGURE) && token.is_capitalised()
            || self.is(at + 1, Cues::MAGNITUDE) && self.is_word(at, &["a", "an"])
    }

    /// Whether no blank stands before the token at a place.
    pub fn attached(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| !token.flags.contains(Flags::SPACED))
    }

    /// Whether a sentence begins at a place, or the text ends there.
    pub fn breaks(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_none_or(|token| token.flags.contains(Flags::BREAK))
    }

    /// How the token at a place is written.
    pub fn case(&self, at: usize) -> Case {
        self.tokens.get(at).map_or(Case::Mark, |token| token.case)
    }

    /// Whether a hyphen or a dash stands at a place.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "--"
        )
    }

    /// The bytes of tokens.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .get(tokens.start)
            .map_or(0, |token| token.start as usize);
        let end = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last));
        start..end.map_or(start, |token| token.end as usize)
    }

    /// The text of tokens.
    pub fn text(&self, tokens: &Range<usize>) -> &'t str {
        self.text.get(self.bytes(tokens)).unwrap_or("")
    }
}
