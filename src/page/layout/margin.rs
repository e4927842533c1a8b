//! What containers put at the left of their blocks: indents, bars, bullets, numbers and labels.
//!
//! Everything is worked out once a container, from its parent, so that depth costs nothing.

use crate::page::decor::{Glyph, GlyphSet, Part, Tone};
use crate::page::layout::rows::Edge;
use crate::page::layout::{Options, Piece, What, Within};
use crate::page::width::columns;
use crate::text::clean::SafeText;
use crate::text::document::{Block, Container, ContainerKind, Document, Marker};

/// Columns that indents leave to the text, as long as the layout has so many.
const TEXT: u16 = 20;
/// Containers inside one another that are shown as such.
const DEPTH: u8 = 20;
/// Columns of a footnote's label that its text hangs after.
const LABEL: usize = 6;

/// The margins of all containers, and which containers have been entered.
pub(super) struct Margins {
    margins: Vec<Margin>,
    entered: Vec<bool>,
}

/// What one container does to the left edge.
#[derive(Default)]
struct Margin {
    /// Where the container begins, and where its contents do.
    outer: u16,
    column: u16,
    /// The columns that its marker would like to have.
    marker: usize,
    /// The bar that it draws before every row.
    bar: Option<(Part, Glyph)>,
    /// The nearest container with a bar: itself, or one around it.
    barred: Option<usize>,
    parent: Option<usize>,
    /// The outermost folded container: itself, or one around it.
    folded: Option<usize>,
    within: Within,
    depth: u8,
}

/// What is entered with a block.
pub(super) struct Entrance {
    /// The innermost container that the block shares with the one before it.
    pub(super) common: Option<u32>,
    /// Containers that begin with the block, from the outermost to the innermost.
    pub(super) fresh: Vec<u32>,
    /// Whether the block is folded away.
    pub(super) hidden: bool,
}

impl Margins {
    /// Works out the margins of a document's containers.
    pub(super) fn of(document: &Document, width: u16, options: &Options) -> Self {
        let numbers = number_columns(document);
        let limit = usize::from(width.saturating_sub(TEXT));
        let mut margins: Vec<Margin> = Vec::with_capacity(document.containers.len());
        for (index, container) in document.containers.iter().enumerate() {
            let parent = parent_of(container, index);
            let around = parent.and_then(|parent| margins.get(parent));
            let mut margin = Margin::inside(around, parent, &container.kind);
            let number = parent.map_or(0, |parent| numbers[parent]);
            let wish = indent(document, &container.kind, number, options.glyphs);
            margin.marker = wish;
            if wish > 0 && margin.depth < DEPTH && usize::from(margin.outer) + wish <= limit {
                margin.column += wish as u16;
                margin.depth += 1;
                margin.bar = bar(&container.kind);
                margin.barred = margin.bar.map(|_| index).or(margin.barred);
            }
            let folded = options.folded.contains(&(index as u32)).then_some(index);
            margin.folded = margin.folded.or(folded);
            margins.push(margin);
        }
        Self {
            entered: vec![false; margins.len()],
            margins,
        }
    }

    /// Enters the containers of a block that begin with it.
    pub(super) fn enter(&mut self, block: &Block) -> Entrance {
        let mut fresh = Vec::new();
        let mut at = block.container;
        while let Some(index) = at.filter(|index| self.entered.get(*index as usize) == Some(&false))
        {
            self.entered[index as usize] = true;
            fresh.push(index);
            at = self.margins[index as usize]
                .parent
                .map(|parent| parent as u32);
        }
        fresh.reverse();
        let folded = self
            .margin(block.container)
            .and_then(|margin| margin.folded);
        let hidden = folded.is_some_and(|folded| !fresh.contains(&(folded as u32)));
        Entrance {
            common: at,
            fresh,
            hidden,
        }
    }

    /// What rows in a container have at their left.
    pub(super) fn edge(&self, container: Option<u32>) -> Edge {
        let Some(margin) = self.margin(container) else {
            return Edge::default();
        };
        Edge {
            column: margin.column,
            bars: self.bars(margin),
            within: margin.within,
        }
    }

    fn bars(&self, innermost: &Margin) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = innermost.barred;
        while let Some(margin) = at.map(|index| &self.margins[index]) {
            if let Some((part, glyph)) = margin.bar {
                let what = What::Decor {
                    part,
                    sign: glyph as u32,
                };
                pieces.push(Piece {
                    column: margin.outer,
                    width: 1,
                    what,
                });
            }
            at = margin.parent.and_then(|parent| self.margins[parent].barred);
        }
        pieces.reverse();
        pieces
    }

    /// Where a container begins, and the columns that its marker has.
    pub(super) fn marker(&self, container: u32) -> (u16, usize) {
        self.margin(Some(container))
            .map_or((0, 0), |margin| (margin.outer, margin.marker))
    }

    /// Whether a container itself is folded, seen from outside.
    pub(super) fn is_folded(&self, container: u32) -> bool {
        self.margin(Some(container))
            .is_some_and(|margin| margin.folded == Some(container as usize))
    }

    fn margin(&self, container: Option<u32>) -> Option<&Margin> {
        self.margins.get(container? as usize)
    }
}

impl Margin {
    /// The margin of a container before it adds anything of its own.
    fn inside(outer: Option<&Self>, parent: Option<usize>, kind: &ContainerKind) -> Self {
        let column = outer.map_or(0, |outer| outer.column);
        let around = outer.map(|outer| outer.within).unwrap_or_default();
        let within = match kind {
            ContainerKind::Quote => Within::Quote,
            ContainerKind::Callout { kind, .. } => Within::Callout(Tone::of(kind.as_str())),
            ContainerKind::Footnote(_) => Within::Footnote,
            _ => around,
        };
        Self {
            outer: column,
            column,
            parent,
            within,
            barred: outer.and_then(|outer| outer.barred),
            folded: outer.and_then(|outer| outer.folded),
            depth: outer.map_or(0, |outer| outer.depth),
            ..Self::default()
        }
    }
}

/// The parent of a container; one that does not stand before it is none.
fn parent_of(container: &Container, index: usize) -> Option<usize> {
    container
        .parent
        .map(|parent| parent as usize)
        .filter(|parent| *parent < index)
}

/// The columns that the longest number of each list takes, with its dot and a blank.
fn number_columns(document: &Document) -> Vec<usize> {
    let mut widest = vec![0; document.containers.len()];
    for (index, container) in document.containers.iter().enumerate() {
        if let (ContainerKind::Item(Marker::Number(number)), Some(list)) =
            (&container.kind, parent_of(container, index))
        {
            widest[list] = number_sign(*number, 0).len().max(widest[list]);
        }
    }
    widest
}

/// A number as a marker, set to the right in `room` columns.
pub(super) fn number_sign(number: u64, room: usize) -> String {
    format!("{:>room$}", format!("{number}. "))
}

/// The label of a footnote as a marker.
pub(super) fn footnote_label(document: &Document, number: u32) -> String {
    let footnote = document.footnotes.get(number as usize);
    format!(
        "[{}] ",
        footnote.map_or("", |footnote| footnote.label.as_str())
    )
}

/// The columns by which a container would like to indent its contents.
fn indent(document: &Document, kind: &ContainerKind, numbers: usize, glyphs: GlyphSet) -> usize {
    match kind {
        ContainerKind::Quote
        | ContainerKind::Callout { .. }
        | ContainerKind::Transclusion(_)
        | ContainerKind::Item(Marker::Bullet) => 2,
        ContainerKind::Item(Marker::Number(_)) => numbers,
        ContainerKind::Item(Marker::Task(state)) => columns(task_sign(*state, glyphs).as_str()),
        ContainerKind::Footnote(number) => columns(&footnote_label(document, *number)).min(LABEL),
        ContainerKind::List | ContainerKind::Table(_) => 0,
    }
}

/// The state of a task as a marker; states without a sign of their own are shown as written.
pub(super) fn task_sign(state: char, glyphs: GlyphSet) -> SafeText {
    match (state, glyphs) {
        (' ', GlyphSet::Unicode) => SafeText::from("☐ "),
        ('x' | 'X', GlyphSet::Unicode) => SafeText::from("☑ "),
        _ => SafeText::line(&format!("[{state}] ")),
    }
}

/// The bar before every row of a container.
fn bar(kind: &ContainerKind) -> Option<(Part, Glyph)> {
    match kind {
        ContainerKind::Quote => Some((Part::QuoteBar, Glyph::Bar)),
        ContainerKind::Callout { kind, .. } => {
            Some((Part::CalloutBar(Tone::of(kind.as_str())), Glyph::HeavyBar))
        }
        ContainerKind::Transclusion(_) => Some((Part::TransclusionBar, Glyph::NoteBar)),
        _ => None,
    }
}
