//! End tags looked for ahead: an element that is never closed swallows nothing.

use std::collections::HashMap;

/// Where the next end tag of a name stands. It is remembered, so that a flood of elements that are
/// never closed is looked through once and not once for each of them.
#[derive(Debug, Default)]
pub(super) struct EndTags {
    next: HashMap<String, Option<usize>>,
}

impl EndTags {
    /// Where the first end tag of a name begins in `text` at byte `from` or later. Of one text, `from`
    /// never goes back.
    pub fn next(&mut self, text: &str, name: &str, from: usize) -> Option<usize> {
        let is_ahead = |next: &&Option<usize>| next.is_none_or(|at| at >= from);
        if let Some(next) = self.next.get(name).filter(is_ahead) {
            return *next;
        }
        let rest = text.as_bytes().get(from..).unwrap_or(&[]);
        let next = end_tag(rest, name).map(|at| from + at);
        self.next.insert(name.to_owned(), next);
        next
    }
}

/// Where the first end tag of a name begins.
pub(super) fn end_tag(html: &[u8], name: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', html).find(|at| {
        let tag = html[*at..].strip_prefix(b"</");
        let named = tag.and_then(|tag| tag.get(..name.len()));
        named.is_some_and(|named| named.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_tags_are_found_ahead_and_remembered() {
        let text = "</b>a</I>b</b>c";
        let mut ends = EndTags::default();
        assert_eq!(ends.next(text, "b", 0), Some(0));
        assert_eq!(ends.next(text, "b", 1), Some(10));
        assert_eq!(ends.next("", "b", 2), Some(10), "no second look is taken");
        assert_eq!(ends.next(text, "i", 2), Some(5));
        assert_eq!(ends.next(text, "b", 11), None);
        assert_eq!(ends.next("</b></b></b></b>", "b", 12), None, "nor here");
    }
}
