//! Percent-encoding of addresses and paths (RFC 3986), there and back.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text with every character that is not kept as `%` and two hex digits a byte.
pub fn encode(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if is_kept(c) {
            encoded.push(c);
        } else {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).bytes();
            bytes.for_each(|byte| push_byte(&mut encoded, byte));
        }
    }
    encoded
}

/// Adds a byte to a text as `%` and two hex digits.
pub fn push_byte(text: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    let _ = write!(text, "%{byte:02X}");
}

/// Everything but ASCII letters, digits and `._~` encoded; a hyphen means something in a text
/// fragment.
pub fn encode_component(text: &str) -> String {
    encode(text, |c| c.is_ascii_alphanumeric() || "._~".contains(c))
}

/// An absolute address with the characters encoded that no address may hold, as `CommonMark`'s own
/// renderer does. What comes before the path is left alone, and so are wikilinks and relative
/// targets; characters of other scripts are left to whoever parses it.
pub fn encode_address(target: &str) -> Cow<'_, str> {
    let Some(scheme) = target.find("://") else {
        return target.into();
    };
    let is_unfit = |c| " \"<>[\\]^`{|}".contains(c);
    let host = scheme + 3;
    let at = target[host..]
        .find(['/', '?', '#'])
        .map_or(target.len(), |at| host + at);
    let (site, path) = target.split_at(at);
    if !path.contains(is_unfit) {
        return target.into();
    }
    (site.to_owned() + &encode(path, |c| !is_unfit(c))).into()
}

/// A text with its escapes resolved; as it is where they make no text.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let byte = escaped_byte(&rest[at..]);
        bytes.push(byte.unwrap_or(b'%'));
        rest = &rest[at + byte.map_or(1, |_| 3)..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The byte that an escape at the start of a text stands for.
pub fn escaped_byte(escape: &str) -> Option<u8> {
    u8::from_str_radix(escape.get(1..3)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_address_may_hold_is_encoded() {
        let cases = [
            ("https://e.org/a b?q=\\*", "https://e.org/a%20b?q=%5C*"),
            (
                "https://e.org/A(2024).pdf?x=%20#é",
                "https://e.org/A(2024).pdf?x=%20#é",
            ),
            ("http://[::1]/[x]", "http://[::1]/%5Bx%5D"),
            ("Note [1]", "Note [1]"),
        ];
        for (target, expected) in cases {
            assert_eq!(encode_address(target), expected);
        }
    }

    #[test]
    fn escapes_lead_there_and_back() {
        assert_eq!(encode_component("é-1"), "%C3%A9%2D1");
        assert_eq!(decode("%C3%A9%2d1 %"), "é-1 %");
        assert_eq!(decode("%ff"), "%ff");
    }
}
