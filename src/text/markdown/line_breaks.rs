//! Line ends that are meant: those of poems and addresses, or all of them where the reader wants so.

use super::draft::{Draft, Leaf, SpanRole};
use crate::text::document::BlockKind;

/// What a single line end within a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// A blank, as Markdown has it, unless all lines are so short that somebody broke them on purpose.
    #[default]
    Joined,
    /// The end of a line.
    Kept,
}

/// The longest line of a poem or an address, in columns. Programs wrap at 60 and more, where two lines
/// as short as this would have been one.
const SHORT: usize = 38;

/// Keeps the line ends that are meant.
pub(super) fn keep(draft: &mut Draft, breaks: LineBreaks) {
    for index in 0..draft.leaves.len() {
        let leaf = &draft.leaves[index];
        let spans = draft.spans_in(leaf.text);
        let is_written = draft.spans[spans.clone()]
            .iter()
            .any(|span| matches!(span.role, SpanRole::Prose | SpanRole::Anchor));
        let is_prose = leaf.kind == BlockKind::Paragraph && is_written;
        if is_prose && (breaks == LineBreaks::Kept || is_short(draft, leaf)) {
            for span in &mut draft.spans[spans] {
                if span.role == SpanRole::SoftBreak {
                    span.role = SpanRole::HardBreak;
                }
            }
        }
    }
}

/// Whether all lines of a paragraph are short; of two lines the second must not go on with the sentence
/// of the first.
fn is_short(draft: &Draft, leaf: &Leaf) -> bool {
    let text = leaf.text.of(&draft.text);
    if !text.as_bytes().contains(&b'\n') {
        // Most paragraphs of a clip are one line.
        return false;
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let goes_on = |line: &&str| line.starts_with(|c: char| c.is_lowercase());
    lines.len() > 1
        && lines
            .iter()
            .all(|line| !line.is_empty() && columns(line) <= SHORT)
        && (lines.len() > 2 || !lines[1..].iter().any(goes_on))
}

/// How many columns a line takes: two for a character of East Asia (from Hangul on), one for another.
fn columns(line: &str) -> usize {
    line.chars().map(|c| 1 + usize::from(c >= '\u{1100}')).sum()
}
