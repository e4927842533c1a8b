//! Writing a draft: the containers and the leaf that are open, and where the next text goes.

use super::draft::{Draft, DraftSpan, Leaf, SpanRole};
use super::embed;
use crate::text::document::{BlockKind, Container, ContainerKind, Inline, Link, LinkForm, Marker};
use crate::text::range::{SourceRange, TextRange};

/// How deeply containers may lie in one another; what lies deeper is shown at this depth.
const DEEPEST: usize = 20;

/// Writes a draft from its beginning to its end.
#[derive(Debug, Default)]
pub(super) struct DraftWriter {
    /// The draft so far.
    pub draft: Draft,
    /// Open containers, from the outermost; `None` for those too deep to be kept.
    open: Vec<Option<u32>>,
    /// The open leaf's kind, its source so far, and where its text begins.
    leaf: Option<(BlockKind, SourceRange, u32)>,
    /// The style in force.
    pub style: Inline,
    /// The number of the next item of each open list; `None` where items have bullets.
    next_numbers: Vec<Option<u64>>,
}

impl DraftWriter {
    /// Opens a container around what follows.
    pub fn enter(&mut self, kind: ContainerKind, source: SourceRange) {
        self.end_leaf();
        let kept = self.open.len() < DEEPEST;
        let index = self.draft.containers.len() as u32;
        if kept {
            let parent = self.container();
            self.draft.containers.push(Container {
                kind,
                parent,
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

    /// Opens a list, whose first item has a number or a bullet.
    pub fn enter_list(&mut self, first: Option<u64>, source: SourceRange) {
        self.next_numbers.push(first);
        self.enter(ContainerKind::List, source);
    }

    /// Closes the innermost list.
    pub fn leave_list(&mut self) {
        self.next_numbers.pop();
        self.leave();
    }

    /// What stands before the next item of the innermost list.
    pub fn next_marker(&mut self) -> Marker {
        match self.next_numbers.last_mut() {
            Some(Some(number)) => {
                let marker = Marker::Number(*number);
                *number = number.saturating_add(1);
                marker
            }
            _ => Marker::Bullet,
        }
    }

    /// Puts a style in force, and gives what is new of it: the rest ends with its outer element.
    pub fn begin_style(&mut self, style: Inline) -> Inline {
        let new = style - self.style;
        self.style |= new;
        new
    }

    /// Closes all containers.
    pub fn leave_all(&mut self) {
        self.end_leaf();
        self.open.clear();
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

    /// The innermost open container, if it was kept, to be made more precise.
    pub fn innermost(&mut self) -> Option<&mut Container> {
        let index = (*self.open.last()?)?;
        self.draft.containers.get_mut(index as usize)
    }

    /// The index of the innermost open container, if it was kept.
    pub fn innermost_index(&self) -> Option<u32> {
        *self.open.last()?
    }

    /// Goes on with a container that was left, if it is one of those that could be opened here.
    pub fn enter_again(&mut self, container: Option<u32>) -> bool {
        let parent = container.and_then(|index| self.draft.containers.get(index as usize));
        let fits = parent.is_some_and(|closed| closed.parent == self.container());
        if fits {
            self.end_leaf();
            self.open.push(container);
        }
        fits
    }

    /// Begins a leaf; the one before ends. A cell whose table was not kept is a paragraph.
    pub fn begin_leaf(&mut self, kind: BlockKind, source: SourceRange) {
        self.end_leaf();
        let homeless = matches!(kind, BlockKind::Cell { .. }) && self.innermost_index().is_none();
        let kind = if homeless { BlockKind::Paragraph } else { kind };
        self.leaf = Some((kind, source, self.at()));
    }

    /// Ends the open leaf, if there is one.
    pub fn end_leaf(&mut self) {
        let Some((kind, source, start)) = self.leaf.take() else {
            return;
        };
        let mut text = TextRange::new(start, self.at());
        if matches!(kind, BlockKind::Code(_) | BlockKind::Math) {
            text = without_fences(&self.draft.text, text, &kind);
        }
        if text.is_empty() && matches!(kind, BlockKind::Cell { .. }) {
            return;
        }
        self.draft.leaves.push(Leaf {
            kind,
            container: self.container(),
            source,
            text,
            residue: false,
        });
    }

    /// Gives the open leaf, which has no text yet, another kind.
    pub fn begin_anew(&mut self, kind: BlockKind) {
        if let Some((old, ..)) = &mut self.leaf {
            *old = kind;
        }
    }

    /// Whether a block of code is open.
    pub fn in_code(&self) -> bool {
        matches!(self.leaf, Some((BlockKind::Code(_), ..)))
    }

    /// The source of the open leaf so far.
    pub fn leaf_source(&self) -> Option<SourceRange> {
        self.leaf.as_ref().map(|(_, source, _)| *source)
    }

    /// Where the text of the open leaf begins.
    pub fn leaf_start(&self) -> Option<u32> {
        self.leaf.as_ref().map(|(.., start)| *start)
    }

    /// Where the next byte of text will stand in the draft.
    pub fn at(&self) -> u32 {
        self.draft.text.len() as u32
    }

    /// Adds text to the open leaf; text outside any leaf is a paragraph.
    pub fn push(&mut self, text: &str, source: SourceRange, exact: bool, role: SpanRole) {
        if text.is_empty() {
            return;
        }
        match &mut self.leaf {
            Some((_, whole, _)) => *whole = whole.join(source),
            None => self.begin_leaf(BlockKind::Paragraph, source),
        }
        let start = self.at();
        self.draft.text.push_str(text);
        self.draft.spans.push(DraftSpan {
            text: TextRange::new(start, self.at()),
            source,
            exact,
            escaped: false,
            style: self.style,
            role,
        });
    }

    /// Ends the line, if a leaf is open.
    pub fn end_line_at(&mut self, source: SourceRange) {
        if self.leaf.is_some() {
            self.push("\n", source, false, SpanRole::HardBreak);
        }
    }

    /// Says that the text added last stands behind a backslash.
    pub fn escape_last(&mut self) {
        if let Some(span) = self.draft.spans.last_mut() {
            span.escaped = true;
        }
    }

    /// Adds text in a style besides the one in force.
    pub fn push_styled(&mut self, style: Inline, text: &str, source: SourceRange, role: SpanRole) {
        let new = self.begin_style(style);
        self.push(text, source, false, role);
        self.style -= new;
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

    /// Ends the anchor of a link; one without text shows where it leads, so that there is
    /// something to see and to follow.
    pub fn end_anchor(&mut self, link: usize) {
        let Some(ended) = self.end_link(link) else {
            return;
        };
        if ended.text.is_empty() {
            let (label, source) = (embed::label(&ended.target, ended.form), ended.source);
            self.push_label(&label, source);
            self.end_link(link);
        }
    }

    /// Adds text that stands for something, apart from the word before it.
    pub fn push_label(&mut self, label: &str, source: SourceRange) {
        let start = self.leaf_start().unwrap_or_else(|| self.at());
        let before = self.draft.text.get(start as usize..).unwrap_or("");
        if before.ends_with(|c: char| c.is_alphanumeric()) {
            self.push(" ", source, false, SpanRole::Plain);
        }
        self.push(label, source, false, SpanRole::Plain);
    }

    /// Ends the anchor of a link, and gives it back.
    pub fn end_link(&mut self, link: usize) -> Option<&mut Link> {
        let at = self.at();
        let link = self.draft.links.get_mut(link)?;
        link.text.end = at;
        Some(link)
    }
}

/// The text of code or of a formula without the line ends that part it from its fences.
fn without_fences(whole: &str, text: TextRange, kind: &BlockKind) -> TextRange {
    let inner = text.of(whole);
    let start = match kind {
        BlockKind::Math => inner.len() - inner.trim_start_matches(['\r', '\n']).len(),
        _ => 0,
    };
    let inner = &inner[start..];
    let length = inner
        .strip_suffix('\n')
        .unwrap_or(inner)
        .trim_end_matches('\r')
        .len();
    let start = text.start + start as u32;
    TextRange::new(start, start + length as u32)
}
