//! Portfolios of ministers, which are no part of the names beside them: "Minister for Information and
//! Broadcasting | Attaullah Tarar".

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::model::tagger::Prepared;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Case;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;

/// Words between a minister and the end of the portfolio, at most.
const LONGEST: usize = 10;

/// Cuts portfolios off names, and drops names that are nothing else.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, names) = (article.prepared, &mut findings.spans);
    names.retain_mut(|name| {
        portfolio_of(&article.view, &name.tokens)
            .is_none_or(|portfolio| without(prepared, &portfolio, name))
    });
}

/// Whether a word with a capital is one that portfolios are made of.
fn is_portfolio(view: &TokenView<'_>, at: usize) -> bool {
    view.case(at) == Case::Capital && view.is(at, Cues::PORTFOLIO)
}

/// Whether a word joins those of a portfolio.
fn joins(view: &TokenView<'_>, at: usize) -> bool {
    view.is_word(at, &["of", "for", "and", ",", "-"])
}

/// The portfolio that a name begins in, that ends where it begins, or that it holds with the minister.
fn portfolio_of(view: &TokenView<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let mut before = name.start.saturating_sub(LONGEST)..name.start;
    let start = if view.is(name.start, Cues::MINISTER) {
        name.start + 2
    } else if is_portfolio(view, name.start) && before.any(|at| view.is(at, Cues::MINISTER)) {
        let before = name.start.saturating_sub(LONGEST)..name.start;
        let belongs = |at: &usize| is_portfolio(view, *at) || joins(view, *at);
        name.start + 1 - before.rev().take_while(belongs).count()
    } else {
        return None;
    };
    let minister = start.checked_sub(2)?;
    if !view.is(minister, Cues::MINISTER) || !view.is_word(start - 1, &["of", "for"]) {
        return None;
    }
    let mut end = start;
    for at in start..start + 2 * LONGEST {
        if view.breaks(at) {
            break;
        }
        if is_portfolio(view, at) {
            end = at + 1;
        } else if !joins(view, at) {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// Cuts a portfolio off a name; false where nothing is left of it.
fn without(prepared: &Prepared<'_>, portfolio: &Range<usize>, name: &mut Span) -> bool {
    if name.tokens.end <= portfolio.end {
        return false;
    }
    name.tokens.start = portfolio.end;
    let lists = prepared.words.gazetteer();
    let body = prepared.tokens[name.tokens.clone()]
        .iter()
        .any(|token| lists.classes(token).contains(Classes::ORGANISATION_WORD));
    if !body {
        name.kind = Kind::Person;
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn persons(text: &str) -> Vec<String> {
        let names = Names::embedded().unwrap();
        let found = names.tag(text).into_iter();
        found
            .filter(|span| span.kind == Kind::Person)
            .map(|span| span.text.of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_portfolio_is_no_part_of_the_ministers_name() {
        assert_eq!(
            persons("Minister for Information and Broadcasting Attaullah Tarar spoke."),
            ["Attaullah Tarar"]
        );
        assert_eq!(
            persons(
                "JAKARTA - Minister of Marine Affairs and Fisheries Edhy Prabowo was named a suspect."
            ),
            ["Edhy Prabowo"]
        );
        assert_eq!(
            persons("A report by Controller of Budget Margaret Nyakang'o was read."),
            ["Margaret Nyakang'o"]
        );
    }
}
