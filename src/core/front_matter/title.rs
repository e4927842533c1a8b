//! A title for an article whose front matter gives none.

use std::borrow::Cow;

use super::authors::{label, next_link};
use super::lines::lines;
use super::references::resolved;

/// Endings of articles' file names, without the dot.
const ENDINGS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// The first top-level heading of `body` with words in it, without its markup.
pub(super) fn first_heading(body: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut before = "";
    for line in lines(body, 0..body.len()) {
        let words = line.text.trim_start_matches(' ');
        let indented = line.text.len() - words.len() > 3;
        let above = std::mem::replace(&mut before, if indented { "" } else { words });
        if let Some(open) = fence {
            if words.starts_with(open) && words.trim_matches(['`', '~', ' ']).is_empty() {
                fence = None;
            }
            before = "";
            continue;
        }
        if indented {
            continue;
        }
        fence = ["```", "~~~"]
            .into_iter()
            .find(|mark| words.starts_with(mark));
        let underlined = words.starts_with('=') && words.trim_end_matches(['=', ' ']).is_empty();
        let heading = match words.strip_prefix('#') {
            Some(heading) if heading.starts_with([' ', '\t']) => {
                heading.trim().trim_end_matches('#')
            }
            None if underlined => above,
            _ => continue,
        };
        let plain = without_markup(heading);
        if !plain.trim().is_empty() {
            return Some(resolved(plain.trim()).into_owned());
        }
    }
    None
}

/// The name of a file without its ending.
pub(super) fn of_file(file_name: &str) -> &str {
    let stem = file_name.rsplit_once('.').filter(|(stem, ending)| {
        !stem.is_empty()
            && ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
    });
    stem.map_or(file_name, |(stem, _)| stem)
}

/// The words of a heading: links give their anchors, marks of emphasis and code go.
fn without_markup(heading: &str) -> String {
    let mut plain = String::with_capacity(heading.len());
    let mut rest: &str = heading;
    while let Some((before, link, after)) = next_link(rest) {
        plain.push_str(&without_links(before));
        plain.push_str(label(link));
        rest = after;
    }
    plain.push_str(&without_links(rest));
    plain.retain(|c| !matches!(c, '*' | '`'));
    plain.replace("==", "").replace("~~", "")
}

/// The text with `[anchor](target)` read as its anchor.
fn without_links(text: &str) -> Cow<'_, str> {
    if !text.contains("](") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let open = before.rfind('[').unwrap_or(0);
        plain.push_str(before[..open].trim_end_matches('!'));
        plain.push_str(before[open..].trim_start_matches('['));
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_top_level_heading_is_the_title() {
        let title = |body| first_heading(body);
        assert_eq!(title("text\n\n## Two\n# One #\n").as_deref(), Some("One"));
        assert_eq!(title("Under\n=====\n").as_deref(), Some("Under"));
        assert_eq!(title("```sh\n# no\n```\n# yes\n").as_deref(), Some("yes"));
        assert_eq!(title("    # code\n#tag\n# \n"), None);
        assert_eq!(
            title("# The **[new](https://e.org)** [[a/Law|law]] of `x` &amp; y").as_deref(),
            Some("The new law of x & y")
        );
    }

    #[test]
    fn a_file_name_loses_its_ending_only() {
        assert_eq!(of_file("A. B.md"), "A. B");
        assert_eq!(of_file("A.MARKDOWN"), "A");
        assert_eq!(of_file("v1.2"), "v1.2");
        assert_eq!(of_file(".md"), ".md");
    }
}
