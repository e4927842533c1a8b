//! Notes shown in notes: which part of which note stands where an embed was written.

use std::ops::Range;
use std::sync::Arc;

use super::draft::Draft;
use super::wiki::WikiTarget;
use crate::core::document::BlockKind;
use crate::core::range::TextRange;

/// Another file of the library, as the caller of [`read_with`](super::read_with) finds it.
#[derive(Clone, Debug)]
pub struct Note {
    /// Tells it from all other notes; by it rings are noticed.
    pub key: String,
    /// The whole decoded file.
    pub text: Arc<str>,
    /// The byte at which its text begins, after the front matter.
    pub body: u32,
}

/// What a target names of a draft; `None` if it has no such part.
pub(super) fn part(mut draft: Draft, target: WikiTarget<'_>) -> Option<Draft> {
    if target.block.is_none() && target.heading.is_none() {
        return Some(draft);
    }
    let leaves = leaves(&draft, target)?;
    draft.leaves.truncate(leaves.end);
    draft.leaves.drain(..leaves.start);
    let start = draft.leaves.first()?.text.start;
    let end = draft.leaves.iter().map(|leaf| leaf.text.end).max()?;
    let inside = |text: TextRange| start <= text.start && text.end <= end;
    draft.links.retain(|link| inside(link.text));
    draft.tags.retain(|(text, _)| inside(*text));
    Some(draft)
}

/// The leaves that a target names: a section, or one block.
fn leaves(draft: &Draft, target: WikiTarget<'_>) -> Option<Range<usize>> {
    if let Some(id) = target.block {
        let (_, leaf) = draft.block_ids.iter().find(|(known, _)| known == id)?;
        return Some(*leaf..leaf + 1);
    }
    let level = |index: &usize| match draft.leaves[*index].kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let wanted = simplified(target.heading?);
    let names = |index: &usize| simplified(draft.leaves[*index].text.of(&draft.text)) == wanted;
    let start = (0..draft.leaves.len()).find(|index| level(index).is_some() && names(index))?;
    let ends = |index: &usize| level(index).is_some_and(|other| Some(other) <= level(&start));
    Some(
        start
            ..(start + 1..draft.leaves.len())
                .find(ends)
                .unwrap_or(draft.leaves.len()),
    )
}

/// A heading as links name it: letters and digits alone, in lower case.
fn simplified(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
