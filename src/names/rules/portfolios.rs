//! Portfolios of ministers, which are no part of the names beside them: "Minister for Information and
//! Broadcasting | Attaullah Tarar".

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::model::tagger::Prepared;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::hash;
use crate::names::tokens::{Case, Flags, Token};

/// Who has a portfolio.
const MINISTERS: [&str; 7] = [
    "minister",
    "ministers",
    "secretary",
    "undersecretary",
    "commissioner",
    "controller",
    "comptroller",
];
/// What portfolios are made of.
const PORTFOLIOS: &str = "affairs agriculture arts aviation broadcasting budget business climate commerce \
    communications community consumer cooperation cooperatives corporate crown culture defence defense development \
    digital disaster economic economy education employment energy environment equality external family federal \
    finance fisheries food foreign forestry forests gender health heritage higher home housing human immigration \
    indigenous industries industry information infrastructure innovation integration interior international \
    investment justice labor labour land lands law livestock local management marine maritime media mineral minerals \
    mines mining national northern oceans parliamentary peace petroleum planning police power provincial public \
    railways reform regional relations religious research resources revenue rights roads rural science security \
    services settlement shipping skills social sport sports state steel sustainable tax technology telecommunications \
    textiles tourism trade transport transportation treasury tribal urban veterans water welfare women works youth";
/// Words between a minister and the end of the portfolio, at most.
const LONGEST: usize = 10;

/// Cuts portfolios off names, and drops names that are nothing else.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (prepared, names) = (article.prepared, &mut findings.spans);
    let words = Words::new(article.text);
    names.retain_mut(|name| {
        portfolio_of(&prepared.tokens, &words, &name.tokens)
            .is_none_or(|portfolio| without(prepared, &portfolio, name))
    });
}

/// Who and what stands before a portfolio, as hashes, and the text.
struct Words<'t> {
    text: &'t str,
    ministers: [u64; 7],
    joints: [u64; 5],
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            ministers: MINISTERS.map(hash::word),
            joints: ["of", "for", "and", ",", "-"].map(hash::word),
        }
    }

    fn is_portfolio(&self, token: &Token) -> bool {
        let word = token.of(self.text);
        token.case == Case::Capital
            && PORTFOLIOS
                .split_whitespace()
                .any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// The portfolio that a name begins in, that ends where it begins, or that it holds with the minister.
fn portfolio_of(tokens: &[Token], words: &Words<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let first = tokens.get(name.start)?;
    let before = &tokens[name.start.saturating_sub(LONGEST)..name.start];
    let start = if words.ministers.contains(&first.lower) {
        name.start + 2
    } else if before
        .iter()
        .any(|token| words.ministers.contains(&token.lower))
        && words.is_portfolio(first)
    {
        let belongs =
            |token: &&Token| words.is_portfolio(token) || words.joints.contains(&token.lower);
        name.start + 1 - before.iter().rev().take_while(belongs).count()
    } else {
        return None;
    };
    let [minister, of] = tokens.get(start.checked_sub(2)?..start)? else {
        return None;
    };
    if !words.ministers.contains(&minister.lower) || !words.joints[..2].contains(&of.lower) {
        return None;
    }
    let mut end = start;
    for (at, token) in tokens.iter().enumerate().skip(start).take(2 * LONGEST) {
        if token.flags.contains(Flags::BREAK) {
            break;
        }
        if words.is_portfolio(token) {
            end = at + 1;
        } else if !words.joints.contains(&token.lower) {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// Cuts a portfolio off a name; false where nothing is left of it.
fn without(prepared: &Prepared<'_>, portfolio: &Range<usize>, name: &mut Span) -> bool {
    if name.tokens.end <= portfolio.end {
        return false;
    }
    name.tokens.start = portfolio.end;
    let lists = prepared.words.gazetteer();
    let body = prepared.tokens[name.tokens.clone()]
        .iter()
        .any(|token| lists.classes(token).contains(Classes::ORGANISATION_WORD));
    if !body {
        name.kind = Kind::Person;
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn persons(text: &str) -> Vec<String> {
        let names = Names::embedded().unwrap();
        let found = names.tag(text).into_iter();
        found
            .filter(|span| span.kind == Kind::Person)
            .map(|span| span.text.of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_portfolio_is_no_part_of_the_ministers_name() {
        assert_eq!(
            persons("Minister for Information and Broadcasting Attaullah Tarar spoke."),
            ["Attaullah Tarar"]
        );
        assert_eq!(
            persons(
                "JAKARTA - Minister of Marine Affairs and Fisheries Edhy Prabowo was named a suspect."
            ),
            ["Edhy Prabowo"]
        );
        assert_eq!(
            persons("A report by Controller of Budget Margaret Nyakang'o was read."),
            ["Margaret Nyakang'o"]
        );
    }
}
