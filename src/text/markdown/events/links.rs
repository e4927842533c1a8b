//! Links, images and embeds, as the parser tells of them.

use pulldown_cmark::LinkType;

use super::{EventReader, OpenElement};
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::EditKind;
use crate::text::markdown::embed::{self, Syntax};
use crate::text::percent::encode_address;
use crate::text::range::{SourceRange, TextRange};

impl EventReader<'_> {
    pub(super) fn link(
        &mut self,
        link_type: LinkType,
        target: &str,
        source: SourceRange,
    ) -> OpenElement {
        self.anchors += 1;
        let (form, target) = match link_type {
            LinkType::Inline => (LinkForm::Inline, target),
            LinkType::Autolink => (LinkForm::Autolink, target),
            LinkType::Email => (LinkForm::Autolink, &*format!("mailto:{target}")),
            // In a table the backslash belongs to the pipe after it.
            LinkType::WikiLink { .. } => (LinkForm::Wiki, target.trim_end_matches('\\')),
            _ => (LinkForm::Reference, target),
        };
        let link = self
            .writer
            .begin_link(form, &encode_address(target), source);
        if matches!(link_type, LinkType::WikiLink { has_pothole: false }) && target.starts_with('#')
        {
            let at = self.writer.at();
            self.writer
                .draft
                .edit(TextRange::new(at, at + 1), EditKind::Hide);
        }
        OpenElement::Link(link)
    }

    pub(super) fn embed(
        &mut self,
        link_type: LinkType,
        target: &str,
        source: SourceRange,
    ) -> OpenElement {
        let (syntax, captioned) = match link_type {
            LinkType::WikiLink { has_pothole } => (Syntax::Wiki, has_pothole),
            _ => (Syntax::Image, true),
        };
        let target = target.trim_end_matches('\\');
        let link = self
            .writer
            .begin_link(embed::form(target, syntax), target, source);
        let style = self.writer.begin_style(Inline::EMBED);
        OpenElement::Embed {
            link,
            captioned,
            style,
        }
    }

    /// A size is no caption, and an embed without a caption shows what it stands for.
    pub(super) fn end_embed(&mut self, link: usize, captioned: bool) {
        let Some(ended) = self.writer.end_link(link) else {
            return;
        };
        let (text, form, source) = (ended.text, ended.form, ended.source);
        let target = ended.target.clone();
        let caption = text.of(&self.writer.draft.text);
        let length = if captioned {
            embed::caption_length(caption)
        } else {
            caption.len()
        };
        let blank = caption[..length].trim().is_empty();
        if length < caption.len() {
            self.writer.draft.edit(
                TextRange::new(text.start + length as u32, text.end),
                EditKind::Hide,
            );
        }
        if blank {
            self.writer.push_label(&embed::label(&target, form), source);
            self.writer.end_link(link);
        }
    }
}
