//! Lists of attributes, as generators of pages read them: `{: .note #id}`, `{#custom}`,
//! `{:height 300, :width 400}`, `{target="_blank"}`. They say how something looks; none is text.

use super::LeafScan;
use crate::text::document::BlockKind;
use crate::text::markdown::draft::EditKind;

/// The longest list, in bytes.
const LONGEST: usize = 300;

/// Hides the list that begins at `at`: it stands alone on its line, behind a heading, or touches a link
/// or a picture.
pub(super) fn list(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let rest = &scan.text[at + 1..];
    let near = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let inside = &near[..near.find(['}', '\n'])?];
    let end = at + 1 + inside.len() + 1;
    (scan.text.as_bytes().get(end - 1) == Some(&b'}')).then_some(())?;
    let is_marked = inside.starts_with([':', '#', '.']);
    if !inside
        .trim_start_matches(':')
        .split_whitespace()
        .all(is_attribute)
        || inside.trim().is_empty()
    {
        return None;
    }
    let line = scan.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let before = scan.text[line..at].trim();
    let ends_line = scan.text[end..].split('\n').next().unwrap_or("").trim();
    let is_heading = matches!(scan.draft.leaves[scan.leaf].kind, BlockKind::Heading(_));
    let alone = before.is_empty() && ends_line.is_empty();
    let behind_heading = is_heading && scan.text[end..].trim().is_empty() && !before.is_empty();
    let stands = is_marked && (alone || behind_heading) || touches_link(scan, at);
    stands.then_some(())?;
    if behind_heading
        && let Some(id) = inside
            .split_whitespace()
            .find_map(|part| part.strip_prefix('#'))
    {
        scan.found.block_ids.push((id.to_owned(), scan.leaf));
    }
    // Alone on its line it takes the line with it.
    let start = if alone { line.saturating_sub(1) } else { at };
    scan.edit(start, end, EditKind::Hide);
    Some(end)
}

/// `.class`, `#id`, `key=value`, or of a picture's size `:height` and `300,`.
fn is_attribute(part: &str) -> bool {
    let is_name = |name: &str| {
        let mut chars = name.chars();
        chars.next().is_some_and(char::is_alphabetic)
            && chars.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
    };
    let is_number = |part: &str| {
        let digits = part
            .trim_end_matches(',')
            .trim_end_matches("px")
            .trim_end_matches('%');
        !digits.is_empty()
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let key = part.split_once('=').map(|(key, _)| key);
    let mark = part.strip_prefix(['.', '#', ':']);
    mark.or(key).is_some_and(is_name)
        || is_number(part)
        || matches!(part, "toc" | "height" | "width")
}

/// Whether a place is right behind a link or a picture.
fn touches_link(scan: &LeafScan<'_>, at: usize) -> bool {
    let place = scan.draft.source_of(scan.range(at, at + 1));
    let behind = place.and_then(|place| {
        let before = scan.file.get(..place.start as usize)?;
        before.chars().next_back()
    });
    behind == Some(')') && {
        let here = scan.base + at as u32;
        let near = scan
            .draft
            .links
            .partition_point(|link| link.text.start <= here);
        let mut before = scan.draft.links[..near].iter().rev().take(2);
        before.any(|link| link.text.end == here)
    }
}
