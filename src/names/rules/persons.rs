//! People whose names the model cuts at a mark or begins too late: "Doe, John", "O'Brien-Smith", "Mr. van der Berg".

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::{Case, Token};
use crate::text::word_list::WordList;

/// Small words that surnames begin with, where a title before them says that they do: without one, they may as well be
/// words of their own language.
static PARTICLES: WordList =
    WordList::new(include_str!("../../../assets/words/surname_particles.txt"));

/// Words before a person of whom the surname stands first.
const BEFORE: [&str; 4] = [":", "from", "to", "by"];

/// Makes such names whole.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    for at in 0..article.tokens().len() {
        if let Some(person) = surname_first(article, at) {
            lay(&mut findings.spans, person);
        }
    }
    double_surnames(article, &mut findings.spans);
    for span in &mut findings.spans {
        if span.kind == Kind::Person {
            take_particles(article, span);
            leave_number(article, span);
        }
    }
}

/// The person of whom the surname stands at a token, and behind a comma the first name: in capitals anywhere, else
/// between words that no list of people stands between.
fn surname_first(article: &ArticleText<'_>, at: usize) -> Option<Span> {
    let (view, tokens, lists) = (&article.view, article.tokens(), article.lists());
    let (surname, first) = (tokens.get(at)?, tokens.get(at + 2)?);
    (view.word(at + 1) == "," && view.attached(at + 1) && !view.attached(at + 2)).then_some(())?;
    let classes = lists.classes(surname);
    let is_surname = classes.contains(Classes::LAST_NAME)
        && !classes.intersects(Classes::PLACE | Classes::GROUP);
    let is_name = first.case == Case::Capital && lists.classes(first).contains(Classes::FIRST_NAME);
    let breaks = (at + 1..=at + 2).any(|at| view.breaks(at));
    (is_surname && is_name && !breaks).then_some(())?;
    let is_capitals = surname.case == Case::Upper && surname.of(article.text).len() > 2;
    let next = at + 3;
    let ends = view.breaks(next) || [".", ";", ")"].contains(&view.word(next));
    let is_apart = surname.case == Case::Capital
        && at
            .checked_sub(1)
            .is_some_and(|before| view.is_word(before, &BEFORE))
        && (ends || view.is_word(next, &["to"]));
    (is_capitals || is_apart).then(|| {
        let name = surname.of(article.text);
        let letters = name.chars().next().map_or(0, char::len_utf8);
        let surname = format!("{}{}", &name[..letters], name[letters..].to_lowercase());
        let name = format!("{} {surname}", first.of(article.text));
        Span {
            name: Some(name),
            ..Span::new(at..next, Kind::Person)
        }
    })
}

/// Puts a span in the place of all that it touches.
fn lay(spans: &mut Vec<Span>, new: Span) {
    let Range { start, end } = new.tokens;
    spans.retain(|span| span.tokens.end <= start || end <= span.tokens.start);
    let place = spans.partition_point(|span| span.tokens.start < start);
    spans.insert(place, new);
}

/// Joins two surnames with a hyphen behind a first name or a title; else they are two people, as in a "Biden-Putin
/// summit".
fn double_surnames(article: &ArticleText<'_>, spans: &mut Vec<Span>) {
    let view = &article.view;
    let mut at = 0;
    while at + 1 < spans.len() {
        let (one, other) = (&spans[at], &spans[at + 1]);
        let hyphen = one.tokens.end;
        let is_joined = view.word(hyphen) == "-"
            && other.tokens.start == hyphen + 1
            && [hyphen, hyphen + 1].iter().all(|at| view.attached(*at));
        let is_titled = follows_title(article, one.tokens.start);
        let is_full = one.tokens.len() > 1;
        let people = one.kind == Kind::Person && other.kind == Kind::Person;
        if people && is_joined && other.tokens.len() == 1 && (is_titled || is_full) {
            spans[at].tokens.end = other.tokens.end;
            spans[at].name = None;
            spans.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// Takes the small words before a surname into it, back to a title.
fn take_particles(article: &ArticleText<'_>, span: &mut Span) {
    let view = &article.view;
    let mut start = span.tokens.start;
    while start > 0 && PARTICLES.contains(view.word(start - 1)) && !view.breaks(start) {
        start -= 1;
    }
    if follows_title(article, start) {
        span.tokens.start = start;
    }
}

/// Whether a title stands before a token.
fn follows_title(article: &ArticleText<'_>, at: usize) -> bool {
    let is_title = |before: usize| {
        let token = article.view.token(before);
        let is_listed = |token: &Token| article.lists().classes(token).contains(Classes::TITLE);
        article.view.is(before, Cues::HONORIFIC) || token.is_some_and(is_listed)
    };
    at.checked_sub(1).is_some_and(is_title) && !article.view.breaks(at)
}

/// Leaves out the "No." of a person who has only a number: "John Doe No. 3".
fn leave_number(article: &ArticleText<'_>, span: &mut Span) {
    let (view, end) = (&article.view, span.tokens.end);
    let is_number = view.case(end) == Case::Number && view.is_word(end - 1, &["no.", "no"]);
    if span.tokens.len() > 1 && is_number {
        span.tokens.end -= 1;
    }
}
