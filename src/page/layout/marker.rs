//! What stands before the first row of a container: bullets, numbers, tasks, labels, folds.

use crate::page::decor::{Glyph, Part, Tone};
use crate::page::layout::Setter;
use crate::page::layout::margin::{Entrance, footnote_label, number_sign, task_sign};
use crate::page::width::columns;
use crate::text::clean::SafeText;
use crate::text::document::{Block, BlockKind, ContainerKind, Marker};
use crate::text::range::TextRange;

impl Setter<'_> {
    /// Keeps the markers of the containers that begin with a block for its first row.
    pub(super) fn mark(&mut self, block: &Block, entrance: &Entrance) {
        for &index in &entrance.fresh {
            let Some(container) = self.document.containers.get(index as usize) else {
                continue;
            };
            let folded = self.margins.is_folded(index);
            match &container.kind {
                ContainerKind::Item(marker) => self.mark_item(index, marker),
                ContainerKind::Footnote(number) => {
                    let label = SafeText::line(&footnote_label(self.document, *number));
                    self.mark_own(index, Part::FootnoteLabel, label);
                }
                ContainerKind::Callout {
                    kind,
                    folded: foldable,
                } => {
                    if folded || foldable.is_some() {
                        self.mark_fold(folded);
                    }
                    self.mark_kind(block, kind);
                    continue;
                }
                ContainerKind::Transclusion(name) => self.name(block, name),
                ContainerKind::Quote | ContainerKind::List | ContainerKind::Table(_) => {}
            }
            if folded {
                self.mark_fold(true);
            }
        }
    }

    fn mark_item(&mut self, container: u32, marker: &Marker) {
        let (outer, room) = self.margins.marker(container);
        match marker {
            Marker::Bullet => self.rows.mark_at(outer, Part::Bullet, Glyph::Bullet as u32),
            Marker::Number(number) => {
                self.mark_own(
                    container,
                    Part::Number,
                    SafeText::line(&number_sign(*number, room)),
                );
            }
            Marker::Task(state) => {
                self.mark_own(
                    container,
                    Part::Task,
                    task_sign(*state, self.options.glyphs),
                );
            }
        }
    }

    /// Keeps a marker with a text of its own, where its container begins.
    fn mark_own(&mut self, container: u32, part: Part, text: SafeText) {
        let (outer, _) = self.margins.marker(container);
        let sign = self.rows.sign(text);
        self.rows.mark_at(outer, part, sign);
    }

    fn mark_fold(&mut self, folded: bool) {
        let glyph = if folded { Glyph::Folded } else { Glyph::Open };
        self.rows.mark(Part::Fold, glyph as u32);
    }

    /// Names the kind of a callout whose title does not, so that it is not told by colour alone.
    fn mark_kind(&mut self, block: &Block, kind: &SafeText) {
        let title = self.document.slice(block.text).as_str();
        let said =
            block.kind == BlockKind::CalloutTitle && title.eq_ignore_ascii_case(kind.as_str());
        if !said {
            let sign = self.rows.sign(SafeText::line(&format!("{kind}: ")));
            self.rows
                .mark(Part::CalloutKind(Tone::of(kind.as_str())), sign);
        }
    }

    /// Gives the name of another note a row of its own above its text.
    fn name(&mut self, block: &Block, name: &SafeText) {
        self.rows
            .open(TextRange::new(block.text.start, block.text.start));
        let column = self.rows.text_column();
        let wide = columns(name.as_str()).min(usize::from(self.rows.width - column)) as u16;
        let sign = self.rows.sign(name.clone());
        self.rows.decor(column, wide, Part::TransclusionName, sign);
    }
}
