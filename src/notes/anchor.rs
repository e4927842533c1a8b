//! Finding the place of an annotation again in a text that may have changed since.
//!
//! Pure, and bounded in time by the length of the text. Candidates come from the remembered
//! position, from exact hits, from between the remembered neighbours and from near misses; one
//! score decides among them, and three bands say how far it may be trusted.

pub mod anchor_text;
pub mod article;
pub mod candidates;
pub mod code_points;
pub mod edit_distance;
pub mod folded_quote;
pub mod score;

pub use crate::notes::anchor::anchor_text::{AnchorText, Placement};
pub use crate::notes::anchor::code_points::PlainText;
use crate::notes::anchor::folded_quote::FoldedQuote;
use crate::notes::annotation::{Quote, Target, TextPosition};

/// How many code points of its neighbours an anchor remembers on each side.
///
/// The standard gives no length; this is what Hypothesis uses.
pub const CONTEXT: usize = 32;

/// Where an annotation belongs now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// Here, without doubt: to be drawn.
    Sure(TextPosition),
    /// Perhaps here: to be drawn as a question.
    Unsure(TextPosition),
    /// Nowhere in this text.
    Orphan,
}

impl Anchored {
    /// The place, sure or not.
    pub fn position(self) -> Option<TextPosition> {
        match self {
            Self::Sure(position) | Self::Unsure(position) => Some(position),
            Self::Orphan => None,
        }
    }
}

/// Whether a text is known to be the one that an anchor was made in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextVersion {
    /// The same bytes: the position holds.
    Same,
    /// Another version, or nobody knows.
    Other,
}

/// The selectors of a stretch of text, snapped outward so that no grapheme is cut.
pub fn describe(text: &PlainText, range: TextPosition) -> (Quote, TextPosition) {
    let range = text.snap_outward(range);
    let before = text.snap_inward(TextPosition {
        start: range.start.saturating_sub(CONTEXT),
        end: range.start,
    });
    let after = text.snap_inward(TextPosition {
        start: range.end,
        end: (range.end + CONTEXT).min(text.len()),
    });
    let quote = Quote {
        exact: text.slice(range).to_owned(),
        prefix: text.slice(before).to_owned(),
        suffix: text.slice(after).to_owned(),
    };
    (quote, range)
}

/// Finds the place of a target in a text.
pub fn locate(text: &PlainText, target: &Target, version: TextVersion) -> Anchored {
    let fits = |position: TextPosition| position.end <= text.len() && position.start < position.end;
    let position = target.position.filter(|&position| fits(position));
    match (&target.quote, position) {
        (_, Some(position)) if version == TextVersion::Same => Anchored::Sure(position),
        (Some(quote), _) if !quote.exact.is_empty() => {
            score::choose(text, &FoldedQuote::new(quote, target.position))
        }
        // A bare position in another text is a guess at best.
        (_, Some(position)) => Anchored::Unsure(position),
        _ => Anchored::Orphan,
    }
}

#[cfg(test)]
mod tests;
