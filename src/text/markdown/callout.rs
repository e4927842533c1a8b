//! Callouts and tasks: what the first words of a quote or of an item say about the whole.

use super::draft::{Draft, EditKind, Leaf, SpanRole};
use crate::text::clean::SafeText;
use crate::text::document::{BlockKind, ContainerKind, Inline, Marker};
use crate::text::markdown::writer::DraftWriter;
use crate::text::range::{SourceRange, TextRange};

/// The longest type of a callout, in bytes; what is longer is a quote of something in brackets.
const LONGEST: usize = 40;

/// Opens a callout that the parser has recognised: its type alone in the first line.
pub(super) fn begin(file: &str, source: SourceRange, writer: &mut DraftWriter) {
    let text = source.of(file);
    let place = text
        .find("[!")
        .zip(text.find(']'))
        .filter(|(start, end)| start < end);
    let (start, end) = place.unwrap_or((0, 0));
    let kind = text
        .get(start + 2..end)
        .unwrap_or("note")
        .trim()
        .to_lowercase();
    let title = SourceRange::new(source.start + start as u32, source.start + end as u32 + 1);
    writer.enter(
        ContainerKind::Callout {
            kind: SafeText::line(&kind),
            folded: None,
        },
        source,
    );
    writer.begin_leaf(BlockKind::CalloutTitle, title);
    writer.push(&titled(&kind), title, false, SpanRole::Plain);
    writer.end_leaf();
}

/// Finds the callouts and tasks that the parser takes for quotes and text.
pub(super) fn find(draft: &mut Draft) {
    let leaves = std::mem::take(&mut draft.leaves);
    let mut begun = None;
    for leaf in leaves {
        let first = leaf.container.filter(|_| leaf.container > begun);
        begun = begun.max(leaf.container);
        let kind = first
            .and_then(|index| draft.containers.get(index as usize))
            .map(|found| &found.kind);
        match kind {
            Some(ContainerKind::Quote) if leaf.kind == BlockKind::Paragraph => callout(leaf, draft),
            Some(ContainerKind::Item(Marker::Bullet | Marker::Number(_)))
                if leaf.kind == BlockKind::Paragraph =>
            {
                task(&leaf, draft);
                draft.leaves.push(leaf);
            }
            _ => draft.leaves.push(leaf),
        }
    }
}

/// Adds the first leaf of a quote: as it is, or as a callout's title and what follows it.
fn callout(leaf: Leaf, draft: &mut Draft) {
    let Some(head) = head(&leaf, draft) else {
        draft.leaves.push(leaf);
        return;
    };
    let spans = &draft.spans[draft.spans_in(leaf.text)];
    let is_break = |role| matches!(role, SpanRole::SoftBreak | SpanRole::HardBreak);
    let line_end = spans.iter().find(|span| is_break(span.role));
    let end = TextRange::new(leaf.text.end, leaf.text.end);
    let line_end = line_end.map_or(end, |span| span.text);
    let title = TextRange::new(leaf.text.start, line_end.start);
    let mark = TextRange::new(leaf.text.start, leaf.text.start + head.length);
    let words = TextRange::new(mark.end, title.end).of(&draft.text);
    let kind = if words.trim().is_empty() {
        EditKind::Replace(titled(&head.kind), Inline::empty())
    } else {
        EditKind::Hide
    };
    draft.edit(mark, kind);
    if let Some(container) = draft.container_of(&leaf) {
        container.kind = ContainerKind::Callout {
            kind: SafeText::line(&head.kind),
            folded: head.folded,
        };
    }
    let part = |kind, text: TextRange| Leaf {
        kind,
        source: draft.source_of(text).unwrap_or(leaf.source),
        text,
        ..leaf.clone()
    };
    let rest = TextRange::new(line_end.end, leaf.text.end);
    let title = part(BlockKind::CalloutTitle, title);
    let rest = (!rest.is_empty()).then(|| part(BlockKind::Paragraph, rest));
    draft.leaves.push(title);
    draft.leaves.extend(rest);
}

/// What stands before a callout's title.
struct CalloutHead {
    kind: String,
    folded: Option<bool>,
    /// In bytes, with the fold mark.
    length: u32,
}

/// Reads `[!type]`, `[!type]+` or `[!type]-` at the start of a leaf.
fn head(leaf: &Leaf, draft: &Draft) -> Option<CalloutHead> {
    if draft.spans.get(draft.spans_in(leaf.text))?.first()?.escaped {
        return None;
    }
    let (kind, rest) = leaf
        .text
        .of(&draft.text)
        .strip_prefix("[!")?
        .split_once(']')?;
    let name = kind.split('|').next().unwrap_or(kind).trim().to_lowercase();
    if name.is_empty() || kind.len() > LONGEST || kind.contains(['[', '\n']) {
        return None;
    }
    let folded = match rest.bytes().next() {
        Some(b'-') => Some(true),
        Some(b'+') => Some(false),
        _ => None,
    };
    let length = 3 + kind.len() + usize::from(folded.is_some());
    Some(CalloutHead {
        kind: name,
        folded,
        length: length as u32,
    })
}

/// The title of a callout that has none: its type, with a capital.
fn titled(kind: &str) -> String {
    let mut chars = kind.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// Reads `[?]` at the start of an item. A digit is not a state: `[1]` begins a list of references.
fn task(leaf: &Leaf, draft: &mut Draft) {
    let escaped = draft.spans[draft.spans_in(leaf.text)]
        .first()
        .is_none_or(|span| span.escaped);
    let mut chars = leaf.text.of(&draft.text).chars();
    let (Some('['), Some(state), Some(']')) = (chars.next(), chars.next(), chars.next()) else {
        return;
    };
    let ends = chars.next().is_none_or(|next| next == ' ' || next == '\t');
    let is_state = !state.is_ascii_digit() && !matches!(state, '[' | ']' | '^' | '\n');
    if escaped || !ends || !is_state {
        return;
    }
    let end = leaf.text.start + 2 + state.len_utf8() as u32;
    if let Some(container) = draft.container_of(leaf) {
        container.kind = ContainerKind::Item(Marker::Task(state));
        draft.edit(TextRange::new(leaf.text.start, end), EditKind::Hide);
    }
}
