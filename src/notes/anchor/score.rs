//! Which candidate is the place, and how far that may be trusted.

use super::candidates::candidates;
use super::folded_quote::FoldedQuote;
use super::{Anchored, CONTEXT};
use crate::notes::anchor::code_points::PlainText;
use crate::notes::anchor::edit_distance::Pattern;
use crate::notes::annotation::TextPosition;

/// By how much the best place must beat every other one to be drawn without asking: sentences
/// repeat, and then nobody can know.
const LEAD: f64 = 0.1;

/// What neighbours count for that nobody has written down: the very words are enough to be sure of
/// a place, and words that are only like them are not.
const UNKNOWN: f64 = 0.4;

/// Quotes of more letters than that are compared by their two ends, so that time stays bounded.
const LONG: usize = 4_096;

/// How many letters of each end are compared then.
const PART: usize = 1_024;

/// How well a candidate fits; each from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// Where it is.
    pub place: TextPosition,
    /// How alike the words are.
    pub quote: f64,
    /// How alike their neighbours are.
    pub context: f64,
    /// How near it is to the old place.
    pub nearness: f64,
}

impl Fit {
    /// One figure to choose by: words and neighbours, and the place where they are equal.
    pub fn score(&self) -> f64 {
        0.55 * self.quote + 0.40 * self.context + 0.05 * self.nearness
    }

    /// Whether it may be drawn without asking.
    fn is_sure(&self, length: usize) -> bool {
        let word_for_word = self.quote >= 0.98;
        (self.quote >= 0.8 && self.context >= 0.5)
            || (word_for_word && (length >= 60 || self.context >= 0.35))
    }

    /// Whether the two are the same place with other ends.
    fn shares_most_with(&self, other: &Self) -> bool {
        let (a, b) = (self.place, other.place);
        let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        2 * shared > (a.end.max(b.end) - a.start.min(b.start))
    }

    /// Whether it is worth asking about.
    fn is_likely(&self) -> bool {
        (self.quote >= 0.5 && self.score() >= 0.5) || (self.quote >= 0.3 && self.context >= 0.8)
    }
}

/// The best place for what is sought.
pub fn choose(text: &PlainText, wanted: &FoldedQuote) -> Anchored {
    let weigh = Scale::new(wanted);
    let mut fits: Vec<Fit> = candidates(text, wanted)
        .into_iter()
        .map(|place| weigh.fit(text, place))
        .collect();
    fits.sort_by(|a, b| b.score().total_cmp(&a.score()));
    let Some(best) = fits.first() else {
        return Anchored::Orphan;
    };
    let rival = fits.iter().find(|fit| !fit.shares_most_with(best));
    let lead = best.score() - rival.map_or(0.0, Fit::score);
    if best.is_sure(wanted.exact.len()) && lead >= LEAD {
        Anchored::Sure(best.place)
    } else if best.is_likely() {
        Anchored::Unsure(best.place)
    } else {
        Anchored::Orphan
    }
}

/// What is sought, prepared for weighing many candidates.
pub struct Scale<'a> {
    wanted: &'a FoldedQuote,
    /// The quote, unless it is very long.
    whole: Option<Pattern>,
    head: Pattern,
    /// From its end to its beginning.
    tail: Pattern,
    before: Pattern,
    after: Pattern,
}

impl<'a> Scale<'a> {
    /// Prepares the patterns.
    pub fn new(wanted: &'a FoldedQuote) -> Self {
        let exact = wanted.exact.iter().copied();
        Self {
            wanted,
            whole: (exact.len() <= LONG).then(|| Pattern::new(exact.clone())),
            head: Pattern::new(exact.clone().take(PART)),
            tail: Pattern::new(exact.rev().take(PART)),
            before: Pattern::new(wanted.prefix.iter().rev().copied()),
            after: Pattern::new(wanted.suffix.iter().copied()),
        }
    }

    /// How well a candidate fits.
    pub fn fit(&self, text: &PlainText, place: TextPosition) -> Fit {
        let letters = text.folded();
        let far = ratio(place.start.abs_diff(self.wanted.old.start), letters.len());
        Fit {
            place,
            quote: self.quote(&letters[place.start..place.end]),
            context: self.context(letters, place),
            nearness: 1.0 - far,
        }
    }

    /// How alike the words are; very long quotes are compared by their beginning and their end.
    fn quote(&self, stretch: &[char]) -> f64 {
        let exact = self.wanted.exact.as_slice();
        if stretch == exact {
            return 1.0;
        }
        if let Some(whole) = &self.whole {
            return likeness(
                whole.distance(stretch.iter().copied()),
                exact.len().max(stretch.len()),
            );
        }
        let (shorter, longer) = (
            exact.len().min(stretch.len()),
            exact.len().max(stretch.len()),
        );
        let (head, _) = self
            .head
            .best_beginning(stretch.iter().take(2 * PART).copied());
        let (tail, _) = self
            .tail
            .best_beginning(stretch.iter().rev().take(2 * PART).copied());
        likeness(head + tail, 2 * PART) * ratio(shorter, longer)
    }

    /// How alike the neighbours are, by as many letters as are remembered.
    fn context(&self, letters: &[char], place: TextPosition) -> f64 {
        if self.before.is_empty() && self.after.is_empty() {
            return UNKNOWN;
        }
        let room = place.start.saturating_sub(2 * CONTEXT);
        let (before, _) = self
            .before
            .best_beginning(letters[room..place.start].iter().rev().copied());
        let (after, _) = self
            .after
            .best_beginning(letters[place.end..].iter().take(2 * CONTEXT).copied());
        likeness(before + after, self.before.len() + self.after.len())
    }
}

/// 1 when nothing differs, 0 when everything does.
fn likeness(distance: usize, length: usize) -> f64 {
    1.0 - ratio(distance, length)
}

/// A part of a whole, from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    reason = "lengths of texts, of which a few digits matter"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part.min(whole) as f64 / whole.max(1) as f64
}
