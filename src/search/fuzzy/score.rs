//! Scores a word against a candidate: the same figures as `fuzzy-matcher`'s Skim algorithm, an
//! alignment with affine gaps, in which letters that begin something are worth more.
//!
//! The crate's own scorer keeps cells of the string before in its matrix, so that its scores depend
//! on the order of the candidates, and fills the whole matrix. Here nothing outlives a call, and of
//! each row only the columns that a full match can use are visited: from where the leftmost match
//! has the letter to where the rightmost has it. The tests hold every score equal to a fresh matcher's.

/// Points of a letter that matches.
const MATCH: i32 = 16;
/// Points of a gap of one letter.
const GAP_START: i32 = -4;
/// Points of each further letter of a gap, and of any stretch before the first letter.
const GAP_FURTHER: i32 = -1;
/// Least points for a letter that follows the one before without a gap.
const ADJACENT: i32 = 4;
/// Below every score that can occur.
const IMPOSSIBLE: i32 = i32::MIN / 2;

/// Longest word, in letters, that is scored.
pub(crate) const LONGEST_WORD: usize = 64;

/// What a character is to the characters after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
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

impl Class {
    /// The class of an ASCII character; everything else counts as a lower-case letter.
    pub(crate) const fn of(byte: u8) -> Self {
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
            (Self::Separator, _) => 8,
            (Self::Mark, _) => 7,
            (Self::Lower | Self::Digit, Self::Upper) => 6,
            _ => 0,
        }
    }
}

/// Points for being the first character of the whole string.
pub(crate) const FIRST_BONUS: i32 = 16;

/// The most that a word of so many letters can score when it begins a word of the candidate and
/// has no gap; only the head of a string or many heads in a row score more.
pub(crate) const fn word_start_points(letters: u16) -> i32 {
    if letters == 0 {
        0
    } else {
        MATCH - 1 + 8 + (MATCH + ADJACENT) * (letters as i32 - 1)
    }
}

/// A character as the scorer sees it: a byte of a plain text, or a character of any other.
pub(crate) trait Letter: Copy {
    /// What it is to the character after it.
    fn class(self) -> Class;
    /// Whether it is `wanted`, which is no capital.
    fn is(self, wanted: Self) -> bool;
}

impl Letter for u8 {
    fn class(self) -> Class {
        Class::of(self)
    }

    fn is(self, wanted: Self) -> bool {
        self.to_ascii_lowercase() == wanted
    }
}

impl Letter for char {
    fn class(self) -> Class {
        u8::try_from(self).map_or(Class::Lower, Class::of)
    }

    fn is(self, wanted: Self) -> bool {
        self.to_ascii_lowercase() == wanted
    }
}

/// Best scores of a row: with the letter on this character, and with it somewhere before.
#[derive(Clone, Copy)]
struct Cell {
    on: i32,
    before: i32,
}

/// Room for scoring; one a thread. What is in it between two calls means nothing.
#[derive(Default)]
pub(crate) struct Scorer {
    row: Vec<Cell>,
    text: Vec<char>,
    word: Vec<char>,
}

impl Scorer {
    /// Points of `word`, folded, on the candidate `text`; `None` where a letter is missing.
    ///
    /// A word of more than [`LONGEST_WORD`] letters matches nothing.
    pub(crate) fn score(&mut self, text: &str, word: &str) -> Option<i32> {
        if text.is_ascii() {
            return align(&mut self.row, text.as_bytes(), word.as_bytes());
        }
        self.text.clear();
        self.text.extend(text.chars());
        self.word.clear();
        self.word.extend(word.chars());
        align(&mut self.row, &self.text, &self.word)
    }
}

/// Where the letters of a word stand in its leftmost and in its rightmost match.
struct Spans {
    leftmost: [u16; LONGEST_WORD],
    rightmost: [u16; LONGEST_WORD],
}

impl Spans {
    fn of<L: Letter>(text: &[L], word: &[L]) -> Option<Self> {
        let mut spans = Self {
            leftmost: [0; LONGEST_WORD],
            rightmost: [0; LONGEST_WORD],
        };
        let mut from = 0;
        for (&letter, found) in word.iter().zip(&mut spans.leftmost) {
            from += text.get(from..)?.iter().position(|at| at.is(letter))?;
            *found = from as u16;
            from += 1;
        }
        let mut to = text.len();
        for (&letter, found) in word.iter().zip(&mut spans.rightmost).rev() {
            to = text.get(..to)?.iter().rposition(|at| at.is(letter))?;
            *found = to as u16;
        }
        Some(spans)
    }
}

/// Points for the place of character `at`.
fn bonus<L: Letter>(text: &[L], at: usize) -> i32 {
    match at.checked_sub(1).map(|before| text[before].class()) {
        None => FIRST_BONUS,
        Some(before) => text[at].class().bonus_after(before),
    }
}

/// The best alignment of `word` within `text`.
fn align<L: Letter>(row: &mut Vec<Cell>, text: &[L], word: &[L]) -> Option<i32> {
    if word.len() > LONGEST_WORD || word.is_empty() {
        return None;
    }
    let spans = Spans::of(text, word)?;
    if row.len() < text.len() {
        row.resize(
            text.len(),
            Cell {
                on: IMPOSSIBLE,
                before: IMPOSSIBLE,
            },
        );
    }
    let mut best = IMPOSSIBLE;
    for (index, &letter) in word.iter().enumerate() {
        let (first, last) = (
            spans.leftmost[index] as usize,
            spans.rightmost[index] as usize,
        );
        // The row above; before the first letter lies one gap, whatever its length.
        let mut above = match first.checked_sub(1) {
            Some(before) if index > 0 => row[before],
            _ => Cell {
                on: IMPOSSIBLE,
                before: GAP_FURTHER,
            },
        };
        let mut left = Cell {
            on: IMPOSSIBLE,
            before: IMPOSSIBLE,
        };
        best = IMPOSSIBLE;
        for at in first..=last {
            let mut cell = Cell {
                on: IMPOSSIBLE,
                before: step(left),
            };
            if text[at].is(letter) {
                let bonus = bonus(text, at);
                cell.on = MATCH + (above.on + bonus.max(ADJACENT)).max(above.before + bonus);
                best = best.max(cell.on);
            }
            above = if index > 0 { row[at] } else { above };
            row[at] = cell;
            left = cell;
        }
        // The row below reads up to its own last letter; there this one only falls further behind.
        let end = spans
            .rightmost
            .get(index + 1)
            .filter(|_| index + 1 < word.len());
        for cell in &mut row[last + 1..end.map_or(last + 1, |&end| end as usize)] {
            left = Cell {
                on: IMPOSSIBLE,
                before: step(left),
            };
            *cell = left;
        }
    }
    Some(best)
}

/// The best score with the letter somewhere before the next character.
fn step(left: Cell) -> i32 {
    (left.on + GAP_START).max(left.before + GAP_FURTHER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fuzzy::lit::fresh_match;

    fn same_as_the_crate(text: &str, word: &str) {
        let ours = Scorer::default().score(text, word);
        let theirs = fresh_match(text, word).map(|(score, _)| score);
        assert_eq!(ours.map(i64::from), theirs, "{word:?} in {text:?}");
    }

    #[test]
    fn known_strings_score_as_in_the_crate() {
        for text in [
            "TAIT would allow all",
            "CloudWalk",
            "Saudi Arabia",
            "中国 Huawei 国",
            "a-b_c.d/e",
            "aaaa",
        ] {
            for word in [
                "llo", "cw", "saudi", "国", "huawei", "abcde", "a", "aa", "e", "aaaaa", "中国",
            ] {
                same_as_the_crate(text, word);
            }
        }
    }

    #[test]
    fn scores_do_not_depend_on_what_was_scored_before() {
        let mut scorer = Scorer::default();
        let alone = scorer.score("TAIT would allow all", "llo");
        for other in ["llllllllllllllllllllllllllo", "lolololololo llo", "x"] {
            scorer.score(other, "llo");
            assert_eq!(scorer.score("TAIT would allow all", "llo"), alone);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn any_plain_text_scores_as_in_the_crate(text in "[a-dA-D ./_1-]{0,30}", word in "[a-d ./1-]{1,6}") {
            same_as_the_crate(&text, &word);
        }

        #[test]
        fn any_text_scores_as_in_the_crate(text in "[abAB 国中é-]{0,20}", word in "[ab国中é]{1,4}") {
            same_as_the_crate(&text, &word);
        }
    }
}
