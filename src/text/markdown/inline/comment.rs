//! Comments: `%%in a line%%`, and from a line that begins with `%%` over several blocks.

use super::LeafScan;
use crate::text::document::Inline;
use crate::text::markdown::Comments;
use crate::text::markdown::draft::{Draft, Edit, EditKind};
use crate::text::range::TextRange;

/// A `%%`, which begins a comment or ends one.
#[derive(Clone, Copy, Debug)]
pub(in crate::text::markdown) struct CommentDelimiter {
    /// The leaf it stands in.
    leaf: usize,
    /// Where it stands in the draft's text.
    at: u32,
    /// Whether it may begin a comment: not behind a letter or digit, as in `100%%`.
    opens: bool,
    /// Whether it may begin one that goes on in later blocks: at the start of a line.
    opens_block: bool,
}

/// Notes a delimiter.
pub(super) fn delimiter(scan: &mut LeafScan<'_>, at: usize) -> usize {
    let before = scan.char_before(at);
    scan.found.comments.push(CommentDelimiter {
        leaf: scan.leaf,
        at: scan.base + at as u32,
        opens: !before.is_some_and(char::is_alphanumeric),
        opens_block: before.is_none_or(|c| c == '\n'),
    });
    at + 2
}

/// Hides what stands between pairs of delimiters, or marks it where comments are shown.
/// Gives the hidden stretches, ascending; one that was never closed hides nothing.
pub(in crate::text::markdown) fn hide(
    draft: &mut Draft,
    delimiters: &[CommentDelimiter],
    comments: Comments,
) -> Vec<TextRange> {
    let mut hidden = Vec::new();
    let mut open: Option<&CommentDelimiter> = None;
    for delimiter in delimiters {
        match open {
            Some(begun) if begun.leaf == delimiter.leaf || begun.opens_block => {
                hidden.push(TextRange::new(begun.at, delimiter.at + 2));
                open = None;
            }
            _ => open = Some(delimiter).filter(|delimiter| delimiter.opens),
        }
    }
    for range in &hidden {
        mark(draft, *range, comments);
    }
    if comments == Comments::Shown {
        hidden.clear();
    }
    hidden
}

/// Marks a comment in each of the leaves that it is part of.
fn mark(draft: &mut Draft, range: TextRange, comments: Comments) {
    let first = draft
        .leaves
        .partition_point(|leaf| leaf.text.end <= range.start);
    let count = draft.leaves[first..].partition_point(|leaf| leaf.text.start < range.end);
    for leaf in &draft.leaves[first..first + count] {
        let within = |at: u32| at.clamp(leaf.text.start, leaf.text.end);
        let mut put = |start: u32, end: u32, kind| {
            let text = TextRange::new(within(start), within(end));
            draft.edits.push(Edit { text, kind });
        };
        match comments {
            Comments::Hidden => put(range.start, range.end, EditKind::Hide),
            Comments::Shown => {
                put(range.start, range.start + 2, EditKind::Hide);
                put(
                    range.start + 2,
                    range.end - 2,
                    EditKind::Style(Inline::COMMENT),
                );
                put(range.end - 2, range.end, EditKind::Hide);
            }
        }
    }
}
