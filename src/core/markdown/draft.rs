//! What the parser said, leaf by leaf, before anything is hidden, joined or cleaned.

use crate::core::document::{BlockKind, Container, ContainerKind, Inline, Link, LinkForm};
use crate::core::range::{SourceRange, TextRange};

/// How deeply containers may lie in one another; what lies deeper is shown at this depth.
const DEEPEST: usize = 20;

/// A document in the making. Its text is raw: it has not passed the gate.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The text of all leaves, one after the other.
    pub text: String,
    /// Stretches of it, ascending.
    pub spans: Vec<Span>,
    /// The leaves, ascending.
    pub leaves: Vec<Leaf>,
    /// Containers as in the document.
    pub containers: Vec<Container>,
    /// Links; their text ranges are bytes of the draft's text.
    pub links: Vec<Link>,
}

/// A stretch of the draft's text that came from one stretch of source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Bytes of the draft's text.
    pub text: TextRange,
    /// Bytes of the file.
    pub source: SourceRange,
    /// Whether both are the same bytes.
    pub exact: bool,
    /// Its style.
    pub style: Inline,
    /// What kind of text it is.
    pub role: Role,
}

/// What kind of text a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, in which tags, bare addresses and the like are looked for.
    Prose,
    /// Text that is shown as it was written.
    Verbatim,
    /// A line end that is shown as a blank.
    SoftBreak,
    /// A line end that is kept.
    HardBreak,
}

/// A block in the making.
#[derive(Debug)]
pub(super) struct Leaf {
    /// What it is.
    pub kind: BlockKind,
    /// The innermost container.
    pub container: Option<u32>,
    /// Its bytes in the file.
    pub source: SourceRange,
    /// Its spans, as indices.
    pub spans: std::ops::Range<usize>,
}

/// Where the next text goes: the containers and the leaf that are open, and the style in force.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// The draft so far.
    pub draft: Draft,
    /// Open containers, from the outermost; `None` for those too deep to be kept.
    open: Vec<Option<u32>>,
    /// The open leaf's kind and where it began.
    leaf: Option<(BlockKind, SourceRange, usize)>,
    /// The style in force.
    pub style: Inline,
}

impl Pen {
    /// Opens a container around what follows.
    pub fn enter(&mut self, kind: ContainerKind, source: SourceRange) {
        self.end_leaf();
        let kept = self.open.len() < DEEPEST;
        let index = self.draft.containers.len() as u32;
        if kept {
            self.draft.containers.push(Container {
                kind,
                parent: self.container(),
                source,
            });
        }
        self.open.push(kept.then_some(index));
    }

    /// Closes the innermost container.
    pub fn leave(&mut self) {
        self.end_leaf();
        self.open.pop();
    }

    /// The innermost container that was kept.
    pub fn container(&self) -> Option<u32> {
        self.open
            .iter()
            .take(DEEPEST)
            .next_back()
            .copied()
            .flatten()
    }

    /// The kind of the innermost open container, if it was kept, to be made more precise.
    pub fn innermost(&mut self) -> Option<&mut ContainerKind> {
        let index = (*self.open.last()?)?;
        self.draft
            .containers
            .get_mut(index as usize)
            .map(|container| &mut container.kind)
    }

    /// Begins a leaf; the one before ends.
    pub fn begin_leaf(&mut self, kind: BlockKind, source: SourceRange) {
        self.end_leaf();
        self.leaf = Some((kind, source, self.draft.spans.len()));
    }

    /// Ends the open leaf, if there is one.
    pub fn end_leaf(&mut self) {
        let Some((kind, source, first)) = self.leaf.take() else {
            return;
        };
        let spans = first..self.draft.spans.len();
        let container = self.container();
        self.draft.leaves.push(Leaf {
            kind,
            container,
            source,
            spans,
        });
    }

    /// Where the next byte of text will stand in the draft.
    pub fn at(&self) -> u32 {
        self.draft.text.len() as u32
    }

    /// Adds text to the open leaf; text outside any leaf is a paragraph.
    pub fn push(&mut self, text: &str, source: SourceRange, exact: bool, role: Role) {
        if text.is_empty() {
            return;
        }
        match &mut self.leaf {
            Some((_, whole, ..)) => *whole = whole.join(source),
            None => self.begin_leaf(BlockKind::Paragraph, source),
        }
        let start = self.at();
        self.draft.text.push_str(text);
        let text = TextRange::new(start, self.at());
        self.draft.spans.push(Span {
            text,
            source,
            exact,
            style: self.style,
            role,
        });
    }

    /// Notes a link whose anchor begins here, and names it.
    pub fn begin_link(&mut self, form: LinkForm, target: &str, source: SourceRange) -> usize {
        let text = TextRange::new(self.at(), self.at());
        self.draft.links.push(Link {
            form,
            target: target.to_owned(),
            text,
            source,
        });
        self.draft.links.len() - 1
    }

    /// Ends the anchor of a link, and tells whether it has any text.
    pub fn end_link(&mut self, link: usize) -> bool {
        let at = self.at();
        let Some(link) = self.draft.links.get_mut(link) else {
            return false;
        };
        link.text.end = at;
        !link.text.is_empty()
    }
}
