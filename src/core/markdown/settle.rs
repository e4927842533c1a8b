//! A draft settled into a document: text through the gate, blanks collapsed, runs joined.

use std::ops::Range;

use super::draft::{Draft, Leaf, Role, Span};
use crate::core::document::{Block, BlockKind, Document, Inline, Run};
use crate::core::gate::{Cleaner, Lines, Passage};
use crate::core::range::{SourceRange, TextRange};

/// Makes the document.
pub(super) fn settle(draft: Draft) -> Document {
    let mut settler = Settler::new(&draft);
    for leaf in &draft.leaves {
        settler.leaf(leaf);
    }
    let Settler {
        text,
        blocks,
        runs,
        anchors,
        ..
    } = settler;
    let mut links = draft.links;
    for (link, anchor) in links.iter_mut().zip(anchors) {
        link.text = anchor;
    }
    Document {
        text: text.finish(),
        blocks,
        containers: draft.containers,
        runs,
        links,
        ..Document::default()
    }
}

/// A stretch of a span within which nothing begins or ends.
#[derive(Clone, Copy)]
struct Piece<'d> {
    text: &'d str,
    source: SourceRange,
    exact: bool,
    style: Inline,
    link: Option<u32>,
}

struct Settler<'d> {
    draft: &'d Draft,
    text: Cleaner,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    /// Where each link's anchor came to stand.
    anchors: Vec<TextRange>,
    /// How many links have begun.
    begun: usize,
    /// Links whose anchor is not over, outermost first.
    active: Vec<usize>,
    /// A blank that is shown if text follows it on its line.
    blank: Option<Piece<'d>>,
    /// Whether the line has no text yet.
    fresh: bool,
}

impl<'d> Settler<'d> {
    fn new(draft: &'d Draft) -> Self {
        Self {
            draft,
            text: Cleaner::default(),
            blocks: Vec::new(),
            runs: Vec::new(),
            anchors: vec![TextRange::default(); draft.links.len()],
            begun: 0,
            active: Vec::new(),
            blank: None,
            fresh: true,
        }
    }

    /// Adds a leaf as a block, unless nothing of it can be seen.
    fn leaf(&mut self, leaf: &Leaf) {
        let before = self.text.len();
        if !self.blocks.is_empty() {
            self.text.push("\n", Lines::Several, |_| ());
        }
        let start = self.text.len();
        (self.blank, self.fresh) = (None, true);
        for span in &self.draft.spans[leaf.spans.clone()] {
            self.span(*span, leaf);
        }
        let text = TextRange::new(start, self.text.len());
        if text.is_empty() && leaf.kind != BlockKind::Rule {
            self.text.take_back(before);
            return;
        }
        let Leaf {
            kind,
            source,
            container,
            ..
        } = leaf;
        self.blocks.push(Block {
            kind: kind.clone(),
            text,
            source: *source,
            container: *container,
            residue: false,
        });
    }

    /// Adds a span.
    fn span(&mut self, span: Span, leaf: &Leaf) {
        self.begin_links(span.text.start);
        let Span {
            source,
            exact,
            style,
            ..
        } = span;
        let link = self.active.first().map(|link| *link as u32);
        let piece = Piece {
            text: span.text.of(&self.draft.text),
            source,
            exact,
            style,
            link,
        };
        let keeps_lines = matches!(leaf.kind, BlockKind::Code(_) | BlockKind::Math);
        match span.role {
            _ if keeps_lines => self.put(piece, Lines::Several),
            Role::Prose => self.prose(piece),
            Role::Verbatim => self.word(piece),
            Role::SoftBreak => self.rest(Piece {
                text: " ",
                exact: false,
                ..piece
            }),
            Role::HardBreak => self.line_end(piece),
        }
    }

    /// Makes the links active whose anchor holds byte `at` of the draft.
    fn begin_links(&mut self, at: u32) {
        self.active
            .retain(|link| self.draft.links[*link].text.end > at);
        while let Some(link) = self
            .draft
            .links
            .get(self.begun)
            .filter(|link| link.text.start <= at)
        {
            let here = self.text.len();
            self.anchors[self.begun] = TextRange::new(here, here);
            if link.text.end > at {
                self.active.push(self.begun);
            }
            self.begun += 1;
        }
    }

    /// Adds running text: of several blanks one is kept, of those at a line's ends none.
    fn prose(&mut self, piece: Piece<'d>) {
        let bytes = piece.text.as_bytes();
        let is_blank = |at: usize| {
            bytes
                .get(at)
                .is_none_or(|byte| matches!(byte, b' ' | b'\t'))
        };
        let mut at = 0;
        while at < bytes.len() {
            let mut end = at + 1;
            if is_blank(at) {
                self.rest(Piece {
                    text: " ",
                    exact: piece.exact && bytes[at] == b' ',
                    ..piece.part(at..end)
                });
            } else {
                while end < bytes.len() && !(is_blank(end) && is_blank(end + 1)) {
                    end += 1;
                }
                self.word(piece.part(at..end));
            }
            at = end;
        }
    }

    /// Remembers a blank, to be shown if text follows on its line.
    fn rest(&mut self, blank: Piece<'d>) {
        if !self.fresh && self.blank.is_none() {
            self.blank = Some(blank);
        }
    }

    /// Adds text after the blank that is due before it, and lengthens the anchors it is in.
    fn word(&mut self, piece: Piece<'d>) {
        if let Some(blank) = self.blank.take() {
            self.put(blank, Lines::One);
        }
        self.fresh = false;
        let from = self.text.len();
        self.put(piece, Lines::One);
        for link in &self.active {
            let anchor = &mut self.anchors[*link];
            if anchor.is_empty() {
                anchor.start = from;
            }
            anchor.end = self.text.len();
        }
    }

    /// Ends a line that has text.
    fn line_end(&mut self, piece: Piece<'d>) {
        self.blank = None;
        if !self.fresh {
            self.fresh = true;
            self.put(
                Piece {
                    exact: piece.exact && piece.text == "\n",
                    text: "\n",
                    ..piece
                },
                Lines::Several,
            );
        }
    }

    /// Adds text through the gate: a run for each stretch that passed, joined to the one before
    /// it where both are of one kind.
    fn put(&mut self, piece: Piece<'d>, lines: Lines) {
        let runs = &mut self.runs;
        self.text.push(piece.text, lines, |passed| {
            let mut style = piece.style;
            style.set(Inline::REPLACED, passed.passage == Passage::Marked);
            let Piece { source, exact, .. } = piece.part(passed.from);
            let exact = exact && passed.passage == Passage::Same;
            let run = Run {
                text: passed.to,
                source,
                exact,
                style,
                link: piece.link,
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
            SourceRange::new(
                self.source.start + bytes.start as u32,
                self.source.start + bytes.end as u32,
            )
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
    fits && last.exact == next.exact
        && last.text.end == next.text.start
        && last.style == next.style
        && last.link == next.link
}
