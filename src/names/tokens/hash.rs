//! The 64-bit hashes that stand for words and features; part of the format of the assets.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes already.
pub type Hashed<V> = HashMap<u64, V, BuildHasherDefault<Ready>>;

/// Passes a hash through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0, u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// An odd multiplier with well-mixed bits (the golden ratio's fraction).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Joins a hash with one more value; the order matters.
pub const fn mix(hash: u64, value: u64) -> u64 {
    let joined = (hash.rotate_left(23) ^ value).wrapping_mul(SPREAD);
    joined ^ (joined >> 29)
}

/// The hash of a word in lower case and without accents, as lists know it.
///
/// "São" and "sao" are the same word; a typographic apostrophe is a plain one.
pub fn word(text: &str) -> u64 {
    cased(text).0
}

/// The hash of a word without regard to case, and the places of its first 64 letters' capitals.
pub fn cased(text: &str) -> (u64, u64) {
    if !text.is_ascii() {
        return accented(text);
    }
    let mut word = Hashing::default();
    for (place, byte) in text.bytes().enumerate() {
        // Nearly always the first alone: a branch that is foreseen costs less than work for each.
        if byte.is_ascii_uppercase() {
            word.take(place, u32::from(byte | 0x20), true);
        } else {
            word.hash_in(u32::from(byte));
        }
    }
    word.end()
}

/// The same for a word with letters beyond ASCII.
fn accented(text: &str) -> (u64, u64) {
    let mut word = Hashing::default();
    let letters = text.chars().map(without_accent);
    let lowered = letters.flat_map(|base| base.to_lowercase().map(move |low| (low, base)));
    for (place, (low, base)) in lowered.enumerate() {
        word.take(place, u32::from(low), base.is_uppercase());
    }
    word.end()
}

/// A word's hash while its letters are read (FNV-1a, by Fowler, Noll and Vo), and its capitals.
struct Hashing {
    hash: u64,
    capitals: u64,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            hash: 0xCBF2_9CE4_8422_2325,
            capitals: 0,
        }
    }
}

impl Hashing {
    fn hash_in(&mut self, low: u32) {
        self.hash = (self.hash ^ u64::from(low)).wrapping_mul(0x0100_0000_01B3);
    }

    fn take(&mut self, place: usize, low: u32, capital: bool) {
        self.hash_in(low);
        self.capitals |= u64::from(capital) << (place & 63);
    }

    fn end(self) -> (u64, u64) {
        (mix(self.hash, 0), self.capitals)
    }
}

/// The letter that an accented one is built on; typographic apostrophes become plain.
fn without_accent(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    match letter {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        'ø' | 'Ø' => 'o',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'ı' => 'i',
        // A kana or a Hangul syllable is another one without its marks.
        '\u{3000}'..='\u{d7ff}' => letter,
        _ => {
            let mut base = None;
            unicode_normalization::char::decompose_canonical(letter, |part| {
                base.get_or_insert(part);
            });
            base.unwrap_or(letter)
        }
    }
}

/// The hash of a name of several words, from the hashes of its words in order.
pub fn phrase(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().fold(0, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_apostrophes_make_no_difference() {
        assert_eq!(word("São"), word("SAO"));
        assert_eq!(word("O\u{2019}Brien"), word("o'brien"));
        assert_ne!(word("on"), word("no"));
        assert_ne!(word("한"), word("하"));
    }

    #[test]
    fn capitals_are_told_by_place() {
        assert_eq!(cased("iPhone").1, 0b10);
        assert_eq!(cased("Élan").1, 0b1);
    }
}
