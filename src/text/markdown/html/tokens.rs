//! HTML cut into tags and text, as forgivingly as a browser does, in one pass.

use std::ops::Range;

use crate::text::markdown::html::end_tags::end_tag;

/// A tag or a stretch of text; ranges are bytes of the HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HtmlToken {
    /// Text between tags, references not resolved.
    Text(Range<usize>),
    /// An opening tag: its name in lower case, and the whole of it.
    Open(String, Range<usize>),
    /// A closing tag: its name in lower case, and the whole of it.
    Close(String, Range<usize>),
}

/// Reads tokens from left to right; comments, declarations and instructions are left out.
#[derive(Debug)]
pub(super) struct HtmlTokens<'h> {
    html: &'h str,
    at: usize,
    /// Whether some construct was found to be open to the end, so that no more are looked for:
    /// a flood of openings must not be searched through again and again.
    unclosed: bool,
}

impl<'h> HtmlTokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            at: 0,
            unclosed: false,
        }
    }

    /// Leaves out what stands in an element that was just opened, up to its end tag.
    pub(super) fn skip_to_end_of(&mut self, name: &str) {
        let rest = self.html.as_bytes().get(self.at..).unwrap_or(&[]);
        self.at += end_tag(rest, name).unwrap_or(rest.len());
    }

    /// The end of what begins at `at` and ends with `closing`.
    fn end_of(&mut self, at: usize, closing: &str) -> Option<usize> {
        if self.unclosed {
            return None;
        }
        let found = self
            .html
            .get(at..)?
            .find(closing)
            .map(|found| at + found + closing.len());
        self.unclosed = found.is_none();
        found
    }

    /// The end of what is no tag but is not shown either: a comment, a declaration, an instruction.
    fn end_of_unseen(&mut self) -> Option<usize> {
        let rest = self.html.get(self.at..)?;
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            return self.end_of(self.at, ">");
        }
        let closing = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'!', b'[', ..] => "]]>",
            [b'<', b'!', next, ..] if next.is_ascii_alphabetic() => ">",
            [b'<', b'?', ..] => "?>",
            _ => return None,
        };
        self.end_of(self.at + 2, closing)
    }

    /// The end of the tag that begins here; what stands in quotes does not end it.
    fn end_of_tag(&mut self) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = self.at + 1 + usize::from(bytes.get(self.at + 1) == Some(&b'/'));
        if self.unclosed || !bytes.get(at)?.is_ascii_alphabetic() {
            return None;
        }
        let mut quote = None;
        while let Some(byte) = bytes.get(at) {
            match (quote, byte) {
                (None, b'>') => return Some(at + 1),
                (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(*byte),
                (Some(open), _) if open == *byte => quote = None,
                _ => {}
            }
            at += 1;
        }
        self.unclosed = true;
        None
    }
}

impl Iterator for HtmlTokens<'_> {
    type Item = HtmlToken;

    fn next(&mut self) -> Option<HtmlToken> {
        while self.html.as_bytes().get(self.at) == Some(&b'<') {
            if let Some(end) = self.end_of_unseen() {
                self.at = end;
                continue;
            }
            let Some(end) = self.end_of_tag() else { break };
            let range = self.at..end;
            self.at = end;
            let tag = self.html.get(range.clone()).unwrap_or("");
            return Some(match tag.strip_prefix("</") {
                Some(rest) => HtmlToken::Close(name(rest), range),
                None => HtmlToken::Open(name(&tag[1..]), range),
            });
        }
        let start = self.at;
        // A `<` that begins nothing is text.
        let next = self
            .html
            .as_bytes()
            .iter()
            .skip(start + 1)
            .position(|byte| *byte == b'<');
        self.at = next.map_or(self.html.len(), |next| start + 1 + next);
        (start < self.html.len()).then_some(HtmlToken::Text(start..self.at))
    }
}

/// The name at the start of a tag, in lower case.
fn name(tag: &str) -> String {
    let end = tag
        .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
        .unwrap_or(tag.len());
    tag[..end].to_ascii_lowercase()
}

/// The value of an attribute of an opening tag, references not resolved; empty when it has none.
pub(super) fn attribute<'h>(tag: &'h str, wanted: &str) -> Option<&'h str> {
    let mut rest = tag.trim_start_matches('<').trim_end_matches('>');
    rest = rest.get(rest.find(|c: char| c.is_ascii_whitespace() || c == '/')?..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at(end.max(1).min(rest.len()));
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(value) => split_value(value.trim_start()),
            None => ("", after),
        };
        if key.eq_ignore_ascii_case(wanted) {
            return Some(value.trim());
        }
        rest = after;
    }
}

/// Splits a value, in quotes or not, from what follows it.
fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(
        text.find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(text.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> String {
        HtmlTokens::new(html)
            .map(|token| match token {
                HtmlToken::Text(range) => html[range].to_owned(),
                HtmlToken::Open(name, _) => format!("[{name}]"),
                HtmlToken::Close(name, _) => format!("[/{name}]"),
            })
            .collect()
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        let cases = [
            ("a<B c='>'>d</b >e", "a[b]d[/b]e"),
            ("1 < 2 <> <3", "1 < 2 <> <3"),
            ("a<!-- <b> -->c<!DOCTYPE x>d<?p ?>e<![CDATA[f]]>g", "acdeg"),
            ("<!-->a<!--->b", "ab"),
            ("a<!-- open <i>b", "a<!-- open <i>b"),
            ("<br/><img src=\"a>b\"/>", "[br][img]"),
            ("<a href=\"x", "<a href=\"x"),
        ];
        for (html, expected) in cases {
            assert_eq!(texts(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_found_in_any_dress() {
        let tag = "<A HREF = 'x y' data-href=no title=z checked alt=\"\" />";
        let cases = [
            ("href", Some("x y")),
            ("title", Some("z")),
            ("checked", Some("")),
            ("alt", Some("")),
            ("src", None),
        ];
        for (name, value) in cases {
            assert_eq!(attribute(tag, name), value, "{name}");
        }
    }

    #[test]
    fn floods_of_openings_take_one_look() {
        for flood in ["<!--", "<a b='", "<?", "<![CDATA[", "<"] {
            assert_eq!(
                HtmlTokens::new(&flood.repeat(20_000)).count(),
                20_000,
                "{flood}"
            );
        }
    }
}
