//! The features of a token in a script without capitals: signs and their neighbours, the run of one script
//! that it stands in, and the words that a dictionary cuts the text into.

use std::ops::Range;

use crate::names::model::dictionary::{Dictionary, Found};
use crate::names::tokens::hash::mix;
use crate::names::tokens::letters::{is_hangul, is_hiragana, is_katakana, is_sign};
use crate::names::tokens::{Flags, Token};

/// Longest run of one script whose whole is looked at, in tokens.
const LONGEST_RUN: usize = 12;
/// What stands beyond the ends of a sentence.
const EDGE: u64 = 1;

/// A token with what is known of it.
#[derive(Clone, Copy, Debug, Default)]
struct Sign {
    lower: u64,
    /// Which script it is of, or how a word of letters is written.
    script: u64,
    spaced: bool,
    /// The run of one script around it, as `first..end`.
    run: (u32, u32),
    /// The word that it is cut into, and its place: 0 first, 1 inside, 2 last, 3 only.
    word: u32,
    place: u64,
}

/// A sentence of signs.
#[derive(Clone, Debug, Default)]
pub struct SignWindow {
    signs: Vec<Sign>,
    words: Vec<Found>,
}

impl SignWindow {
    /// Number of tokens to tag.
    pub fn len(&self) -> usize {
        self.signs.len()
    }

    /// Whether there is nothing to tag.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// Takes in a sentence.
    pub fn fill(&mut self, text: &str, tokens: &[Token], dictionary: Option<&Dictionary<'_>>) {
        self.signs.clear();
        self.words.clear();
        self.signs.extend(tokens.iter().map(|token| Sign {
            lower: dictionary.map_or(token.lower, |all| all.hash_of(token)),
            script: script(text, token),
            spaced: token.flags.contains(Flags::SPACED),
            ..Sign::default()
        }));
        let mut at = 0;
        while at < self.signs.len() {
            let end = self.run_end(at);
            for sign in &mut self.signs[at..end] {
                sign.run = (at as u32, end as u32);
            }
            at = end;
        }
        self.cut(dictionary);
    }

    /// Where the run of one script that begins at a token ends: a Korean word, a run of kana, of characters.
    fn run_end(&self, at: usize) -> usize {
        let script = self.signs[at].script;
        let goes_on = |sign: &&Sign| sign.script == script && !sign.spaced;
        at + 1 + self.signs[at + 1..].iter().take_while(goes_on).count()
    }

    /// Cuts into words, the longest first come.
    fn cut(&mut self, dictionary: Option<&Dictionary<'_>>) {
        let mut at = 0;
        while at < self.signs.len() {
            let hashes = self.signs[at..].iter().map(|sign| sign.lower);
            let found = dictionary.map_or_else(Found::default, |all| all.longest(hashes));
            let length = usize::from(found.length).clamp(1, self.signs.len() - at);
            for (place, sign) in self.signs[at..at + length].iter_mut().enumerate() {
                sign.word = self.words.len() as u32;
                sign.place = match (place == 0, place + 1 == length) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
            }
            self.words.push(found);
            at += length;
        }
    }

    fn lower(&self, at: usize, by: isize) -> u64 {
        self.near(at, by).map_or(EDGE, |sign| sign.lower)
    }

    fn near(&self, at: usize, by: isize) -> Option<&Sign> {
        self.signs.get(at.checked_add_signed(by)?)
    }

    /// Hash of the tokens of a run, if it is not too long.
    fn hash(&self, range: Range<usize>) -> u64 {
        if range.len() > LONGEST_RUN {
            return 2;
        }
        let inside = self.signs.get(range).unwrap_or(&[]);
        inside.iter().fold(0, |hash, sign| mix(hash, sign.lower))
    }

    /// Computes the features of a token and adds them to `out`.
    pub fn features(&self, at: usize, out: &mut Vec<u64>) {
        let Some(sign) = self.signs.get(at) else {
            return;
        };
        let mut number = 200;
        let mut add = |value: u64| {
            number += 1;
            out.push(mix(value, number));
        };
        let [b, c, d, e] = [-2, -1, 1, 2].map(|by| self.lower(at, by));
        let own = sign.lower;
        let (before, after) = (mix(c, own), mix(own, d));
        add(own);
        add(c);
        add(d);
        add(b);
        add(e);
        add(before);
        add(after);
        add(mix(b, c));
        add(mix(d, e));
        add(mix(c, d));
        add(mix(b, before));
        add(mix(before, d));
        add(mix(after, e));
        let scripts = [-2, -1, 0, 1, 2].map(|by| {
            let sign = self.near(at, by);
            sign.map_or(31, |sign| sign.script << 1 | u64::from(sign.spaced))
        });
        add(scripts.into_iter().fold(0, |all, one| all << 6 | one));
        self.words(sign, &mut add);
        self.run(at, sign, &mut add);
    }

    /// Features of the words that the dictionary cuts.
    fn words(&self, sign: &Sign, add: &mut impl FnMut(u64)) {
        let word = |number: Option<u32>| {
            let found = number.and_then(|number| self.words.get(number as usize));
            found.copied().unwrap_or_default()
        };
        let own = word(Some(sign.word));
        let before = word(sign.word.checked_sub(1));
        let after = word(sign.word.checked_add(1));
        let [own_is, before_is, after_is] =
            [own, before, after].map(|found| class_of(found) << 4 | sign.place);
        add(mix(own.hash, sign.place));
        add(mix(before.hash, sign.place));
        add(mix(after.hash, sign.place));
        add(own_is);
        add(mix(own_is, before_is));
        add(mix(own_is, after_is));
        add(mix(mix(own_is, before_is), after_is));
        add(mix(after.hash, own_is));
        add(mix(before.hash, own_is));
    }

    /// Features of the run of one script.
    fn run(&self, at: usize, sign: &Sign, add: &mut impl FnMut(u64)) {
        let (first, end) = (sign.run.0 as usize, sign.run.1 as usize);
        let place = u64::from(at == first) | u64::from(at + 1 == end) << 1;
        add(mix(self.hash(first..end), at.saturating_sub(first) as u64));
        add(mix(self.hash(first..at + 1), sign.script));
        add(mix(self.hash(at + 1..end), place));
        add(place << 4 | ((end - first).min(7) as u64) << 6 | sign.script);
        let before = first.checked_sub(1).and_then(|at| self.signs.get(at));
        let after = self.signs.get(end);
        let [before, after] = [before, after].map(|sign| sign.map_or(EDGE, |sign| sign.lower));
        add(mix(before, place));
        add(mix(after, place));
    }
}

/// What an entry is, and how long.
fn class_of(found: Found) -> u64 {
    u64::from(found.entry.bits()) << 3 | u64::from(found.length.min(5))
}

/// The script of a sign, or how a word of letters is written.
fn script(text: &str, token: &Token) -> u64 {
    match token.of(text).chars().next() {
        Some(c) if is_hiragana(c) => 1,
        Some(c) if is_katakana(c) => 2,
        Some(c) if is_hangul(c) => 3,
        Some(c) if is_sign(c) => 4,
        _ => 5 + token.case as u64,
    }
}
