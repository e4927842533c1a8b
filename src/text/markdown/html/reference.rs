//! Character references such as `&amp;` and `&#8212;`.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest reference that has a meaning, in bytes.
const LONGEST: usize = 34;

/// The reference at the start of a text, with its length in bytes and what it stands for.
pub(super) fn reference(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'&');
    let length = text
        .bytes()
        .take(LONGEST)
        .position(|byte| !is_part(&byte))?;
    if text.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    let known = match &text[..length] {
        "&amp" => "&",
        "&lt" => "<",
        "&gt" => ">",
        "&quot" => "\"",
        "&apos" | "&#39" | "&#x27" => "'",
        "&nbsp" | "&#160" => "\u{a0}",
        _ => return Some((length + 1, named(&text[..=length])?.into())),
    };
    Some((length + 1, known.into()))
}

/// What a less common reference stands for, which the Markdown parser has a table of.
fn named(reference: &str) -> Option<String> {
    let text = Parser::new(reference).find_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (text != reference && !text.starts_with('&')).then_some(text)
}

/// A text with its references resolved.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
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
    }
}
