//! One form has one kind throughout an article: that of most of its places.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::labels::{KINDS, index};
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::{Case, Flags, Token};

/// How often a form was tagged as each kind.
pub type Votes = [u16; KINDS.len()];

/// The hash of a name's form, capitals included.
pub fn form(tokens: &[Token], range: &Range<usize>) -> u64 {
    hash::phrase(tokens[range.clone()].iter().map(|token| token.exact))
}

/// Votes that words before a name have, which say what it is: "the city of Falluja", "Mr. Moyo".
const SAID: u16 = 3;

/// Words that the name of a place follows after "of".
const REALMS: [&str; 19] = [
    "city",
    "cities",
    "town",
    "village",
    "province",
    "district",
    "county",
    "region",
    "island",
    "port",
    "suburb",
    "municipality",
    "outskirts",
    "capital",
    "state",
    "constituency",
    "prefecture",
    "township",
    "governorate",
];

/// Words that stand after the name of a place: "Haveri district".
const KINDS_OF_PLACES: [&str; 13] = [
    "state",
    "province",
    "district",
    "county",
    "region",
    "constituency",
    "city",
    "village",
    "town",
    "island",
    "municipality",
    "governorate",
    "prefecture",
];

/// Words that stand after the name of a people: "the Embera people".
const KINDS_OF_PEOPLES: [&str; 7] = [
    "people",
    "peoples",
    "tribe",
    "tribes",
    "tribesmen",
    "clan",
    "iwi",
];

/// Words that names of Māori peoples begin with: "Ngāti Porou".
const IWI: [&str; 4] = ["ngāti", "ngati", "ngāi", "ngai"];

/// Who stands for a place: "the MP for Tanna".
const DELEGATES: [&str; 5] = ["mp", "mps", "senator", "governor", "mayor"];

/// Gives each form the kind that most of its places have, if they are twice as many as the next.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    vote(article.tokens(), &mut findings.spans);
}

fn vote(tokens: &[Token], names: &mut [Span]) {
    let mut votes: Hashed<Votes> = Hashed::default();
    let realms = REALMS.map(hash::word);
    let honours = ["mr", "mr.", "mrs", "mrs.", "ms", "ms."].map(hash::word);
    let [of, r#for, party] = ["of", "for", "party"].map(hash::word);
    let kinds = KINDS_OF_PLACES.map(hash::word);
    let delegates = DELEGATES.map(hash::word);
    let peoples = KINDS_OF_PEOPLES.map(hash::word);
    let iwi = IWI.map(hash::word);
    let begins_small = |at: usize, words: &[u64]| {
        let token = tokens.get(at);
        token.is_some_and(|token| {
            words.contains(&token.lower)
                && token.case == Case::Lower
                && !token.flags.contains(Flags::BREAK)
        })
    };
    let lower = |start: usize, back: usize| {
        let before = start.checked_sub(back).and_then(|at| tokens.get(at));
        before.map_or(0, |token| token.lower)
    };
    let mut parties = Vec::new();
    for name in names.iter() {
        let votes = votes.entry(form(tokens, &name.tokens)).or_default();
        votes[index(name.kind)] += 1;
        let start = name.tokens.start;
        if lower(start, 1) == of && realms.contains(&lower(start, 2)) {
            votes[index(Kind::Place)] += SAID;
        }
        let doubtful = matches!(name.kind, Kind::Person | Kind::Other);
        let stands_for =
            [of, r#for].contains(&lower(start, 1)) && delegates.contains(&lower(start, 2));
        if doubtful && (stands_for || begins_small(name.tokens.end, &kinds)) {
            votes[index(Kind::Place)] += SAID;
        }
        if doubtful && begins_small(name.tokens.end, &peoples)
            || name.tokens.len() > 1 && iwi.contains(&tokens[start].lower)
        {
            votes[index(Kind::Group)] += SAID;
        }
        if honours.contains(&lower(start, 1)) {
            votes[index(Kind::Person)] += SAID;
        }
        // "Pheu Thai party" says what Pheu Thai is.
        let last = name.tokens.end - 1;
        if last > start && name.kind == Kind::Organisation && begins_small(last, &[party]) {
            parties.push(start..last);
        }
    }
    for range in parties {
        votes.entry(form(tokens, &range)).or_default()[Kind::Organisation as usize] += SAID;
    }
    for name in names {
        let Some(votes) = votes.get(&form(tokens, &name.tokens)) else {
            continue;
        };
        if let Some(winner) = winner(votes) {
            name.kind = winner;
        }
    }
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
    use crate::names::tokens::tokenize;

    /// The kinds that names at these tokens have in the end.
    fn settled(text: &str, names: &[(Range<usize>, Kind)]) -> Vec<Kind> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let name = |(tokens, kind): &(Range<usize>, Kind)| Span::new(tokens.clone(), *kind);
        let mut names: Vec<Span> = names.iter().map(name).collect();
        vote(&tokens, &mut names);
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
