//! The ends of the model's names: titles, marks, signs and small words that are no part of them.

use std::ops::Range;

use crate::clip::entity::Kind;
use crate::names::model::gazetteer::Classes;
use crate::names::rules::{ArticleText, Findings};
use crate::names::span::Span;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::letters::is_sign;
use crate::names::tokens::token_view::TokenView;
use crate::names::tokens::{Case, Flags, Token};

/// Trims every name, and drops those of which nothing is left.
pub fn run(article: &ArticleText<'_>, findings: &mut Findings) {
    findings.spans.retain_mut(|span| {
        trim_titles(article, span);
        trim_participle(article.tokens(), span);
        trim_marks(article, &mut span.tokens);
        !span.tokens.is_empty() && !is_document_part(&article.view, &span.tokens)
    });
}

/// Cuts titles off the front of persons.
fn trim_titles(article: &ArticleText<'_>, name: &mut Span) {
    let is_title = |first: &Token| {
        first.of(article.text).ends_with('.') && first.case == Case::Capital
            || first.case == Case::Lower
            || article.lists().classes(first)
                & (Classes::TITLE | Classes::FIRST_NAME | Classes::LAST_NAME)
                == Classes::TITLE
    };
    let range = &mut name.tokens;
    while name.kind == Kind::Person && range.len() > 1 && is_title(&article.tokens()[range.start]) {
        range.start += 1;
    }
}

/// Cuts "-enabled" off "AI-enabled": a hyphen and a small word are no part of a thing's name.
fn trim_participle(tokens: &[Token], name: &mut Span) {
    let Range { start, end } = name.tokens;
    if name.kind == Kind::Other
        && end - start >= 3
        && tokens[end - 1].case == Case::Lower
        && tokens[end - 2].case == Case::Mark
        && !tokens[end - 1].flags.contains(Flags::SPACED)
    {
        name.tokens.end -= 2;
    }
}

/// Cuts marks and signs of scripts without capitals off both ends: the model knows names by their
/// capitals. Nothing is left of a name without a word.
fn trim_marks(article: &ArticleText<'_>, range: &mut Range<usize>) {
    let tokens = article.tokens();
    let is_stray = |at: usize| {
        let word = tokens[at].of(article.text);
        tokens[at].case == Case::Mark && !word.starts_with(['+', '!', '&'])
            || word.starts_with(is_sign)
    };
    while range.start < range.end && is_stray(range.end - 1) {
        range.end -= 1;
    }
    while range.start < range.end && is_stray(range.start) {
        range.start += 1;
    }
    if !tokens[range.clone()].iter().any(Token::is_word) {
        range.end = range.start;
    }
}

/// Whether a name is none, but a part of a document by its Roman number: "Annex III".
fn is_document_part(view: &TokenView<'_>, name: &Range<usize>) -> bool {
    let is_roman = |word: &str| word.bytes().all(|letter| b"IVX".contains(&letter));
    name.len() == 2 && view.is(name.start, Cues::DOCUMENT_PART) && is_roman(view.word(name.end - 1))
}

#[cfg(test)]
mod tests {
    use crate::names::pipeline::Names;

    #[test]
    fn parts_of_documents_and_what_hangs_on_a_name_are_no_names() {
        let names = Names::embedded().unwrap();
        let forms = |text: &str| -> Vec<String> {
            let found = names.tag(text).into_iter();
            found.map(|span| span.text.of(text).to_owned()).collect()
        };
        let text = "Article 6 and Annex III cover, among other fields, recruitment and education.";
        assert_eq!(forms(text), [""; 0]);
        assert_eq!(
            forms("Many AI-enabled tools came to Uganda."),
            ["AI", "Uganda"]
        );
    }
}
