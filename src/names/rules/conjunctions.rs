//! Offices whose names begin after "the" and go on after "and": "Fellow in the | School of Regulation |
//! and Global Governance".

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::model::tagger::Prepared;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Flags, Token};

/// Twice the Zipf frequency of the rarest word that an office is named for.
const COMMON: u8 = 7;
/// The same after a ministry, which is named for nothing but what it cares for.
const RARE: u8 = 5;
/// Most words after "and".
const LONGEST: usize = 3;

/// Lets offices have the common words that follow them after "and".
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, names) = (article.prepared, &mut findings.spans);
    let view = &article.view;
    let tokens = &prepared.tokens;
    drop_shared_direction(view, names);
    for name in names.iter_mut().filter(|name| name.kind == Kind::Other) {
        begin_after_article(view, name);
    }
    for name in names.iter_mut() {
        let Span {
            tokens: range,
            kind,
            ..
        } = &*name;
        let inside = &tokens[range.clone()];
        let office = *kind == Kind::Organisation
            && inside.len() > 2
            && range.clone().any(|at| view.is(at, Cues::OFFICE_HEAD))
            && inside.iter().any(|token| token.case == Case::Lower);
        if !office {
            continue;
        }
        let ministry = view.is(range.start, Cues::MINISTRY);
        let rarest = if ministry { RARE } else { COMMON };
        if let Some(end) = end_after(prepared, range.end, rarest) {
            name.tokens.end = end;
        }
    }
    // What an office has taken in is no name of its own.
    let mut end = 0;
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    names.retain(|name| {
        let free = name.tokens.start >= end;
        end = end.max(name.tokens.end);
        free
    });
}

/// A direction that shares its noun with the next one is no place: "South | and Southeast Asia".
fn drop_shared_direction(view: &TokenView<'_>, names: &mut Vec<Span>) {
    let is_next = |at: usize| view.is(at, Cues::DIRECTION) && !view.breaks(at);
    names.retain(|name| {
        let and = name.tokens.end;
        let shared = name.tokens.len() == 1
            && view.is(name.tokens.start, Cues::DIRECTION)
            && view.is_word(and, &["and", "or"])
            && !view.breaks(and)
            && is_next(and + 1)
            && view.token(and + 2).is_some_and(Token::is_capitalised);
        !shared
    });
}

/// Cuts what stands before "the" and an office off a leftover, and calls it what it is.
fn begin_after_article(view: &TokenView<'_>, name: &mut Span) {
    let mut inside = name.tokens.start + 1..name.tokens.end;
    let found = inside.find(|&at| view.is(at, Cues::OFFICE_HEAD) && view.is_word(at - 1, &["the"]));
    if let Some(at) = found.filter(|&at| at + 2 < name.tokens.end) {
        *name = Span::new(at..name.tokens.end, Kind::Organisation);
    }
}

/// The end of "and Family Welfare" at a token, if it is common words that head nothing themselves.
fn end_after(prepared: &Prepared<'_>, at: usize, rarest: u8) -> Option<usize> {
    let tokens = &prepared.tokens;
    let and = tokens
        .get(at)
        .filter(|and| and.lower == hash::word("and") || and.lower == hash::word("&"))?;
    let lists = prepared.words.gazetteer();
    let capitals =
        |token: &&Token| token.case == Case::Capital && !token.flags.contains(Flags::BREAK);
    let words: Vec<&Token> = tokens[at + 1..].iter().take_while(capitals).collect();
    let avoided = Classes::ORGANISATION_WORD
        | Classes::PLACE
        | Classes::GROUP
        | Classes::TITLE
        | Classes::ORGANISATION;
    let common = |token: &&Token| {
        let classes = lists.classes(token);
        lists.frequency(token.lower) >= rarest && !classes.intersects(avoided)
    };
    // "Global Governance" is what a school is named for, though there is a company named Global.
    let company = words
        .last()
        .is_some_and(|last| lists.classes(last).contains(Classes::COMPANY));
    let fits = (1..=LONGEST).contains(&words.len()) && words.iter().all(common) && !company;
    (fits && !and.flags.contains(Flags::BREAK)).then_some(at + 1 + words.len())
}
