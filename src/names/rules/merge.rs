//! What the model, the lists and the rules found, laid over one another.
//!
//! Names of several listed words come first, then dates, sums and quantities, then the model's
//! names, then laws by pattern, then single listed words.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{COMMON, Classes, Gazetteer};
use crate::names::model::labels::Sort;
use crate::names::model::tagger::Name;
use crate::names::rules::context::Context;
use crate::names::rules::lexicon::{Known, Lexicon};
use crate::names::rules::span_layer::Ground;
use crate::names::rules::{datelines, dates, money, scripts, us_states, works};
use crate::names::tokens::Token;
use crate::names::tokens::token_view::Reading;

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Its name, where it is not what stands there.
    pub name: Option<String>,
}

/// What was found in a text before lists and rules.
#[derive(Debug, Default)]
pub struct Candidates {
    /// The model's names.
    pub names: Vec<Name>,
    /// Names that quotation marks or links set apart, in order.
    pub set_apart: Vec<Found>,
}

/// Everything found in a text.
#[derive(Debug)]
pub struct Laid {
    /// In order, none overlapping.
    pub found: Vec<Found>,
    /// What the text names for sure.
    pub context: Context,
}

/// Lays what was found in a text over one another.
pub fn lay(
    reading: &Reading<'_>,
    tokens: &[Token],
    gazetteer: &Gazetteer<'_>,
    lexicon: &Lexicon,
    candidates: Candidates,
) -> Laid {
    let names = candidates
        .names
        .into_iter()
        .flat_map(|name| parted(tokens, lexicon, name));
    let mut ground = Ground::new(tokens.len());
    for name in names {
        let kind = kind_of(reading, &name);
        ground.lay(Found {
            tokens: name.tokens,
            kind,
            name: None,
        });
    }
    if let Some(tokens) = datelines::town(reading, gazetteer) {
        ground.lay(Found {
            tokens,
            kind: Kind::Place,
            name: None,
        });
    }
    measures(reading, &mut ground);
    laws(reading, &mut ground);
    let context = listed(reading, tokens, gazetteer, lexicon, &mut ground);
    for found in candidates.set_apart {
        // What the lists have under the same words is known better.
        let known = ground
            .at(found.tokens.start)
            .is_some_and(|other| other.tokens == found.tokens && other.name.is_some());
        if !known && ground.swallows(&found.tokens) {
            ground.lay(found);
        }
    }
    let mut found = ground.into_found();
    found.retain(|found| match found.kind {
        _ if is_call(reading.text(&found.tokens)) => false,
        Kind::Other => is_telling(reading, gazetteer, &found.tokens),
        Kind::Work | Kind::Event => !works::is_head(reading.text(&found.tokens)),
        _ => true,
    });
    found.sort_by_key(|found| found.tokens.start);
    for at in 1..found.len() {
        if let Some(state) = us_states::state(reading, &found[at], found.get(at - 1)) {
            found[at] = state;
        }
    }
    Laid { found, context }
}

/// Whether a leftover is a name at all: a lone common word with a capital is not.
fn is_telling(reading: &Reading<'_>, gazetteer: &Gazetteer<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 1
        || reading
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

/// A leftover that begins with a listed people or place and goes on as a listed product is two names:
/// "Chinese | AI".
fn parted(tokens: &[Token], lexicon: &Lexicon, name: Name) -> Vec<Name> {
    let inside = &tokens[name.tokens.clone()];
    if name.sort != Sort::Other || inside.len() < 2 {
        return vec![name];
    }
    let first = lexicon.longest(inside);
    let rest =
        first.and_then(|(count, _)| lexicon.longest(&inside[count..]).map(|rest| (count, rest)));
    match (first, rest) {
        (Some((count, known)), Some((_, (more, product))))
            if product.kind == Kind::Product && count + more == inside.len() =>
        {
            let sort = match known.kind {
                Kind::Group => Sort::Group,
                Kind::Place => Sort::Place,
                _ => return vec![name],
            };
            let middle = name.tokens.start + count;
            vec![
                Name {
                    tokens: name.tokens.start..middle,
                    sort,
                },
                Name {
                    tokens: middle..name.tokens.end,
                    sort: Sort::Other,
                },
            ]
        }
        _ => vec![name],
    }
}

/// The kind of a name of the model.
fn kind_of(reading: &Reading<'_>, name: &Name) -> Kind {
    match name.sort {
        Sort::Person | Sort::Place if is_site(reading.text(&name.tokens)) => Kind::Other,
        Sort::Person => Kind::Person,
        Sort::Organisation => Kind::Organisation,
        Sort::Place => Kind::Place,
        Sort::Group => Kind::Group,
        Sort::Other => {
            let before = reading.word(name.tokens.start.wrapping_sub(1));
            let quoted = matches!(before, "\"" | "\u{201c}" | "\u{2018}" | "'" | "\u{ab}");
            works::kind_of(reading.text(&name.tokens), quoted)
        }
    }
}

/// Endings of sites that go by their address.
const SITES: [&str; 8] = [".com", ".org", ".net", ".gov", ".edu", ".mil", ".io", ".eu"];

/// Whether a word of a name is the address of a site, such as "Analytics.usa.gov": nobody's, nor a place.
fn is_site(name: &str) -> bool {
    let is_address = |word: &str| SITES.iter().any(|ending| word.ends_with(ending));
    name.split(' ').any(is_address)
}

/// Dates, sums and quantities; names that lie inside of one give way, others do not, but that a sum
/// ends them: "Ministry of Defence is | Rs 2 billion".
fn measures(reading: &Reading<'_>, ground: &mut Ground) {
    let mut at = 0;
    while at < reading.len() {
        let found = measure_at(reading, at);
        if let Some(sum) = found.as_ref().filter(|found| found.kind == Kind::Money) {
            ground.cut(reading, &sum.tokens);
        }
        match found.filter(|found| ground.swallows(&found.tokens)) {
            Some(found) => {
                at = found.tokens.end;
                ground.lay(found);
            }
            None => at += 1,
        }
    }
}

fn measure_at(reading: &Reading<'_>, at: usize) -> Option<Found> {
    if !reading.may_measure(at) {
        return None;
    }
    if let Some(tokens) = money::sum_at(reading, at) {
        return Some(Found {
            tokens,
            kind: Kind::Money,
            name: None,
        });
    }
    if let Some(date) = dates::at(reading, at) {
        return Some(Found {
            tokens: date.tokens,
            kind: Kind::Date,
            name: date.day,
        });
    }
    let tokens = money::quantity_at(reading, at)?;
    Some(Found {
        tokens,
        kind: Kind::Quantity,
        name: None,
    })
}

/// Laws and treaties where no person, organisation, place or group was found.
fn laws(reading: &Reading<'_>, ground: &mut Ground) {
    let mut head = 0;
    while head < reading.len() {
        let free = |token: usize| {
            !reading.token(token).is_none_or(Token::is_barred)
                && ground.at(token).is_none_or(|found| may_be_law(found.kind))
        };
        let work = if free(head) {
            works::at(reading, head, free)
        } else {
            None
        };
        head = work.as_ref().map_or(head + 1, |tokens| tokens.end);
        if let Some(tokens) = work.filter(|tokens| ground.swallows(tokens)) {
            ground.lay(Found {
                tokens,
                kind: Kind::Work,
                name: None,
            });
        }
    }
}

/// Whether a law may be found in the place of something of this kind.
const fn may_be_law(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Other | Kind::Work | Kind::Event | Kind::Date | Kind::Quantity
    )
}

/// Lays listed names, those in doubt after all that are sure, and tells what is sure.
fn listed(
    reading: &Reading<'_>,
    tokens: &[Token],
    gazetteer: &Gazetteer<'_>,
    lexicon: &Lexicon,
    ground: &mut Ground,
) -> Context {
    let mut context = Context::default();
    let mut doubtful = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((count, known)) = lexicon
            .longest(&tokens[at..])
            .filter(|_| !tokens[at].is_barred())
        else {
            at += 1;
            continue;
        };
        let stretch = at..at + count;
        if known.kind == Kind::Other || reading.has_signs() && !scripts::stands(reading, &stretch) {
            at += if known.kind == Kind::Other { count } else { 1 };
            continue;
        }
        at = stretch.end;
        context.note(&known);
        if known.doubtful {
            doubtful.push((stretch, known));
        } else {
            let sure = is_nothing_else(gazetteer, &tokens[stretch.start], &known);
            lay_listed(tokens, stretch, known, sure, ground);
        }
    }
    for (stretch, known) in doubtful {
        if context.allows(&known) {
            lay_listed(tokens, stretch, known, false, ground);
        }
    }
    context
}

/// Whether a word that is listed as a body, a people or a product is nothing else by any list, nor a
/// common word.
fn is_nothing_else(gazetteer: &Gazetteer<'_>, token: &Token, known: &Known) -> bool {
    let own = match known.kind {
        Kind::Organisation => Classes::ORGANISATION | Classes::COMPANY,
        Kind::Group => Classes::GROUP,
        Kind::Product => Classes::PRODUCT,
        _ => return false,
    };
    !known.foreign
        && own.contains(gazetteer.classes(token))
        && gazetteer.frequency(token.lower) < COMMON
}

/// Lays a listed name: one of several words where it cuts no other name, a single one where nothing
/// else was found, the model was at a loss, or it is `sure` what it is. A listed technology is one wherever its letters stand
/// alone.
fn lay_listed(
    tokens: &[Token],
    stretch: Range<usize>,
    known: Known,
    sure: bool,
    ground: &mut Ground,
) {
    let same = ground
        .at(stretch.start)
        .filter(|found| found.tokens == stretch)
        .map(|found| found.kind);
    let technology = known.kind == Kind::Product && (known.small || same == Some(Kind::Other));
    let single = stretch.clone().all(|token| ground.is_free(token))
        || technology && same.is_some()
        || same == Some(Kind::Other)
        || same.is_some() && (known.foreign || sure);
    let begins = known.kind == Kind::Product && ground.begins_loosely(tokens, &stretch);
    let wins = begins
        || if stretch.len() > 1 {
            ground.swallows(&stretch)
        } else {
            single
        };
    if wins {
        ground.lay(Found {
            tokens: stretch,
            kind: known.kind,
            name: Some(known.name.to_owned()),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn found(text: &str) -> Vec<(String, Kind)> {
        let names = Names::embedded().unwrap().tag(text);
        let form = |span: &crate::names::pipeline::Span| text[span.start..span.end].to_owned();
        names.iter().map(|span| (form(span), span.kind)).collect()
    }

    #[test]
    fn what_the_lists_know_as_one_thing_only_is_that_thing() {
        let text = "The alliance between Mercosur and the Peronist government is over.";
        let expected = [("Mercosur", Kind::Organisation), ("Peronist", Kind::Group)];
        assert_eq!(
            found(text),
            expected.map(|(form, kind)| (form.to_owned(), kind))
        );
    }

    #[test]
    fn the_address_of_a_site_is_nobody_and_no_place() {
        for text in ["Mr. Analytics.usa.gov said hello.", "She spoke to Ed.gov."] {
            assert_eq!(found(text)[0].1, Kind::Other, "{text}");
        }
    }

    #[test]
    fn a_sum_ends_the_name_before_it() {
        let text = "The budget of the Ministry of Defense is Rs 2 billion 80 crore.";
        let expected = [
            ("Ministry of Defense", Kind::Organisation),
            ("Rs 2 billion 80 crore", Kind::Money),
        ];
        assert_eq!(
            found(text),
            expected.map(|(form, kind)| (form.to_owned(), kind))
        );
    }

    #[test]
    fn a_part_of_a_document_is_no_name() {
        let text = "Most remaining provisions, including high-risk uses of Annex III";
        assert_eq!(found(text), []);
    }
}
