//! What the parser said, leaf by leaf, before anything is hidden, joined or cleaned.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::document::{BlockKind, Container, Inline, Link};
use crate::text::range::{SourceRange, TextRange};

/// A document in the making. Its text is raw: it has not passed the gate.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The text of all leaves, one after the other.
    pub text: String,
    /// Stretches of it, ascending and without gaps.
    pub spans: Vec<DraftSpan>,
    /// The leaves, in the order in which they are shown.
    pub leaves: Vec<Leaf>,
    /// Containers as in the document.
    pub containers: Vec<Container>,
    /// Links, by where their anchors begin; text ranges are bytes of the draft's text.
    pub links: Vec<Link>,
    /// What is to be done to stretches of the text, by where they begin.
    pub edits: Vec<Edit>,
    /// Tags: `#name` as bytes of the draft's text and of the file.
    pub tags: Vec<(TextRange, SourceRange)>,
    /// Footnotes in the order in which they were met.
    pub footnotes: Vec<DraftFootnote>,
    /// The footnotes that have a label.
    pub labels: HashMap<String, usize>,
    /// Ids of blocks, and the leaves that bear them.
    pub block_ids: Vec<(String, usize)>,
}

/// A stretch of the draft's text that came from one stretch of source.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraftSpan {
    /// Bytes of the draft's text.
    pub text: TextRange,
    /// Bytes of the file.
    pub source: SourceRange,
    /// Whether both are the same bytes.
    pub exact: bool,
    /// Whether its first character stands behind a backslash, and so marks nothing.
    pub escaped: bool,
    /// Its style.
    pub style: Inline,
    /// What kind of text it is.
    pub role: SpanRole,
}

/// What kind of text a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanRole {
    /// Running text, in which tags, bare addresses and the like are looked for.
    Prose,
    /// Running text of a link, in which only highlights and comments are.
    Anchor,
    /// Running text that is no Markdown: labels and what stands between HTML tags.
    Plain,
    /// Text that is shown as it was written.
    Verbatim,
    /// A line end that is shown as a blank.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
}

/// A block in the making.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// What it is.
    pub kind: BlockKind,
    /// The innermost container.
    pub container: Option<u32>,
    /// Its bytes in the file.
    pub source: SourceRange,
    /// Its bytes in the draft's text.
    pub text: TextRange,
    /// Whether it is residue of a page or a player.
    pub residue: bool,
}

/// Something to be done to a stretch of the draft's text.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// The stretch; it lies within one leaf.
    pub text: TextRange,
    /// What is to be done.
    pub kind: EditKind,
}

/// What is to be done to a stretch of text.
#[derive(Clone, Debug)]
pub(super) enum EditKind {
    /// It has a style besides its own.
    Style(Inline),
    /// It is not shown.
    Hide,
    /// Something else is shown in its place.
    Replace(String, Inline),
}

/// The mark of a footnote: as bytes of the draft's text, to be replaced by the footnote's number.
pub(super) type FootnoteMark = (TextRange, SourceRange);

/// A footnote in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftFootnote {
    /// Where its marks stand.
    pub marks: Vec<FootnoteMark>,
    /// Where its text stands.
    pub definition: Option<SourceRange>,
}

impl Draft {
    /// The indices of the spans that share text with a range.
    pub fn spans_in(&self, text: TextRange) -> Range<usize> {
        let first = self
            .spans
            .partition_point(|span| span.text.end <= text.start);
        let count = self.spans[first..].partition_point(|span| span.text.start < text.end);
        first..first + count
    }

    /// The indices of the links whose anchors begin in a range, once links are in order.
    pub fn links_in(&self, text: TextRange) -> Range<usize> {
        let before = |end: u32| self.links.partition_point(|link| link.text.start < end);
        before(text.start)..before(text.end)
    }

    /// The edits of stretches that begin in a range, once edits are in order.
    pub fn edits_in(&self, text: TextRange) -> &[Edit] {
        let before = |end: u32| self.edits.partition_point(|edit| edit.text.start < end);
        &self.edits[before(text.start)..before(text.end)]
    }

    /// The container that a leaf lies in.
    pub fn container_of(&mut self, leaf: &Leaf) -> Option<&mut Container> {
        self.containers.get_mut(leaf.container? as usize)
    }

    /// Notes what is to be done to a stretch of text.
    pub fn edit(&mut self, text: TextRange, kind: EditKind) {
        self.edits.push(Edit { text, kind });
    }

    /// The source of a stretch of text: exact where its spans are.
    pub fn source_of(&self, text: TextRange) -> Option<SourceRange> {
        let spans = self.spans.get(self.spans_in(text))?;
        let (first, last) = (spans.first()?, spans.last()?);
        let mut source =
            SourceRange::new(first.source.start, last.source.end.max(first.source.start));
        if first.exact {
            source.start += text.start.saturating_sub(first.text.start);
        }
        if last.exact {
            source.end -= last.text.end.saturating_sub(text.end);
        }
        Some(source)
    }

    /// The index of the footnote with a label, made if there is none.
    pub fn footnote(&mut self, label: &str) -> usize {
        if let Some(known) = self.labels.get(label) {
            return *known;
        }
        let index = self.footnotes.len();
        self.labels.insert(label.to_owned(), index);
        self.footnotes.push(DraftFootnote::default());
        index
    }
}
