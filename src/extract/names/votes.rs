//! One form has one sort throughout an article: that of most of its places.

use std::ops::Range;

use crate::extract::names::hash;
use crate::extract::names::labels::Sort;
use crate::extract::names::tagger::Name;
use crate::extract::names::tokens::Token;
use crate::extract::names::words::Hashed;

/// How often a form was tagged as each sort.
pub type Votes = [u16; Sort::ALL.len()];

/// The hash of a name's form, capitals included.
pub fn form(tokens: &[Token], range: &Range<usize>) -> u64 {
    hash::phrase(tokens[range.clone()].iter().map(|token| token.exact))
}

/// Votes that words before a name have, which say what it is: "the city of Falluja", "Mr. Moyo".
const SAID: u16 = 3;

/// Words that the name of a place follows after "of".
const REALMS: [&str; 14] = [
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
];

/// Gives each form the sort that most of its places have, if they are twice as many as the next.
pub fn settle(tokens: &[Token], names: &mut [Name]) {
    let mut votes: Hashed<Votes> = Hashed::default();
    let realms = REALMS.map(hash::word);
    let honours = ["mr", "mr.", "mrs", "mrs.", "ms", "ms."].map(hash::word);
    let of = hash::word("of");
    let lower = |start: usize, back: usize| {
        let before = start.checked_sub(back).and_then(|at| tokens.get(at));
        before.map_or(0, |token| token.lower)
    };
    for name in names.iter() {
        let votes = votes.entry(form(tokens, &name.tokens)).or_default();
        votes[name.sort as usize] += 1;
        let start = name.tokens.start;
        if lower(start, 1) == of && realms.contains(&lower(start, 2)) {
            votes[Sort::Place as usize] += SAID;
        }
        if honours.contains(&lower(start, 1)) {
            votes[Sort::Person as usize] += SAID;
        }
    }
    for name in names {
        let Some(votes) = votes.get(&form(tokens, &name.tokens)) else {
            continue;
        };
        if let Some(winner) = winner(votes) {
            name.sort = winner;
        }
    }
}

/// The sort with at least twice the votes of every other one.
fn winner(votes: &Votes) -> Option<Sort> {
    let best = Sort::ALL
        .into_iter()
        .max_by_key(|&sort| (votes[sort as usize], Sort::ALL.len() - sort as usize))?;
    let next = Sort::ALL
        .into_iter()
        .filter(|&sort| sort != best)
        .map(|sort| votes[sort as usize])
        .max()?;
    (votes[best as usize] >= 2 * next.max(1)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::names::tokens::tokenize;

    #[test]
    fn words_before_a_name_outvote_the_tagger() {
        let text = "in the city of Falluja";
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let mut names = [Name {
            tokens: 4..5,
            sort: Sort::Person,
        }];
        settle(&tokens, &mut names);
        assert_eq!(names[0].sort, Sort::Place);
    }
}
