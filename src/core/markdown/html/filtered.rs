//! Elements whose text a browser would swallow to the end of the page: where they are never closed,
//! their tag was meant as text.

/// Elements that code hosts show as text instead of obeying (GFM's disallowed raw HTML), but for
/// those that clips really hold.
const FILTERED: [&str; 7] = [
    "title",
    "textarea",
    "style",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
];

/// How far an end tag is looked for, in bytes.
const FARTHEST: usize = 1024;

/// Whether a tag that opens such an element is followed by no end tag of its name.
pub(in crate::core::markdown) fn is_text(tag: &str, after: &str) -> bool {
    let Some(name) = tag.strip_prefix('<') else {
        return false;
    };
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name[..length].to_ascii_lowercase();
    if !FILTERED.contains(&name.as_str()) {
        return false;
    }
    let after = after.as_bytes();
    let near = &after[..after.len().min(FARTHEST)];
    let closes = |at: usize| {
        let end = near.get(at + 2..at + 2 + name.len());
        near[at..].starts_with(b"</")
            && end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    !memchr::memchr_iter(b'<', near).any(closes)
}
