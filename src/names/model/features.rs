//! The features of a token in its stretch: what the weights are looked up by.
//!
//! Any change here, in the tokenizer or in the classes of the lists makes trained weights useless;
//! [`probe`](crate::names::model::feature_hash) notices.

use crate::names::model::affixes::Affixes;
use crate::names::model::gazetteer::Classes;
use crate::names::model::scheme::Scheme;
use crate::names::model::sign_features::SignWindow;
use crate::names::model::word_features::{Usage, Word};
use crate::names::tokens::hash::mix;
use crate::names::tokens::sentences::Style;
use crate::names::tokens::{Case, Flags};

/// Tokens that templates look at on each side.
pub const MARGIN: usize = 3;

/// A stretch with its margins: the tokens to tag lie at `MARGIN..words.len() - MARGIN`.
#[derive(Clone, Debug)]
pub struct Window {
    /// The words, padded with [`Word::EDGE`] where the sentence ends.
    pub words: Vec<Word>,
    /// What the capitals of the sentence mean.
    pub style: Style,
    /// Which features there are.
    pub scheme: Scheme,
    /// The affixes of the words, where the scheme looks at them.
    pub affixes: Vec<Affixes>,
    /// The sentence, where the scheme is that of signs: then there are no words.
    pub signs: SignWindow,
    /// For each word the run of capitalised words around it, as `first..end`; empty outside.
    runs: Vec<(u32, u32)>,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            style: Style::Plain,
            scheme: Scheme::English,
            affixes: Vec::new(),
            signs: SignWindow::default(),
            runs: Vec::new(),
        }
    }
}

impl Window {
    /// Finds the runs of capitalised words, after `words` was filled.
    pub fn settle(&mut self) {
        self.runs.clear();
        self.runs.resize(self.words.len(), (0, 0));
        let mut at = 0;
        while at < self.words.len() {
            let end = at
                + self.words[at..]
                    .iter()
                    .take_while(|word| is_capital(word))
                    .count();
            for run in &mut self.runs[at..end] {
                *run = (at as u32, end as u32);
            }
            at = end.max(at + 1);
        }
    }

    /// Number of tokens to tag.
    pub fn len(&self) -> usize {
        match self.scheme {
            Scheme::Signs => self.signs.len(),
            Scheme::English | Scheme::Letters => self.words.len().saturating_sub(2 * MARGIN),
        }
    }

    /// Whether there is nothing to tag.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Computes the features of the `at`th token to tag and adds them to `out`.
    pub fn features(&self, at: usize, out: &mut Vec<u64>) {
        if self.scheme == Scheme::Signs {
            self.signs.features(at, out);
            return;
        }
        let at = at + MARGIN;
        let Some(around) = at
            .checked_sub(MARGIN)
            .and_then(|from| self.words.get(from..=at + MARGIN))
        else {
            return;
        };
        let mut templates = Templates { out, next: 0 };
        let named = around
            .get(MARGIN)
            .is_some_and(|word| is_capital(word) || word.case == Case::Alphanumeric);
        if named {
            words(&mut templates, around);
            shapes(&mut templates, around, self.style);
            lists(&mut templates, around);
            usage(&mut templates, around);
            if self.scheme == Scheme::English {
                clusters(&mut templates, around);
            } else {
                self.affixes(&mut templates, at);
            }
            self.run(&mut templates, at);
        } else {
            between(&mut templates, around);
        }
    }

    /// Features of the beginnings and endings of a word and its neighbours.
    fn affixes(&self, add: &mut Templates<'_>, at: usize) {
        add.next = 120;
        let Some([c, own, d]) = self.affixes.get(at - 1..=at + 1) else {
            return;
        };
        let first = self.words.get(at).map_or(0, |word| {
            u64::from(word.flags.contains(Flags::FIRST)) | (word.case as u64) << 1
        });
        for affix in own.0 {
            add.next += 1;
            if affix != 0 {
                add.out.push(mix(affix, add.next));
            }
        }
        add.two(own.ending(), first);
        add.one(c.ending());
        add.one(d.ending());
        add.two(c.ending(), own.ending());
        add.two(own.ending(), d.ending());
    }

    /// Features of the run of capitalised words.
    fn run(&self, add: &mut Templates<'_>, at: usize) {
        let (first, end) = self.runs.get(at).copied().unwrap_or((0, 0));
        add.next = 80;
        if first == end {
            return;
        }
        let (first, last) = (first as usize, end as usize - 1);
        let word = |place: usize| {
            self.words
                .get(place)
                .map_or(Word::EDGE.lower, |word| word.lower)
        };
        let position = match (at == first, at == last) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        let after = word(last + 1);
        add.one(mix(after, position));
        add.one(mix(word(first), position));
        add.one(mix(word(last), position));
        let length = (last - first).min(5) as u64;
        add.one(mix(position, length));
        let classes = |place: usize| {
            self.words
                .get(place)
                .map_or(0, |word| class_mask(word.classes))
        };
        add.one(mix(classes(last), position));
        add.one(mix(
            mix(classes(first), classes(last)),
            position | length << 4,
        ));
    }
}

/// Whether a run of capitalised words goes through this one.
fn is_capital(word: &Word) -> bool {
    matches!(
        word.case,
        Case::Capital | Case::Upper | Case::Mixed | Case::Initial | Case::Dotted
    )
}

/// Adds features, each under the number of its template.
struct Templates<'o> {
    out: &'o mut Vec<u64>,
    next: u64,
}

impl Templates<'_> {
    fn one(&mut self, value: u64) {
        self.next += 1;
        self.out.push(mix(value, self.next));
    }

    fn two(&mut self, left: u64, right: u64) {
        self.one(mix(left, right));
    }

    /// One feature a set bit; `with` is less than 256.
    fn bits(&mut self, mut bits: u64, with: u64) {
        self.next += 1;
        while bits != 0 {
            let bit = u64::from(bits.trailing_zeros());
            self.out.push(mix(bit << 8 | with, self.next));
            bits &= bits - 1;
        }
    }
}

fn words(add: &mut Templates<'_>, around: &[Word]) {
    let [third, b, c, word, d, _, last] = around else {
        return;
    };
    let (case, first) = (
        word.case as u64,
        u64::from(word.flags.contains(Flags::FIRST)),
    );
    add.one(word.lower);
    add.two(word.exact, first);
    add.one(c.lower);
    add.one(d.lower);
    add.one(b.lower);
    add.two(third.lower, case);
    add.two(last.lower, case);
    add.two(c.lower, word.lower);
    add.two(word.lower, d.lower);
    add.one(mix(mix(c.lower, d.lower), case));
    add.two(d.lower, case);
}

fn shapes(add: &mut Templates<'_>, around: &[Word], style: Style) {
    let [_, _, c, word, d, _, _] = around else {
        return;
    };
    add.next = 20;
    let (case, style) = (word.case as u64, style as u64);
    let first = u64::from(word.flags.contains(Flags::FIRST));
    let frequency = u64::from(word.frequency);
    add.one(word.shape);
    add.one(mix(mix(c.shape, word.shape), d.shape));
    add.one(case | style << 8 | frequency << 16 | first << 24);
    add.one(case | style << 8 | (c.case as u64) << 16 | (d.case as u64) << 24 | first << 32);
    add.one(if d.flags.contains(Flags::SPACED) {
        3
    } else {
        mix(d.lower, case)
    });
}

/// Features of a token that only stands between names or inside of them, as "of" does: few, for it is
/// seldom in doubt.
fn between(add: &mut Templates<'_>, around: &[Word]) {
    let [_, b, c, word, d, _, _] = around else {
        return;
    };
    add.next = 100;
    let case = word.case as u64;
    let mask = |word: &Word| class_mask(word.classes);
    add.one(word.lower);
    add.one(c.lower);
    add.one(d.lower);
    add.one(b.lower);
    add.two(c.lower, word.lower);
    add.two(word.lower, d.lower);
    add.one(mix(c.lower, d.lower));
    add.one(mix(mix(c.shape, word.shape), d.shape));
    add.one(case | (c.case as u64) << 16 | (d.case as u64) << 24 | (b.case as u64) << 32);
    add.bits(mask(c), 0);
    add.bits(mask(d), 0);
    add.one(mix(mix(mask(c), word.lower), mask(d)));
    add.one(phrase(word));
    add.one(u64::from(c.cluster));
    add.one(u64::from(d.cluster));
    add.two(word.lower, u64::from(c.coarse) | u64::from(d.coarse) << 8);
}

/// The classes that templates know.
fn class_mask(classes: Classes) -> u64 {
    u64::from(classes.bits())
}

/// What the lists say of the name of several words that a token belongs to.
fn phrase(word: &Word) -> u64 {
    class_mask(word.phrase) << 4 | u64::from(word.phrase_place)
}

fn lists(add: &mut Templates<'_>, around: &[Word]) {
    let [_, _, c, word, d, e, _] = around else {
        return;
    };
    add.next = 40;
    let case = word.case as u64;
    let mask = |word: &Word| class_mask(word.classes);
    add.bits(mask(word), case);
    add.bits(mask(c), 0);
    add.bits(mask(d), 0);
    add.one(mix(mask(word), case));
    add.two(mask(word), mask(d));
    add.two(mask(c), mask(word));
    add.one(mix(mix(mask(c), mask(word)), mask(d)));
    add.two(mask(d), mask(e));
    add.one(phrase(word));
}

fn usage(add: &mut Templates<'_>, around: &[Word]) {
    let [_, _, c, word, d, _, _] = around else {
        return;
    };
    add.next = 60;
    let bits = u64::from(word.usage.bits());
    let seen = bits & u64::from((Usage::LOWER | Usage::INSIDE).bits());
    let case = word.case as u64;
    add.one(seen | case << 8 | u64::from(word.frequency) << 16);
    add.bits(bits, 0);
    add.two(bits, class_mask(word.classes));
    add.two(u64::from(c.usage.bits()), u64::from(d.usage.bits()));
}

fn clusters(add: &mut Templates<'_>, around: &[Word]) {
    let [_, b, c, word, d, _, _] = around else {
        return;
    };
    add.next = 70;
    let case = word.case as u64;
    add.two(u64::from(word.cluster), case);
    add.one(u64::from(c.cluster));
    add.one(u64::from(d.cluster));
    add.two(u64::from(b.coarse), u64::from(c.coarse));
}
