//! A word that is part of a person's full name is that person wherever it stands alone.

use std::collections::HashSet;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash::{self, Hashed};
use crate::names::tokens::{Case, Token};

/// A lone word that is the first or last of a person's full name is that person, or with a plural the
/// family, unless lists know it as a country, a region, a people or a large city.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (text, tokens, lists) = (article.text, article.tokens(), article.lists());
    let names = &mut findings.spans;
    let mut parts: HashSet<u64> = HashSet::new();
    for name in names
        .iter()
        .filter(|name| name.kind == Kind::Person && name.tokens.len() > 1)
    {
        for token in [&tokens[name.tokens.start], &tokens[name.tokens.end - 1]] {
            if token.case != Case::Initial && token.is_capitalised() {
                parts.insert(token.lower);
            }
        }
    }
    parts.extend(&article.hints.surnames);
    let elsewhere = Classes::COUNTRY | Classes::REGION | Classes::GROUP | Classes::CITY;
    let family = |token: &Token| {
        let one = token.of(text).strip_suffix('s');
        one.is_some_and(|one| one.len() > 3 && parts.contains(&hash::cased(one).0))
    };
    for name in names
        .iter_mut()
        .filter(|name| name.tokens.len() == 1 && name.kind != Kind::Person)
    {
        let token = &tokens[name.tokens.start];
        let person = parts.contains(&token.lower) || family(token);
        if person && !lists.classes(token).intersects(elsewhere) {
            name.kind = Kind::Person;
        }
    }
    full_names(tokens, lists, names);
}

/// Two words that were taken for a place, the last of which is a person wherever it stands alone, are
/// that person.
fn full_names(tokens: &[Token], lists: &Gazetteer<'_>, names: &mut [Span]) {
    let mut alone: Hashed<u16> = Hashed::default();
    for name in names.iter().filter(|name| name.tokens.len() == 1) {
        if name.kind == Kind::Person {
            *alone.entry(tokens[name.tokens.start].lower).or_default() += 1;
        }
    }
    for name in names.iter_mut() {
        let inside = &tokens[name.tokens.clone()];
        let place = matches!(name.kind, Kind::Place | Kind::Other) && inside.len() == 2;
        let twice = |last: &Token| alone.get(&last.lower).is_some_and(|count| *count > 1);
        if place && inside.last().is_some_and(twice) && lists.longest(inside).is_none() {
            name.kind = Kind::Person;
        }
    }
}
