//! The day that the path of an article's own address holds, as blogs and newspapers build theirs.

use crate::text::date::Date;
use crate::text::word_list::WordList;

/// Years that pages of the web were published in.
const YEARS: std::ops::Range<u16> = 1990..2100;

/// Segments of paths, and first labels of hosts, in which days name versions and occasions.
static OTHERS: WordList = WordList::new(include_str!("../../../assets/words/versioned_paths.txt"));

/// The whole day in the path of an address: as segments of it (`/2024/10/09/`), or as the beginning
/// or the end of one (`/2024-10-09-a-name`, `/a-name-2024-10-09`).
pub(super) fn of(address: &str) -> Option<Date> {
    let (_, rest) = address.split_once("://")?;
    let path = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let is_other = |part: &str| OTHERS.contains(&part.to_ascii_lowercase());
    if path.split('.').next().is_some_and(is_other) || path.split('/').any(is_other) {
        return None;
    }
    let path = &path[path.find('/')?..];
    let mut starts = path.match_indices(['/', '-', '_']);
    starts.find_map(|(at, sign)| day(&path[at + sign.len()..], sign == "/"))
}

/// The day at the beginning of `text`, which begins a segment of a path or only a part of one.
fn day(text: &str, begins_segment: bool) -> Option<Date> {
    let (year, rest) = number(text, 4..=4)?;
    let (first, rest) = sign(rest)?;
    let shortest = if first == '/' { 1 } else { 2 };
    let (month, rest) = number(rest, shortest..=2)?;
    let (second, rest) = sign(rest)?;
    let shortest = if second == '/' { 1 } else { 2 };
    let (day, rest) = number(rest, shortest..=2)?;
    let is_over = rest.is_empty() || rest.starts_with('/') || is_ending(rest);
    // What follows a day with a hyphen is a name, where it is no segment: `/2024/10/9-ways` is none.
    let is_named = rest.starts_with(['-', '_']) && first == second && second != '/';
    let is_whole = is_over || (is_named && begins_segment);
    let is_cut = (begins_segment || first == second && first != '/') && YEARS.contains(&year);
    (is_whole && is_cut).then_some(())?;
    let date = Date::read(&format!("{year}-{month:02}-{day:02}"));
    date.day.is_some().then_some(date)
}

/// The number of so many figures that a text begins with, and the rest.
fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, rest) = text.split_at(end);
    length
        .contains(&end)
        .then_some((figures.parse().ok()?, rest))
}

/// The sign between the parts of a day that a text begins with, and the rest.
fn sign(text: &str) -> Option<(char, &str)> {
    let sign = text.chars().next()?;
    matches!(sign, '/' | '-' | '_').then(|| (sign, &text[sign.len_utf8()..]))
}

/// Whether a name ends with these words as a file's does: `.html`, or `.a-name` of some blogs.
fn is_ending(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|ending| ending.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_where_a_path_holds_it_whole() {
        for (path, wanted) in [
            ("/2024/10/09/", "2024-10-09"),
            ("/2024/10/9/a-name", "2024-10-09"),
            ("/post/2024/07/10.a-name.html", "2024-07-10"),
            ("/2008-03/24/a.htm?x=1", "2008-03-24"),
            ("/2020-10-18-title", "2020-10-18"),
            ("/blog/2020_10_18_title/#part", "2020-10-18"),
            ("/a-name-2025-01-27", "2025-01-27"),
            ("/a-name-2025-01-27.html", "2025-01-27"),
            ("/2024-02-29", "2024-02-29"),
        ] {
            let found = of(&format!("https://e.org{path}")).map(|date| date.raw.to_string());
            assert_eq!(found.as_deref(), Some(wanted), "{path}");
        }
        for path in [
            "",
            "/2024/10/",
            "/2024/10/9-ways-to-fail",
            "/2024/10/3.5-is-out",
            "/2024/13/09/",
            "/2023-02-29-title",
            "/1989/10/09/",
            "/2024-10-091",
            "/12024-10-09",
            "/a-2024-10-09-b",
            "/a-2024/10/09/",
            "/20241009/",
            "/a?day=2024-10-09",
            "/2024é10é09",
        ] {
            assert_eq!(of(&format!("https://e.org{path}")), None, "{path}");
        }
        for address in [
            "https://e.org/specification/2025-06-18/basic",
            "https://docs.e.org/S3/2006-03-01/API/welcome.html",
            "https://e.org/docs/models/gpt-4o-2024-08-06",
            "https://e.org/events/2027-02-16-concert",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
        assert_eq!(of("notes/2024-10-09-a"), None, "no address");
    }
}
