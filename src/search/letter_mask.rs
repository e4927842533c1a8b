//! Which letters a folded text holds, as 64-bit masks: what cannot match is left unread.
//!
//! Plain letters and digits have a bit each; everything else shares the rest, so that an absent bit
//! proves absence, and a present bit proves presence for letters and digits alone.

use crate::search::word_start::{CharClass, begins_word};

/// Set for texts that hold more than ASCII.
pub(crate) const BEYOND_ASCII: u64 = 1 << 63;

/// Bits for letters and digits; those after them are shared.
const OWN_BITS: u32 = 36;
/// Bits that punctuation and other scripts share.
const SHARED_BITS: u32 = 27;

/// The masks of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    /// Letters present.
    pub(crate) present: u64,
    /// Letters present at the beginning of a word or of a part of one.
    pub(crate) heads: u64,
    /// Pairs of neighbours present, hashed.
    pub(crate) pairs: u64,
}

/// The bit of a folded character.
pub(crate) const fn bit(c: char) -> u64 {
    if c.is_ascii() {
        BITS[c as usize]
    } else {
        bit_of(c)
    }
}

/// The bit of every ASCII character.
const BITS: [u64; 128] = {
    let mut bits = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        bits[byte] = bit_of(byte as u8 as char);
        byte += 1;
    }
    bits
};

const fn bit_of(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        _ => 1 << (OWN_BITS + (c as u32).wrapping_mul(0x9e37_79b9) % SHARED_BITS),
    }
}

/// Whether the bit of a folded character is its own, so that its presence is certain.
pub(crate) const fn is_certain(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// The bit of two folded characters that stand side by side.
pub(crate) const fn pair(left: char, right: char) -> u64 {
    let mixed = (left as u32).wrapping_mul(0x0100_0193) ^ right as u32;
    1 << (mixed.wrapping_mul(0x9e37_79b9) >> 26)
}

impl Letters {
    /// The masks of a folded text, whose plain capitals may have been kept.
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        if text.is_ascii() {
            letters.add_ascii(text.as_bytes());
        } else {
            letters.present |= BEYOND_ASCII;
            let mut before = None;
            for (at, c) in text.char_indices() {
                letters.add(before, c.to_ascii_lowercase(), begins_word(text, at));
                before = Some(c.to_ascii_lowercase());
            }
        }
        letters
    }

    fn add_ascii(&mut self, text: &[u8]) {
        let (mut before, mut class) = (None, CharClass::Separator);
        for &byte in text {
            let here = CharClass::of(byte);
            let lower = byte.to_ascii_lowercase().into();
            self.add(before, lower, here.bonus_after(class) > 0);
            (before, class) = (Some(lower), here);
        }
    }

    fn add(&mut self, before: Option<char>, lower: char, is_head: bool) {
        let bit = bit(lower);
        self.present |= bit;
        if is_head {
            self.heads |= bit;
        }
        if let Some(before) = before {
            self.pairs |= pair(before, lower);
        }
    }
}

/// The letters that a text must hold to match a folded word.
pub(crate) fn needed(word: &str) -> u64 {
    let beyond = if word.is_ascii() { 0 } else { BEYOND_ASCII };
    word.chars().fold(beyond, |mask, c| mask | bit(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_tell_letters_heads_and_pairs() {
        let letters = Letters::of("CloudWalk 2");
        assert_eq!(letters.present & needed("wack"), needed("wack"));
        assert_eq!(letters.present & bit('z'), 0);
        assert_eq!(letters.heads, bit('c') | bit('w') | bit('2'));
        assert_ne!(letters.pairs & pair('d', 'w'), 0);
        assert_eq!(letters.present & BEYOND_ASCII, 0);
        assert_ne!(Letters::of("中国").heads & bit('国'), 0);
    }

    #[test]
    fn no_shared_bit_is_a_flag_or_a_letter() {
        for c in ('\u{20}'..'\u{3000}').filter(|&c| !is_certain(c)) {
            assert!(bit(c) >= 1 << OWN_BITS && bit(c) < BEYOND_ASCII);
        }
    }
}
