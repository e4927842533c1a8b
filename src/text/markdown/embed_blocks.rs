//! Paragraphs that hold nothing but images and embeds: each becomes a block of its own.

use super::draft::{Draft, Leaf, SpanRole};
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
        matches!(role, SpanRole::SoftBreak | SpanRole::HardBreak) || text.trim().is_empty()
    };
    spans.iter().any(|span| span.style.contains(Inline::EMBED))
        && spans.iter().all(|span| {
            span.style.contains(Inline::EMBED) || is_gap(span.text.of(&draft.text), span.role)
        })
}

/// A block for each image or embed of a leaf.
fn embeds(leaf: &Leaf, draft: &Draft) -> Vec<Leaf> {
    let is_embed = |form| {
        use LinkForm::{Embed, Image, Media};
        matches!(form, Image | Media | Embed)
    };
    let mut end = leaf.text.start;
    let mut blocks = Vec::new();
    for link in &draft.links[draft.links_in(leaf.text)] {
        // One in the caption of another is part of it.
        if is_embed(link.form) && link.text.start >= end {
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
