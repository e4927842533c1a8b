//! Addresses that lead to words in a page: text fragments (`#:~:text=`, WICG Scroll to Text).

use crate::text::percent::encode_component;

/// Longer quotes are named by their first and last words, in code points.
const WHOLE: usize = 120;

/// How many words name an end of a long quote.
const WORDS: usize = 5;

/// The address of a page, leading to a quote in it where a browser knows how.
pub fn link(url: &str, quote: &str) -> String {
    let page = url.split_once('#').map_or(url, |(page, _)| page);
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.is_empty() {
        return url.to_owned();
    }
    let several_lines = quote.trim().contains('\n');
    if words.len() > 2 * WORDS && (several_lines || quote.chars().count() > WHOLE) {
        let (first, last) = (
            words[..WORDS].join(" "),
            words[words.len() - WORDS..].join(" "),
        );
        return format!(
            "{page}#:~:text={},{}",
            encode_component(&first),
            encode_component(&last)
        );
    }
    format!("{page}#:~:text={}", encode_component(&words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_quotes_are_named_whole_and_long_ones_by_their_ends() {
        let page = "https://example.org/a#part";
        assert_eq!(
            link(page, "a well-known, fact"),
            "https://example.org/a#:~:text=a%20well%2Dknown%2C%20fact"
        );
        let long = "one two three four five six seven eight nine ten\neleven";
        assert_eq!(
            link(page, long),
            "https://example.org/a#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
        );
        assert_eq!(link(page, " "), page);
    }
}
