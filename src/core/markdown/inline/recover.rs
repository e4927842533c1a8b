//! Links that every reader sees and the parser does not: with blanks in the address, or with
//! brackets in brackets.

use super::{FARTHEST, Scan};
use crate::core::document::{Inline, LinkForm};
use crate::core::markdown::draft::What;
use crate::core::markdown::target::encoded;

/// `[anchor](https://e.org/a b)`, found at `]`: the address may hold blanks.
pub(super) fn with_blanks(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let rest = scan.text.get(at + 1..)?.strip_prefix('(')?;
    let is_absolute = |rest: &str| {
        ["http://", "https://"]
            .iter()
            .any(|scheme| rest.starts_with(scheme))
    };
    if !is_absolute(rest) {
        return None;
    }
    let end = at + 2 + closing(scan, at + 2)?;
    let open = opening(scan, at)?;
    let target = target(scan, at + 2, end)?;
    let form = if scan.text[..open].ends_with('!') {
        LinkForm::Image
    } else {
        LinkForm::Inline
    };
    let start = if form == LinkForm::Image {
        open - 1
    } else {
        open
    };
    scan.mark(start, open + 1, What::Gone);
    if form == LinkForm::Image {
        scan.mark(open + 1, at, What::Style(Inline::EMBED));
    }
    scan.mark(at, end + 1, What::Gone);
    scan.link(form, target, open + 1, at);
    let whole = scan.draft.source_of(scan.range(start, end + 1));
    if let Some((link, whole)) = scan.found.links.last_mut().zip(whole) {
        link.source = whole;
    }
    Some(end + 1)
}

/// `[[1]](https://e.org)`, found at `(`: the parser takes it for a wikilink and some text.
pub(super) fn after_wikilink(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
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
    scan.found.led.push((index, target));
    let start = (anchor.start - scan.base) as usize;
    scan.mark(
        start,
        at,
        What::Instead(format!("[{text}]"), Inline::empty()),
    );
    scan.mark(at, end + 1, What::Gone);
    Some(end + 1)
}

/// The offset of the parenthesis that closes an address which begins at `start`, on its line.
fn closing(scan: &mut Scan<'_>, start: usize) -> Option<usize> {
    let length = scan.closing(start, b'(', b')')?;
    let inside = scan.text.get(start..start + length)?;
    let breaks = |c| matches!(c, '\n' | '<') || c == char::from(super::MASK);
    (!inside.contains(breaks)).then_some(length)
}

/// The bracket that opens an anchor which ends at `at`.
fn opening(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
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
fn target(scan: &Scan<'_>, start: usize, end: usize) -> Option<String> {
    let text = scan.range(start, end).of(&scan.draft.text).trim();
    let text = match (text.ends_with('"'), text.find(" \"")) {
        (true, Some(title)) => text[..title].trim_end(),
        _ => text,
    };
    (!text.is_empty()).then(|| encoded(text).into_owned())
}
