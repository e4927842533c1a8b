//! Links in values of front matter: to notes, as authors and tags often are, and to pages.

/// The first wikilink of `text`: what stands before it, inside it and after it.
pub(super) fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (inside, after) = rest.split_once("]]")?;
    // A name may end with a bracket of its own: `[[x[bot]]]`.
    let is_open = inside.matches('[').count() > inside.matches(']').count();
    if is_open && after.starts_with(']') {
        let end = inside.len() + 1;
        return Some((before, &rest[..end], &after[1..]));
    }
    Some((before, inside, after))
}

/// What a wikilink shows: its alias, else the last part of its path.
pub(super) fn label(link: &str) -> &str {
    match link.rsplit_once('|') {
        Some((_, alias)) if !alias.trim().is_empty() => alias.trim(),
        _ => {
            let target = target(link);
            let note = target.split('#').next().unwrap_or(target);
            note.rsplit('/').next().unwrap_or(note).trim()
        }
    }
}

/// The note that a wikilink leads to; a pipe may be escaped as in a table.
pub(super) fn target(link: &str) -> &str {
    let target = link.split_once('|').map_or(link, |(target, _)| target);
    target.trim_end_matches('\\').trim()
}

/// The words of a title that is one link as a whole, to a note or to a page.
pub(super) fn unlinked(text: &str) -> &str {
    let text = text.trim();
    match next_link(text) {
        Some(("", link, "")) => label(link),
        _ => page_link(text).map_or(text, |(words, _)| words),
    }
}

/// The address of a source, also where somebody made a link of it.
pub(super) fn address(text: &str) -> &str {
    let text = text.trim();
    let pointed = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    pointed
        .or_else(|| page_link(text).map(|(_, address)| address))
        .unwrap_or(text)
}

/// The words and the address of a text that is a link of Markdown as a whole.
fn page_link(text: &str) -> Option<(&str, &str)> {
    let (words, address) = text
        .strip_prefix('[')?
        .strip_suffix(')')?
        .split_once("](")?;
    (!words.is_empty() && !address.contains(['(', ' '])).then_some((words, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_a_link_is_its_words() {
        for (text, wanted) in [
            ("[[notes/A|The title]]", "The title"),
            ("[[A]]", "A"),
            ("[A b](https://e.org/a)", "A b"),
            ("[Opinion] Why not (yet)", "[Opinion] Why not (yet)"),
            ("On [[A]]", "On [[A]]"),
        ] {
            assert_eq!(unlinked(text), wanted);
        }
    }

    #[test]
    fn a_source_that_is_a_link_is_its_address() {
        for text in ["https://e.org/a_(b)", "<https://e.org/a_(b)>"] {
            assert_eq!(address(text), "https://e.org/a_(b)");
        }
        assert_eq!(address("[A (b)](https://e.org/a)"), "https://e.org/a");
        assert_eq!(address("[[Note]]"), "[[Note]]");
    }
}
