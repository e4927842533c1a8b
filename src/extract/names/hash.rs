//! The 64-bit hashes that stand for words and features; part of the format of the assets.

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
    let (mut hash, mut capitals, mut place) = (0xCBF2_9CE4_8422_2325_u64, 0_u64, 0_u32);
    let mut take = |byte: u32, capital: bool| {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        capitals |= u64::from(capital) << (place & 63);
        place += 1;
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            take(
                u32::from(byte.to_ascii_lowercase()),
                byte.is_ascii_uppercase(),
            );
        }
    } else {
        for letter in text.chars() {
            let base = without_accent(letter);
            for low in base.to_lowercase() {
                take(u32::from(low), base.is_uppercase());
            }
        }
    }
    (mix(hash, 0), capitals)
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
    }

    #[test]
    fn capitals_are_told_by_place() {
        assert_eq!(cased("iPhone").1, 0b10);
        assert_eq!(cased("Élan").1, 0b1);
    }
}
