//! What outliners keep in the text of their blocks: `id:: …`, `:LOGBOOK:`, `((…))`, `{{video …}}`.

use super::LeafScan;
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::EditKind;
use crate::text::markdown::embed;

/// Properties that a program wrote for itself; of those whose name ends with a hyphen, all that begin so.
const PROPERTIES: [&str; 12] = [
    "id",
    "collapsed",
    "hl-",
    "ls-",
    "logseq.",
    "card-",
    "created-at",
    "updated-at",
    "file-path",
    "background-color",
    "query-",
    "heading",
];

/// The letters of a block's id, 8-4-4-4-12 digits of base 16.
const ID: usize = 36;

/// Hides the lines of a leaf that are properties, drawers or marks of a program.
pub(super) fn properties(scan: &mut LeafScan<'_>) {
    let text = scan.text;
    if !text.contains("::") && !text.contains(":LOGBOOK:") && !text.contains("#+") {
        return;
    }
    let mut start = 0;
    let mut in_drawer = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let end = start + line.trim_end_matches('\n').len();
        let opens = words == ":LOGBOOK:" && text[end..].contains(":END:");
        in_drawer |= opens;
        let is_mark = words.starts_with("#+BEGIN_") || words.starts_with("#+END_");
        if in_drawer || is_property(words) || is_mark && !words.contains(' ') {
            let feed = usize::from(start > 0);
            scan.edit(start - feed, end, EditKind::Hide);
        }
        in_drawer &= words != ":END:";
        start += line.len();
    }
}

/// Whether a line is a property that no person reads.
fn is_property(line: &str) -> bool {
    let Some((key, _)) = line.split_once("::") else {
        return false;
    };
    PROPERTIES
        .iter()
        .any(|known| match known.strip_suffix(['-', '.']) {
            Some(_) => key.starts_with(known),
            None => key == *known,
        })
        && !key.contains(char::is_whitespace)
}

/// `((63d0a0a0-…))`, found at its first sign: the id of a block elsewhere.
pub(super) fn block(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let rest = scan.text[at..].strip_prefix("((")?;
    let id = rest.get(..ID).filter(|_| rest[ID..].starts_with("))"))?;
    let is_id = id
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_id.then_some(())?;
    let end = at + 2 + ID + 2;
    scan.edit(at, end, EditKind::Hide);
    Some(end)
}

/// `{{video https://e.org/v}}`, found at its first brace: a link to what is shown there.
pub(super) fn call(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let rest = scan.text[at..].strip_prefix("{{")?;
    let near = &rest[..rest.floor_char_boundary(super::FARTHEST.min(rest.len()))];
    let inside = &near[..near.find("}}")?];
    let (name, target) = inside.trim().split_once([' ', ':'])?;
    let target = target.trim_start_matches([':', ' ']);
    let is_page = ["http://", "https://"]
        .iter()
        .any(|scheme| target.starts_with(scheme));
    if !is_page
        || target.contains(char::is_whitespace)
        || !name.bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        return None;
    }
    let end = at + inside.len() + 4;
    let target = target.to_owned();
    let label = embed::label(&target, LinkForm::Media);
    scan.edit(at, end, EditKind::Replace(label, Inline::EMBED));
    scan.link(LinkForm::Media, target, at, end);
    Some(end)
}
