//! Paragraphs that hold nothing but images and embeds: each becomes a block of its own.

use super::draft::{Draft, Leaf, Role};
use crate::text::document::{BlockKind, Inline, LinkForm};

/// Splits such paragraphs.
pub(super) fn split(draft: &mut Draft) {
    for leaf in std::mem::take(&mut draft.leaves) {
        if leaf.kind == BlockKind::Paragraph && holds_embeds_only(&leaf, draft) {
            let embeds = embeds(&leaf, draft);
            draft.leaves.extend(embeds);
        } else {
            draft.leaves.push(leaf);
        }
    }
}

fn holds_embeds_only(leaf: &Leaf, draft: &Draft) -> bool {
    let spans = draft.spans.get(draft.spans_in(leaf.text)).unwrap_or(&[]);
    let is_gap = |text: &str, role| {
        matches!(role, Role::SoftBreak | Role::HardBreak) || text.trim().is_empty()
    };
    spans.iter().any(|span| span.style.contains(Inline::EMBED))
        && spans.iter().all(|span| {
            span.style.contains(Inline::EMBED) || is_gap(span.text.of(&draft.text), span.role)
        })
}

/// A block for each image or embed of a leaf.
fn embeds(leaf: &Leaf, draft: &Draft) -> Vec<Leaf> {
    let first = draft
        .links
        .partition_point(|link| link.text.start < leaf.text.start);
    let inside = draft.links[first..]
        .iter()
        .take_while(|link| link.text.start < leaf.text.end);
    let mut end = leaf.text.start;
    let mut blocks = Vec::new();
    for link in inside.filter(|link| {
        matches!(
            link.form,
            LinkForm::Image | LinkForm::Media | LinkForm::Embed
        )
    }) {
        // One in the caption of another is part of it.
        if link.text.start >= end {
            end = link.text.end;
            blocks.push(Leaf {
                kind: BlockKind::Embed,
                text: link.text,
                source: link.source,
                ..leaf.clone()
            });
        }
    }
    blocks
}
