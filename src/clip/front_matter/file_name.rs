//! What a file's name says where its front matter is silent.

use crate::text::date::Date;
use crate::text::path::is_article_ending;

/// The name of a file without its ending.
pub(super) fn stem(file_name: &str) -> &str {
    match file_name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_article_ending(ending) => stem,
        _ => file_name,
    }
}

/// The day that the name of a blog's file begins with, as in `2024-10-09-a-name.md`.
pub(super) fn day(file_name: &str) -> Option<Date> {
    let (day, rest) = file_name.split_at_checked("2024-10-09".len())?;
    let is_named = rest
        .strip_prefix('-')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric));
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let date = (is_named && is_day).then(|| Date::read(day))?;
    date.day.is_some().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_loses_its_ending_only() {
        assert_eq!(stem("A. B.md"), "A. B");
        assert_eq!(stem("A.MARKDOWN"), "A");
        assert_eq!(stem("v1.2"), "v1.2");
        assert_eq!(stem(".md"), ".md");
    }

    #[test]
    fn a_blogs_file_is_named_by_its_day() {
        let read = |name| day(name).map(|date| date.raw.to_string());
        assert_eq!(read("2024-10-09-a-name.md").as_deref(), Some("2024-10-09"));
        for name in [
            "2024-10-09.md",
            "2024-10-09 name.md",
            "2024-13-09-a.md",
            "20241009-a.md",
            "20é4-10-09-a",
            "-",
        ] {
            assert_eq!(read(name), None, "{name}");
        }
    }
}
