//! Links around several blocks, as cards of pages have them: `[` in one block, `](https://e.org)` in a
//! later one. The parser takes both for text.

use super::LeafScan;
use super::broken_links::{RecoveredLink, opening, with_blanks};
use crate::text::document::BlockKind;
use crate::text::markdown::draft::EditKind;
use crate::text::range::{SourceRange, TextRange};

/// How many leaves a link may reach over: a card has a picture, a heading and some lines of text.
const FARTHEST: usize = 24;

/// A bracket that nothing in its leaf closes.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenBracket {
    leaf: usize,
    /// Where it stands in the draft's text.
    at: u32,
}

/// `](https://e.org)`, found at `]` with no bracket before it in its leaf.
pub(super) fn close(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let opener = *scan.found.brackets.last()?;
    let is_link = scan.text[at + 1..].starts_with('(') && opening(scan, at).is_none();
    (is_link && scan.leaf - opener.leaf <= FARTHEST).then_some(())?;
    let link = with_blanks(scan, at + 2).or_else(|| page_below(scan, at + 2))?;
    scan.found.brackets.pop();
    let bracket = TextRange::new(opener.at, opener.at + 1);
    scan.found.edits.push(super::Edit {
        text: bracket,
        kind: EditKind::Hide,
    });
    scan.edit(at, link.end, EditKind::Hide);
    let anchor = anchor(scan, opener, at);
    let (start, end) = match anchor {
        Some(anchor) => (anchor.start, anchor.end),
        None => (scan.base + at as u32, scan.base + at as u32),
    };
    let ends = |text| scan.draft.source_of(text);
    let source = ends(bracket).zip(ends(scan.range(at, link.end)));
    if let Some((first, last)) = source {
        scan.found.links.push(super::Link {
            form: link.form,
            target: link.target,
            text: TextRange::new(start, end),
            source: SourceRange::new(first.start, last.end.max(first.start)),
        });
    }
    Some(link.end)
}

/// The words that lead to the page: of the blocks between the brackets the first heading, else the
/// first that has any.
fn anchor(scan: &LeafScan<'_>, opener: OpenBracket, at: usize) -> Option<TextRange> {
    let parts: Vec<(bool, TextRange)> = (opener.leaf..=scan.leaf)
        .filter_map(|index| {
            let leaf = scan.draft.leaves.get(index)?;
            let mut text = leaf.text;
            if index == opener.leaf {
                text.start = opener.at + 1;
            }
            if index == scan.leaf {
                text.end = scan.base + at as u32;
            }
            let words = text.of(&scan.draft.text);
            let heading = matches!(leaf.kind, BlockKind::Heading(_));
            (!words.trim().is_empty()).then_some((heading, text))
        })
        .collect();
    let heading = parts.iter().find(|(heading, _)| *heading);
    heading.or_else(|| parts.first()).map(|(_, text)| *text)
}

/// An address below the page's own, such as `/a/b` or `b.md`.
fn page_below(scan: &mut LeafScan<'_>, start: usize) -> Option<RecoveredLink> {
    let length = scan.closing(start, b'(', b')')?;
    let inside = scan.text.get(start..start + length)?;
    let is_address = inside.contains(['/', '.']) && !inside.contains(char::is_whitespace);
    is_address.then(|| RecoveredLink::inline(start + length + 1, inside.to_owned()))
}

/// Notes the brackets of a leaf that nothing in it closes.
pub(super) fn open(scan: &mut LeafScan<'_>) {
    let mut open = Vec::new();
    for at in memchr::memchr2_iter(b'[', b']', scan.text.as_bytes()) {
        if scan.text.as_bytes()[at] == b']' {
            open.pop();
        } else {
            open.push(at);
        }
    }
    let (leaf, base) = (scan.leaf, scan.base);
    let brackets = open.into_iter().map(|at| OpenBracket {
        leaf,
        at: base + at as u32,
    });
    scan.found.brackets.extend(brackets);
}
