//! Addresses in running text: `https://e.org/y`, `www.e.org`, `a@e.org`.
//!
//! The rules are those of GitHub Flavored Markdown's extended autolinks (GFM 0.29, section 6.9),
//! with the punctuation of other scripts added to what ends an address.

use super::{LeafScan, MASK};
use crate::text::document::LinkForm;
use crate::text::range::TextRange;

/// Reads the address that the character at `at` is part of.
pub(super) fn address(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let before = scan.text.get(..at)?;
    let ends_with = |word: &str| {
        let start = before.len().checked_sub(word.len())?;
        before
            .get(start..)
            .filter(|tail| tail.eq_ignore_ascii_case(word) && stands_apart(scan, start))
            .map(|_| start)
    };
    let found = match scan.text.as_bytes()[at] {
        b':' if scan.text[at..].starts_with("://") => {
            let start = ["https", "http", "ftp"].into_iter().find_map(ends_with)?;
            let end = extent(scan, start, at + 3)?;
            (start, end, "")
        }
        b'.' => {
            let start = ends_with("www")?;
            (start, extent(scan, start, at + 1)?, "http://")
        }
        b'@' => mail(scan.text, at).filter(|(start, ..)| stands_apart(scan, *start))?,
        _ => return None,
    };
    let (start, end, prefix) = found;
    let target = format!("{prefix}{}", written(scan, scan.range(start, end)));
    scan.link(LinkForm::Bare, target, start, end);
    Some(end)
}

/// Whether no letter goes before a place. It is asked before an end is looked for, which may be as far as
/// the text goes on without a blank.
fn stands_apart(scan: &LeafScan<'_>, start: usize) -> bool {
    !scan
        .char_before(start)
        .is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Where an address ends that begins at `start` and whose host begins at `host`.
fn extent(scan: &LeafScan<'_>, start: usize, host: usize) -> Option<usize> {
    let rest = &scan.text[host..];
    if !rest
        .starts_with(|c: char| c.is_alphanumeric() || c == '[' || !c.is_ascii() && !is_closing(c))
    {
        return None;
    }
    let highlighted = scan.highlight.is_some();
    // Of a link that the parser did not see, only the address: `](https://e.org)[`.
    let mut depth = 0_i32;
    let in_link = scan.text[..start].ends_with("](");
    let mut ends = |(at, c): &(usize, char)| {
        let pair = |delimiter| rest[*at..].starts_with(delimiter);
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        c.is_whitespace()
            || is_closing(*c)
            || in_link && depth < 0
            || pair("}}")
            || *c == '<'
            || *c == char::from(MASK)
            || pair("%%")
            || highlighted && pair("==")
    };
    let end = rest
        .char_indices()
        .find(|found| ends(found))
        .map_or(rest.len(), |(at, _)| at);
    let length = without_punctuation(&scan.text[start..host + end]);
    (start + length > host).then_some(start + length)
}

/// Characters that no one writes in an address unencoded.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '`'
            | '>'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '、'
            | '。'
            | '，'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '【'
            | '】'
            | '…'
    )
}

/// The length of an address without what belongs to the sentence around it.
fn without_punctuation(address: &str) -> usize {
    let count = |wanted| address.bytes().filter(|byte| *byte == wanted).count();
    let mut spare_parens = count(b')').saturating_sub(count(b'('));
    let mut spare_brackets = count(b']').saturating_sub(count(b'['));
    let mut end = address.len();
    while let Some(last) = address.as_bytes()[..end].last() {
        match last {
            b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'|' => end -= 1,
            b')' if spare_parens > 0 => {
                spare_parens -= 1;
                end -= 1;
            }
            b']' if spare_brackets > 0 => {
                spare_brackets -= 1;
                end -= 1;
            }
            b';' => end = reference_start(&address[..end]).unwrap_or(end - 1),
            _ => break,
        }
    }
    end
}

/// Where the character reference begins that ends an address.
fn reference_start(address: &str) -> Option<usize> {
    let name = address.strip_suffix(';')?;
    let start = name.rfind('&')?;
    let letters = &name[start + 1..];
    (!letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then_some(start)
}

/// A mail address around `@`: where it begins and ends, and what its link begins with.
fn mail(text: &str, at: usize) -> Option<(usize, usize, &'static str)> {
    let bytes = text.as_bytes();
    let local = bytes[..at]
        .iter()
        .rev()
        .take(64)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(byte))
        .count();
    let domain = bytes[at + 1..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte))
        .count();
    let end = at + 1 + text[at + 1..at + 1 + domain].trim_end_matches('.').len();
    let domain = &text[at + 1..end];
    if local == 0 || !domain.contains('.') || domain.ends_with(['-', '_']) || domain.contains("..")
    {
        return None;
    }
    let start = at - local;
    let scheme = ["mailto:", "xmpp:"]
        .into_iter()
        .find(|scheme| text[..start].ends_with(scheme));
    Some(match scheme {
        Some("xmpp:") => (start - 5, resource_end(text, end), ""),
        Some(scheme) => (start - scheme.len(), end, ""),
        None => (start, end, "mailto:"),
    })
}

/// The end of the resource after the domain of an XMPP address.
fn resource_end(text: &str, end: usize) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"@.".contains(byte);
    match text.as_bytes().get(end) {
        Some(b'/') => {
            end + 1
                + text.as_bytes()[end + 1..]
                    .iter()
                    .take_while(|byte| is_part(byte))
                    .count()
        }
        _ => end,
    }
}

/// An address as it was written: with the underscores and asterisks that the parser took for
/// emphasis, and without the backslashes that clippers put before them.
fn written(scan: &LeafScan<'_>, text: TextRange) -> String {
    let mut address = String::new();
    let mut last: Option<u32> = None;
    for span in &scan.draft.spans[scan.draft.spans_in(text)] {
        let gap = last
            .and_then(|last| scan.file.get(last as usize..span.source.start as usize))
            .unwrap_or("");
        if gap.bytes().all(|byte| matches!(byte, b'*' | b'_' | b'~')) {
            address.push_str(gap);
        }
        let part = TextRange::new(span.text.start.max(text.start), span.text.end.min(text.end));
        address.push_str(part.of(&scan.draft.text));
        last = Some(span.source.end);
    }
    address
}
