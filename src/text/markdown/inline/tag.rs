//! Tags written in the text, such as `#ai/policy`.

use super::LeafScan;
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::EditKind;

/// Reads a tag at `#`. It stands apart from what is before it, and is no number.
pub(super) fn tag(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let apart = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ',' | ';' | '，' | '、' | '。' | '；' | '：' | '（')
    };
    if scan.char_before(at).is_some_and(|c| !apart(c)) {
        return None;
    }
    let name = &scan.text[at + 1..];
    let end = name.find(|c| !is_part(c)).unwrap_or(name.len());
    let name = name[..end].trim_end_matches('/');
    let end = match linked(scan, at + 1) {
        Some(end) => end,
        None if is_name(name) => at + 1 + name.len(),
        None => return None,
    };
    let text = scan.range(at, end);
    let source = scan.draft.source_of(text)?;
    scan.found.tags.push((text, source));
    scan.edit(at, end, EditKind::Style(Inline::TAG));
    Some(end)
}

/// Where the words of `#[[two words]]` end, which begin at `start`.
fn linked(scan: &LeafScan<'_>, start: usize) -> Option<usize> {
    let begins = scan.base + start as u32;
    let links = &scan.draft.links;
    let index = links.partition_point(|link| link.text.start < begins);
    let link = links.get(index).filter(|link| link.text.start == begins)?;
    // Right behind the sign stand the two brackets.
    let sign = scan.draft.source_of(scan.range(start - 1, start))?;
    let touches = link.form == LinkForm::Wiki && sign.end == link.source.start;
    (touches && !link.text.is_empty()).then(|| (link.text.end - scan.base) as usize)
}

/// Whether what stands behind `#` is a tag's name: no number, colour of a page, or key of a telephone.
fn is_name(name: &str) -> bool {
    let names = |c: char| c.is_alphabetic() || c == '_' || !c.is_ascii();
    name.chars().any(names) && !name.starts_with(['\u{fe0f}', '\u{20e3}']) && !is_colour(name)
}

/// Whether a name is a colour as pages write it: `f5f2e8`, `fff`, `aabbcc`; with letters alone only
/// where they repeat, since `facade` is a word.
fn is_colour(name: &str) -> bool {
    let hex = name.as_bytes();
    let repeats = || match hex.len() {
        3 => hex.iter().all(|digit| *digit == hex[0]),
        _ => hex.chunks(2).all(|pair| pair[0] == pair[1]),
    };
    let has_digit = || hex.len() > 3 && hex.iter().any(u8::is_ascii_digit);
    matches!(hex.len(), 3 | 6 | 8)
        && hex.iter().all(u8::is_ascii_hexdigit)
        && (has_digit() || repeats())
}

/// Letters and digits of any script, marks and emoji, and what joins them.
fn is_part(c: char) -> bool {
    match c {
        '-' | '_' | '/' | '\u{200d}' | '\u{fe0f}' => true,
        '\0'..='\u{bf}' => c.is_ascii_alphanumeric(),
        c => {
            c.is_alphanumeric()
                || unicode_normalization::char::is_combining_mark(c)
                || matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
        }
    }
}
