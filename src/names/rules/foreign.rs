//! What the model, which has learned English, gets wrong in languages like it: names that run on over
//! small words of French, German, Spanish, Portuguese and Italian, articles and titles before names.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::{Classes, Gazetteer};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::Case;
use crate::names::tokens::token_view::TokenView;
use crate::text::language::{self, Support};
use crate::text::word_list::WordList;

/// Bytes that are looked at before a text is suspected of another language than English.
const SAMPLE: usize = 4096;
/// A letter with an accent among so many bytes is the least that these languages have.
const ACCENTS: usize = 500;

/// Small words that names of these languages have inside.
static INSIDE: WordList = WordList::new(include_str!(
    "../../../assets/words/inside_foreign_names.txt"
));

/// Words that begin sentences, and stand before names with a capital: articles, prepositions, titles.
static BEFORE: WordList = WordList::new(include_str!(
    "../../../assets/words/before_foreign_names.txt"
));

/// What German titles end with.
static TITLES: WordList = WordList::new(include_str!("../../../assets/words/german_titles.txt"));

/// Whether a text is in a language that the model reads as if it were English.
fn is_partly_read(text: &str) -> bool {
    let sample = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    // Letters with accents of these languages begin with this byte in UTF-8.
    let accents = memchr::memchr_iter(0xC3, sample).count();
    accents * ACCENTS >= sample.len().max(1) && Support::of(language::of(text)) == Support::Partial
}

/// Cuts names where a small word stands that no name has inside, and what is no part of a name off
/// their beginnings.
///
/// What is left of one is of the kind of the whole, unless the lists know it as a place.
pub fn cut(article: &ArticleText<'_>, findings: &mut Findings) {
    if !is_partly_read(article.text) {
        return;
    }
    let (view, lists, names) = (&article.view, article.lists(), &mut findings.spans);
    let whole = std::mem::take(names);
    for name in whole {
        let mut start = name.tokens.start;
        for at in name.tokens.start..=name.tokens.end {
            let ends = at == name.tokens.end
                || view.case(at) == Case::Lower && !goes_on(view, name.kind, at);
            if ends {
                names.extend(trimmed(view, start..at).map(|tokens| {
                    let whole = tokens == name.tokens;
                    let kind = if !whole && is_place(view, lists, &tokens) {
                        Kind::Place
                    } else {
                        name.kind
                    };
                    Span::new(tokens, kind)
                }));
                start = at + 1;
            }
        }
    }
}

/// Whether a name of a kind goes on over a small word: "der" in a person's name follows "von" only.
fn goes_on(view: &TokenView<'_>, kind: Kind, at: usize) -> bool {
    let word = view.word(at);
    let listed = INSIDE.contains(word);
    if kind != Kind::Person {
        return listed;
    }
    let particle = matches!(word, "der" | "den" | "la" | "las" | "los" | "le");
    let after = matches!(view.word(at.wrapping_sub(1)), "von" | "van" | "de");
    let other = matches!(
        word,
        "des" | "für" | "zur" | "zum" | "vom" | "sur" | "pour" | "para" | "per"
    );
    listed && !other && (!particle || after)
}

/// The tokens of a name without small words at its ends and titles before it; none where nothing is left.
fn trimmed(view: &TokenView<'_>, mut tokens: Range<usize>) -> Option<Range<usize>> {
    let small = |at: usize| matches!(view.case(at), Case::Lower | Case::Mark | Case::Number);
    while !tokens.is_empty() && small(tokens.end - 1) {
        tokens.end -= 1;
    }
    while !tokens.is_empty() && (small(tokens.start) || is_before(view.word(tokens.start))) {
        tokens.start += 1;
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// Whether a lone word is a listed country or city.
fn is_place(view: &TokenView<'_>, lists: &Gazetteer<'_>, tokens: &Range<usize>) -> bool {
    let listed = |token| {
        lists
            .classes(token)
            .intersects(Classes::COUNTRY | Classes::CITY)
    };
    tokens.len() == 1 && view.token(tokens.start).is_some_and(listed)
}

fn is_before(word: &str) -> bool {
    let lower = word.to_lowercase();
    BEFORE.contains(&lower) || TITLES.iter().any(|title| lower.ends_with(title))
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    #[test]
    fn names_end_before_small_words_of_other_languages() {
        use Kind::{Organisation, Person, Place};
        for (text, wanted) in [
            (
                "Le président Emmanuel Macron a rencontré lundi à Paris le chancelier Olaf Scholz. En Chine, \
                 l'Italie et les Pays-Bas soutiennent l'Union européenne, déclare-t-il à ses électeurs.",
                &[
                    (Person, "Emmanuel Macron"),
                    (Place, "Paris"),
                    (Person, "Olaf Scholz"),
                    (Place, "China"),
                    (Place, "Italy"),
                    (Place, "Netherlands"),
                    (Organisation, "European Union"),
                ][..],
            ),
            (
                "El presidente Pedro Sánchez viajó el martes a Bruselas para reunirse con Ursula von der Leyen. \
                 Francia y Alemania apoyarán también la decisión, según informó la agencia.",
                &[
                    (Person, "Pedro Sánchez"),
                    (Place, "Brussels"),
                    (Person, "Ursula von der Leyen"),
                    (Place, "France"),
                    (Place, "Germany"),
                ],
            ),
        ] {
            let found = Names::embedded().unwrap().tag(text);
            for (kind, name) in wanted {
                assert!(
                    found
                        .iter()
                        .any(|span| span.kind == *kind && span.name.as_str() == *name),
                    "{name}: {found:?}"
                );
            }
        }
    }
}
