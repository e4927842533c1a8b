//! The ends of the model's names: titles, marks and small words that are no part of them.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::{Case, Flags, Token};

/// Trims every name, and drops those of which nothing is left.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let tokens = article.tokens();
    for span in &mut findings.spans {
        trim(article.text, tokens, article.lists(), span);
    }
    findings.spans.retain(|span| !span.tokens.is_empty());
}

/// Cuts titles off the front of persons, and marks off every name's ends.
fn trim(text: &str, tokens: &[Token], lists: &Gazetteer<'_>, name: &mut Span) {
    let range = &mut name.tokens;
    while range.len() > 1 && name.kind == Kind::Person {
        let first = &tokens[range.start];
        let title = first.of(text).ends_with('.') && first.case == Case::Capital
            || first.case == Case::Lower
            || lists.classes(first) & (Classes::TITLE | Classes::FIRST_NAME | Classes::LAST_NAME)
                == Classes::TITLE;
        if !title {
            break;
        }
        range.start += 1;
    }
    trim_participle(tokens, name);
    let range = &mut name.tokens;
    let stray = |at: usize| {
        tokens[at].case == Case::Mark && !tokens[at].of(text).starts_with(['+', '!', '&'])
    };
    while range.start < range.end && stray(range.end - 1) {
        range.end -= 1;
    }
    while range.start < range.end && stray(range.start) {
        range.start += 1;
    }
    if !tokens[range.clone()].iter().any(Token::is_word) {
        range.end = range.start;
    }
}

/// Cuts "-enabled" off "AI-enabled": a hyphen and a small word are no part of a thing's name.
fn trim_participle(tokens: &[Token], name: &mut Span) {
    let Range { start, end } = name.tokens;
    if name.kind == Kind::Other
        && end - start >= 3
        && tokens[end - 1].case == Case::Lower
        && tokens[end - 2].case == Case::Mark
        && !tokens[end - 1].flags.contains(Flags::SPACED)
    {
        name.tokens.end -= 2;
    }
}
