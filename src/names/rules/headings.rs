//! Headings in which every word has a capital, where a capital says nothing.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::model::tagger::Prepared;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Token;
use crate::names::tokens::hash;
use crate::names::tokens::hash::Ready;
use crate::names::tokens::sentences::Style;

/// Twice the Zipf frequency from which a word is one of English rather than a name's own.
const ENGLISH: u8 = 6;

/// Drops names of title-cased headings that nothing confirms: they stand nowhere in the body, the
/// lists do not know them, and all of their words are words of English.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, names) = (article.prepared, &mut findings.spans);
    let titled: Vec<_> = prepared
        .headings
        .iter()
        .filter_map(|heading| prepared.sentences.get(heading.clone()))
        .flatten()
        .filter(|sentence| sentence.style != Style::Plain)
        .map(|sentence| sentence.tokens.clone())
        .collect();
    if titled.is_empty() {
        return;
    }
    let is_titled = |name: &Span| {
        titled
            .iter()
            .any(|range| range.contains(&name.tokens.start))
    };
    let form = |name: &Span| {
        let tokens = prepared.tokens.get(name.tokens.clone()).unwrap_or(&[]);
        hash::phrase(tokens.iter().map(|token| token.lower))
    };
    let body: HashSet<u64, BuildHasherDefault<Ready>> = names
        .iter()
        .filter(|name| !is_titled(name))
        .map(form)
        .collect();
    names.retain(|name| !is_titled(name) || body.contains(&form(name)) || is_known(prepared, name));
}

/// Whether the lists speak for a name, or a word that is not one of English.
fn is_known(prepared: &Prepared<'_>, name: &Span) -> bool {
    let lists = prepared.words.gazetteer();
    let tokens = prepared.tokens.get(name.tokens.clone()).unwrap_or(&[]);
    let telling = match name.kind {
        Kind::Person => Classes::FIRST_NAME,
        Kind::Organisation => Classes::ORGANISATION | Classes::COMPANY,
        Kind::Place | Kind::Group => Classes::PLACE | Classes::GROUP,
        _ => Classes::WORK | Classes::PRODUCT | Classes::EVENT,
    };
    let known = |token: &Token| {
        lists.classes(token).intersects(telling)
            || token.is_word() && lists.frequency(token.lower) < ENGLISH
    };
    tokens.iter().any(known) || lists.longest(tokens).is_some()
}
