//! The text of a leaf, cut wherever a span, a link or an edit begins or ends.

use super::{DocumentBuilder, OpenDraft};
use crate::text::document::BlockKind;
use crate::text::markdown::draft::{DraftSpan, Edit, EditKind, Leaf, SpanRole};
use crate::text::markdown::text_builder::StyledText;
use crate::text::range::TextRange;

impl DocumentBuilder {
    /// Adds the text of a leaf.
    pub(super) fn leaf_text(&mut self, leaf: &Leaf, open: &OpenDraft) {
        let draft = &open.draft;
        let mut links = draft.links_in(leaf.text).peekable();
        let mut edits = draft.edits_in(leaf.text).iter().peekable();
        let mut active: Vec<&Edit> = Vec::new();
        let mut span_index = draft.spans_in(leaf.text).start;
        let mut at = leaf.text.start;
        while let Some(span) = draft.spans.get(span_index).filter(|_| at < leaf.text.end) {
            self.text_builder.end_links(at);
            active.retain(|edit| edit.text.end > at);
            while let Some(link) = links.next_if(|link| draft.links[*link].text.start <= at) {
                let end = draft.links[link].text.end;
                self.text_builder.begin_link(open.links + link as u32, end);
            }
            let begun = std::iter::from_fn(|| edits.next_if(|edit| edit.text.start <= at));
            active.extend(begun.filter(|edit| edit.text.end > at));
            let next_link = links.peek().map(|link| draft.links[*link].text.start);
            let next_edit = edits.peek().map(|edit| edit.text.start);
            let ends = active.iter().map(|edit| edit.text.end);
            let end = ends
                .chain(next_link)
                .chain(next_edit)
                .chain(self.text_builder.next_link_end())
                .filter(|cut| *cut > at)
                .fold(span.text.end.min(leaf.text.end), u32::min);
            self.stretch(span, TextRange::new(at, end), &active, leaf, open);
            span_index += usize::from(end == span.text.end);
            at = end;
        }
    }

    /// Adds a stretch in which nothing begins or ends, as the edits of it say.
    fn stretch(
        &mut self,
        span: &DraftSpan,
        text: TextRange,
        edits: &[&Edit],
        leaf: &Leaf,
        open: &OpenDraft,
    ) {
        let mut source = span.source;
        if span.exact {
            source.start += text.start - span.text.start;
            source.end = source.start + text.len();
        }
        // All of a note that is shown in another came from its embed.
        let shown_source = open.shown_at.as_ref().map(|shown| shown.source);
        let mut styled = StyledText {
            text: text.of(&open.draft.text),
            source: shown_source.unwrap_or(source),
            exact: span.exact && shown_source.is_none(),
            style: span.style,
            link: self.text_builder.link(),
        };
        let mut replaced = None;
        for edit in edits {
            match &edit.kind {
                EditKind::Style(style) => styled.style |= *style,
                EditKind::Replace(other, style) if edit.text.start == text.start => {
                    let whole = shown_source.or_else(|| open.draft.source_of(edit.text));
                    replaced = Some((other, *style, whole.unwrap_or(source)));
                }
                EditKind::Hide | EditKind::Replace(..) => return,
            }
        }
        if let Some((text, style, source)) = replaced {
            styled = StyledText {
                text,
                source,
                exact: false,
                style: styled.style | style,
                ..styled
            };
            self.text_builder.push_word(styled);
            return;
        }
        match span.role {
            _ if matches!(leaf.kind, BlockKind::Code(_) | BlockKind::Math) => {
                self.text_builder.push_lines(styled);
            }
            SpanRole::Prose | SpanRole::Anchor | SpanRole::Plain => {
                self.text_builder.push_prose(styled);
            }
            SpanRole::Verbatim => self.text_builder.push_word(styled),
            SpanRole::SoftBreak => self.text_builder.push_blank(styled),
            SpanRole::HardBreak => self.text_builder.end_line(styled),
        }
    }
}
