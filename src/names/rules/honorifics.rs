//! People by what stands before their names, in languages of which no model knows what capitals mean.

use crate::clip::entity::Kind;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::{Case, Flags, Token};
use crate::text::word_list::WordList;

/// Most words of a name behind an honorific.
const LONGEST: usize = 3;

static ABROAD: WordList =
    WordList::new(include_str!("../../../assets/words/honorifics_abroad.txt"));

/// Takes the words with capitals behind an honorific for a person.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    let (view, tokens) = (&article.view, article.tokens());
    let mut at = 0;
    while at < tokens.len() {
        let is_before = view.is(at, Cues::HONORIFIC) || ABROAD.contains(view.word(at));
        at += 1;
        if !is_before {
            continue;
        }
        let rest = tokens.get(at..).unwrap_or(&[]).iter().take(LONGEST);
        let goes_on = |token: &&_| is_part(token);
        let count = rest.take_while(goes_on).count();
        if count > 0 {
            findings.spans.push(Span::new(at..at + count, Kind::Person));
            at += count;
        }
    }
}

/// Whether a token can be a part of a name: a word with a capital in the same sentence.
fn is_part(token: &Token) -> bool {
    let written = matches!(token.case, Case::Capital | Case::Mixed | Case::Initial);
    written && token.is_capitalised() && !token.flags.contains(Flags::BREAK)
}
