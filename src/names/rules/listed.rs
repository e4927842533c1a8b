//! Names that lists know.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{COMMON, Classes, Gazetteer};
use crate::names::rules::context::Context;
use crate::names::rules::lexicon::Known;
use crate::names::rules::scripts;
use crate::names::rules::span_layer::SpanLayer;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Token;

/// Lays listed names, those in doubt after all that are sure, and tells what is sure.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (view, tokens, lexicon) = (&article.view, article.tokens(), article.lexicon);
    let mut layer = SpanLayer::over(article, findings);
    let mut context = Context::default();
    let mut doubtful = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((count, known)) = lexicon
            .longest(&tokens[at..])
            .filter(|_| !tokens[at].is_barred())
        else {
            at += 1;
            continue;
        };
        let stretch = at..at + count;
        if known.kind == Kind::Other || view.has_signs() && !scripts::stands(view, &stretch) {
            at += if known.kind == Kind::Other { count } else { 1 };
            continue;
        }
        at = stretch.end;
        context.note(&known);
        if known.doubtful {
            doubtful.push((stretch, known));
        } else {
            let sure = is_nothing_else(article.lists(), &tokens[stretch.start], &known);
            lay_listed(tokens, stretch, known, sure, &mut layer);
        }
    }
    for (stretch, known) in doubtful {
        if context.allows(&known) {
            lay_listed(tokens, stretch, known, false, &mut layer);
        }
    }
    layer.finish(findings);
    findings.context = context;
}

/// Whether a word that is listed as a body, a people or a product is nothing else by any list, nor a
/// common word.
fn is_nothing_else(gazetteer: &Gazetteer<'_>, token: &Token, known: &Known) -> bool {
    let own = match known.kind {
        Kind::Organisation => Classes::ORGANISATION | Classes::COMPANY,
        Kind::Group => Classes::GROUP,
        Kind::Product => Classes::PRODUCT,
        _ => return false,
    };
    !known.foreign
        && own.contains(gazetteer.classes(token))
        && gazetteer.frequency(token.lower) < COMMON
}

/// Lays a listed name: one of several words where it cuts no other name, a single one where nothing
/// else was found, the model was at a loss, or it is `sure` what it is. A listed technology is one wherever its letters stand
/// alone.
fn lay_listed(
    tokens: &[Token],
    stretch: Range<usize>,
    known: Known,
    sure: bool,
    layer: &mut SpanLayer,
) {
    let same = layer
        .at(stretch.start)
        .filter(|found| found.tokens == stretch)
        .map(|found| found.kind);
    let technology = known.kind == Kind::Product && (known.small || same == Some(Kind::Other));
    let single = stretch.clone().all(|token| layer.is_free(token))
        || technology && same.is_some()
        || same == Some(Kind::Other)
        || same.is_some() && (known.foreign || sure);
    let begins = known.kind == Kind::Product && layer.begins_loosely(tokens, &stretch);
    let wins = begins
        || if stretch.len() > 1 {
            layer.swallows(&stretch)
        } else {
            single
        };
    if wins {
        layer.lay(Span {
            tokens: stretch,
            kind: known.kind,
            name: Some(known.name.to_owned()),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn found(text: &str) -> Vec<(String, Kind)> {
        let names = Names::embedded().unwrap().tag(text);
        let form = |span: &crate::clip::entity::Mention| span.text.of(text).to_owned();
        names.iter().map(|span| (form(span), span.kind)).collect()
    }

    #[test]
    fn what_the_lists_know_as_one_thing_only_is_that_thing() {
        let text = "The alliance between Mercosur and the Peronist government is over.";
        let expected = [("Mercosur", Kind::Organisation), ("Peronist", Kind::Group)];
        assert_eq!(
            found(text),
            expected.map(|(form, kind)| (form.to_owned(), kind))
        );
    }

    #[test]
    fn the_address_of_a_site_is_nobody_and_no_place() {
        for text in ["Mr. Analytics.usa.gov said hello.", "She spoke to Ed.gov."] {
            assert_eq!(found(text)[0].1, Kind::Other, "{text}");
        }
    }

    #[test]
    fn a_sum_ends_the_name_before_it() {
        let text = "The budget of the Ministry of Defense is Rs 2 billion 80 crore.";
        let expected = [
            ("Ministry of Defense", Kind::Organisation),
            ("Rs 2 billion 80 crore", Kind::Money),
        ];
        assert_eq!(
            found(text),
            expected.map(|(form, kind)| (form.to_owned(), kind))
        );
    }
}
