//! Footnotes: those written inline get a place at the end, and all are numbered in the order of
//! their first mark, as note programs and code hosts show them.

use super::draft::{Draft, DraftFootnote, Edit, EditKind, Leaf};
use super::reading_order;
use crate::text::document::{BlockKind, Container, ContainerKind, Inline};
use crate::text::range::TextRange;

/// Appends the texts of footnotes written inline: of each the whole, and the text in it.
pub(super) fn append(draft: &mut Draft, inline: impl Iterator<Item = (TextRange, TextRange)>) {
    for (whole, text) in inline {
        let (Some(mark), Some(source)) = (draft.source_of(whole), draft.source_of(text)) else {
            continue;
        };
        let container = Some(draft.containers.len() as u32);
        draft.containers.push(Container {
            kind: ContainerKind::Footnote(draft.footnotes.len() as u32),
            parent: None,
            source,
        });
        draft.footnotes.push(DraftFootnote {
            marks: vec![(whole, mark)],
            definition: Some(source),
        });
        draft.leaves.push(Leaf {
            kind: BlockKind::Paragraph,
            container,
            source,
            text,
            residue: false,
        });
    }
}

/// Numbers all footnotes; those without a mark come last.
pub(super) fn number(draft: &mut Draft) {
    let moved = reading_order::sort(&mut draft.footnotes, |note| {
        note.marks.first().map_or(u32::MAX, |(text, _)| text.start)
    });
    for container in &mut draft.containers {
        if let ContainerKind::Footnote(index) = &mut container.kind {
            *index = moved.get(*index as usize).copied().unwrap_or(*index);
        }
    }
    for (index, note) in draft.footnotes.iter().enumerate() {
        let shown = format!("[{}]", index + 1);
        draft.edits.extend(note.marks.iter().map(|(mark, _)| Edit {
            text: *mark,
            kind: EditKind::Replace(shown.clone(), Inline::FOOTNOTE),
        }));
    }
}
