//! Dates, sums of money and quantities.

use crate::clip::entity::Kind;
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings, dates, money};
use crate::names::span::Span;
use crate::names::tokens::token_view::TokenView;

/// Dates, sums and quantities; names that lie inside of one give way, others do not, but that a sum
/// ends them: "Ministry of Defence is | Rs 2 billion".
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    let mut layer = SpanLayer::over(article, findings);
    let mut at = 0;
    while at < view.len() {
        let found = measure_at(view, at);
        if let Some(sum) = found.as_ref().filter(|found| found.kind == Kind::Money) {
            layer.cut(view, &sum.tokens);
        }
        match found.filter(|found| layer.swallows(&found.tokens)) {
            Some(found) => {
                at = found.tokens.end;
                layer.lay(found);
            }
            None => at += 1,
        }
    }
    layer.finish(findings);
}

fn measure_at(view: &TokenView<'_>, at: usize) -> Option<Span> {
    if !view.may_measure(at) {
        return None;
    }
    if let Some(tokens) = money::sum_at(view, at) {
        return Some(Span::new(tokens, Kind::Money));
    }
    if let Some(date) = dates::at(view, at) {
        return Some(Span {
            tokens: date.tokens,
            kind: Kind::Date,
            name: date.day,
        });
    }
    let tokens = money::quantity_at(view, at)?;
    Some(Span::new(tokens, Kind::Quantity))
}
