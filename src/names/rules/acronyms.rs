//! Definitions of acronyms: "Long Span (LN)" and "LN (Long Span)".

use std::collections::{HashMap, HashSet};

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::{Case, Flags, Token};

/// An acronym that the text defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym's token.
    pub short: usize,
    /// The tokens of the long form.
    pub long: std::ops::Range<usize>,
    /// What it is, where the long form was tagged.
    pub kind: Option<Kind>,
}

/// Tokens before the bracket that a long form may have.
const LONGEST: usize = 12;
/// Letters that an acronym written as a word may have.
const LETTERS: u32 = 16;
/// The bits of letters that three words or more make up, and of any number of words.
const MANY: u8 = 1 << 3;
const ALL: u8 = (1 << 4) - 1;

/// Finds the definitions of a text.
fn definitions(
    text: &str,
    tokens: &[Token],
    names: &[Span],
    is_listed: impl Fn(&Token) -> bool + Copy,
) -> Vec<Definition> {
    let mut found = Vec::new();
    let ending: HashMap<usize, &Span> = names
        .iter()
        .rev()
        .map(|name| (name.tokens.end, name))
        .collect();
    for (at, token) in tokens.iter().enumerate() {
        let bracketed = token.case == Case::Mark
            && token.of(text) == "("
            && tokens
                .get(at + 2)
                .is_some_and(|close| matches!(close.of(text), ")" | "," | ";"));
        let Some(short) = tokens.get(at + 1).filter(|_| bracketed) else {
            continue;
        };
        if short.case == Case::Capital {
            let long = ending.get(&at);
            found.extend(long.and_then(|long| clipped(text, tokens, long, is_listed)));
            continue;
        }
        if !is_acronym(short) {
            continue;
        }
        // A mark before the bracket is no part of the long form.
        let marks = tokens[..at].iter().rev();
        let end = at - marks.take_while(|token| token.case == Case::Mark).count();
        // The shortest stretch that spells it: what stands before may begin with the same letter.
        let start = (end.saturating_sub(LONGEST)..end).rev().find(|&start| {
            tokens[start + 1..end]
                .iter()
                .all(|token| !token.flags.contains(Flags::BREAK))
                && (spells(text, &tokens[start..end], short.of(text))
                    || start + 1 == end && shortens(text, &tokens[start], short))
        });
        if let Some(start) = start {
            let name = ending
                .get(&end)
                .filter(|name| name.tokens.start >= start.saturating_sub(1));
            let long = name.map_or(start..end, |name| name.tokens.start.min(start)..end);
            found.push(Definition {
                short: at + 1,
                long,
                kind: name.map(|name| name.kind),
            });
        }
    }
    found
}

/// The definition of an acronym that is written as a word, in brackets behind its long form: "Social
/// Democratic Liberal Party (Sodelpa)".
fn clipped(
    text: &str,
    tokens: &[Token],
    long: &Span,
    is_listed: impl Fn(&Token) -> bool,
) -> Option<Definition> {
    let short = tokens.get(long.tokens.end + 1)?;
    let is_long = long.kind == Kind::Organisation && long.tokens.len() <= LONGEST;
    if !is_long || short.end - short.start > LETTERS {
        return None;
    }
    let words = tokens[long.tokens.clone()]
        .iter()
        .filter(|token| token.is_capitalised());
    let spelt = spelt_by_pieces(words.map(|token| token.of(text)), short.of(text));
    let whole = text
        .get(tokens[long.tokens.start].start as usize..short.start as usize)
        .unwrap_or("");
    // Where the letters fit, only what lists know as something else is not the body.
    let fits = short.end - short.start > 3
        && long.tokens.len() > 2
        && !is_listed(short)
        && are_letters_of(whole, short.of(text));
    (spelt || fits).then(|| Definition {
        short: long.tokens.end + 1,
        long: long.tokens.clone(),
        kind: Some(long.kind),
    })
}

/// Whether an acronym has letters of one common word in their order, the first among them: "tuberculosis
/// (TB)".
fn shortens(text: &str, word: &Token, short: &Token) -> bool {
    let (word_text, short_text) = (word.of(text), short.of(text));
    word.case == Case::Lower
        && short_text.len() * 2 <= word_text.len()
        && are_letters_of(word_text, short_text)
}

/// Whether `short` begins as `long` does, and its letters stand in `long` in their order.
fn are_letters_of(long: &str, short: &str) -> bool {
    let mut left = long.chars().flat_map(char::to_lowercase);
    let mut letters = short.chars().flat_map(char::to_lowercase);
    letters.next() == left.next() && letters.all(|letter| left.any(|other| other == letter))
}

/// Whether beginnings of the words, in order, make up `short`; of three words at least, the first being
/// one of them.
fn spelt_by_pieces<'t>(words: impl Iterator<Item = &'t str>, short: &str) -> bool {
    let letters: Vec<char> = short.to_lowercase().chars().collect();
    // For each count of letters, by how many words they can be made up: a bit each for none, one, two
    // and more. A table of what can be reached spares trying every way to part the letters.
    let mut reached = vec![0_u8; letters.len() + 1];
    reached[0] = 1;
    for (index, word) in words.enumerate() {
        let word: Vec<char> = word.to_lowercase().chars().take(letters.len()).collect();
        // From the end, so that no letter is counted twice for one word.
        for from in (0..letters.len()).rev() {
            let more = reached[from] << 1 | reached[from] & MANY;
            let common = word.iter().zip(&letters[from..]);
            for length in 1..=common.take_while(|(own, letter)| own == letter).count() {
                reached[from + length] |= more & ALL;
            }
        }
        if index == 0 {
            reached[0] = 0;
        }
    }
    reached.last().is_some_and(|ways| ways & MANY != 0)
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

/// Gives defined acronyms the kind of their long form wherever they stand, and tags both; those of common
/// words ("short message service (SMS)") name nothing.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (text, tokens) = (article.text, article.tokens());
    let names = &mut findings.spans;
    let mut kinds: Hashed<Kind> = Hashed::default();
    let mut common: HashSet<u64> = HashSet::new();
    let mut covered: HashSet<usize> = names.iter().flat_map(|name| name.tokens.clone()).collect();
    let elsewhere = Classes::PLACE | Classes::GROUP | Classes::FIRST_NAME | Classes::LAST_NAME;
    let is_listed = |token: &Token| article.lists().classes(token).intersects(elsewhere);
    findings.definitions = definitions(text, tokens, names, is_listed);
    for definition in &findings.definitions {
        let Some(kind) = definition.kind else {
            let small = |token: &Token| matches!(token.case, Case::Lower | Case::Mark);
            if tokens[definition.long.clone()].iter().all(small) {
                common.insert(tokens[definition.short].exact);
            }
            continue;
        };
        kinds.insert(tokens[definition.short].exact, kind);
        let at = definition.short;
        if covered.insert(at) {
            names.push(Span::new(at..at + 1, kind));
        }
    }
    brackets(text, tokens, names);
    if !common.is_empty() {
        names.retain(|name| {
            name.tokens.len() > 1 || !common.contains(&tokens[name.tokens.start].exact)
        });
    }
    if kinds.is_empty() {
        return;
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        if let Some(&kind) = kinds.get(&tokens[name.tokens.start].exact) {
            name.kind = kind;
        }
    }
}

/// Takes the wing of a party that stands in brackets at its letters into its name: "JD" + "(S)".
fn brackets(text: &str, tokens: &[Token], names: &mut Vec<Span>) {
    let mut taken = HashSet::new();
    for name in names
        .iter_mut()
        .filter(|name| name.kind == Kind::Organisation)
    {
        let end = name.tokens.end;
        let Some([open, wing, close]) = tokens.get(end..end + 3) else {
            continue;
        };
        let attached = [open, wing, close]
            .iter()
            .all(|token| !token.flags.contains(Flags::SPACED));
        let letters = matches!(wing.case, Case::Initial | Case::Upper | Case::Mixed)
            && wing.end - wing.start <= 6
            && tokens[end - 1].case == Case::Upper;
        if attached && letters && open.of(text) == "(" && close.of(text) == ")" {
            name.tokens.end = end + 3;
            taken.insert(end + 1);
        }
    }
    if !taken.is_empty() {
        names.retain(|name| !taken.contains(&name.tokens.start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::tokenize;

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

    fn bodies(text: &str) -> Vec<String> {
        let names = crate::names::pipeline::Names::embedded().unwrap();
        let found = names.tag(text).into_iter();
        found
            .filter(|span| span.kind == crate::clip::entity::Kind::Organisation)
            .map(|span| span.text.of(text).to_owned())
            .collect()
    }

    #[test]
    fn pieces_of_three_words_make_a_word() {
        let spelt = |long: &str, short: &str| spelt_by_pieces(long.split_whitespace(), short);
        assert!(spelt("Social Democratic Liberal Party", "Sodelpa"));
        assert!(spelt("International Criminal Police Organization", "Icpo"));
        assert!(
            spelt("Alpha Beta Gamma Delta", "Alpgad"),
            "words may be left out"
        );
        assert!(!spelt("Social Democratic", "Sode"), "two words are too few");
        assert!(
            !spelt("The Alpha Beta Gamma", "Abg"),
            "the first word counts"
        );
        assert!(!spelt("Alpha Beta Gamma", "Abx"));
        assert!(!spelt("Alpha Beta Gamma", "Aalp"), "a word counts once");
        // Once every way to part these letters was tried: more than a lifetime's.
        let long = "Aaaaaaaaaaaaaaaa ".repeat(40);
        assert!(!spelt(&long, "Aaaaaaaaaaaaaaab"));
        assert!(spelt(&long, "Aaaaaaaaaaaaaaaa"));
    }

    #[test]
    fn acronyms_may_be_written_as_words() {
        let text = "The Social Democratic Liberal Party (Sodelpa) met.\nThen it took the king-makers \
            Sodelpa two votes.";
        assert_eq!(
            bodies(text),
            ["Social Democratic Liberal Party", "Sodelpa", "Sodelpa"]
        );
    }

    #[test]
    fn the_wing_of_a_party_belongs_to_its_letters() {
        let text = "The BJP does not need the support of JD(S) in the polls.";
        assert_eq!(bodies(text), ["BJP", "JD(S)"]);
    }

    #[test]
    fn acronyms_of_common_words_name_nothing() {
        let text = "The fees of a short message service (SMS) system were cut by the KMT.";
        assert_eq!(bodies(text), ["KMT"]);
    }

    /// The names of a text as they stand there, with their kinds.
    fn found(text: &str) -> Vec<(&str, Kind)> {
        let names = crate::names::pipeline::Names::embedded().unwrap();
        let found = names.tag(text).into_iter();
        found.map(|name| (name.text.of(text), name.kind)).collect()
    }

    #[test]
    fn an_acronym_of_common_words_is_no_name() {
        let text = "Environmental goals (environmental, social and governance (ESG)) rose, and so did \
                    tuberculosis (TB). ESG matters, said the doctors who treat TB.";
        assert_eq!(found(text), []);
    }

    #[test]
    fn what_stands_in_brackets_behind_a_body_is_its_short_name() {
        let text = "The Chamber of Builders of Ruritania (Cabur) called a meeting. Cabur said it would wait.";
        let bodies = ["Chamber of Builders of Ruritania", "Cabur", "Cabur"];
        assert_eq!(found(text), bodies.map(|body| (body, Kind::Organisation)));
        let text = "The Centre for Open Ledgers, (COL) published it.";
        let names = crate::names::pipeline::Names::embedded().unwrap();
        let called: Vec<String> = names
            .tag(text)
            .iter()
            .map(|name| name.name.as_str().to_owned())
            .collect();
        assert_eq!(called, ["Centre for Open Ledgers"; 2]);
    }
}
