//! Callouts and tasks: what the first words of a quote or of an item say about the whole.

use super::draft::{Draft, Leaf, Mark, Role, What};
use crate::text::clean::SafeText;
use crate::text::document::{BlockKind, ContainerKind, Inline, Marker};
use crate::text::markdown::writer::Pen;
use crate::text::range::{SourceRange, TextRange};

/// The longest type of a callout, in bytes; what is longer is a quote of something in brackets.
const LONGEST: usize = 40;

/// Opens a callout that the parser has recognised: its type alone in the first line.
pub(super) fn begin(file: &str, source: SourceRange, pen: &mut Pen) {
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
    pen.enter(
        ContainerKind::Callout {
            kind: SafeText::line(&kind),
            folded: None,
        },
        source,
    );
    pen.begin_leaf(BlockKind::CalloutTitle, title);
    pen.push(&titled(&kind), title, false, Role::Plain);
    pen.end_leaf();
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
    let spans = draft.spans_in(leaf.text);
    let is_break = |role| matches!(role, Role::SoftBreak | Role::HardBreak);
    let end_of_line = draft.spans[spans]
        .iter()
        .find(|span| is_break(span.role))
        .map(|span| span.text);
    let line_end = end_of_line.unwrap_or(TextRange::new(leaf.text.end, leaf.text.end));
    let title = TextRange::new(leaf.text.start, line_end.start);
    let mark = TextRange::new(leaf.text.start, leaf.text.start + head.length);
    let untitled = TextRange::new(mark.end, title.end)
        .of(&draft.text)
        .trim()
        .is_empty();
    let what = if untitled {
        What::Instead(titled(&head.kind), Inline::empty())
    } else {
        What::Gone
    };
    draft.marks.push(Mark { text: mark, what });
    let container = leaf
        .container
        .and_then(|index| draft.containers.get_mut(index as usize));
    if let Some(container) = container {
        container.kind = ContainerKind::Callout {
            kind: SafeText::line(&head.kind),
            folded: head.folded,
        };
    }
    let part = |kind, text: TextRange| {
        let source = draft.source_of(text).unwrap_or(leaf.source);
        Leaf {
            kind,
            source,
            text,
            ..leaf.clone()
        }
    };
    let title = part(BlockKind::CalloutTitle, title);
    let rest = (line_end.end < leaf.text.end).then(|| {
        part(
            BlockKind::Paragraph,
            TextRange::new(line_end.end, leaf.text.end),
        )
    });
    draft.leaves.push(title);
    draft.leaves.extend(rest);
}

/// What stands before a callout's title.
struct Head {
    kind: String,
    folded: Option<bool>,
    /// In bytes, with the fold mark.
    length: u32,
}

/// Reads `[!type]`, `[!type]+` or `[!type]-` at the start of a leaf.
fn head(leaf: &Leaf, draft: &Draft) -> Option<Head> {
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
    Some(Head {
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
    let container = leaf
        .container
        .and_then(|index| draft.containers.get_mut(index as usize));
    if let Some(container) = container {
        container.kind = ContainerKind::Item(Marker::Task(state));
        let end = leaf.text.start + 2 + state.len_utf8() as u32;
        draft.marks.push(Mark {
            text: TextRange::new(leaf.text.start, end),
            what: What::Gone,
        });
    }
}
