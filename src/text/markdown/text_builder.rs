//! The text of a document as it grows: cleaned, blanks collapsed, runs joined, anchors placed.

use std::ops::Range;

use crate::text::clean::{Cleaner, LineEnds, Treatment};
use crate::text::document::{Inline, Run};
use crate::text::range::{SourceRange, TextRange};

/// How many anchors may lie in one another, as images in captions of images do; deeper ones are empty.
const DEEPEST: usize = 16;

/// A stretch of text within which nothing begins or ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct StyledText<'t> {
    pub text: &'t str,
    pub source: SourceRange,
    pub exact: bool,
    pub style: Inline,
    pub link: Option<u32>,
}

/// The text of a document as it grows.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    pub text: Cleaner,
    pub runs: Vec<Run>,
    /// Where the anchor of each link came to stand.
    pub anchors: Vec<TextRange>,
    /// Links whose anchor is not over, outermost first, and where in the draft it ends.
    active: Vec<(u32, u32)>,
    /// A blank that is shown if text follows it on its line.
    blank: Option<StyledText<'static>>,
    /// Whether the line has no text yet.
    fresh: bool,
}

impl TextBuilder {
    /// How many bytes there are.
    pub fn len(&self) -> u32 {
        self.text.len()
    }

    /// Drops what was added after the first `len` bytes.
    pub fn truncate(&mut self, len: u32) {
        self.text.truncate(len);
    }

    /// Adds the line feed between two blocks, which belongs to neither.
    pub fn part_blocks(&mut self) {
        self.text.push("\n", LineEnds::Kept, |_| ());
    }

    /// Begins a block.
    pub fn begin_block(&mut self) {
        self.active.clear();
        (self.blank, self.fresh) = (None, true);
    }

    /// The outermost link whose anchor is not over.
    pub fn link(&self) -> Option<u32> {
        self.active.first().map(|(link, _)| *link)
    }

    /// Begins the anchor of a link, which ends at byte `end` of the draft.
    pub fn begin_link(&mut self, link: u32, end: u32) {
        self.skip_link(link);
        if self.active.len() < DEEPEST {
            self.active.push((link, end));
        }
    }

    /// Says that a link has no anchor: what it leads to is shown here.
    pub fn skip_link(&mut self, link: u32) {
        let here = self.len();
        if let Some(anchor) = self.anchors.get_mut(link as usize) {
            *anchor = TextRange::new(here, here);
        }
    }

    /// Where in the draft the next anchor ends.
    pub fn next_link_end(&self) -> Option<u32> {
        self.active.iter().map(|(_, end)| *end).min()
    }

    /// Ends the anchors that are over at byte `at` of the draft.
    pub fn end_links(&mut self, at: u32) {
        self.active.retain(|(_, end)| *end > at);
    }

    /// Adds text whose lines are kept.
    pub fn push_lines(&mut self, styled: StyledText<'_>) {
        self.fresh = false;
        self.push(styled, LineEnds::Kept);
        self.lengthen_anchors();
    }

    /// Adds running text: of several blanks one is kept, of those at a line's ends none. A no-break
    /// space counts as a blank beside others and at an end, where clippers leave it around links.
    pub fn push_prose(&mut self, styled: StyledText<'_>) {
        let bytes = styled.text.as_bytes();
        let blank = |at: usize| match bytes.get(at..).unwrap_or(&[]) {
            [b' ' | b'\t' | b'\n', ..] => 1,
            [0xc2, 0xa0, ..] => 2,
            _ => 0,
        };
        // Most texts are words with one blank between: what is between their ends is one stretch.
        let is_even = !has_gaps(bytes);
        let mut at = 0;
        while at < bytes.len() {
            let mut end = at + blank(at);
            if end > at {
                self.push_blank(styled.part(at..end));
            } else if is_even {
                end = bytes.len() - usize::from(bytes.ends_with(b" "));
                self.push_word(styled.part(at..end));
            } else {
                while end < bytes.len() {
                    let gap = blank(end);
                    let next = end + gap.max(1);
                    // A single blank between two words stays in their stretch.
                    if gap > 0 && (next == bytes.len() || blank(next) > 0) {
                        break;
                    }
                    end = next;
                }
                self.push_word(styled.part(at..end));
            }
            at = end;
        }
    }

    /// Remembers a blank or line end, to be shown as a blank if text follows on its line.
    pub fn push_blank(&mut self, styled: StyledText<'_>) {
        if !self.fresh && self.blank.is_none() {
            self.blank = Some(StyledText {
                text: " ",
                exact: styled.exact && styled.text == " ",
                source: styled.source,
                style: styled.style,
                link: styled.link,
            });
        }
    }

    /// Adds text after the blank that is due before it.
    pub fn push_word(&mut self, styled: StyledText<'_>) {
        if let Some(blank) = self.blank.take() {
            self.push(blank, LineEnds::Blanked);
        }
        self.fresh = false;
        let from = self.len();
        self.push(styled, LineEnds::Blanked);
        for (link, _) in &self.active {
            let anchor = self.anchors.get_mut(*link as usize);
            if let Some(anchor) = anchor.filter(|anchor| anchor.is_empty()) {
                anchor.start = from;
            }
        }
        self.lengthen_anchors();
    }

    fn lengthen_anchors(&mut self) {
        let here = self.len();
        for (link, _) in &self.active {
            if let Some(anchor) = self.anchors.get_mut(*link as usize) {
                anchor.end = here;
            }
        }
    }

    /// Ends a line that has text.
    pub fn end_line(&mut self, styled: StyledText<'_>) {
        self.blank = None;
        if !self.fresh {
            self.fresh = true;
            let line_feed = StyledText {
                text: "\n",
                exact: false,
                ..styled
            };
            self.push(line_feed, LineEnds::Kept);
        }
    }

    /// Drops a line end that nothing follows.
    pub fn end_block(&mut self, start: u32) {
        let ends_empty = self.fresh && self.len() > start;
        if let Some(run) = self.runs.pop_if(|run| ends_empty && run.text.len() == 1) {
            self.truncate(run.text.start);
        }
    }

    /// Adds text through the gate: a run for each stretch that passed, joined to the one before
    /// it where both are of one kind.
    fn push(&mut self, styled: StyledText<'_>, line_ends: LineEnds) {
        let runs = &mut self.runs;
        self.text.push(styled.text, line_ends, |passed| {
            let part = styled.part(passed.from);
            let is_marked = passed.treatment == Treatment::Marked;
            let mut run = Run {
                text: passed.to,
                source: part.source,
                exact: part.exact && passed.treatment == Treatment::Same,
                style: part.style,
                link: part.link,
            };
            run.style.set(Inline::REPLACED, is_marked);
            match runs.last_mut() {
                Some(last) if continues(last, &run) => {
                    last.text.end = run.text.end;
                    last.source.end = run.source.end;
                }
                _ => runs.push(run),
            }
        });
    }
}

impl StyledText<'_> {
    /// A part of it, by the bytes of its text.
    fn part(self, bytes: Range<usize>) -> Self {
        let source = if self.exact {
            let start = self.source.start;
            SourceRange::new(start + bytes.start as u32, start + bytes.end as u32)
        } else {
            self.source
        };
        Self {
            text: self.text.get(bytes).unwrap_or(""),
            source,
            ..self
        }
    }
}

/// Whether there may be more than single blanks between words; without a branch a byte, so that many are
/// looked at in one step.
fn has_gaps(text: &[u8]) -> bool {
    let pairs = text.iter().zip(&text[1.min(text.len())..]);
    let gaps = pairs.map(|(one, next)| *one <= b' ' && *next <= b' ');
    let others = text.iter().map(|byte| *byte < b' ' || *byte == 0xc2);
    gaps.fold(false, |any, gap| any | gap) | others.fold(false, |any, other| any | other)
}

/// Whether two runs that follow one another may be one.
fn continues(last: &Run, next: &Run) -> bool {
    let fits = if next.exact {
        last.source.end == next.source.start
    } else {
        last.source == next.source
    };
    let alike = last.exact == next.exact && last.style == next.style && last.link == next.link;
    fits && alike && last.text.end == next.text.start
}
