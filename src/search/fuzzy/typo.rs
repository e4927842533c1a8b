//! One letter wrong: a word in which a letter is missing, too many, another one, or has changed
//! places with its neighbour is still found where it begins a word of a label; so is another form of
//! it.
//!
//! The distance is the optimal string alignment of Damerau (1964): he found that four in five
//! misspellings are one of these four.

use std::ops::Range;

use crate::search::candidates::Candidates;
use crate::search::fuzzy::FuzzyPattern;
use crate::search::fuzzy::narrow::Lookup;
use crate::search::fuzzy::score::{self, LONGEST_WORD, Scorer, word_start_points};
use crate::search::fuzzy::top::Top;
use crate::search::letter_mask::{self, Letters};
use crate::search::rank::{self, RankKey, Tier};
use crate::search::stem;
use crate::search::substring::{starts_with, word_start};
use crate::search::word_start::begins_word;

/// A shorter word is more likely to be another word than a misspelt one.
const SHORTEST: usize = 4;

/// What a wrong letter costs, in points: as much as one that was left out.
pub(crate) const COST: i32 = 8;

/// A word of a query, made ready to be compared.
pub(crate) struct TypoWord<'a> {
    text: &'a str,
    letters: Vec<char>,
    /// Another form of the word begins with this.
    root: &'a str,
    needed: u64,
    /// With which letters of its own it can begin.
    firsts: u64,
    /// The bytes with which those begin, capitals too.
    starts: [bool; 256],
    ready: score::WordPattern,
}

/// Whether one letter of a folded word may be wrong.
pub(crate) fn may_err(word: &str) -> bool {
    word.chars().nth(SHORTEST - 1).is_some()
}

/// Whether all that has the new word, perhaps with an error or in another form, has the old word so: it
/// goes on with the old word, which might err already, and so do its other forms.
fn leads(old: &str, new: &str) -> bool {
    let errs_newly = may_err(new) && !may_err(old);
    let forms_lead = new == old || stem::root(new).len() + 1 >= old.len();
    new.starts_with(old) && !errs_newly && forms_lead
}

/// Whether each of the old words [leads](leads) to the new one in its place.
pub(crate) fn all_lead(old: &[String], new: &[String]) -> bool {
    old.len() <= new.len() && old.iter().zip(new).all(|(old, new)| leads(old, new))
}

/// No name with one letter wrong stands above this, but for its weight.
pub(crate) fn best_order(pattern: &FuzzyPattern) -> RankKey {
    let points = pattern.best_points() + pattern.best_together() - COST;
    RankKey::new(Tier::Strewn, points, 0, u16::MAX)
}

/// The candidates in which a word of a query stands with at most one letter wrong or in another form:
/// a query that continues it finds its own among them.
#[derive(Default)]
pub(crate) struct TypoLevel {
    words: Vec<String>,
    candidates: Vec<u32>,
}

impl TypoLevel {
    /// What the parts of a search have found, in their order.
    pub(crate) fn of(pattern: &FuzzyPattern, candidates: Vec<u32>) -> Self {
        Self {
            words: pattern.words().to_vec(),
            candidates,
        }
    }

    /// How many candidates there are.
    pub(crate) fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Whether it holds all that can be found for another query: each of its words [leads](leads) to
    /// one of that, and no word is added that may have a letter wrong.
    pub(crate) fn leads_to(&self, pattern: &FuzzyPattern) -> bool {
        let words = pattern.words();
        let mut added = words.iter().skip(self.words.len());
        all_lead(&self.words, words) && !added.any(|new| may_err(new))
    }
}

/// What was found in some consecutive chunks.
pub(crate) struct TypoPart {
    /// The best.
    pub(crate) top: Top,
    /// All in which a word has at most one letter wrong, or another form.
    pub(crate) candidates: Vec<u32>,
    scorer: Scorer,
}

impl TypoPart {
    /// An empty part, with room for the `limit` best.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            top: Top::new(limit),
            candidates: Vec::new(),
            scorer: Scorer::default(),
        }
    }
}

/// Offers the candidates of a stretch in which at least one word of the query is found with one
/// letter wrong or in another form, and the others as they are. The stretch is one of the candidates of `base`, else
/// of all.
pub(crate) fn scan(
    lookup: &Lookup,
    candidates: &Candidates,
    base: Option<&TypoLevel>,
    range: Range<usize>,
    part: &mut TypoPart,
) {
    let words = lookup.pattern.words();
    let words: Vec<TypoWord> = words.iter().map(|word| TypoWord::new(word)).collect();
    let mut visit = |candidate: u32| {
        let letters = candidates.letters(candidate);
        if words.iter().all(|word| word.may_be_in(letters)) {
            visit(lookup, candidates, &words, candidate, part);
        }
    };
    match base {
        Some(base) => {
            let listed = base.candidates.get(range).unwrap_or_default();
            listed.iter().copied().for_each(visit);
        }
        None => (range.start as u32..range.end as u32).for_each(&mut visit),
    }
}

fn visit(
    lookup: &Lookup,
    candidates: &Candidates,
    words: &[TypoWord],
    candidate: u32,
    part: &mut TypoPart,
) {
    let text = candidates.text(candidate);
    let letters = candidates.letters(candidate);
    let inexact = |word: &TypoWord| word.may_stretch(letters) && word.stretch_of(text).is_some();
    // A bit for each word; of more words than bits the last ones are taken as they are.
    let inexact = words
        .iter()
        .take(64)
        .enumerate()
        .fold(0u64, |bits, (index, word)| {
            bits | u64::from(inexact(word)) << index
        });
    if inexact == 0 {
        return;
    }
    part.candidates.push(candidate);
    let about = candidates.about(candidate);
    let met = || {
        lookup
            .conditions
            .iter()
            .all(|condition| condition.holds(text))
    };
    if !lookup.allows(about) || !met() {
        return;
    }
    if let Some(points) = points(words, inexact, text, &mut part.scorer) {
        let points = points + lookup.pattern.together(text);
        let length = candidates.length(candidate);
        let order = RankKey::of_candidate(Tier::Strewn, points, about, length);
        part.top.offer(order, candidate);
    }
}

/// Points of a label in which at least one word has one letter wrong; `inexact` has a bit for each
/// that has at most one wrong.
fn points(words: &[TypoWord], inexact: u64, text: &str, scorer: &mut Scorer) -> Option<i32> {
    let (mut points, mut erred) = (0, false);
    for (index, word) in words.iter().enumerate() {
        let best = word_start_points(word.letters.len() as u16);
        points += if word_start(text, word.text).is_some() {
            best
        } else if index < 64 && inexact >> index & 1 == 1 {
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

impl<'a> TypoWord<'a> {
    /// A folded word.
    pub(crate) fn new(text: &'a str) -> Self {
        let firsts = || text.chars().take(2);
        let mut starts = [false; 256];
        for first in firsts() {
            let byte = first.encode_utf8(&mut [0; 4]).as_bytes()[0];
            starts[usize::from(byte)] = true;
            starts[usize::from(byte.to_ascii_uppercase())] = true;
        }
        Self {
            text,
            letters: text.chars().collect(),
            root: stem::root(text),
            needed: letter_mask::needed(text),
            firsts: firsts().fold(0, |mask, c| mask | letter_mask::bit(c)),
            starts,
            ready: score::WordPattern::new(text),
        }
    }

    /// Whether a text with these letters may hold the word, one letter perhaps wrong.
    fn may_be_in(&self, text: Letters) -> bool {
        self.needed & !text.present == 0 || self.may_stretch(text)
    }

    /// Whether a text with these letters may hold the word at the beginning of one of its own.
    fn may_stretch(&self, text: Letters) -> bool {
        let missing = (self.needed & !text.present).count_ones() as usize;
        let of_form = self.text.len() - self.root.len();
        missing <= of_form.max(1) && self.letters.len() >= SHORTEST && self.firsts & text.heads != 0
    }

    /// Whether it begins a word of a folded label, perhaps with an error or in another form.
    pub(crate) fn stands_in(&self, text: &str) -> bool {
        word_start(text, self.text).is_some() || self.stretch_of(text).is_some()
    }

    /// The stretch of a folded label that begins a word and differs by at most one error, or is another
    /// form.
    fn stretch_of(&self, text: &str) -> Option<Range<usize>> {
        if !(SHORTEST..=LONGEST_WORD).contains(&self.letters.len()) {
            return None;
        }
        let begins = |byte: &u8| self.starts[usize::from(*byte)];
        let mut from = 0;
        while let Some(at) = text.as_bytes().get(from..)?.iter().position(begins) {
            let at = from + at;
            let found = begins_word(text, at).then(|| self.length(&text[at..]));
            if let Some(length) = found.flatten() {
                return Some(at..at + length);
            }
            from = at + 1;
        }
        None
    }

    /// The letters with which a word of a text must begin to be [found](TypoWord::length): those before a
    /// wrong one, which the first half of a word seldom has.
    pub(crate) fn beginning(&self) -> &'a str {
        let half = (self.letters.len() / 2).max(SHORTEST - 1);
        let half = self
            .text
            .char_indices()
            .nth(half)
            .map_or(self.text.len(), |(at, _)| at);
        &self.text[..half.min(self.root.len())]
    }

    /// How many bytes at the beginning of a folded text are the word, with at most one error or in
    /// another form. Short words may not err.
    pub(crate) fn length(&self, here: &str) -> Option<usize> {
        if !(SHORTEST..=LONGEST_WORD).contains(&self.letters.len()) {
            return here.starts_with(self.text).then_some(self.text.len());
        }
        // One more for a letter too many.
        let mut rest = ['\0'; LONGEST_WORD + 1];
        let mut count = 0;
        for (slot, c) in rest[..=self.letters.len()].iter_mut().zip(here.chars()) {
            *slot = c.to_ascii_lowercase();
            count += 1;
        }
        let in_bytes = |letters| here.chars().take(letters).map(char::len_utf8).sum();
        let erred = || with_one_error(&rest[..count], &self.letters).map(in_bytes);
        self.other_form(here).or_else(erred)
    }

    /// The bytes of the word at the beginning of a text, if it is another form of this one.
    fn other_form(&self, here: &str) -> Option<usize> {
        let may_be = starts_with(here, self.root);
        may_be.then(|| stem::form_of(here, self.root)).flatten()
    }
}

/// The stretch of a folded label that begins a word and differs from `word`, which is folded, by
/// at most one error, or is another form of it. The word's first letter may be in the second place, but another letter in
/// its place is taken for another word: that error is rare (Pollock and Zamora 1984).
pub(crate) fn stretch(text: &str, word: &str) -> Option<Range<usize>> {
    TypoWord::new(word).stretch_of(text)
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
    fn a_level_leads_to_what_can_only_find_less() {
        for (old, new, leads) in [
            ("companies lau", "companies laun", false),
            ("companies laun", "companies launch", true),
            ("companies launch", "companies launches", true),
            ("companies launchin", "companies launching", false),
            ("companies launch", "companies launch of", true),
            ("companies launch", "companies", false),
        ] {
            let level = TypoLevel::of(&FuzzyPattern::new(old), Vec::new());
            assert_eq!(
                level.leads_to(&FuzzyPattern::new(new)),
                leads,
                "{old} to {new}"
            );
        }
    }

    #[test]
    fn the_stretch_is_what_is_lit() {
        assert_eq!(stretch("Made by Huawei", "hauwei"), Some(8..14));
        assert_eq!(stretch("smart city", "cities"), Some(6..10));
        assert_eq!(stretch("smart cities", "city"), Some(6..12));
        assert_eq!(stretch("Digital Program (DAP)", "programmes"), Some(8..15));
        assert_eq!(stretch("газпром", "гаспр"), Some(0..10));
    }
}
