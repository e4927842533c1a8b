//! One letter wrong: a word in which a letter is missing, too many, another one, or has changed
//! places with its neighbour is still found where it begins a word of a label.
//!
//! The distance is the optimal string alignment of Damerau (1964): he found that four in five
//! misspellings are one of these four.

use std::ops::Range;

use crate::search::candidates::Candidates;
use crate::search::fuzzy::Pattern;
use crate::search::fuzzy::narrow::Asked;
use crate::search::fuzzy::score::{self, LONGEST_WORD, Scorer, word_start_points};
use crate::search::fuzzy::top::Top;
use crate::search::letters::{self, Letters};
use crate::search::rank::{self, Order, Tier, begins_word};

/// A shorter word is more likely to be another word than a misspelt one.
const SHORTEST: usize = 4;

/// What a wrong letter costs, in points: as much as one that was left out.
const COST: i32 = 8;

/// A word of a query, made ready to be compared.
struct Word<'a> {
    text: &'a str,
    letters: Vec<char>,
    needed: u64,
    /// With which letters of its own it can begin.
    firsts: u64,
    ready: score::Word,
}

/// Whether one letter of a folded word may be wrong.
pub(crate) fn may_err(word: &str) -> bool {
    word.chars().nth(SHORTEST - 1).is_some()
}

/// No name with one letter wrong stands above this.
pub(crate) fn best_order(pattern: &Pattern) -> Order {
    Order::new(Tier::Strewn, pattern.best_points() - COST, 0, u16::MAX)
}

/// Offers the candidates of a stretch in which at least one word of the query is found with one
/// letter wrong, and the others as they are.
pub(crate) fn scan(asked: &Asked, candidates: &Candidates, range: Range<usize>, top: &mut Top) {
    let words: Vec<Word> = asked
        .pattern
        .words()
        .iter()
        .map(|word| Word::new(word))
        .collect();
    let mut scorer = Scorer::default();
    for candidate in range.start as u32..range.end as u32 {
        let about = candidates.about(candidate);
        let letters = candidates.letters(candidate);
        if !words.iter().all(|word| word.may_be_in(letters)) || !asked.takes(about) {
            continue;
        }
        let text = candidates.text(candidate);
        if let Some(points) = points(&words, text, &mut scorer)
            && asked
                .conditions
                .iter()
                .all(|condition| condition.holds(text))
        {
            let length = candidates.length(candidate);
            top.offer(
                Order::of_candidate(Tier::Strewn, points, about, length),
                candidate,
            );
        }
    }
}

/// Points of a label in which at least one word has one letter wrong.
fn points(words: &[Word], text: &str, scorer: &mut Scorer) -> Option<i32> {
    let (mut points, mut erred) = (0, false);
    for word in words {
        let best = word_start_points(word.letters.len() as u16);
        points += if rank::word_start(text, word.text).is_some() {
            best
        } else if stretch_of(text, &word.letters).is_some() {
            erred = true;
            best - COST
        } else {
            scorer
                .score(text, &word.ready)
                .filter(|&points| points >= rank::least_points(best))?
        };
    }
    erred.then_some(points)
}

impl<'a> Word<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            letters: text.chars().collect(),
            needed: letters::needed(text),
            firsts: text
                .chars()
                .take(2)
                .fold(0, |mask, c| mask | letters::bit(c)),
            ready: score::Word::new(text),
        }
    }

    /// Whether a text with these letters may hold the word, one letter perhaps wrong.
    fn may_be_in(&self, text: Letters) -> bool {
        match (self.needed & !text.present).count_ones() {
            0 => true,
            1 => self.letters.len() >= SHORTEST && self.firsts & text.heads != 0,
            _ => false,
        }
    }
}

/// The stretch of a folded label that begins a word and differs from `word`, which is folded, by
/// at most one error. The word's first letter may be in the second place, but another letter in
/// its place is taken for another word: that error is rare (Pollock and Zamora 1984).
pub(crate) fn stretch(text: &str, word: &str) -> Option<Range<usize>> {
    stretch_of(text, &word.chars().collect::<Vec<_>>())
}

fn stretch_of(text: &str, wanted: &[char]) -> Option<Range<usize>> {
    if !(SHORTEST..=LONGEST_WORD).contains(&wanted.len()) {
        return None;
    }
    let firsts = [0, 1].map(|nth: usize| wanted[nth].encode_utf8(&mut [0; 4]).as_bytes()[0]);
    let starts = text.char_indices().map(|(at, _)| at);
    let mut starts = starts.filter(|&at| {
        let here = text.as_bytes()[at].to_ascii_lowercase();
        firsts.contains(&here) && begins_word(text, at)
    });
    starts.find_map(|at| {
        let mut rest = ['\0'; LONGEST_WORD + 1];
        let mut count = 0;
        for (slot, c) in rest[..=wanted.len()].iter_mut().zip(text[at..].chars()) {
            *slot = c.to_ascii_lowercase();
            count += 1;
        }
        let letters = with_one_error(&rest[..count], wanted)?;
        let length: usize = text[at..].chars().take(letters).map(char::len_utf8).sum();
        Some(at..at + length)
    })
}

/// How many characters of `text` are `wanted` with at most one error.
fn with_one_error(text: &[char], wanted: &[char]) -> Option<usize> {
    let same = text.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    let (there, left) = (&text[same..], &wanted[same..]);
    if left.is_empty() {
        return Some(same);
    }
    let rest_is = |skipped: usize, typed: usize| {
        let (text, typed) = (there.get(skipped..)?, left.get(typed..)?);
        text.starts_with(typed)
            .then_some(same + skipped + typed.len())
    };
    let swapped = match (there, left) {
        ([a, b, ..], [c, d, ..]) if a == d && b == c => rest_is(2, 2),
        _ => None,
    };
    swapped
        .or_else(|| rest_is(1, 1))
        .or_else(|| rest_is(0, 1))
        .or_else(|| rest_is(1, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_four_errors_is_forgiven_once() {
        for typed in [
            "huawei", "hauwei", "uhawei", "huavei", "huaweii", "huawi", "huaw",
        ] {
            assert!(stretch("The Huawei case", typed).is_some(), "{typed}");
        }
        for typed in ["huawxx", "hauwie", "xuawei", "wei", "uawi", "case of"] {
            assert!(stretch("The Huawei case", typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn the_stretch_is_what_is_lit() {
        assert_eq!(stretch("Made by Huawei", "hauwei"), Some(8..14));
        assert_eq!(stretch("газпром", "гаспр"), Some(0..10));
    }
}
