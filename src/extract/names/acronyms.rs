//! Definitions of acronyms: "Long Name (LN)" and "LN (Long Name)".

use crate::extract::names::labels::Sort;
use crate::extract::names::tagger::{Name, Prepared};
use crate::extract::names::tokens::{Case, Flags, Token};
use crate::extract::names::words::Hashed;

/// An acronym that the text defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym's token.
    pub short: usize,
    /// The tokens of the long form.
    pub long: std::ops::Range<usize>,
    /// What it is, where the long form was tagged.
    pub sort: Option<Sort>,
}

/// Tokens before the bracket that a long form may have.
const LONGEST: usize = 12;

/// Finds the definitions of a text.
pub fn definitions(text: &str, tokens: &[Token], names: &[Name]) -> Vec<Definition> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let bracketed = token.case == Case::Mark
            && token.of(text) == "("
            && tokens
                .get(at + 2)
                .is_some_and(|close| matches!(close.of(text), ")" | "," | ";"));
        let Some(short) = tokens
            .get(at + 1)
            .filter(|short| bracketed && is_acronym(short))
        else {
            continue;
        };
        // The shortest stretch that spells it: what stands before may begin with the same letter.
        let start = (at.saturating_sub(LONGEST)..at).rev().find(|&start| {
            tokens[start + 1..at]
                .iter()
                .all(|token| !token.flags.contains(Flags::BREAK))
                && spells(text, &tokens[start..at], short.of(text))
        });
        if let Some(start) = start {
            let name = names
                .iter()
                .find(|name| name.tokens.end == at && name.tokens.start >= start.saturating_sub(1));
            let long = name.map_or(start..at, |name| name.tokens.start.min(start)..at);
            found.push(Definition {
                short: at + 1,
                long,
                sort: name.map(|name| name.sort),
            });
        }
    }
    found
}

/// Whether a token can be an acronym: capitals, perhaps with digits or a small s.
fn is_acronym(token: &Token) -> bool {
    let length = token.end - token.start;
    (2..=10).contains(&length)
        && matches!(
            token.case,
            Case::Upper | Case::Dotted | Case::Mixed | Case::Alphanumeric
        )
}

/// Whether the words' first letters spell the acronym, small words being free to count or not; the
/// first word must begin it and the last word end it.
pub fn spells(text: &str, words: &[Token], short: &str) -> bool {
    let letters: Vec<char> = short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let letters = match letters.as_slice() {
        [start @ .., 's'] if short.ends_with('s') && start.len() > 1 => start.to_vec(),
        all => all.to_vec(),
    };
    let mut left = letters.iter().peekable();
    let (mut begun, mut ended) = (false, false);
    for word in words.iter().filter(|word| word.is_word()) {
        let first = word
            .of(text)
            .chars()
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .next();
        ended = left.peek().copied().copied() == first;
        if ended {
            left.next();
            begun = true;
        } else if !begun || word.case != Case::Lower {
            return false;
        }
    }
    ended && left.next().is_none() && words.iter().filter(|word| word.is_word()).count() > 1
}

/// Gives defined acronyms the sort of their long form wherever they stand, and tags both.
pub fn settle(text: &str, prepared: &Prepared<'_>, names: &mut Vec<Name>) {
    let tokens = &prepared.tokens;
    let mut sorts: Hashed<Sort> = Hashed::default();
    for definition in definitions(text, tokens, names) {
        let Some(sort) = definition.sort else {
            continue;
        };
        sorts.insert(tokens[definition.short].exact, sort);
        let at = definition.short;
        if !names.iter().any(|name| name.tokens.contains(&at)) {
            names.push(Name {
                tokens: at..at + 1,
                sort,
            });
        }
    }
    if sorts.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        if let Some(&sort) = sorts.get(&tokens[name.tokens.start].exact) {
            name.sort = sort;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::names::tokens::tokenize;

    fn spelt(long: &str, short: &str) -> bool {
        let mut tokens = Vec::new();
        tokenize(long, 0..long.len(), &mut tokens);
        spells(long, &tokens, short)
    }

    #[test]
    fn small_words_may_count_or_not() {
        assert!(spelt("Department of Foreign Affairs and Trade", "DFAT"));
        assert!(spelt("Federal Bureau of Investigation", "FBI"));
        assert!(spelt("Department of Defense", "DoD"));
        assert!(spelt("large language models", "LLMs"));
        assert!(!spelt("the Federal Bureau of Investigation", "FBI"));
        assert!(!spelt("Federal Bureau of Narcotics", "FBI"));
        assert!(!spelt("terms of service are noted with a", "TOS"));
    }
}
