//! Tags written in the text, such as `#ai/policy`.

use super::LeafScan;
use crate::text::document::Inline;
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
    if !name
        .chars()
        .any(|c| c.is_alphabetic() || c == '_' || !c.is_ascii())
    {
        return None;
    }
    let end = at + 1 + name.len();
    let text = scan.range(at, end);
    let source = scan.draft.source_of(text)?;
    scan.found.tags.push((text, source));
    scan.edit(at, end, EditKind::Style(Inline::TAG));
    Some(end)
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
