//! Headings in which every word has a capital, where a capital says nothing.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::names::model::gazetteer::Classes;
use crate::names::model::labels::Sort;
use crate::names::model::tagger::{Name, Prepared};
use crate::names::tokens::Token;
use crate::names::tokens::hash;
use crate::names::tokens::hash::Ready;
use crate::names::tokens::sentences::Style;

/// Twice the Zipf frequency from which a word is one of English rather than a name's own.
const ENGLISH: u8 = 6;

/// Drops names of title-cased headings that nothing confirms: they stand nowhere in the body, the
/// lists do not know them, and all of their words are words of English.
pub fn settle(prepared: &Prepared<'_>, names: &mut Vec<Name>) {
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
    let is_titled = |name: &Name| {
        titled
            .iter()
            .any(|range| range.contains(&name.tokens.start))
    };
    let form = |name: &Name| {
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
fn is_known(prepared: &Prepared<'_>, name: &Name) -> bool {
    let lists = prepared.words.gazetteer();
    let tokens = prepared.tokens.get(name.tokens.clone()).unwrap_or(&[]);
    let telling = match name.sort {
        Sort::Person => Classes::FIRST_NAME,
        Sort::Organisation => Classes::ORGANISATION | Classes::COMPANY,
        Sort::Place | Sort::Group => Classes::PLACE | Classes::GROUP,
        Sort::Other => Classes::WORK | Classes::PRODUCT | Classes::EVENT,
    };
    let known = |token: &Token| {
        lists.classes(token).intersects(telling)
            || token.is_word() && lists.frequency(token.lower) < ENGLISH
    };
    tokens.iter().any(known) || lists.longest(tokens).is_some()
}
