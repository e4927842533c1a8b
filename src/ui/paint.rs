//! The visible rows of a layout, in a theme's styles, with marks laid over them.
//!
//! Nothing of the marks is baked into a layout: a new highlight, hit or cursor lays nothing out
//! anew. The cost is that of the rows in sight, wherever in the document they are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::page::layout::{Layout, Row, What, Within};
use crate::page::width::cluster_columns;
use crate::text::clean::SafeStr;
use crate::text::document::{Block, BlockKind, Document, Inline, LinkForm, Run};
use crate::text::range::{SourceRange, TextRange};
use crate::ui::text::{self, clusters, from_column};
use crate::ui::theme::{Role, Theme};

/// A stretch of the file that is to be seen as something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaintedMark {
    /// The stretch.
    pub source: SourceRange,
    /// As what.
    pub role: Role,
    /// What it lies over, and what lies over it.
    pub layer: Layer,
}

impl PaintedMark {
    /// Whether it is drawn in a column: what is not certain is dashed.
    const fn is_drawn_at(&self, column: u16) -> bool {
        !matches!(self.role, Role::MarkUnsure) || !column.is_multiple_of(3)
    }
}

/// The order in which marks lie over one another, from the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// A name found in the text.
    Name,
    /// What the reader has marked.
    Annotation,
    /// What a search has found.
    Hit,
    /// What is selected.
    Selection,
    /// The cursor.
    Cursor,
}

/// All that painting a document needs; made for a frame.
#[derive(Clone, Copy, Debug)]
pub struct Painter<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its layout.
    pub layout: &'a Layout,
    /// Marks in the order of where they begin.
    pub marks: &'a [PaintedMark],
    /// The styles.
    pub theme: &'a Theme,
}

impl Painter<'_> {
    /// Draws the rows from `first` on into `area`; what does not fit is not drawn.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, first: usize) {
        let area = area.intersection(buffer.area);
        let marks = self.marks_in(first, usize::from(area.height));
        for line in 0..area.height {
            let index = first.saturating_add(usize::from(line));
            if let Some(row) = self.layout.rows.get(index) {
                self.row(buffer, text::row(area, line), (index, row), &marks);
            }
        }
    }

    /// The marks that may touch the rows in sight, from the lowest layer to the highest.
    fn marks_in(&self, first: usize, count: usize) -> Vec<PaintedMark> {
        let mut seen: Option<SourceRange> = None;
        for row in first..first.saturating_add(count).min(self.layout.rows.len()) {
            for piece in self.layout.row(row) {
                if let What::Text { run, .. } = piece.what
                    && let Some(run) = self.document.runs.get(run as usize)
                {
                    seen = Some(seen.map_or(run.source, |seen| seen.join(run.source)));
                }
            }
        }
        let Some(seen) = seen else { return Vec::new() };
        let end = self
            .marks
            .partition_point(|mark| mark.source.start < seen.end);
        let touching = self.marks[..end]
            .iter()
            .filter(|mark| mark.source.overlaps(seen));
        let mut marks: Vec<PaintedMark> = touching.copied().collect();
        marks.sort_by_key(|mark| mark.layer);
        marks
    }

    fn row(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        (index, row): (usize, &Row),
        marks: &[PaintedMark],
    ) {
        let Some(block) = self.document.blocks.get(row.block as usize) else {
            return;
        };
        let base = self.base(block, row.within);
        if matches!(block.kind, BlockKind::Code(_)) {
            self.ground(buffer, area, index, base);
        }
        for piece in self.layout.row(index) {
            let mut room = from_column(area, piece.column);
            room.width = room.width.min(piece.width);
            match piece.what {
                What::Decor { part, sign } => {
                    let style = self
                        .theme
                        .style(Role::Text)
                        .patch(self.theme.style(Role::part(part)));
                    fill(buffer, room, self.layout.sign(sign), style);
                }
                What::Text { run, text } => {
                    if let Some(run) = self.document.runs.get(run as usize) {
                        let style = self.inline(base, run, block);
                        self.text(buffer, room, RunStretch { run, text, style }, marks);
                    }
                }
            }
        }
    }

    /// Gives a row of code its ground, from its margin to the right edge.
    fn ground(&self, buffer: &mut Buffer, area: Rect, index: usize, style: Style) {
        let is_code = |what: &What| match what {
            What::Text { .. } => true,
            What::Decor { part, .. } => Role::part(*part) == Role::CodeBlock,
        };
        let first = self
            .layout
            .row(index)
            .iter()
            .find(|piece| is_code(&piece.what));
        if let Some(first) = first {
            let mut ground = from_column(area, first.column);
            ground.width = ground
                .width
                .min(self.layout.width.saturating_sub(first.column));
            buffer.set_style(ground, style);
        }
    }

    /// The style of a block's text.
    fn base(&self, block: &Block, within: Within) -> Style {
        let style = |role| self.theme.style(role);
        let page = match within {
            Within::Quote => style(Role::Text).patch(style(Role::Quote)),
            Within::Page | Within::Callout(_) | Within::Footnote => style(Role::Text),
        };
        match (&block.kind, within) {
            (BlockKind::Heading(level), _) => page.patch(style(Role::heading(*level))),
            (BlockKind::Code(_), _) => page.patch(style(Role::CodeBlock)),
            (BlockKind::Math, _) => page.patch(style(Role::Maths)),
            (BlockKind::CalloutTitle, Within::Callout(tone)) => {
                page.patch(style(Role::callout(tone)))
            }
            (BlockKind::Cell { row: 0, .. }, _) => page.patch(style(Role::TableHead)),
            (BlockKind::Embed, _) => page.patch(style(Role::Embed)),
            _ => page,
        }
    }

    /// The style of a run in a block of a style.
    fn inline(&self, base: Style, run: &Run, block: &Block) -> Style {
        const ROLES: [(Inline, Role); 11] = [
            (Inline::STRONG, Role::Strong),
            (Inline::EMPHASIS, Role::Emphasis),
            (Inline::STRIKE, Role::Strike),
            (Inline::CODE, Role::Code),
            (Inline::MATH, Role::Maths),
            (Inline::EMBED, Role::Embed),
            (Inline::TIME, Role::TextDim),
            (Inline::TAG, Role::Tag),
            (Inline::FOOTNOTE, Role::Footnote),
            (Inline::COMMENT, Role::Comment),
            (Inline::MARK, Role::Mark),
        ];
        let mut style = base;
        for (inline, role) in ROLES {
            if run.style.contains(inline) {
                style = style.patch(self.theme.style(role));
            }
        }
        if let Some(link) = run
            .link
            .and_then(|link| self.document.links.get(link as usize))
        {
            let internal = matches!(link.form, LinkForm::Wiki | LinkForm::Embed)
                || link.target.starts_with('#');
            let role = if internal {
                Role::LinkInternal
            } else {
                Role::Link
            };
            style = style.patch(self.theme.style(role));
        }
        if run.style.contains(Inline::REPLACED) {
            style = style.patch(self.theme.style(Role::Replaced));
        }
        if block.residue {
            style.patch(self.theme.style(Role::Residue))
        } else {
            style
        }
    }

    /// Draws text; where marks touch it, cluster by cluster.
    fn text(
        &self,
        buffer: &mut Buffer,
        room: Rect,
        stretch: RunStretch<'_>,
        marks: &[PaintedMark],
    ) {
        let source = stretch.source_of(stretch.text);
        let touching: Vec<&PaintedMark> = marks
            .iter()
            .filter(|mark| mark.source.overlaps(source))
            .collect();
        let text = self.document.slice(stretch.text).as_str();
        if touching.is_empty() {
            clusters(buffer, room, text, stretch.style);
            return;
        }
        let mut room = room;
        let mut at = stretch.text.start;
        for cluster in text.graphemes(true) {
            let end = at + cluster.len() as u32;
            let source = stretch.source_of(TextRange::new(at, end));
            let over = touching
                .iter()
                .filter(|mark| mark.source.overlaps(source) && mark.is_drawn_at(room.x));
            let style = over.fold(stretch.style, |style, mark| {
                style.patch(self.theme.style(mark.role))
            });
            if clusters(buffer, room, cluster, style) < cluster_columns(cluster) {
                break;
            }
            room = from_column(room, cluster_columns(cluster));
            at = end;
        }
    }
}

/// Text of one run, and its style before marks.
#[derive(Clone, Copy)]
struct RunStretch<'a> {
    run: &'a Run,
    text: TextRange,
    style: Style,
}

impl RunStretch<'_> {
    /// The source of a part of the run: exact where the run is, else the whole run.
    fn source_of(&self, text: TextRange) -> SourceRange {
        let source = self.run.source;
        if !self.run.exact {
            return source;
        }
        let at =
            |byte: u32| (source.start + byte.saturating_sub(self.run.text.start)).min(source.end);
        SourceRange::new(at(text.start), at(text.end))
    }
}

/// Fills an area's first row with a sign, repeated or cut with an ellipsis.
fn fill(buffer: &mut Buffer, area: Rect, sign: SafeStr<'_>, style: Style) {
    let mut room = area;
    while !room.is_empty() {
        let used = text::put(buffer, room, sign, style);
        if used == 0 {
            break;
        }
        room = from_column(room, used);
    }
}

#[cfg(test)]
mod tests;
