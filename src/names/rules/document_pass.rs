//! The article's own evidence, after tagging: one name has one sort throughout, and a name found once
//! is found wherever it stands.

use std::collections::HashSet;
use std::ops::Range;

use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::model::labels::Sort;
use crate::names::model::tagger::{Name, Prepared};
use crate::names::model::word_features::Usage;
use crate::names::rules::acronyms;
use crate::names::rules::article_hints::Evidence;
use crate::names::rules::conjunctions;
use crate::names::rules::headings;
use crate::names::rules::majority_kind::{self, Votes, form};
use crate::names::rules::offices;
use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::{Case, Flags, Token};

/// Twice the Zipf frequency from which a lone word is too common to be found again by its form.
const COMMON: u8 = 9;
/// Longest name that is looked for again, in tokens.
const LONGEST: usize = 10;

/// Corrects the names of a text by one another, and by what the article's head says.
pub fn settle(text: &str, prepared: &Prepared<'_>, evidence: &Evidence, names: &mut Vec<Name>) {
    let tokens = &prepared.tokens;
    let lists = prepared.words.gazetteer();
    for name in names.iter_mut() {
        trim(text, tokens, lists, name);
    }
    names.retain(|name| !name.tokens.is_empty() && !is_part(tokens, name));
    offices::settle(text, prepared, names);
    majority_kind::settle(tokens, names);
    surnames(text, tokens, lists, &evidence.surnames, names);
    headings::settle(prepared, names);
    conjunctions::settle(prepared, names);
    acronyms::settle(text, prepared, names);
    tagged(tokens, evidence, names);
    again(prepared, names);
    hyphens(tokens, names);
    generations(tokens, names);
    names.sort_by_key(|name| name.tokens.start);
}

/// Cuts titles off the front of persons, and marks off every name's ends.
fn trim(text: &str, tokens: &[Token], lists: &Gazetteer<'_>, name: &mut Name) {
    let range = &mut name.tokens;
    while range.len() > 1 && name.sort == Sort::Person {
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

/// Whether a name is none, but a part of a document: "Annex III".
fn is_part(tokens: &[Token], name: &Name) -> bool {
    let parts = [
        "annex", "article", "section", "chapter", "appendix", "schedule",
    ]
    .map(hash::word);
    let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"].map(hash::word);
    let [first, number] = &tokens[name.tokens.clone()] else {
        return false;
    };
    parts.contains(&first.lower) && numbers.contains(&number.lower)
}

/// Cuts "-enabled" off "AI-enabled": a hyphen and a small word are no part of a thing's name.
fn trim_participle(tokens: &[Token], name: &mut Name) {
    let Range { start, end } = name.tokens;
    if name.sort == Sort::Other
        && end - start >= 3
        && tokens[end - 1].case == Case::Lower
        && tokens[end - 2].case == Case::Mark
        && !tokens[end - 1].flags.contains(Flags::SPACED)
    {
        name.tokens.end -= 2;
    }
}

/// A lone word that is the first or last of a person's full name is that person, or with a plural the
/// family, unless lists know it as a country, a region, a people or a large city.
fn surnames(
    text: &str,
    tokens: &[Token],
    lists: &Gazetteer<'_>,
    authors: &[u64],
    names: &mut [Name],
) {
    let mut parts: HashSet<u64> = HashSet::new();
    for name in names
        .iter()
        .filter(|name| name.sort == Sort::Person && name.tokens.len() > 1)
    {
        for token in [&tokens[name.tokens.start], &tokens[name.tokens.end - 1]] {
            if token.case != Case::Initial && token.is_capitalised() {
                parts.insert(token.lower);
            }
        }
    }
    parts.extend(authors);
    let elsewhere = Classes::COUNTRY | Classes::REGION | Classes::GROUP | Classes::CITY;
    let family = |token: &Token| {
        let one = token.of(text).strip_suffix('s');
        one.is_some_and(|one| one.len() > 3 && parts.contains(&hash::cased(one).0))
    };
    for name in names
        .iter_mut()
        .filter(|name| name.tokens.len() == 1 && name.sort != Sort::Person)
    {
        let token = &tokens[name.tokens.start];
        let person = parts.contains(&token.lower) || family(token);
        if person && !lists.classes(token).intersects(elsewhere) {
            name.sort = Sort::Person;
        }
    }
    full_names(tokens, lists, names);
}

/// Two words that were taken for a place, the last of which is a person wherever it stands alone, are
/// that person.
fn full_names(tokens: &[Token], lists: &Gazetteer<'_>, names: &mut [Name]) {
    let mut alone: Hashed<u16> = Hashed::default();
    for name in names.iter().filter(|name| name.tokens.len() == 1) {
        if name.sort == Sort::Person {
            *alone.entry(tokens[name.tokens.start].lower).or_default() += 1;
        }
    }
    for name in names.iter_mut() {
        let inside = &tokens[name.tokens.clone()];
        let place = matches!(name.sort, Sort::Place | Sort::Other) && inside.len() == 2;
        let twice = |last: &Token| alone.get(&last.lower).is_some_and(|count| *count > 1);
        if place && inside.last().is_some_and(twice) && lists.longest(inside).is_none() {
            name.sort = Sort::Person;
        }
    }
}

/// Finds tags of the article where nothing else was found; what they are is not known.
fn tagged(tokens: &[Token], evidence: &Evidence, names: &mut Vec<Name>) {
    if evidence.tags.is_empty() {
        return;
    }
    let mut covered = vec![false; tokens.len()];
    for name in names.iter() {
        covered[name.tokens.clone()].fill(true);
    }
    for (at, token) in tokens.iter().enumerate() {
        let sort = Sort::Other;
        let is_tag = |(form_of_tag, count): &&(u64, usize)| {
            let range = at..at + count;
            let free = covered
                .get(range.clone())
                .is_some_and(|all| !all.contains(&true));
            free && !token.is_barred()
                && !token.flags.contains(Flags::FIRST)
                && form(tokens, &range) == *form_of_tag
        };
        let tags = evidence.tags.get(&token.exact);
        if let Some((_, count)) = tags.and_then(|tags| tags.iter().find(is_tag)) {
            covered[at..at + count].fill(true);
            names.push(Name {
                tokens: at..at + count,
                sort,
            });
        }
    }
}

/// Finds again what was found once, where the same words stand untagged.
fn again(prepared: &Prepared<'_>, names: &mut Vec<Name>) {
    let tokens = &prepared.tokens;
    let mut known: Hashed<Votes> = Hashed::default();
    let mut begins: Hashed<usize> = Hashed::default();
    for name in names.iter().filter(|name| name.tokens.len() <= LONGEST) {
        if name.tokens.len() == 1 && !is_telling(prepared, &tokens[name.tokens.start]) {
            continue;
        }
        known.entry(form(tokens, &name.tokens)).or_default()[name.sort as usize] += 1;
        let longest = begins.entry(tokens[name.tokens.start].exact).or_default();
        *longest = name.tokens.len().max(*longest);
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
) -> Option<Name> {
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
            let sort = Sort::ALL
                .into_iter()
                .max_by_key(|&sort| votes[sort as usize]);
            best = sort.map(|sort| Name {
                tokens: at..end + 1,
                sort,
            });
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

/// Takes ", Jr." and "III" into the names of persons.
fn generations(tokens: &[Token], names: &mut [Name]) {
    let marks = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"].map(hash::word);
    let comma = hash::word(",");
    let is_free = |names: &[Name], at: usize| !names.iter().any(|name| name.tokens.contains(&at));
    for place in 0..names.len() {
        let Name {
            tokens: range,
            sort,
        } = &names[place];
        if *sort != Sort::Person || range.len() < 2 {
            continue;
        }
        let end = range.end;
        let at = end + usize::from(tokens.get(end).is_some_and(|token| token.lower == comma));
        let mark = tokens.get(at).is_some_and(|token| {
            token.is_capitalised()
                && marks.contains(&token.lower)
                && !token.flags.contains(Flags::BREAK)
        });
        if mark && is_free(names, at) {
            names[place].tokens.end = at + 1;
        }
    }
}

/// Takes the rest of a hyphenated word into a name that ends at its hyphen ("Lee Sang" + "-min",
/// "PML" + "-N").
fn hyphens(tokens: &[Token], names: &mut [Name]) {
    let starts: HashSet<usize> = names.iter().map(|name| name.tokens.start).collect();
    for name in names.iter_mut() {
        let end = name.tokens.end;
        let (Some(hyphen), Some(rest)) = (tokens.get(end), tokens.get(end + 1)) else {
            continue;
        };
        let attached = !hyphen.flags.contains(Flags::SPACED) && !rest.flags.contains(Flags::SPACED);
        let is_hyphen = hyphen.case == Case::Mark && hyphen.lower == hash::word("-");
        let given = name.sort == Sort::Person
            && name.tokens.len() > 1
            && (rest.case == Case::Lower || rest.case == Case::Capital);
        let numbered = matches!(name.sort, Sort::Other) && rest.case == Case::Number;
        let wing = name.sort == Sort::Organisation
            && tokens[end - 1].case == Case::Upper
            && rest.case == Case::Initial;
        if attached && is_hyphen && (given || numbered || wing) && !starts.contains(&(end + 1)) {
            name.tokens.end = end + 2;
        }
    }
}
