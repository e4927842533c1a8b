//! Text as it leaves the draft: through the gate, blanks collapsed, runs joined, anchors placed.

use std::ops::Range;

use crate::text::clean::{Cleaner, Lines, Passage};
use crate::text::document::{Inline, Run};
use crate::text::range::{SourceRange, TextRange};

/// How many anchors may lie in one another, as images in captions of images do; deeper ones are empty.
const DEEPEST: usize = 16;

/// A stretch of text within which nothing begins or ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    pub source: SourceRange,
    pub exact: bool,
    pub style: Inline,
    pub link: Option<u32>,
}

/// The text of a document as it grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub text: Cleaner,
    pub runs: Vec<Run>,
    /// Where the anchor of each link came to stand.
    pub anchors: Vec<TextRange>,
    /// Links whose anchor is not over, outermost first, and where in the draft it ends.
    active: Vec<(u32, u32)>,
    /// A blank that is shown if text follows it on its line.
    blank: Option<Piece<'static>>,
    /// Whether the line has no text yet.
    fresh: bool,
}

impl Flow {
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
        let here = self.text.len();
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
    pub fn lines(&mut self, piece: Piece<'_>) {
        self.fresh = false;
        self.put(piece, Lines::Several);
        self.lengthen_anchors();
    }

    /// Adds running text: of several blanks one is kept, of those at a line's ends none. A no-break
    /// space counts as a blank beside others and at an end, where clippers leave it around links.
    pub fn prose(&mut self, piece: Piece<'_>) {
        let bytes = piece.text.as_bytes();
        let blank = |at: usize| match bytes.get(at..).unwrap_or(&[]) {
            [b' ' | b'\t' | b'\n', ..] => 1,
            [0xc2, 0xa0, ..] => 2,
            _ => 0,
        };
        let mut at = 0;
        while at < bytes.len() {
            let mut end = at + blank(at);
            if end > at {
                self.rest(piece.part(at..end));
            } else {
                while end < bytes.len() {
                    let gap = blank(end);
                    let next = end + gap.max(1);
                    if gap > 0 && (next == bytes.len() || blank(next) > 0) {
                        break;
                    }
                    end = next;
                }
                self.word(piece.part(at..end));
            }
            at = end;
        }
    }

    /// Remembers a blank or line end, to be shown as a blank if text follows on its line.
    pub fn rest(&mut self, piece: Piece<'_>) {
        if !self.fresh && self.blank.is_none() {
            let Piece {
                source,
                exact,
                style,
                link,
                text,
            } = piece;
            self.blank = Some(Piece {
                text: " ",
                exact: exact && text == " ",
                source,
                style,
                link,
            });
        }
    }

    /// Adds text after the blank that is due before it.
    pub fn word(&mut self, piece: Piece<'_>) {
        if let Some(blank) = self.blank.take() {
            self.put(blank, Lines::One);
        }
        self.fresh = false;
        let from = self.text.len();
        self.put(piece, Lines::One);
        for (link, _) in &self.active {
            if let Some(anchor) = self
                .anchors
                .get_mut(*link as usize)
                .filter(|anchor| anchor.is_empty())
            {
                anchor.start = from;
            }
        }
        self.lengthen_anchors();
    }

    fn lengthen_anchors(&mut self) {
        let here = self.text.len();
        for (link, _) in &self.active {
            if let Some(anchor) = self.anchors.get_mut(*link as usize) {
                anchor.end = here;
            }
        }
    }

    /// Ends a line that has text.
    pub fn line_end(&mut self, piece: Piece<'_>) {
        self.blank = None;
        if !self.fresh {
            self.fresh = true;
            self.put(
                Piece {
                    text: "\n",
                    exact: false,
                    ..piece
                },
                Lines::Several,
            );
        }
    }

    /// Takes back a line end that nothing follows.
    pub fn end_block(&mut self, start: u32) {
        let ends_empty = self.fresh && self.text.len() > start;
        if let Some(run) = self.runs.pop_if(|run| ends_empty && run.text.len() == 1) {
            self.text.take_back(run.text.start);
        }
    }

    /// Adds text through the gate: a run for each stretch that passed, joined to the one before
    /// it where both are of one kind.
    fn put(&mut self, piece: Piece<'_>, lines: Lines) {
        let runs = &mut self.runs;
        self.text.push(piece.text, lines, |passed| {
            let mut style = piece.style;
            style.set(Inline::REPLACED, passed.passage == Passage::Marked);
            let Piece {
                source,
                exact,
                link,
                ..
            } = piece.part(passed.from);
            let exact = exact && passed.passage == Passage::Same;
            let run = Run {
                text: passed.to,
                source,
                exact,
                style,
                link,
            };
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

impl Piece<'_> {
    /// A part of it, by the bytes of its text.
    fn part(self, bytes: Range<usize>) -> Self {
        let text = self.text.get(bytes.clone()).unwrap_or("");
        let source = if self.exact {
            let start = self.source.start;
            SourceRange::new(start + bytes.start as u32, start + bytes.end as u32)
        } else {
            self.source
        };
        Self {
            text,
            source,
            ..self
        }
    }
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
