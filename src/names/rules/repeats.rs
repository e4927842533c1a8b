//! A name found once, and a tag of the article, is found wherever the same words stand.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::labels::{KINDS, index};
use crate::names::model::tagger::Prepared;
use crate::names::model::word_features::Usage;
use crate::names::rules::majority_kind::{Votes, form};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash::{self, Hashed};
use crate::names::tokens::{Case, Flags, Token};

/// Twice the Zipf frequency from which a lone word is too common to be found again by its form.
const COMMON: u8 = 9;

/// Longest name that is looked for again, in tokens.
const LONGEST: usize = 10;

/// Finds again what was found once, where the same words stand untagged.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, tokens) = (article.prepared, article.tokens());
    let names = &mut findings.spans;
    let mut known: Hashed<Votes> = Hashed::default();
    let mut begins: Hashed<usize> = Hashed::default();
    for name in names.iter().filter(|name| name.tokens.len() <= LONGEST) {
        if name.tokens.len() == 1 && !is_telling(prepared, &tokens[name.tokens.start]) {
            continue;
        }
        known.entry(form(tokens, &name.tokens)).or_default()[index(name.kind)] += 1;
        let longest = begins.entry(tokens[name.tokens.start].exact).or_default();
        *longest = name.tokens.len().max(*longest);
    }
    // A tag is a name, though nobody knows what it is: it has no votes.
    for (form, first, count) in &article.hints.tags {
        known.entry(*form).or_default();
        let longest = begins.entry(*first).or_default();
        *longest = (*count).max(*longest);
    }
    let mut covered = vec![false; tokens.len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
    }
    let mut at = 0;
    while at < tokens.len() {
        let longest = if covered[at] {
            None
        } else {
            begins.get(&tokens[at].exact)
        };
        let found =
            longest.and_then(|&longest| longest_known(tokens, &covered, &known, at, longest));
        match found {
            Some(name) => {
                at = name.tokens.end;
                names.push(name);
            }
            None => at += 1,
        }
    }
}

/// The longest known name that begins at a token and covers none that is covered.
fn longest_known(
    tokens: &[Token],
    covered: &[bool],
    known: &Hashed<Votes>,
    at: usize,
    longest: usize,
) -> Option<Span> {
    let mut key = 0;
    let mut best = None;
    for end in at..(at + longest).min(tokens.len()) {
        let token = &tokens[end];
        if covered[end]
            || token.flags.contains(Flags::BARRED)
            || end > at && token.flags.contains(Flags::BREAK)
        {
            break;
        }
        key = hash::mix(key, token.exact);
        if let Some(votes) = known.get(&key) {
            let kind = if *votes == Votes::default() {
                // The capital of the first word of a sentence makes a tag of many a word.
                Some(Kind::Other).filter(|_| !tokens[at].flags.contains(Flags::FIRST))
            } else {
                KINDS.into_iter().max_by_key(|&kind| votes[index(kind)])
            };
            best = kind.map(|kind| Span::new(at..end + 1, kind)).or(best);
        }
    }
    best.filter(|name| !joins(tokens, &name.tokens))
}

/// Whether a stretch is a part of a longer hyphenated word.
fn joins(tokens: &[Token], range: &Range<usize>) -> bool {
    let attached = |token: &Token| !token.flags.contains(Flags::SPACED);
    let before = range.start.checked_sub(1).map(|at| &tokens[at]);
    before.is_some_and(|mark| {
        mark.case == Case::Mark && attached(mark) && attached(&tokens[range.start])
    })
}

/// Whether a lone word says what it is wherever it stands.
fn is_telling(prepared: &Prepared<'_>, token: &Token) -> bool {
    let frequency = prepared.words.gazetteer().frequency(token.lower);
    let usage = prepared.words.usage(token.lower);
    token.case == Case::Upper && token.end - token.start > 1
        || token.is_capitalised()
            && token.case != Case::Initial
            && (frequency < COMMON && !usage.contains(Usage::LOWER) || frequency == 0)
}
