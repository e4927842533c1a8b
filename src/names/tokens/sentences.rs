//! Sentences of tokens, and how much their capitals can be trusted.

use std::ops::Range;

use crate::names::tokens::{Case, Flags, Token};
use crate::text::range::TextRange;
use crate::text::sentences;

/// A sentence, as the tokens `start..end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What its capitals mean.
    pub style: Style,
}

/// What the capitals of a sentence mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Style {
    /// Names and the first word have them.
    Plain,
    /// More words have them than not, as in a list of names.
    Crowded,
    /// Nearly every long word has one, as in headings.
    Title,
    /// Every letter is one.
    Shouted,
}

/// Puts `tokens[from..]`, which stand in one block or line, into its sentences, and marks where each
/// begins. `footnotes` are the marks of footnotes in the text.
pub fn split(
    text: &str,
    tokens: &mut [Token],
    from: usize,
    footnotes: &[TextRange],
    out: &mut Vec<Sentence>,
) {
    let Some(bytes) = tokens.get(from).zip(tokens.last()) else {
        return;
    };
    let bytes = bytes.0.start as usize..bytes.1.end as usize;
    let mut start = from;
    for sentence in sentences::of_stretch(text, bytes, footnotes) {
        let inside = tokens[start..].partition_point(|token| token.start < sentence.end);
        if inside > 0 {
            close(text, tokens, start..start + inside, out);
        }
        start += inside;
    }
}

fn opens_speech(mark: &str) -> bool {
    mark.starts_with(['"', '\u{201c}', '\u{ab}', '\u{2018}', '\''])
}

/// Ends a sentence: sets its flags and judges its capitals.
fn close(text: &str, tokens: &mut [Token], range: Range<usize>, out: &mut Vec<Sentence>) {
    let style = style_of(&tokens[range.clone()]);
    let mut first = true;
    let mut before: Option<Token> = None;
    for (place, token) in tokens[range.clone()].iter_mut().enumerate() {
        if place == 0 {
            token.flags |= Flags::BREAK;
        }
        if token.is_word() {
            if first {
                token.flags |= Flags::FIRST;
            }
            first = false;
        } else if token.case == Case::Mark && opens_speech(token.of(text)) {
            let introduced = before.is_none_or(|mark| matches!(mark.of(text), "," | ":"));
            first |= introduced && (place == 0 || token.flags.contains(Flags::SPACED));
        }
        before = Some(*token);
    }
    out.push(Sentence {
        tokens: range,
        style,
    });
}

/// Judges the capitals of a sentence by its words of letters, the first one left out.
fn style_of(tokens: &[Token]) -> Style {
    let (mut words, mut long, mut capital, mut long_capital, mut shouted) = (0, 0, 0, 0, 0);
    for token in tokens
        .iter()
        .filter(|token| token.is_word() && token.case != Case::Number)
        .skip(1)
    {
        let is_long = token.end - token.start > 3;
        let upper = matches!(token.case, Case::Upper | Case::Dotted);
        let capitalised =
            upper || matches!(token.case, Case::Capital | Case::Mixed | Case::Initial);
        words += 1;
        long += u32::from(is_long);
        capital += u32::from(capitalised);
        long_capital += u32::from(is_long && capitalised);
        shouted += u32::from(upper || token.case == Case::Initial);
    }
    if words >= 2 && shouted * 10 >= words * 8 {
        Style::Shouted
    } else if long >= 3 && long_capital * 10 >= long * 9 {
        Style::Title
    } else if words >= 4 && capital * 2 > words {
        Style::Crowded
    } else {
        Style::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::tokenize;

    fn sentences(text: &str) -> Vec<(String, Style)> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let mut found = Vec::new();
        split(text, &mut tokens, 0, &[], &mut found);
        let cut = |sentence: &Sentence| {
            let (first, last) = (
                &tokens[sentence.tokens.start],
                &tokens[sentence.tokens.end - 1],
            );
            text[first.start as usize..last.end as usize].to_owned()
        };
        found
            .iter()
            .map(|sentence| (cut(sentence), sentence.style))
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        let found = sentences("Mr. Li met J. Doe in the U.S. Congress. \"Yes.\" The U.S. The end.");
        let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Mr. Li met J. Doe in the U.S. Congress.",
                "\"Yes.\"",
                "The U.S.",
                "The end."
            ]
        );
    }

    #[test]
    fn capitals_are_judged() {
        assert_eq!(
            sentences("The Long Road Towards Better Rules")[0].1,
            Style::Title
        );
        assert_eq!(sentences("POLICE HOLD THREE MEN")[0].1, Style::Shouted);
        assert_eq!(
            sentences("The police held three men in Lagos")[0].1,
            Style::Plain
        );
    }
}
