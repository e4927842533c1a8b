//! Plain text as segments: a line end ends a sentence.

use crate::names::tagger::{Layout, Segment};

/// The lines of a text.
pub fn layout(text: &str) -> Layout {
    let mut layout = Layout::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        layout.segments.push(Segment {
            range: start..start + line.len(),
            heading: false,
        });
        start += line.len();
    }
    layout
}
