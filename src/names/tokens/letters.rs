//! Letters and marks by what they do in a word: signs, joiners, blanks, apostrophes.

/// Whether a letter is a token of its own: Chinese characters, kana, Hangul (Unicode blocks).
pub const fn is_sign(letter: char) -> bool {
    // Nearly all letters are told by one comparison.
    letter >= '\u{3005}'
        && matches!(letter,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// Whether a letter or a digit. The marks of typography (U+2010 to U+206F), which stand in most texts,
/// are told before the tables of Unicode are asked: that took one part in forty of all time for names.
pub fn is_alphanumeric(letter: char) -> bool {
    !matches!(letter, '\u{2010}'..='\u{206f}') && letter.is_alphanumeric()
}

/// What joins letters without being one: combining marks, soft hyphen, joiners.
pub const fn is_joiner(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}'
    )
}

/// Whether a letter is katakana.
pub const fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}

/// Whether a letter is hiragana.
pub const fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{309f}')
}

/// Whether a letter is a Hangul syllable.
pub const fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// White space of every width, and marks that show nothing.
pub fn is_space(letter: char) -> bool {
    if letter.is_ascii() {
        return letter <= ' ' || letter == '\u{7f}';
    }
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The plain apostrophe and its typographic forms.
pub fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// Whether a small word of French or Italian that has lost its last letter stands before a name
/// ("l'Italie"); `next` is the letter after its apostrophe.
pub fn elides(word: &str, next: Option<char>) -> bool {
    const SMALL: [&str; 8] = ["l", "d", "qu", "dell", "nell", "all", "sull", "dall"];
    SMALL.contains(&word) && next.is_some_and(char::is_uppercase)
}
