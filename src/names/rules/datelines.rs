//! Datelines: "BAIDOA, Somalia: The rains", "BEIJING, July 22 (Xinhua) -- China": where the report that
//! follows was written.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{COMMON, Gazetteer};
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Case;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;

/// The longest name of a town in a dateline, in words ("DAR ES SALAAM").
const LONGEST: usize = 3;
/// Words that may stand between the town and the sign behind it: its country, a day, an agency.
const BETWEEN: usize = 8;
/// A lone word shorter than this may be an abbreviation.
const SHORTEST: usize = 5;

/// Finds the town of the dateline, whatever the model took it for.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    if let Some(tokens) = town(&article.view, article.lists()) {
        let mut layer = SpanLayer::over(article, findings);
        layer.lay(Span::new(tokens, Kind::Place));
        layer.finish(findings);
    }
}

/// The town of the dateline that a text begins with.
fn town(view: &TokenView<'_>, gazetteer: &Gazetteer<'_>) -> Option<Range<usize>> {
    let is_capital = |at: &usize| {
        let word = view.word(*at);
        view.case(*at) == Case::Upper
            && word.len() > 1
            && word.chars().all(char::is_alphabetic)
            && !view.is(*at, Cues::DATELINE_LABEL)
    };
    let end = (0..=LONGEST).take_while(is_capital).count();
    if !(1..=LONGEST).contains(&end) || end == 1 && view.word(0).chars().count() < SHORTEST {
        return None;
    }
    // Common words in capitals are a label, or somebody who shouts.
    let is_rare = |at: usize| {
        let token = view.token(at);
        token.is_some_and(|token| gazetteer.frequency(token.lower) < COMMON)
    };
    let is_town = is_rare(0) && is_rare(end - 1) && is_followed(view, end);
    is_town.then_some(0..end)
}

/// Whether a colon or a dash follows, at once or behind a comma or a bracket, in the same sentence.
fn is_followed(view: &TokenView<'_>, at: usize) -> bool {
    let is_sign = |at: usize| view.word(at) == ":" || view.is_dash(at) && !view.attached(at);
    let goes_on = matches!(view.word(at), "," | "(");
    let last = if goes_on { at + BETWEEN } else { at };
    let mut ahead = (at..=last).take_while(|at| !view.breaks(*at));
    ahead.any(is_sign)
}
