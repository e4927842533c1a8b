//! Tags in one value of front matter, however many people put into it.

use super::links::{label, next_link};

/// Signs between tags that stand in no tag.
const BETWEEN: [char; 5] = [',', ';', '，', '、', '；'];

/// The tags in one value; one that stands `alone`, not in a list, may hold several.
pub(super) fn tags(text: &str, alone: bool) -> Vec<&str> {
    let inside = text
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|inside| alone && !inside.starts_with('['));
    // A list that somebody put in quotes holds the quotes of its items.
    let (text, quotes): (&str, &[char]) =
        inside.map_or((text, &[]), |inside| (inside, &['"', '\'']));
    let separators: &[char] = match alone {
        true if text.contains(BETWEEN) => &BETWEEN,
        true if text.trim_start().starts_with('#') => &[' ', '\t'],
        _ if text.contains(" #") => &[' '],
        _ => &['\n'],
    };
    text.split(separators)
        .flat_map(links_or_text)
        .map(|tag| tag.trim().trim_matches(quotes))
        .map(|tag| tag.trim_matches('`').trim_start_matches('#').trim())
        .filter(|tag| !tag.is_empty())
        .collect()
}

/// The words of each link of a text, or the text where it holds none.
fn links_or_text(text: &str) -> Vec<&str> {
    let mut rest = text;
    let links: Vec<&str> = std::iter::from_fn(|| {
        let (_, link, after) = next_link(rest)?;
        rest = after;
        Some(label(link))
    })
    .collect();
    if links.is_empty() { vec![text] } else { links }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_alone_may_hold_several() {
        for (text, wanted) in [
            ("a, b c", ["a", "b c"].as_slice()),
            ("a; b", &["a", "b"]),
            ("標籤一、標籤二", &["標籤一", "標籤二"]),
            ("标签，标签二", &["标签", "标签二"]),
            ("#a #b", &["a", "b"]),
            ("a b", &["a b"]),
            ("[a, b]", &["a", "b"]),
            ("['a', \"b c\"]", &["a", "b c"]),
            ("[[a]] [[x/b|c]]", &["a", "c"]),
            ("[[a]], [[b]]", &["a", "b"]),
            ("'quoted'", &["'quoted'"]),
        ] {
            assert_eq!(tags(text, true), wanted);
        }
        assert_eq!(tags("a, b", false), ["a, b"]);
        assert_eq!(tags("[[a]]", false), ["a"]);
    }
}
