//! Footnotes: those written inline get a place at the end, and all are numbered in the order of
//! their first mark, as note programs and code hosts show them.

use super::draft::{Draft, Leaf, Mark, Note, What};
use crate::text::document::{BlockKind, Container, ContainerKind, Inline};
use crate::text::range::TextRange;

/// Puts the texts of footnotes written inline at the end: of each the whole, and the text in it.
pub(super) fn place(draft: &mut Draft, inline: impl Iterator<Item = (TextRange, TextRange)>) {
    for (whole, inner) in inline {
        let (Some(mark), Some(source)) = (draft.source_of(whole), draft.source_of(inner)) else {
            continue;
        };
        let kind = ContainerKind::Footnote(draft.footnotes.len() as u32);
        let container = Some(draft.containers.len() as u32);
        draft.footnotes.push(Note {
            marks: vec![(whole, mark)],
            definition: Some(source),
        });
        draft.containers.push(Container {
            kind,
            parent: None,
            source,
        });
        let kind = BlockKind::Paragraph;
        draft.leaves.push(Leaf {
            kind,
            container,
            source,
            text: inner,
            residue: false,
        });
    }
}

/// Numbers all footnotes; those without a mark come last.
pub(super) fn number(draft: &mut Draft) {
    let mut order: Vec<usize> = (0..draft.footnotes.len()).collect();
    let first = |index: &usize| {
        draft.footnotes[*index]
            .marks
            .first()
            .map_or(u32::MAX, |(text, _)| text.start)
    };
    order.sort_by_key(first);
    let mut place = vec![0_u32; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    draft.footnotes = order
        .into_iter()
        .map(|index| draft.footnotes[index].clone())
        .collect();
    for container in &mut draft.containers {
        if let ContainerKind::Footnote(index) = &mut container.kind {
            *index = place.get(*index as usize).copied().unwrap_or(*index);
        }
    }
    for (index, note) in draft.footnotes.iter().enumerate() {
        let shown = format!("[{}]", index + 1);
        let mark = |(text, _): &(TextRange, _)| Mark {
            text: *text,
            what: What::Instead(shown.clone(), Inline::FOOTNOTE),
        };
        draft.marks.extend(note.marks.iter().map(mark));
    }
}
