//! One form has one kind throughout an article: that of most of its places.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::labels::{KINDS, index};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Token};

/// How often a form was tagged as each kind.
pub type Votes = [u16; KINDS.len()];

/// The hash of a name's form, capitals included.
pub fn form(tokens: &[Token], range: &Range<usize>) -> u64 {
    hash::phrase(tokens[range.clone()].iter().map(|token| token.exact))
}

/// Votes that words before a name have, which say what it is: "the city of Falluja", "Mr. Moyo".
/// A kind wins by twice the votes of the next: so many outvote one place that the model got wrong.
const SAID: u16 = 3;

/// Gives each form the kind that most of its places have, if they are twice as many as the next.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    vote(&article.view, article.tokens(), &mut findings.spans);
}

fn vote(view: &TokenView<'_>, tokens: &[Token], names: &mut [Span]) {
    let mut votes: Hashed<Votes> = Hashed::default();
    for name in names.iter() {
        let own = votes.entry(form(tokens, &name.tokens)).or_default();
        own[index(name.kind)] += 1;
        for kind in said(view, name) {
            own[index(kind)] += SAID;
        }
        // "Pheu Thai party" says what Pheu Thai is.
        let last = name.tokens.end - 1;
        if last > name.tokens.start && name.kind == Kind::Organisation && is_party(view, last) {
            let party = form(tokens, &(name.tokens.start..last));
            votes.entry(party).or_default()[index(Kind::Organisation)] += SAID;
        }
    }
    for name in names {
        let votes = votes.get(&form(tokens, &name.tokens));
        if let Some(winner) = votes.and_then(winner) {
            name.kind = winner;
        }
    }
}

/// What the words beside a name say that it is.
fn said(view: &TokenView<'_>, name: &Span) -> impl Iterator<Item = Kind> {
    let Range { start, end } = name.tokens;
    let (before, of) = (start.wrapping_sub(2), start.wrapping_sub(1));
    let doubtful = matches!(name.kind, Kind::Person | Kind::Other);
    let in_realm = view.is_word(of, &["of"]) && view.is(before, Cues::REALM);
    let stands_for = view.is_word(of, &["of", "for"]) && view.is(before, Cues::DELEGATE);
    let place = usize::from(in_realm)
        + usize::from(doubtful && (stands_for || follows(view, end, Cues::KIND_OF_PLACE)));
    let people = doubtful && follows(view, end, Cues::KIND_OF_PEOPLE)
        || name.tokens.len() > 1 && view.is(start, Cues::IWI);
    let person = view.is(of, Cues::HONORIFIC);
    let counted = [
        (Kind::Place, place),
        (Kind::Group, usize::from(people)),
        (Kind::Person, usize::from(person)),
    ];
    counted
        .into_iter()
        .flat_map(|(kind, count)| std::iter::repeat_n(kind, count))
}

/// Whether a small word of a kind follows in the same sentence.
fn follows(view: &TokenView<'_>, at: usize, kind: Cues) -> bool {
    view.is(at, kind) && view.case(at) == Case::Lower && !view.breaks(at)
}

fn is_party(view: &TokenView<'_>, at: usize) -> bool {
    view.is_word(at, &["party"]) && view.case(at) == Case::Lower && !view.breaks(at)
}

/// The kind with at least twice the votes of every other one.
fn winner(votes: &Votes) -> Option<Kind> {
    let best = KINDS
        .into_iter()
        .max_by_key(|&kind| (votes[index(kind)], KINDS.len() - index(kind)))?;
    let next = KINDS
        .into_iter()
        .filter(|&kind| kind != best)
        .map(|kind| votes[index(kind)])
        .max()?;
    (votes[index(best)] >= 2 * next.max(1)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;
    use crate::names::tokens::keywords::CueWords;
    use crate::names::tokens::tokenize;

    /// The kinds that names at these tokens have in the end.
    fn settled(text: &str, names: &[(Range<usize>, Kind)]) -> Vec<Kind> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let name = |(tokens, kind): &(Range<usize>, Kind)| Span::new(tokens.clone(), *kind);
        let mut names: Vec<Span> = names.iter().map(name).collect();
        let keywords = CueWords::new(assets::embedded().keywords);
        vote(
            &TokenView::new(text, &tokens, &keywords),
            &tokens,
            &mut names,
        );
        names.iter().map(|name| name.kind).collect()
    }

    #[test]
    fn words_beside_a_name_outvote_the_tagger() {
        let person = |at| [(at..at + 1, Kind::Person)];
        assert_eq!(settled("in the city of Falluja", &person(4)), [Kind::Place]);
        assert_eq!(settled("the MP for Tanna", &person(3)), [Kind::Place]);
        assert_eq!(settled("in Haveri district", &person(1)), [Kind::Place]);
        assert_eq!(
            settled("in Haveri District", &person(1)),
            [Kind::Person],
            "a capital makes it part of a name"
        );
    }

    #[test]
    fn peoples_are_called_so() {
        assert_eq!(
            settled("the Embera people", &[(1..2, Kind::Person)]),
            [Kind::Group]
        );
        assert_eq!(
            settled("of Ngāti Porou", &[(1..3, Kind::Person)]),
            [Kind::Group]
        );
    }

    #[test]
    fn what_is_called_a_party_is_one() {
        let names = [(0..3, Kind::Organisation), (4..6, Kind::Place)];
        let both = [Kind::Organisation, Kind::Organisation];
        assert_eq!(settled("Pheu Thai party and Pheu Thai", &names), both);
    }
}
