//! HTML without its tags, for [`plain`](super::plain).

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// Elements that stand in a line of text: their tags leave nothing behind.
const INLINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
];

/// A word, or a blank between words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HtmlWord<'h> {
    /// Bytes of the HTML.
    pub range: Range<usize>,
    pub text: Cow<'h, str>,
}

/// Whether a tag is `<br>`.
pub(super) fn is_line_break(tag: &str) -> bool {
    name(tag).eq_ignore_ascii_case("br")
}

/// The words of HTML, with one blank between those that stand apart.
pub(super) struct TagStripper<'h> {
    html: &'h str,
    at: usize,
    /// Where blanks or tags began that part two words.
    gap: Option<usize>,
    begun: bool,
    /// A word that waits for the blank before it.
    waiting: Option<HtmlWord<'h>>,
    /// Whether something was open to the end, so that no more ends are looked for.
    unclosed: bool,
}

impl<'h> TagStripper<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            at: 0,
            gap: None,
            begun: false,
            waiting: None,
            unclosed: false,
        }
    }

    /// The end of what begins at `at` and ends with `close`.
    fn past(&mut self, from: usize, close: &str) -> Option<usize> {
        if self.unclosed {
            return None;
        }
        let end = self
            .html
            .get(from..)?
            .find(close)
            .map(|found| from + found + close.len());
        self.unclosed = end.is_none();
        end
    }

    /// The end of the markup that begins here, if it is any.
    fn markup(&mut self) -> Option<usize> {
        let at = self.at;
        let rest = &self.html[at..];
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            return self.past(at, ">");
        }
        match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => self.past(at + 4, "-->"),
            [b'<', b'!', b'[', ..] => self.past(at, "]]>"),
            [b'<', b'!', ..] => self.past(at, ">"),
            [b'<', b'?', ..] => self.past(at, "?>"),
            [b'<', b'/', next, ..] if next.is_ascii_alphabetic() => self.past(at, ">"),
            [b'<', next, ..] if next.is_ascii_alphabetic() => self.tag(),
            _ => None,
        }
    }

    /// The end of an opening tag, and of all that is in it where that is no text.
    fn tag(&mut self) -> Option<usize> {
        if self.unclosed {
            return None;
        }
        let bytes = self.html.as_bytes();
        let mut quote = None;
        let mut at = self.at + 1;
        loop {
            let Some(byte) = bytes.get(at) else {
                self.unclosed = true;
                return None;
            };
            match quote {
                None if *byte == b'>' => break,
                None if matches!(byte, b'"' | b'\'') && bytes[at - 1] == b'=' => {
                    quote = Some(*byte);
                }
                Some(open) if open == *byte => quote = None,
                _ => {}
            }
            at += 1;
        }
        let name = name(&self.html[self.at..]).to_ascii_lowercase();
        if !matches!(name.as_str(), "script" | "style") {
            return Some(at + 1);
        }
        let close = format!("</{name}");
        let ends = |start: &usize| {
            bytes[*start..]
                .get(..close.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(close.as_bytes()))
        };
        Some(
            memchr::memchr_iter(b'<', &bytes[at..])
                .map(|found| at + found)
                .find(ends)
                .unwrap_or(bytes.len()),
        )
    }

    /// The word or reference that begins here.
    fn word(&self) -> HtmlWord<'h> {
        let rest = &self.html[self.at..];
        if let Some((length, meant)) = reference(rest) {
            return HtmlWord {
                range: self.at..self.at + length,
                text: meant.into(),
            };
        }
        let ends = |(at, c): &(usize, char)| {
            *at > 0 && (c.is_ascii_whitespace() || matches!(c, '<' | '&'))
        };
        let length = rest
            .char_indices()
            .find(ends)
            .map_or(rest.len(), |(at, _)| at);
        HtmlWord {
            range: self.at..self.at + length,
            text: rest[..length].into(),
        }
    }
}

impl<'h> Iterator for TagStripper<'h> {
    type Item = HtmlWord<'h>;

    fn next(&mut self) -> Option<HtmlWord<'h>> {
        if let Some(word) = self.waiting.take() {
            return Some(word);
        }
        while let Some(byte) = self.html.as_bytes().get(self.at) {
            if byte.is_ascii_whitespace() {
                self.gap.get_or_insert(self.at);
                self.at += 1;
            } else if let Some(end) = self.markup() {
                let name = name(&self.html[self.at..]).to_ascii_lowercase();
                if !name.is_empty() && INLINE.binary_search(&name.as_str()).is_err() {
                    self.gap.get_or_insert(self.at);
                }
                self.at = end;
            } else {
                let word = self.word();
                self.at = word.range.end;
                let gap = self.gap.take().filter(|_| self.begun);
                self.begun = true;
                let Some(gap) = gap else { return Some(word) };
                self.waiting = Some(word);
                return Some(HtmlWord {
                    range: gap..gap + 1,
                    text: " ".into(),
                });
            }
        }
        None
    }
}

/// The name of a tag, opening or closing; empty for other markup.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// The character reference at the start of a text: its length, and what it stands for. It is apart
/// from that of [`text`](crate::text::character_reference), which may change.
fn reference(text: &str) -> Option<(usize, String)> {
    let name = text.strip_prefix('&')?;
    let length = name
        .bytes()
        .take(32)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    if name.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    let whole = &text[..length + 2];
    let meant = Parser::new(whole).find_map(|event| match event {
        Event::Text(meant) if *meant != *whole && (&*meant != "&" || whole.len() > 3) => {
            Some(meant.into_string())
        }
        _ => None,
    })?;
    Some((length + 2, meant))
}
