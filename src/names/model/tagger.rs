//! From text to names of the model: tokens, sentences, stretches, scores, the best labels.

use std::ops::Range;

use crate::names::model::affixes::{self, AffixTable};
use crate::names::model::candidate_spans::Stretches;
use crate::names::model::dictionary::Dictionary;
use crate::names::model::features::{MARGIN, Window};
use crate::names::model::gazetteer::{Gazetteer, LONGEST};
use crate::names::model::labels::{KINDS, LABELS, OUTSIDE, Part, label, meaning};
use crate::names::model::scheme::Scheme;
use crate::names::model::viterbi::Viterbi;
use crate::names::model::weights::{Kept, Scores, UNITS, Weights};
use crate::names::model::word_features::{Word, Words};
use crate::names::span::Span;
use crate::names::tokens::layout::Layout;
use crate::names::tokens::sentences::{Sentence, split};
use crate::names::tokens::{Flags, Token, tokenize};

/// What a text is read by.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'g> {
    /// The features that its model was trained with.
    pub scheme: Scheme,
    /// What is known of words.
    pub gazetteer: &'g Gazetteer<'g>,
    /// What is known of words of signs.
    pub dictionary: Option<Dictionary<'g>>,
    /// Where names may be.
    pub stretches: &'g Stretches,
}

/// A text cut into tokens and sentences, with what lists and the text itself say of its words.
#[derive(Debug)]
pub struct Prepared<'g> {
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its sentences that are headings, by index into `sentences`.
    pub headings: Vec<Range<usize>>,
    /// Its words.
    pub words: Words<'g>,
    /// Where names may be: the sentence and the tokens.
    pub stretches: Vec<(usize, Range<usize>)>,
    scheme: Scheme,
    dictionary: Option<Dictionary<'g>>,
    affixes: AffixTable,
}

impl<'g> Prepared<'g> {
    /// Prepares the segments of a text.
    pub fn new(sources: &Sources<'g>, text: &str, layout: &Layout) -> Self {
        let (mut tokens, mut sentences, mut headings) = (Vec::new(), Vec::new(), Vec::new());
        for segment in &layout.segments {
            let (from, first) = (tokens.len(), sentences.len());
            cut(text, &segment.range, &layout.barred, &mut tokens);
            split(text, &mut tokens, from, &layout.footnotes, &mut sentences);
            if segment.heading {
                headings.push(first..sentences.len());
            }
        }
        let words = Words::new(sources.gazetteer, text, &tokens, &sentences);
        let mut found = Vec::new();
        let mut all = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            match sources.scheme {
                Scheme::Signs => found.push(sentence.tokens.clone()),
                Scheme::English | Scheme::Letters => {
                    sources.stretches.find(&tokens, sentence, &mut found);
                }
            }
            all.extend(found.drain(..).map(|stretch| (number, stretch)));
        }
        Self {
            tokens,
            sentences,
            headings,
            words,
            stretches: all,
            scheme: sources.scheme,
            dictionary: sources.dictionary,
            affixes: AffixTable::default(),
        }
    }

    /// Fills `window` with a stretch and its margins.
    pub fn fill(&mut self, text: &str, stretch: usize, window: &mut Window) {
        window.words.clear();
        let Some((sentence, range)) = self.stretches.get(stretch).cloned() else {
            return;
        };
        let Some(sentence) = self.sentences.get(sentence) else {
            return;
        };
        window.scheme = self.scheme;
        window.style = sentence.style;
        if self.scheme == Scheme::Signs {
            let tokens = &self.tokens[range];
            window.signs.fill(text, tokens, self.dictionary.as_ref());
            return;
        }
        let from = range
            .start
            .saturating_sub(MARGIN)
            .max(sentence.tokens.start);
        let to = (range.end + MARGIN).min(sentence.tokens.end);
        window
            .words
            .resize(MARGIN - (range.start - from), Word::EDGE);
        for token in &self.tokens[from..to] {
            window.words.push(self.words.word(text, token));
        }
        let offset = MARGIN - (range.start - from);
        mark_phrases(
            self.words.gazetteer(),
            &self.tokens[from..to],
            &mut window.words[offset..],
        );
        window.words.resize(range.len() + 2 * MARGIN, Word::EDGE);
        window.settle();
        if self.scheme == Scheme::Letters {
            window.affixes.clear();
            window.affixes.resize(offset, affixes::EDGE);
            for token in &self.tokens[from..to] {
                window.affixes.push(self.affixes.of(text, token));
            }
            window.affixes.resize(window.words.len(), affixes::EDGE);
        }
    }
}

/// Cuts a segment into tokens; what is barred is cut for itself, so that "China" before the mark of
/// a footnote stays a word.
fn cut(text: &str, segment: &Range<usize>, barred: &[Range<usize>], tokens: &mut Vec<Token>) {
    let mut start = segment.start;
    let first = barred.partition_point(|range| range.end <= segment.start);
    for range in barred[first..]
        .iter()
        .take_while(|range| range.start < segment.end)
    {
        let (from, to) = (range.start.max(start), range.end.min(segment.end));
        tokenize(text, start..from, tokens);
        let inside = tokens.len();
        tokenize(text, from..to.max(from), tokens);
        tokens[inside..]
            .iter_mut()
            .for_each(|token| token.flags |= Flags::BARRED);
        start = to.max(from);
    }
    tokenize(text, start..segment.end, tokens);
}

/// Marks names of several words that the lists hold, the longest first come.
fn mark_phrases(gazetteer: &Gazetteer<'_>, tokens: &[Token], words: &mut [Word]) {
    let mut at = 0;
    while at < tokens.len() {
        let begins = tokens[at].is_capitalised() && words[at].begins;
        let longest = begins.then(|| gazetteer.longest(&tokens[at..])).flatten();
        let Some((count, classes)) = longest else {
            at += 1;
            continue;
        };
        for (place, word) in words[at..at + count].iter_mut().enumerate() {
            word.phrase = classes;
            word.phrase_place = if place == 0 {
                1
            } else {
                2 + u8::from(place + 1 == count)
            };
        }
        at += count;
    }
}

/// How much an anchor's edge counts for a name that ends there, and against one that crosses it, in
/// units of trained weights. Chosen by hand: no labelled set has anchors.
const EDGE: i32 = 2 * UNITS as i32;
/// The same for an anchor that reads like one whole name.
const WHOLE: i32 = 8 * UNITS as i32;

/// Finds names by trained weights.
#[derive(Debug)]
pub struct Tagger<'w> {
    weights: &'w Weights<'w>,
    viterbi: Viterbi,
    window: Window,
    features: Vec<u64>,
    found: Vec<Kept>,
    scores: Vec<Scores>,
    labels: Vec<u8>,
}

impl<'w> Tagger<'w> {
    /// A tagger with these weights.
    pub fn new(weights: &'w Weights<'w>) -> Self {
        Self {
            weights,
            viterbi: Viterbi::new(weights),
            window: Window::default(),
            features: Vec::new(),
            found: Vec::new(),
            scores: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The names of a prepared text, in order, none overlapping; `anchors` are ranges of bytes.
    pub fn tag(
        &mut self,
        text: &str,
        prepared: &mut Prepared<'_>,
        anchors: &[Range<usize>],
    ) -> Vec<Span> {
        let mut names = Vec::new();
        for stretch in 0..prepared.stretches.len() {
            prepared.fill(text, stretch, &mut self.window);
            self.scores.clear();
            let range = prepared.stretches[stretch].1.clone();
            for (at, token) in prepared.tokens[range.clone()].iter().enumerate() {
                let scores = self.score(at, token.is_barred());
                self.scores.push(scores);
            }
            lean_on_anchors(&prepared.tokens, &range, anchors, &mut self.scores);
            self.viterbi.decode(&self.scores, &mut self.labels);
            collect(&self.labels, range.start, &mut names);
        }
        names
    }

    /// The scores of a token of the window; what is barred can only be outside of names.
    fn score(&mut self, at: usize, barred: bool) -> Scores {
        if barred {
            let mut scores = [-BARRED; LABELS];
            scores[OUTSIDE] = BARRED;
            return scores;
        }
        let mut scores = [0; LABELS];
        self.features.clear();
        self.window.features(at, &mut self.features);
        self.weights
            .add(&self.features, &mut self.found, &mut scores);
        scores
    }
}

/// More than any sum of weights.
const BARRED: i32 = 1 << 20;

/// Lets the anchors within a stretch speak for names that begin and end with them.
fn lean_on_anchors(
    tokens: &[Token],
    stretch: &Range<usize>,
    anchors: &[Range<usize>],
    scores: &mut [Scores],
) {
    let bytes = tokens[stretch.start].start as usize..tokens[stretch.end - 1].end as usize;
    let from = anchors.partition_point(|anchor| anchor.end <= bytes.start);
    for anchor in anchors[from..]
        .iter()
        .take_while(|anchor| anchor.start < bytes.end)
    {
        let within = &tokens[stretch.clone()];
        let first = within.partition_point(|token| (token.start as usize) < anchor.start);
        let end = within.partition_point(|token| (token.start as usize) < anchor.end);
        let Some(inside) = within.get(first..end).filter(|inside| !inside.is_empty()) else {
            continue;
        };
        let whole = inside.len() <= 8
            && inside.first().is_some_and(Token::is_capitalised)
            && inside.last().is_some_and(Token::is_capitalised)
            && inside
                .iter()
                .filter(|token| !token.is_capitalised())
                .count()
                * 3
                <= inside.len();
        for kind in KINDS {
            for part in [Part::Inside, Part::Last] {
                scores[first][label(part, kind)] -= EDGE;
                if let Some(after) = scores.get_mut(end) {
                    after[label(part, kind)] -= EDGE;
                }
            }
            if whole {
                for part in [Part::Begin, Part::Unit] {
                    scores[first][label(part, kind)] += WHOLE;
                }
                for part in [Part::Last, Part::Unit] {
                    scores[end - 1][label(part, kind)] += WHOLE;
                    for within in &mut scores[first..end - 1] {
                        within[label(part, kind)] -= WHOLE;
                    }
                }
            }
        }
    }
}

/// Turns labels into names; the first label belongs to token `offset`. A list or a shouted page may be
/// labelled as one name from its beginning to its end: nobody looks for it, and it is left out.
fn collect(labels: &[u8], offset: usize, names: &mut Vec<Span>) {
    let mut start = offset;
    for (at, &label) in labels.iter().enumerate() {
        match meaning(usize::from(label)) {
            Some((Part::Begin, _)) => start = offset + at,
            Some((Part::Unit, kind)) => names.push(Span::new(offset + at..offset + at + 1, kind)),
            Some((Part::Last, kind)) if offset + at - start < LONGEST => {
                names.push(Span::new(start..offset + at + 1, kind));
            }
            Some((Part::Inside | Part::Last, _)) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;

    #[test]
    fn what_is_longer_than_any_name_is_none() {
        let kind = Kind::Organisation;
        for (length, found) in [(2, 1), (LONGEST, 1), (LONGEST + 1, 0), (9000, 0)] {
            let mut labels = vec![label(Part::Inside, kind) as u8; length];
            labels[0] = label(Part::Begin, kind) as u8;
            labels[length - 1] = label(Part::Last, kind) as u8;
            let mut names = Vec::new();
            collect(&labels, 7, &mut names);
            assert_eq!(names.len(), found, "{length}");
            assert!(names.iter().all(|name| name.tokens == (7..7 + length)));
        }
    }
}
