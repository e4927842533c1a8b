//! Scores a word against a candidate: the same figures as `fuzzy-matcher`'s Skim algorithm, an
//! alignment with affine gaps, in which letters that begin something are worth more.
//!
//! The crate's own scorer keeps cells of the string before in its matrix, so that its scores depend
//! on the order of the candidates, and fills a matrix of word times candidate. Here nothing outlives
//! a call, and only the places where a letter of the word stands are visited, row by row: of those
//! before a gap the best is carried along. The tests hold every score equal to a fresh matcher's.

use crate::search::word_start::{BEST_BONUS, CharClass};

/// Points of a letter that matches.
pub(crate) const MATCH: i32 = 16;
/// What a gap costs, beside one point for each of its letters.
pub(crate) const GAP: i32 = 3;
/// What comes before the first letter costs this, however long it is.
pub(crate) const LEADING_GAP: i32 = 1;
/// Least points for a letter that follows the one before without a gap.
pub(crate) const ADJACENT: i32 = 4;
/// Below every score that can occur.
const IMPOSSIBLE: i32 = i32::MIN / 2;

/// Longest word, in letters, that is scored.
pub(crate) const LONGEST_WORD: usize = 64;

/// Points for being the first character of the whole string.
pub(crate) const FIRST_BONUS: i32 = 16;

/// The most that a word of so many letters can score when it begins a word of the candidate and
/// has no gap; only the head of a string or many heads in a row score more.
pub(crate) const fn word_start_points(letters: u16) -> i32 {
    if letters == 0 {
        0
    } else {
        MATCH - LEADING_GAP + BEST_BONUS + (MATCH + ADJACENT) * (letters as i32 - 1)
    }
}

/// A folded word, made ready for scoring. Its different letters are numbered from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordPattern {
    /// The number of each letter, in the order of the word.
    letters: Vec<u8>,
    /// The number of each ASCII character, capitals too; 0 for those that are not in the word.
    ascii: [u8; 128],
    /// The letters beyond ASCII with their numbers.
    beyond: Vec<(char, u8)>,
    /// How many different letters there are.
    different: usize,
}

impl WordPattern {
    /// A word of more than [`LONGEST_WORD`] letters matches nothing.
    pub(crate) fn new(folded: &str) -> Self {
        let mut word = Self {
            letters: Vec::new(),
            ascii: [0; 128],
            beyond: Vec::new(),
            different: 0,
        };
        for letter in folded.chars().take(LONGEST_WORD + 1) {
            let known = letter.number_in(&word);
            let number = if known > 0 { known } else { word.add(letter) };
            word.letters.push(number);
        }
        word
    }

    fn add(&mut self, letter: char) -> u8 {
        self.different += 1;
        let number = self.different as u8;
        match self.ascii.get_mut(letter as usize) {
            Some(slot) => {
                *slot = number;
                self.ascii[letter.to_ascii_uppercase() as usize] = number;
            }
            None => self.beyond.push((letter, number)),
        }
        number
    }
}

/// A character as the scorer sees it: a byte of a plain text, or a character of any other.
trait Letter: Copy {
    /// What it is to the character after it.
    fn class(self) -> CharClass;
    /// Its number in a word; 0 where it is not in it.
    fn number_in(self, word: &WordPattern) -> u8;
}

impl Letter for u8 {
    fn class(self) -> CharClass {
        CharClass::of(self)
    }

    fn number_in(self, word: &WordPattern) -> u8 {
        word.ascii[usize::from(self & 127)]
    }
}

impl Letter for char {
    fn class(self) -> CharClass {
        u8::try_from(self).map_or(CharClass::Lower, CharClass::of)
    }

    fn number_in(self, word: &WordPattern) -> u8 {
        let beyond = || word.beyond.iter().find(|(letter, _)| *letter == self);
        match word.ascii.get(self as usize) {
            Some(&number) => number,
            None => beyond().map_or(0, |&(_, number)| number),
        }
    }
}

/// No further place.
const NOWHERE: u16 = u16::MAX;

/// The best score of a word's beginning whose last letter stands at a place.
#[derive(Clone, Copy)]
struct Best {
    at: u16,
    score: i32,
}

/// Room for scoring; one a thread. What is in it between two calls means nothing.
#[derive(Default)]
pub(crate) struct Scorer {
    text: Vec<char>,
    /// For each place with a letter of the word, the next place with the same letter.
    next: Vec<u16>,
    above: Vec<Best>,
    row: Vec<Best>,
}

impl Scorer {
    /// Points of a word on a folded candidate; `None` where a letter is missing.
    pub(crate) fn score(&mut self, text: &str, word: &WordPattern) -> Option<i32> {
        if text.is_ascii() {
            return self.align(text.as_bytes(), word);
        }
        let mut letters = std::mem::take(&mut self.text);
        letters.clear();
        letters.extend(text.chars());
        let score = self.align(&letters, word);
        self.text = letters;
        score
    }

    /// The best alignment of a word within `text`.
    fn align<L: Letter>(&mut self, text: &[L], word: &WordPattern) -> Option<i32> {
        let (&first, rest) = word.letters.split_first()?;
        if word.letters.len() > LONGEST_WORD || text.len() >= usize::from(NOWHERE) {
            return None;
        }
        let firsts = self.find_places(text, word)?;
        self.above.clear();
        let mut at = firsts[usize::from(first)];
        while at != NOWHERE {
            let score = MATCH - LEADING_GAP + bonus(text, usize::from(at));
            self.above.push(Best { at, score });
            at = self.next[usize::from(at)];
        }
        for &letter in rest {
            self.add_row(text, firsts[usize::from(letter)]);
            if self.row.is_empty() {
                return None;
            }
            std::mem::swap(&mut self.above, &mut self.row);
        }
        self.above.iter().map(|best| best.score).max()
    }

    /// Chains the places of each letter of the word, and returns where each chain begins.
    fn find_places<L: Letter>(
        &mut self,
        text: &[L],
        word: &WordPattern,
    ) -> Option<[u16; LONGEST_WORD + 1]> {
        let mut firsts = [NOWHERE; LONGEST_WORD + 1];
        if self.next.len() < text.len() {
            self.next.resize(text.len(), NOWHERE);
        }
        for (at, letter) in text.iter().enumerate().rev() {
            let number = letter.number_in(word);
            if number > 0 {
                let first = &mut firsts[usize::from(number)];
                self.next[at] = std::mem::replace(first, at as u16);
            }
        }
        let all = firsts[1..=word.different]
            .iter()
            .all(|&first| first != NOWHERE);
        all.then_some(firsts)
    }

    /// Scores the places of one letter, from `at` on, by those of the letter before it.
    fn add_row<L: Letter>(&mut self, text: &[L], mut at: u16) {
        self.row.clear();
        let mut above = self.above.iter().peekable();
        // The best before a gap, so that it need not be asked again how long the gap is.
        let mut before_gap = IMPOSSIBLE;
        while at != NOWHERE {
            while let Some(best) = above.next_if(|best| best.at + 1 < at) {
                before_gap = before_gap.max(best.score + i32::from(best.at));
            }
            let bonus = bonus(text, usize::from(at));
            let after_gap = before_gap - GAP - (i32::from(at) - 1) + bonus;
            let adjacent = match above.peek() {
                Some(best) if best.at + 1 == at => best.score + bonus.max(ADJACENT),
                _ => IMPOSSIBLE,
            };
            let score = MATCH + after_gap.max(adjacent);
            if score > IMPOSSIBLE / 2 {
                self.row.push(Best { at, score });
            }
            at = self.next[usize::from(at)];
        }
    }
}

/// Points for the place of a character.
fn bonus<L: Letter>(text: &[L], at: usize) -> i32 {
    match at.checked_sub(1).map(|before| text[before].class()) {
        None => FIRST_BONUS,
        Some(before) => text[at].class().bonus_after(before),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fuzzy::highlight::fresh_match;

    fn same_as_the_crate(text: &str, word: &str) {
        let ours = Scorer::default().score(text, &WordPattern::new(word));
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
        let alone = scorer.score("TAIT would allow all", &WordPattern::new("llo"));
        for other in ["llllllllllllllllllllllllllo", "lolololololo llo", "x"] {
            scorer.score(other, &WordPattern::new("llo"));
            assert_eq!(
                scorer.score("TAIT would allow all", &WordPattern::new("llo")),
                alone
            );
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
