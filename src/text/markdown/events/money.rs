//! Sums of money between dollar signs, which the parser takes for formulas: "$20 for adults, 15$".

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

/// Stands for a dollar sign that begins no formula: a character that means nothing to the parser.
const DISARMED: char = '\u{1}';

/// The signs that formulas are made of, and running text is not.
const SIGNS: [char; 9] = ['\\', '^', '_', '=', '<', '>', '{', '}', '+'];

/// Whether what stands between two dollar signs lies between two sums: a digit follows the second
/// sign, as it does after none of a formula (pandoc's rule); a currency's letter goes before the first;
/// or it reads like running text or a list of numbers.
pub(super) fn is_between_sums(text: &str, formula: &str, whole: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let before = whole.start.checked_sub(1).and_then(|at| bytes.get(at));
    is_digit(whole.end)
        || before.is_some_and(u8::is_ascii_uppercase) && is_digit(whole.start + 1)
        || before.is_some_and(u8::is_ascii_digit) && !formula.contains(SIGNS)
        || is_running_text(formula)
}

/// Whether the inside of a formula is none: words and no sign of a formula, two words in a row even
/// beside one, or numbers with blanks between them.
fn is_running_text(formula: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
    };
    let has_signs = formula.contains(SIGNS);
    let mut words = formula.split(|c: char| c.is_whitespace() || c == '/');
    let is_spaced = formula.contains(char::is_whitespace);
    if has_signs {
        let words: Vec<bool> = words
            .map(|word| !word.contains(SIGNS) && is_word(word))
            .collect();
        return words.windows(2).any(|pair| pair == [true, true]);
    }
    let is_list = || {
        is_spaced
            && formula
                .chars()
                .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,;–-".contains(c))
    };
    is_spaced && words.any(is_word) || is_list()
}

/// The text with these dollar signs disarmed; `None` where it holds the sign that would stand for them.
pub(super) fn disarmed(text: &str, signs: &[usize]) -> Option<String> {
    (!text.contains(DISARMED)).then(|| without_signs(text, signs))
}

/// The text with these dollar signs, and those that touch them, disarmed.
pub(super) fn without_signs(text: &str, signs: &[usize]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut disarm = |at: usize| {
        let is_dollar = bytes.get(at) == Some(&b'$');
        if is_dollar {
            bytes[at] = DISARMED as u8;
        }
        is_dollar
    };
    for sign in signs {
        let mut next = *sign..;
        while next.next().is_some_and(&mut disarm) {}
        let mut before = (0..*sign).rev();
        while before.next().is_some_and(&mut disarm) {}
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// An event with its dollar signs as they were written.
pub(super) fn restored(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(dollars(text)),
        Event::Code(text) => Event::Code(dollars(text)),
        Event::Html(text) => Event::Html(dollars(text)),
        Event::InlineHtml(text) => Event::InlineHtml(dollars(text)),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: dollars(dest_url),
            title,
            id,
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: dollars(dest_url),
            title,
            id,
        }),
        other => other,
    }
}

fn dollars(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(DISARMED) {
        text.replace(DISARMED, "$").into()
    } else {
        text
    }
}
