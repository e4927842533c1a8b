//! The beginnings and endings of words, by which inflected languages tell one word in many forms.

use crate::names::model::word_features::Word;
use crate::names::tokens::Token;
use crate::names::tokens::hash::{Hashed, mix};

/// Lengths of beginnings, in letters.
const BEGINNINGS: [usize; 3] = [2, 3, 4];
/// Lengths of endings, in letters.
const ENDINGS: [usize; 4] = [1, 2, 3, 4];
/// Affixes of a word.
pub const COUNT: usize = BEGINNINGS.len() + ENDINGS.len();
/// Where among them the ending stands that neighbours are told by.
const TELLING: usize = BEGINNINGS.len() + 2;

/// The hashes of a word's beginnings and endings; 0 for those that are as long as the word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Affixes(pub [u64; COUNT]);

impl Affixes {
    /// Of a word as it is written; its capitals count only at its beginning.
    pub fn of(word: &str) -> Self {
        let mut letters = [0_u32; 24];
        let mut count = 0;
        for letter in word.chars().take(letters.len()) {
            letters[count] = u32::from(letter);
            count += 1;
        }
        let letters = &letters[..count];
        let hash = |part: &[u32], salt| part.iter().fold(salt, |all, &c| mix(all, c.into()));
        let mut all = [0; COUNT];
        let beginnings = BEGINNINGS.iter().map(|&length| (length, 3, true));
        let endings = ENDINGS.iter().map(|&length| (length, 5, false));
        for (place, (length, salt, first)) in all.iter_mut().zip(beginnings.chain(endings)) {
            if length < count {
                let part = if first {
                    &letters[..length]
                } else {
                    &letters[count - length..]
                };
                *place = hash(part, salt);
            }
        }
        Self(all)
    }

    /// The ending by which a neighbour tells the case or the kind of its word.
    pub const fn ending(&self) -> u64 {
        self.0[TELLING]
    }
}

/// The affixes of the words of one article.
#[derive(Debug, Default)]
pub struct AffixTable(Hashed<Affixes>);

impl AffixTable {
    /// Those of a token.
    pub fn of(&mut self, text: &str, token: &Token) -> Affixes {
        *self
            .0
            .entry(token.exact)
            .or_insert_with(|| Affixes::of(token.of(text)))
    }
}

/// Those of what stands beyond a sentence.
pub const EDGE: Affixes = Affixes([Word::EDGE.lower; COUNT]);
