//! Raised and lowered text that would say something else on the line: `10<sup>6</sup>` is no 106.

use super::draft::{Draft, EditKind};
use crate::text::document::Inline;
use crate::text::range::TextRange;

/// Signs with a raised form, and that form.
const RAISED: (&str, &str) = ("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ");
/// Signs with a lowered form, and that form.
const LOWERED: (&str, &str) = ("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎");

/// Letters that are raised in ordinals and titles (`1er`, `2a`, `no`), where the line reads the same.
const ORDINAL: [&str; 8] = ["e", "a", "o", "d", "r", "h", "s", "t"];

/// Notes what is shown of the raised and lowered stretches of a draft.
pub(super) fn mark(draft: &mut Draft) {
    let both = Inline::SUPERSCRIPT | Inline::SUBSCRIPT;
    let mut edits = Vec::new();
    let mut last_end = None;
    for span in draft
        .spans
        .iter()
        .filter(|span| span.style.intersects(both))
    {
        let text = span.text.of(&draft.text);
        let before = draft.text[..span.text.start as usize].chars().next_back();
        // Of a stretch in several spans the first decides; the others are left as they are.
        let goes_on = last_end == Some(span.text.start);
        last_end = Some(span.text.end);
        let shown = if goes_on {
            None
        } else if span.style.contains(Inline::SUPERSCRIPT) {
            raised(text, before)
        } else {
            lowered(text, before)
        };
        edits.extend(shown.map(|shown| (span.text, shown)));
    }
    for (text, shown) in edits {
        let text: TextRange = text;
        draft.edit(text, EditKind::Replace(shown, Inline::empty()));
    }
}

/// What is shown for a raised text: its raised signs; where it has others behind a digit, a letter of a
/// formula or a bracket, `^` before it; and words as they are.
fn raised(text: &str, before: Option<char>) -> Option<String> {
    let text = text.trim();
    if let Some(shown) = mapped(text, RAISED) {
        return Some(shown);
    }
    let is_word = text.chars().all(char::is_alphabetic);
    let is_variable = is_word && text.chars().count() == 1 && !ORDINAL.contains(&text);
    let is_formula = text
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '+' | '−'))
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "+-−*/.,·()".contains(c));
    let is_power = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
    let joined = if text.chars().any(|c| "+-−*/·".contains(c))
        && text.len() > 2
        && !text.starts_with(['-', '−'])
    {
        format!("^({text})")
    } else {
        format!("^{text}")
    };
    (is_power && (is_variable || !is_word && is_formula)).then_some(joined)
}

/// What is shown for a lowered text: behind a digit its lowered signs, since both would be one number.
fn lowered(text: &str, before: Option<char>) -> Option<String> {
    before.filter(char::is_ascii_digit)?;
    mapped(text.trim(), LOWERED)
}

/// A text in other signs, if each of its signs has one; letters alone are words, but for `n` and `i`.
fn mapped(text: &str, (plain, other): (&str, &str)) -> Option<String> {
    let sign = |c: char| {
        plain
            .chars()
            .zip(other.chars())
            .find(|(from, _)| *from == c)
    };
    let mapped: Option<String> = text.chars().map(|c| sign(c).map(|(_, to)| to)).collect();
    mapped
        .filter(|_| !text.is_empty() && (text.len() == 1 || !text.chars().all(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_no_number() {
        for (text, before, wanted) in [
            ("6", '0', Some("⁶")),
            ("-3", 'm', Some("⁻³")),
            ("n", '2', Some("ⁿ")),
            ("n+1", '2', Some("ⁿ⁺¹")),
            ("x", 'e', Some("^x")),
            ("x/2", '0', Some("^(x/2)")),
            ("1.5", '0', Some("^1.5")),
            ("1", 'a', Some("¹")),
            ("th", '4', None),
            ("e", '1', None),
            ("TM", 'X', None),
            ("[1]", 'a', None),
            ("*", 'a', None),
        ] {
            assert_eq!(raised(text, Some(before)).as_deref(), wanted, "{text}");
        }
        assert_eq!(lowered("2", Some('0')).as_deref(), Some("₂"));
        assert_eq!(lowered("2", Some('O')), None);
    }
}
