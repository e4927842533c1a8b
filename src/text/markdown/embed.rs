//! What an image or embed stands for, and the words that are shown in its place.

use crate::text::document::{LinkForm, is_picture};
use crate::text::word_list::WordList;

/// Sites whose pages are put into articles as players or posts, by registrable domain.
static PLAYERS: WordList = WordList::new(include_str!("../../../assets/words/player_sites.txt"));

/// Endings of files that are played.
const PLAYED: [&str; 14] = [
    "3gp", "aac", "flac", "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "wav",
    "webm",
];

/// Whether an address is in the syntax of a note program or a common one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `![[target]]`.
    Wiki,
    /// `![alt](target)` or `<img>`.
    Image,
}

/// What is embedded, judged by its target alone.
pub(super) fn form(target: &str, syntax: Syntax) -> LinkForm {
    let ending = ending(target);
    let is_played = ending
        .as_deref()
        .is_some_and(|ending| PLAYED.contains(&ending));
    if is_played || is_player(target) {
        LinkForm::Media
    } else if ending.as_deref() == Some("pdf") {
        LinkForm::Embed
    } else if syntax == Syntax::Image || is_picture(file_name(target)) {
        LinkForm::Image
    } else {
        LinkForm::Embed
    }
}

/// Whether an address is on a site of players and posts, and no picture of it.
fn is_player(target: &str) -> bool {
    let Some(host) = host(target) else {
        return false;
    };
    let host = host.to_ascii_lowercase();
    let on = |site: &str| {
        host.strip_suffix(site)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    PLAYERS.iter().any(on)
        && !host.starts_with("i.")
        && !host.starts_with("img.")
        && !is_picture(file_name(target))
}

/// The host of an absolute address, without `www.`.
pub(super) fn host(target: &str) -> Option<&str> {
    let rest = target
        .split_once("://")
        .map(|(_, rest)| rest)
        .or_else(|| target.strip_prefix("//"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The last part of a path, without query and fragment.
fn file_name(target: &str) -> &str {
    let path = target.split(['?', '#']).next().unwrap_or("");
    let path = path.split_once("://").map_or(path, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    path.trim_end_matches('/').rsplit('/').next().unwrap_or("")
}

/// The ending of a target's file name, in lower case.
fn ending(target: &str) -> Option<String> {
    let (_, ending) = file_name(target).rsplit_once('.')?;
    Some(ending.to_ascii_lowercase())
}

/// What to show for an anchor or a caption that is empty: the file, else the site, else the target.
pub(super) fn label(target: &str, form: LinkForm) -> String {
    if target.starts_with("data:") {
        return "image".to_owned();
    }
    let file = file_name(target);
    let name = match form {
        LinkForm::Image if !file.is_empty() => Some(file),
        LinkForm::Media
            if PLAYED
                .iter()
                .any(|played| file.to_ascii_lowercase().ends_with(played)) =>
        {
            Some(file)
        }
        _ => host(target),
    };
    name.unwrap_or(target).to_owned()
}

/// Splits what stands where a caption does into the caption and a size such as `300` or `561x288`:
/// the length of the caption in bytes.
///
/// Captions may hold captions, so that only their ends are looked at.
pub(super) fn caption_length(alt: &str) -> usize {
    // Two numbers of five digits, the sign between them, and blanks.
    const LONGEST_SIZE: usize = 32;
    let end = alt.len().saturating_sub(LONGEST_SIZE);
    match memchr::memrchr(b'|', &alt.as_bytes()[end..]) {
        Some(at) if is_size(&alt[end + at + 1..]) => end + at,
        None if end == 0 && is_size(alt) => 0,
        _ => alt.len(),
    }
}

/// Whether a text is a width, or a width and a height, in pixels.
fn is_size(text: &str) -> bool {
    let number = |part: &str| {
        !part.is_empty() && part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match text.trim().split_once(['x', 'X']) {
        Some((width, height)) => number(width) && number(height),
        None => number(text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_embedded_shows_by_its_target() {
        let cases = [
            (
                "https://www.youtube.com/watch?v=x1",
                Syntax::Image,
                LinkForm::Media,
                "youtube.com",
            ),
            (
                "https://e.org/a/pic.PNG?w=300",
                Syntax::Image,
                LinkForm::Image,
                "pic.PNG",
            ),
            (
                "https://e.org/talk.mp3",
                Syntax::Image,
                LinkForm::Media,
                "talk.mp3",
            ),
            ("https://netflix.com/x", Syntax::Image, LinkForm::Image, "x"),
            (
                "https://i.ytimg.com/vi/1.jpg",
                Syntax::Image,
                LinkForm::Image,
                "1.jpg",
            ),
            (
                "d.pdf#page=3",
                Syntax::Wiki,
                LinkForm::Embed,
                "d.pdf#page=3",
            ),
            ("Note#Part", Syntax::Wiki, LinkForm::Embed, "Note#Part"),
            ("a.png", Syntax::Wiki, LinkForm::Image, "a.png"),
            (
                "data:image/png;base64,AAAA",
                Syntax::Image,
                LinkForm::Image,
                "image",
            ),
        ];
        for (target, syntax, expected, shown) in cases {
            let found = form(target, syntax);
            assert_eq!(
                (found, label(target, found).as_str()),
                (expected, shown),
                "{target}"
            );
        }
    }

    #[test]
    fn a_size_is_no_caption() {
        for (alt, caption) in [
            ("300", ""),
            ("|561x288", ""),
            ("A cat|300", "A cat"),
            ("a|b|30x40", "a|b"),
            (
                "A caption that is far longer than any size of a picture|9",
                "A caption that is far longer than any size of a picture",
            ),
            (
                "A|caption that is far longer than any size of a picture",
                "A|caption that is far longer than any size of a picture",
            ),
            ("A cat", "A cat"),
            ("a|b", "a|b"),
            ("", ""),
        ] {
            assert_eq!(&alt[..caption_length(alt)], caption, "{alt}");
        }
    }
}
