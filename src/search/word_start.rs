//! Where a word begins in a folded text: after a blank or a sign, at a capital inside a word, and at
//! every character of scripts that leave no blanks.

/// Points for the place of a character that begins a word: half of what a letter is worth, as the
/// crate that the scorer follows has it.
pub(crate) const BEST_BONUS: i32 = 8;

/// What a character is to the characters after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharClass {
    /// A to Z.
    Upper,
    /// Any letter that is not a plain capital, in any script.
    Lower,
    /// 0 to 9.
    Digit,
    /// A blank, a slash or a bracket.
    Separator,
    /// Other punctuation.
    Mark,
}

impl CharClass {
    /// The class of an ASCII character; everything else counts as a lower-case letter.
    #[inline]
    pub(crate) const fn of(byte: u8) -> Self {
        CLASSES[byte as usize]
    }

    const fn classify(byte: u8) -> Self {
        match byte {
            b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => Self::Separator,
            b'!'..=b'\'' | b'*'..=b'.' | b':'..=b'@' | b'^'..=b'`' | b'~' => Self::Mark,
            b'0'..=b'9' => Self::Digit,
            b'A'..=b'Z' => Self::Upper,
            _ => Self::Lower,
        }
    }

    /// Points that a character of class `self` is given for its place after `before`.
    pub(crate) const fn bonus_after(self, before: Self) -> i32 {
        match (before, self) {
            (Self::Separator, _) => BEST_BONUS,
            // A hyphen parts words less than a blank does, and a capital inside a word less still.
            (Self::Mark, _) => BEST_BONUS - 1,
            (Self::Lower | Self::Digit, Self::Upper) => BEST_BONUS - 2,
            _ => 0,
        }
    }
}

/// The class of every byte.
const CLASSES: [CharClass; 256] = {
    let mut classes = [CharClass::Lower; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = CharClass::classify(byte as u8);
        byte += 1;
    }
    classes
};

/// Whether byte `at` of a folded candidate begins a word, or a part of one such as the "W" of `CloudWalk`.
///
/// Scripts without blanks have no words to begin: there every character counts.
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(&here), Some(before)) = (bytes.get(at), at.checked_sub(1)) else {
        return at == 0;
    };
    CharClass::of(here).bonus_after(CharClass::of(bytes[before])) > 0
        || !here.is_ascii()
            && text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(is_unspaced)
}

/// Whether what is looked for may begin at any character of a script: no blanks part its words. Hangul
/// is among them, since compounds and what is written onto words leave none where one would look.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
