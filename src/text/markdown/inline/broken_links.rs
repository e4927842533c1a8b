//! Links that every reader sees and the parser does not: with blanks in the address, to a page of a
//! generator, or with brackets in brackets; and pictures that hold themselves.

use super::{FARTHEST, LeafScan};
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::EditKind;
use crate::text::percent::encode_address;

/// How far a picture may reach that holds itself, in bytes; drawings of a page's icons are shorter.
const LONGEST_PICTURE: usize = 64 * 1024;

/// Where a recovered link leads.
pub(super) struct RecoveredLink {
    /// Behind its closing parenthesis, in bytes of the leaf.
    pub(super) end: usize,
    pub(super) form: LinkForm,
    pub(super) target: String,
}

impl RecoveredLink {
    /// One that is written like any other.
    pub(super) fn inline(end: usize, target: String) -> Self {
        Self {
            end,
            form: LinkForm::Inline,
            target,
        }
    }
}

/// `![alt](data:…)`, found at `]`, with blanks or tags in it: what it draws is not shown as text, and
/// the addresses in it are no links.
pub(super) fn picture(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let start = at + 2;
    let data = scan.text.get(at + 1..)?.strip_prefix("(data:")?;
    data.starts_with("image/").then_some(())?;
    let length = scan.closing_within(start, (b'(', b')'), LONGEST_PICTURE)?;
    let open = opening(scan, at).filter(|open| scan.text[..*open].ends_with('!'))?;
    let end = start + length + 1;
    let alt = scan.range(open + 1, at).of(&scan.draft.text).trim();
    let name = if alt.is_empty() { "image" } else { alt };
    let shown = EditKind::Replace(name.to_owned(), Inline::EMBED);
    scan.edit(open - 1, end, shown);
    scan.link(LinkForm::Image, "data:image".to_owned(), open - 1, end);
    Some(end)
}

/// `[anchor](…)`, found at `]`, with an address that the parser knows not.
pub(super) fn link(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let rest = scan.text.get(at + 1..)?.strip_prefix('(')?;
    let is_reference = rest.starts_with("{{");
    let open = opening(scan, at)?;
    let link = if is_reference {
        page_reference(scan, at + 2)?
    } else {
        with_blanks(scan, at + 2)?
    };
    let is_image = scan.text[..open].ends_with('!');
    let (start, form) = if is_image {
        (open - 1, LinkForm::Image)
    } else {
        (open, link.form)
    };
    scan.edit(start, open + 1, EditKind::Hide);
    if is_image {
        scan.edit(open + 1, at, EditKind::Style(Inline::EMBED));
    }
    scan.edit(at, link.end, EditKind::Hide);
    scan.link(form, link.target, open + 1, at);
    let whole = scan.draft.source_of(scan.range(start, link.end));
    if let Some((link, whole)) = scan.found.links.last_mut().zip(whole) {
        link.source = whole;
    }
    Some(link.end)
}

/// `https://e.org/a b)`: an address with blanks.
pub(super) fn with_blanks(scan: &mut LeafScan<'_>, start: usize) -> Option<RecoveredLink> {
    let rest = scan.text.get(start..)?;
    if !["http://", "https://"]
        .iter()
        .any(|scheme| rest.starts_with(scheme))
    {
        return None;
    }
    let end = start + closing(scan, start)?;
    Some(RecoveredLink::inline(end + 1, target(scan, start, end)?))
}

/// `{{< ref "page.md" >}} "title")`: page generators ask so for the address of a page of theirs.
fn page_reference(scan: &mut LeafScan<'_>, start: usize) -> Option<RecoveredLink> {
    let length = scan.closing(start, b'(', b')')?;
    let inside = scan.text.get(start..start + length)?;
    let call = inside
        .strip_prefix("{{<")
        .and_then(|rest| rest.split_once(">}}"))
        .or_else(|| inside.strip_prefix("{{%")?.split_once("%}}"))?
        .0;
    let quoted = call.split_once('"')?.1.split_once('"')?.0;
    Some(RecoveredLink {
        end: start + length + 1,
        form: LinkForm::Wiki,
        // From the generator's folder of pages, which need not be the library's.
        target: quoted.trim_start_matches('/').to_owned(),
    })
}

/// `[[1]](https://e.org)`, found at `(`: the parser takes it for a wikilink and some text.
pub(super) fn after_wikilink(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let ends_here = scan.base + at as u32;
    let index = scan
        .draft
        .links
        .partition_point(|link| link.text.start < ends_here)
        .checked_sub(1)?;
    let link = scan.draft.links.get(index)?;
    let touches = scan.draft.source_of(scan.range(at, at + 1))?.start == link.source.end;
    if link.form != LinkForm::Wiki || link.text.end != ends_here || !touches {
        return None;
    }
    let end = at + 1 + closing(scan, at + 1)?;
    let target = target(scan, at + 1, end).filter(|target| target.contains(['/', '#', '.']))?;
    let (anchor, text) = (link.text, link.text.of(&scan.draft.text));
    scan.found.redirected.push((index, target));
    let start = (anchor.start - scan.base) as usize;
    scan.edit(
        start,
        at,
        EditKind::Replace(format!("[{text}]"), Inline::empty()),
    );
    scan.edit(at, end + 1, EditKind::Hide);
    Some(end + 1)
}

/// The offset of the parenthesis that closes an address which begins at `start`, on its line.
fn closing(scan: &mut LeafScan<'_>, start: usize) -> Option<usize> {
    let length = scan.closing(start, b'(', b')')?;
    let inside = scan.text.get(start..start + length)?;
    let breaks = |c| matches!(c, '\n' | '<') || c == char::from(super::MASK);
    (!inside.contains(breaks)).then_some(length)
}

/// The bracket that opens an anchor which ends at `at`.
pub(super) fn opening(scan: &mut LeafScan<'_>, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let nearest = at.saturating_sub(FARTHEST.min(scan.found.effort));
    for offset in (nearest..at).rev() {
        match scan.text.as_bytes()[offset] {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(offset),
            b'[' => depth -= 1,
            b'\n' => break,
            _ => {}
        }
    }
    scan.found.effort -= at - nearest;
    None
}

/// An address without its title, its blanks written as addresses write them.
fn target(scan: &LeafScan<'_>, start: usize, end: usize) -> Option<String> {
    let text = scan.range(start, end).of(&scan.draft.text).trim();
    let text = match (text.ends_with('"'), text.find(" \"")) {
        (true, Some(title)) => text[..title].trim_end(),
        _ => text,
    };
    (!text.is_empty()).then(|| encode_address(text).into_owned())
}
