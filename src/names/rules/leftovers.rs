//! What the model calls neither person, organisation, place nor group: what it is, and whether it is a name.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{COMMON, Gazetteer};
use crate::names::rules::works;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::token_view::TokenView;

/// Parts leftovers that are two names, and tells what each is.
pub fn name_kinds(article: &ArticleText<'_>, findings: &mut Findings) {
    for span in std::mem::take(&mut findings.spans) {
        match two_names(article, &span) {
            Some(both) => findings.spans.extend(both),
            None => findings.spans.push(span),
        }
    }
    for span in &mut findings.spans {
        span.kind = kind_of(&article.view, span);
    }
}

/// A leftover that begins with a listed people or place and goes on as a listed product is two names:
/// "Chinese | AI".
fn two_names(article: &ArticleText<'_>, span: &Span) -> Option<[Span; 2]> {
    let inside = &article.tokens()[span.tokens.clone()];
    if span.kind != Kind::Other {
        return None;
    }
    let (count, first) = article.lexicon.longest(inside)?;
    let (more, product) = article.lexicon.longest(&inside[count..])?;
    let is_two = matches!(first.kind, Kind::Group | Kind::Place)
        && product.kind == Kind::Product
        && count + more == inside.len();
    let middle = span.tokens.start + count;
    is_two.then(|| {
        let second = Span::new(middle..span.tokens.end, Kind::Other);
        [Span::new(span.tokens.start..middle, first.kind), second]
    })
}

/// Drops what is a word or the label of a button rather than a name.
pub fn drop_words(article: &ArticleText<'_>, findings: &mut Findings) {
    let view = &article.view;
    findings.spans.retain(|span| {
        let is_name = match span.kind {
            Kind::Other => is_telling(view, article.lists(), &span.tokens),
            Kind::Work | Kind::Event => !works::is_head(view, view.text(&span.tokens)),
            _ => true,
        };
        is_name && !is_call(view.text(&span.tokens))
    });
}

/// Whether a leftover is a name at all: a lone common word with a capital is not.
fn is_telling(view: &TokenView<'_>, gazetteer: &Gazetteer<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 1
        || view
            .token(tokens.start)
            .is_some_and(|token| gazetteer.frequency(token.lower) < COMMON)
}

/// What buttons ask for.
const CALLS: [&str; 8] = [
    "About", "Ask", "Call", "Contact", "Email", "Follow", "Join", "Visit",
];

/// Whether it is the label of a button, such as "Email Us": residue of the page.
fn is_call(words: &str) -> bool {
    let verb = words.strip_suffix(" Us");
    verb.is_some_and(|verb| CALLS.contains(&verb))
}

/// The kind of a name of the model.
fn kind_of(view: &TokenView<'_>, span: &Span) -> Kind {
    let text = view.text(&span.tokens);
    match span.kind {
        Kind::Person | Kind::Place if is_site(text) => Kind::Other,
        Kind::Other => {
            let before = view.word(span.tokens.start.wrapping_sub(1));
            let quoted = matches!(before, "\"" | "\u{201c}" | "\u{2018}" | "'" | "\u{ab}");
            works::kind_of(view, text, quoted)
        }
        kind => kind,
    }
}

/// Endings of sites that go by their address.
const SITES: [&str; 8] = [".com", ".org", ".net", ".gov", ".edu", ".mil", ".io", ".eu"];

/// Whether a word of a name is the address of a site, such as "Analytics.usa.gov": nobody's, nor a place.
fn is_site(name: &str) -> bool {
    let is_address = |word: &str| SITES.iter().any(|ending| word.ends_with(ending));
    name.split(' ').any(is_address)
}
