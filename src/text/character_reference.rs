//! Character references of HTML, such as `&amp;` and `&#8212;`, and the characters they stand for.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest name or number that has a meaning, in bytes: `CounterClockwiseContourIntegral`, and
/// one more.
const LONGEST: usize = 32;

/// The reference at the start of a text, with its length in bytes and what it stands for.
pub fn reference(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let name = text.strip_prefix('&')?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let mut bytes = name.bytes().take(LONGEST + 1);
    let length = bytes.position(|byte| !is_part(byte))?;
    if !name[length..].starts_with(';') {
        return None;
    }
    let whole = length + 2;
    // Those that pages are full of need no parser.
    let known = match &name[..length] {
        "amp" | "#38" | "#x26" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "#39" | "#x27" => "'",
        "nbsp" | "#160" => "\u{a0}",
        _ => return Some((whole, named(&text[..whole])?.into())),
    };
    Some((whole, known.into()))
}

/// What a less common reference stands for, which the Markdown parser has a table of; a number that
/// is no character stands for nothing.
fn named(reference: &str) -> Option<String> {
    let text = Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (text != reference && !text.starts_with(['&', char::REPLACEMENT_CHARACTER])).then_some(text)
}

/// A text with its references resolved once; unknown ones stay as they are.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, meant) = reference(rest).unwrap_or((1, "&".into()));
        whole.push_str(&meant);
        rest = &rest[length..];
    }
    whole.push_str(rest);
    whole.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_what_is_none_stays() {
        assert_eq!(
            resolved("a &amp; b &mdash; &#8212;&#x41;&nope; &amp &"),
            "a & b — —A&nope; &amp &"
        );
        assert_eq!(resolved("?a=1&amp;b=2&c=3"), "?a=1&b=2&c=3");
        assert_eq!(resolved("&#38;&#x26;&amp&lt;"), "&&&amp<");
        assert_eq!(reference("le&#8217;s"), None, "a word before it is no part");
    }

    #[test]
    fn known_references_are_resolved_once() {
        assert_eq!(resolved("A &amp; B&#8217;s &#x2014; x"), "A & B’s — x");
        assert_eq!(
            resolved("Espa&ntilde;ol &Ccedil; &qacute;"),
            "Español Ç &qacute;"
        );
        assert_eq!(
            resolved("&amp;amp; &unknown; & AT&T &#0;"),
            "&amp; &unknown; & AT&T &#0;"
        );
        assert_eq!(resolved("é&é;ééééééé;"), "é&é;ééééééé;");
    }
}
