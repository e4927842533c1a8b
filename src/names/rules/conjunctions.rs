//! Offices whose names begin after "the" and go on after "and": "Fellow in the | School of Regulation |
//! and Global Governance".

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::model::tagger::Prepared;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash;
use crate::names::tokens::{Case, Flags, Token};

/// Heads of offices that are named for what they care for.
const HEADS: [&str; 16] = [
    "Ministry",
    "Department",
    "School",
    "Faculty",
    "Bureau",
    "Office",
    "Committee",
    "Commission",
    "Institute",
    "Center",
    "Centre",
    "Council",
    "Agency",
    "Directorate",
    "Division",
    "Secretariat",
];
/// Directions that regions are named by.
const DIRECTIONS: [&str; 16] = [
    "North",
    "South",
    "East",
    "West",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "Central",
    "Southeast",
    "Southwest",
    "Northeast",
    "Northwest",
    "Southeastern",
    "Northeastern",
    "Latin",
];
/// Heads of offices whose words after "and" may be rare ones too.
const MINISTRIES: [&str; 3] = ["Ministry", "Department", "Directorate"];
/// Twice the Zipf frequency of the rarest word that an office is named for.
const COMMON: u8 = 7;
/// The same after a ministry, which is named for nothing but what it cares for.
const RARE: u8 = 5;
/// Most words after "and".
const LONGEST: usize = 3;

/// Lets offices have the common words that follow them after "and".
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, names) = (article.prepared, &mut findings.spans);
    let heads = HEADS.map(hash::word);
    let ministries = MINISTRIES.map(hash::word);
    let tokens = &prepared.tokens;
    drop_shared_direction(tokens, names);
    for name in names.iter_mut().filter(|name| name.kind == Kind::Other) {
        begin_after_article(tokens, &heads, name);
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
            && inside.iter().any(|token| heads.contains(&token.lower))
            && inside.iter().any(|token| token.case == Case::Lower);
        if !office {
            continue;
        }
        let ministry = ministries.contains(&inside[0].lower);
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
fn drop_shared_direction(tokens: &[Token], names: &mut Vec<Span>) {
    let directions = DIRECTIONS.map(hash::word);
    let joins = ["and", "or"].map(hash::word);
    let is = |at: usize, words: &[u64]| {
        let token = tokens.get(at);
        token.is_some_and(|token| {
            words.contains(&token.lower) && !token.flags.contains(Flags::BREAK)
        })
    };
    names.retain(|name| {
        let end = name.tokens.end;
        let shared = name.tokens.len() == 1
            && directions.contains(&tokens[name.tokens.start].lower)
            && is(end, &joins)
            && is(end + 1, &directions)
            && tokens.get(end + 2).is_some_and(Token::is_capitalised);
        !shared
    });
}

/// Cuts what stands before "the" and an office off a leftover, and calls it what it is.
fn begin_after_article(tokens: &[Token], heads: &[u64], name: &mut Span) {
    let the = hash::word("the");
    let inside = name.tokens.start + 1..name.tokens.end;
    let found = inside
        .clone()
        .find(|&at| heads.contains(&tokens[at].lower) && tokens[at - 1].lower == the);
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
