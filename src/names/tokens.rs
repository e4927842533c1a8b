//! Words, numbers and marks of a text, cut as the tagger knows them.
//!
//! Hyphens and the possessive 's are tokens of their own; dots belong to initials ("J."), to
//! dotted acronyms ("U.S.") and to known abbreviations ("Mr."); every white space, no-break spaces
//! among them, only separates. In scripts without capitals each sign is a token.

pub mod hash;
pub mod keywords;
pub mod layout;
pub mod letters;
pub mod rows;
pub mod sentences;
pub mod token_view;

use std::ops::Range;

use bitflags::bitflags;

use crate::names::tokens::letters::{
    elides, is_alphanumeric, is_apostrophe, is_joiner, is_sign, is_space,
};
use crate::text::sentences::words::is_abbreviation;

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Its hash without regard to case and accents.
    pub lower: u64,
    /// Its hash with its capitals.
    pub exact: u64,
    /// How it is written.
    pub case: Case,
    /// How it stands.
    pub flags: Flags,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Case {
    /// `word`, also of scripts without capitals.
    Lower,
    /// `Word`.
    Capital,
    /// `WORD`.
    Upper,
    /// `McDonald`, `iPhone`.
    Mixed,
    /// `A`, `J.`
    Initial,
    /// `U.S.`
    Dotted,
    /// `1,000`.
    Number,
    /// `F16`, `3rd`.
    Alphanumeric,
    /// `.`, `-`, `$`.
    Mark,
    /// An address of a page or of a mailbox; never part of a name.
    Address,
}

bitflags! {
    /// How a token stands in its sentence.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Flags: u8 {
        /// The first word of a sentence or of direct speech, where a capital means little.
        const FIRST = 1;
        /// White space stands before it.
        const SPACED = 1 << 1;
        /// The first token of its sentence.
        const BREAK = 1 << 2;
        /// Code, markup, a mark of a footnote or a `#`: never part of a name.
        const BARRED = 1 << 3;
    }
}

impl Token {
    /// Its bytes in the text.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text it stands for.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether it has a capital that may begin a name.
    pub const fn is_capitalised(&self) -> bool {
        !self.is_barred()
            && matches!(
                self.case,
                Case::Capital | Case::Upper | Case::Mixed | Case::Initial | Case::Dotted
            )
    }

    /// Whether it is part of code, markup or the mark of a footnote.
    pub const fn is_barred(&self) -> bool {
        self.flags.contains(Flags::BARRED)
    }

    /// Whether it has letters or digits.
    pub const fn is_word(&self) -> bool {
        !matches!(self.case, Case::Mark | Case::Address)
    }
}

/// Cuts `within` (bytes of `text`, on character boundaries) into tokens and adds them to `out`.
pub fn tokenize(text: &str, within: Range<usize>, out: &mut Vec<Token>) {
    let Some(stretch) = text.get(within.clone()) else {
        return;
    };
    let mut cursor = Cursor {
        text: stretch,
        at: 0,
        mailboxes: memchr::memchr(b'@', stretch.as_bytes()).is_some(),
    };
    let mut spaced = true;
    while let Some(letter) = cursor.peek() {
        if is_space(letter) {
            cursor.at += letter.len_utf8();
            spaced = true;
            continue;
        }
        let start = cursor.at;
        let case = cursor.take(letter);
        let word = cursor.text.get(start..cursor.at).unwrap_or("");
        let (lower, capitals) = hash::cased(word);
        out.push(Token {
            start: (within.start + start) as u32,
            end: (within.start + cursor.at) as u32,
            lower,
            exact: hash::mix(lower, capitals),
            case: case.unwrap_or_else(|| case_of(word)),
            flags: flags_of(word, spaced),
        });
        spaced = false;
    }
}

/// How a word stands, as far as its neighbours tell. A `#` parts a page from its heading, and a tag
/// from what comes before.
fn flags_of(word: &str, spaced: bool) -> Flags {
    let mut flags = Flags::empty();
    flags.set(Flags::SPACED, spaced);
    flags.set(Flags::BARRED, word == "#");
    flags
}

/// Bytes that a mailbox may have before its `@` (RFC 5321): it is looked for at every word.
const LONGEST_LOCAL: usize = 64;

/// Whether a byte is an ASCII letter or digit: it is asked of nearly every byte of a text.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Where the view stands.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// Whether the text has an `@` anywhere: without one no word needs to be looked at twice.
    mailboxes: bool,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte < 0x80 {
            Some(char::from(byte))
        } else {
            self.text.get(self.at..)?.chars().next()
        }
    }

    /// The character after the one here, whose length is `length`.
    fn after(&self, length: usize) -> Option<char> {
        self.text.get(self.at + length..)?.chars().next()
    }

    /// Takes the token that begins with `letter`; its case where the kind of token decides it.
    fn take(&mut self, letter: char) -> Option<Case> {
        if is_sign(letter) {
            self.at += letter.len_utf8();
            return Some(Case::Lower);
        }
        if is_alphanumeric(letter) {
            if self.take_address() {
                return Some(Case::Address);
            }
            self.take_word();
            return None;
        }
        if is_apostrophe(letter) && self.take_possessive(letter) {
            return Some(Case::Lower);
        }
        self.at += letter.len_utf8();
        if letter == '.' || letter == '-' {
            while self.peek() == Some(letter) {
                self.at += 1;
            }
        }
        Some(Case::Mark)
    }

    /// Takes `'s` and nothing more.
    fn take_possessive(&mut self, apostrophe: char) -> bool {
        let length = apostrophe.len_utf8();
        let found = matches!(self.after(length), Some('s' | 'S'))
            && self.after(length + 1).is_none_or(|c| !is_alphanumeric(c));
        if found {
            self.at += length + 1;
        }
        found
    }

    /// Takes `https://…`, `www.…` or `someone@host`.
    fn take_address(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        if !self.mailboxes && !matches!(rest, [b'h' | b'w', ..]) {
            return false;
        }
        let plain = |byte: &&u8| !byte.is_ascii_whitespace() && **byte < 0x80;
        let begins = rest.starts_with(b"http://")
            || rest.starts_with(b"https://")
            || rest.starts_with(b"www.");
        let length = if begins {
            rest.iter().take_while(plain).count()
        } else if !self.mailboxes {
            return false;
        } else {
            let local = rest
                .iter()
                .take(LONGEST_LOCAL)
                .take_while(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-')
                })
                .count();
            if rest.get(local) != Some(&b'@') {
                return false;
            }
            let host = rest[local + 1..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
                .count();
            if host == 0 {
                return false;
            }
            local + 1 + host
        };
        let tail = rest[..length]
            .iter()
            .rev()
            .take_while(|byte| b".,;:!?)'\"".contains(byte))
            .count();
        self.at += length - tail;
        length > tail
    }

    /// Takes letters and digits with the marks that belong between them.
    fn take_word(&mut self) {
        let start = self.at;
        let mut previous = '\0';
        loop {
            if let Some(last) = self.take_plain() {
                previous = last;
            }
            // What nearly always follows a word is no part of it.
            let next = self.text.as_bytes().get(self.at);
            let Some(letter) = next.filter(|byte| **byte != b' ').and_then(|_| self.peek()) else {
                break;
            };
            let length = letter.len_utf8();
            let inside = is_alphanumeric(letter) && !is_sign(letter)
                || is_joiner(letter)
                || match letter {
                    '.' => {
                        let word = self.text.get(start..self.at).unwrap_or("");
                        self.dot_belongs(word, previous)
                    }
                    ',' | ':' => self.figures_go_on(letter, previous),
                    _ => {
                        is_apostrophe(letter)
                            && self.after(length).is_some_and(is_alphanumeric)
                            && !self.possessive_begins(length)
                    }
                };
            if !inside {
                break;
            }
            let word = self.text.get(start..self.at).unwrap_or("");
            if is_apostrophe(letter) && elides(word, self.after(length)) {
                self.at += length;
                break;
            }
            self.at += length;
            previous = letter;
        }
    }

    /// Takes ASCII letters and digits; gives back the last one.
    fn take_plain(&mut self) -> Option<char> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let end = rest.iter().position(|byte| !PLAIN[usize::from(*byte)]);
        let plain = &rest[..end.unwrap_or(rest.len())];
        self.at += plain.len();
        plain.last().copied().map(char::from)
    }

    fn possessive_begins(&self, length: usize) -> bool {
        matches!(self.after(length), Some('s' | 'S'))
            && self.after(length + 1).is_none_or(|c| !is_alphanumeric(c))
    }

    fn figures_go_on(&self, mark: char, previous: char) -> bool {
        let digits = self.text.as_bytes().get(self.at + 1..).unwrap_or(&[]);
        let count = digits
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        previous.is_ascii_digit() && if mark == ',' { count == 3 } else { count == 2 }
    }

    /// Whether the dot here belongs to the `word` before it.
    fn dot_belongs(&self, word: &str, previous: char) -> bool {
        let next = self.after(1);
        let dotted = word.contains('.');
        let single = previous.is_alphabetic()
            && word.len() >= previous.len_utf8()
            && matches!(
                word[..word.len() - previous.len_utf8()].chars().next_back(),
                None | Some('.')
            );
        match next {
            Some(c) if c.is_lowercase() || c.is_ascii_digit() => previous != '.',
            Some(c) if c.is_alphabetic() => single,
            _ => {
                single && (dotted || previous.is_uppercase())
                    || next.is_none_or(|c| is_space(c) || c == ',') && is_abbreviation(word)
            }
        }
    }
}

/// How a word is written.
fn case_of(word: &str) -> Case {
    if let [first, rest @ ..] = word.as_bytes()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        // Most words, and sooner told than by counting.
        match first {
            b'a'..=b'z' => return Case::Lower,
            b'A'..=b'Z' if !rest.is_empty() => return Case::Capital,
            _ => {}
        }
    }
    let (mut upper, mut lower, mut digits, mut dots, mut first) = (0, 0, 0, 0, None);
    for letter in word.chars() {
        if letter.is_uppercase() {
            upper += 1;
            first.get_or_insert(true);
        } else if letter.is_alphabetic() {
            lower += 1;
            first.get_or_insert(false);
        } else if letter.is_numeric() {
            digits += 1;
        } else if letter == '.' {
            dots += 1;
        }
    }
    match (upper, lower, digits) {
        (0, 0, 0) => Case::Mark,
        (0, 0, _) => Case::Number,
        (1, 0, 0) => Case::Initial,
        (_, _, 1..) => Case::Alphanumeric,
        (_, 0, _) if dots > 1 => Case::Dotted,
        (_, 0, _) => Case::Upper,
        (0, ..) => Case::Lower,
        (1, ..) if first == Some(true) => Case::Capital,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        tokens.iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn dots_stay_with_what_they_shorten() {
        assert_eq!(
            words("Mr. J. Smith of the U.S. left."),
            ["Mr.", "J.", "Smith", "of", "the", "U.S.", "left", "."]
        );
        assert_eq!(
            words("Amazon.com paid 3.5 at 10:30 a.m."),
            ["Amazon.com", "paid", "3.5", "at", "10:30", "a.m."]
        );
    }

    #[test]
    fn possessives_and_hyphens_are_cut_off() {
        assert_eq!(
            words("China\u{2019}s al-Qaeda O'Brien's"),
            ["China", "\u{2019}s", "al", "-", "Qaeda", "O'Brien", "'s"]
        );
    }

    #[test]
    fn every_space_separates() {
        assert_eq!(
            words("in\u{a0}Uganda,\u{202f}now"),
            ["in", "Uganda", ",", "now"]
        );
    }

    #[test]
    fn each_sign_is_a_token_and_latin_words_between_them_are_whole() {
        assert_eq!(words("中国AI治理"), ["中", "国", "AI", "治", "理"]);
        assert_eq!(words("챗GPT는 5G"), ["챗", "GPT", "는", "5G"]);
    }

    #[test]
    fn small_words_are_cut_off_names_at_their_apostrophe() {
        assert_eq!(
            words("l\u{2019}Italie dell'Unione D'Angelo"),
            ["l\u{2019}", "Italie", "dell'", "Unione", "D'Angelo"]
        );
    }

    #[test]
    fn addresses_are_one_token() {
        let text = "see https://a.b/c?d, or me@x.org.";
        assert_eq!(
            words(text),
            ["see", "https://a.b/c?d", ",", "or", "me@x.org", "."]
        );
        let local = |parts: usize| "a-".repeat(parts) + "@x.org";
        assert_eq!(words(&local(32)), [local(32)], "64 bytes");
        assert_eq!(words(&local(33))[..2], ["a", "-"], "no mailbox is so long");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn tokens_ascend_and_lose_no_letter(text in "\\PC{0,60}") {
            let mut tokens = Vec::new();
            tokenize(&text, 0..text.len(), &mut tokens);
            let mut end = 0;
            for token in &tokens {
                prop_assert!(token.start >= end && token.end > token.start);
                prop_assert!(text[end as usize..token.start as usize].chars().all(is_space));
                prop_assert!(text.get(token.range()).is_some());
                end = token.end;
            }
        }
    }
}
