//! Targets of links as HTML would carry them.

use std::borrow::Cow;
use std::fmt::Write;

/// An absolute address with the characters encoded that no address may hold, as `CommonMark`'s own
/// renderer does. What comes before the path is left alone, and so are wikilinks and relative targets.
pub(super) fn encoded(target: &str) -> Cow<'_, str> {
    let Some(scheme) = target.find("://") else {
        return target.into();
    };
    let host = scheme + 3;
    let path = target[host..]
        .find(['/', '?', '#'])
        .map_or(target.len(), |at| host + at);
    if !target[path..].contains(is_unfit) {
        return target.into();
    }
    let mut whole = target[..path].to_owned();
    for c in target[path..].chars() {
        if is_unfit(c) {
            // Writing to a string cannot fail.
            let _ = write!(whole, "%{:02X}", u32::from(c));
        } else {
            whole.push(c);
        }
    }
    whole.into()
}

/// ASCII that addresses must encode. Characters of other scripts are left to whoever parses it.
fn is_unfit(c: char) -> bool {
    matches!(
        c,
        ' ' | '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}'
    )
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
            assert_eq!(encoded(target), expected);
        }
    }
}
