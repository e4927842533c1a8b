//! Cuts a block of front matter into keys and their stretches, so that each is judged alone.

use std::borrow::Cow;
use std::ops::Range;

use super::keys::HeadField;
use super::lines::{SourceLine, lines};
use crate::clip::front_matter::yaml_scalar::closing_quote;

/// A name longer than this is prose that happens to hold a colon.
const LONGEST_KEY: usize = 64;

/// The colon of East Asian writing; people type it for the other behind names that they know.
const WIDE_COLON: char = '：';

/// A key and the stretch of its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyBlock<'t> {
    /// The key without quotes.
    pub(super) key: Cow<'t, str>,
    /// Byte at which the key starts.
    pub(super) at: usize,
    /// From after the colon and its blanks to the end of the last line that is not blank.
    pub(super) value: Range<usize>,
    /// Whether the colon lacks the blank that YAML wants after it.
    pub(super) tight: bool,
}

/// The entries of a block, and the lines before the first of them that belong to none.
pub(super) fn cut(text: &str, block: Range<usize>) -> (Vec<KeyBlock<'_>>, Vec<SourceLine<'_>>) {
    let mut entries: Vec<KeyBlock<'_>> = Vec::new();
    let mut strays = Vec::new();
    let base = lines(text, block.clone()).find(|line| is_key_line(line.text));
    let base = base.map_or(0, |line| line.indent());
    let mut quoted_until = block.start;
    for line in lines(text, block.clone()) {
        let inside_quotes = line.start < quoted_until;
        let apart = line.indent() <= base || entries.is_empty();
        let comment = line.is_comment() && !inside_quotes && apart;
        if line.is_blank() || comment {
            continue;
        }
        let key = (line.indent() == base && !inside_quotes)
            .then(|| key_of(&line.text[base..]))
            .flatten();
        if let Some(key) = key {
            let value = line.start + base + key.value;
            quoted_until = open_quote_end(text, value..block.end, line.end());
            entries.push(KeyBlock {
                key: key.name,
                at: line.start + base,
                value: value..line.end(),
                tight: key.tight,
            });
        } else if let Some(entry) = entries.last_mut() {
            entry.value.end = line.end();
        } else {
            strays.push(line);
        }
    }
    (entries, strays)
}

/// The key at the start of a line, and where in the line its value starts.
struct KeyHead<'t> {
    name: Cow<'t, str>,
    value: usize,
    tight: bool,
}

/// Whether a line opens with a key of any name.
pub(super) fn is_key_line(line: &str) -> bool {
    key_of(line.trim_start_matches([' ', '\t'])).is_some()
}

/// Whether a line opens with a key that fills in a field.
pub(super) fn is_known_key_line(line: &str) -> bool {
    key_of(line).is_some_and(|key| HeadField::of(&key.name).is_some())
}

/// The name and the value's text of a line such as `name: value`, wherever it stands.
pub(super) fn pair(line: &str) -> Option<(Cow<'_, str>, &str)> {
    let line = line.trim_start();
    key_of(line)
        .filter(|key| !key.tight)
        .map(|key| (key.name, &line[key.value..]))
}

/// Reads a key: quoted or plain, then a colon, then a blank, a no-break space or nothing.
fn key_of(line: &str) -> Option<KeyHead<'_>> {
    let first = line.chars().next()?;
    if first.is_whitespace()
        || matches!(
            first,
            '#' | '[' | '{' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | ','
        )
    {
        return None;
    }
    if line.starts_with("- ") || line == "-" {
        return None;
    }
    let (name, after) = if matches!(first, '"' | '\'') {
        let close = closing_quote(line)?;
        let name = line[1..close].trim();
        let name = if name.contains('\\') {
            Cow::Owned(name.replace("\\\"", "\""))
        } else {
            Cow::Borrowed(name)
        };
        (name, close + 1)
    } else {
        let colon = plain_key_end(line)?;
        (Cow::Borrowed(line[..colon].trim_end()), colon)
    };
    let rest = line[after..]
        .trim_start_matches([' ', '\t'])
        .strip_prefix([':', WIDE_COLON])?;
    let value = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let tight = value.len() == rest.len() && !rest.is_empty();
    let known = || HeadField::of(&name).is_some();
    if name.is_empty() || name.len() > LONGEST_KEY || (tight && !known()) {
        return None;
    }
    Some(KeyHead {
        name,
        value: line.len() - value.len(),
        tight,
    })
}

/// Byte of the colon that ends a plain key: one with a blank after it, or the first after a known
/// name.
fn plain_key_end(line: &str) -> Option<usize> {
    if let Some((name, _)) = line.split_once(WIDE_COLON)
        && HeadField::of(name.trim_end()).is_some()
    {
        return Some(name.len());
    }
    let mut colons = line
        .match_indices(':')
        .map(|(at, _)| at)
        .take_while(|at| *at <= LONGEST_KEY);
    let is_spaced = |at: &usize| {
        line[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    };
    let first = colons.next()?;
    if is_spaced(&first) || HeadField::of(line[..first].trim_end()).is_some() {
        return Some(first);
    }
    colons.find(is_spaced)
}

/// Where a double-quoted value that is open at the end of its line comes to its end.
///
/// Its closing quote must be the last thing of a later line, with no known key on the way: else
/// the quote was never closed and the value is its line alone.
fn open_quote_end(text: &str, value: Range<usize>, line_end: usize) -> usize {
    let stretch = &text[value.clone()];
    if !stretch.starts_with(['"', '\'']) {
        return line_end;
    }
    let Some(close) = closing_quote(stretch).map(|close| value.start + close) else {
        return line_end;
    };
    let mut rest = lines(text, line_end..value.end).take_while(|line| line.start <= close);
    let swallows_key = rest.any(|line| is_known_key_line(line.text));
    let after = lines(text, close + 1..value.end)
        .next()
        .map_or("", |line| line.text);
    if swallows_key || !after.trim().is_empty() {
        line_end
    } else {
        close
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_all(text: &str) -> Vec<(String, &str)> {
        let (entries, _) = cut(text, 0..text.len());
        entries
            .into_iter()
            .map(|e| (e.key.into_owned(), &text[e.value]))
            .collect()
    }

    fn is(text: &str, wanted: &[(&str, &str)]) {
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(key, value)| ((*key).to_owned(), *value))
            .collect();
        assert_eq!(cut_all(text), wanted, "{text:?}");
    }

    #[test]
    fn keys_with_their_stretches() {
        is(
            "a: 1\nb:\n  - x\n\n# note\nc: 2 \n",
            &[("a", "1"), ("b", "\n  - x"), ("c", "2 ")],
        );
        is(
            "tags:\n- x\n- y\nd: e",
            &[("tags", "\n- x\n- y"), ("d", "e")],
        );
        is(
            "\"my: key\": v\n'k': w\nA B: c",
            &[("my: key", "v"), ("k", "w"), ("A B", "c")],
        );
        is(
            "title:\u{a0}Text\nurl:https://e.org\nx:y\n",
            &[("title", "Text"), ("url", "https://e.org\nx:y")],
        );
        is("  a: 1\n  b: 2\n", &[("a", "1"), ("b", "2")]);
    }

    #[test]
    fn an_open_quote_holds_lines_that_look_like_keys() {
        is(
            "d: \"one\ntwo: three\"\ne: f",
            &[("d", "\"one\ntwo: three\""), ("e", "f")],
        );
        is(
            "t: \"abc\ntitle: \"x\"\n",
            &[("t", "\"abc"), ("title", "\"x\"")],
        );
        is(
            "t: \"abc\nx: \"y\" z\n",
            &[("t", "\"abc"), ("x", "\"y\" z")],
        );
    }
}
