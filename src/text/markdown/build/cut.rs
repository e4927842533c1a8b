//! A leaf's text, cut wherever a span, a link or a mark begins or ends.

use super::{Frame, Settler};
use crate::text::document::BlockKind;
use crate::text::markdown::draft::{Leaf, Mark, Role, Span, What};
use crate::text::markdown::text_builder::Piece;
use crate::text::range::TextRange;

impl Settler {
    /// Adds a leaf's text, cut wherever a span, a link or a mark begins or ends.
    pub(super) fn text(&mut self, leaf: &Leaf, frame: &Frame) {
        let draft = &frame.draft;
        let within = |start: u32| start < leaf.text.end;
        let first_link = draft
            .links
            .partition_point(|link| link.text.start < leaf.text.start);
        let mut links = (first_link..draft.links.len())
            .take_while(|at| within(draft.links[*at].text.start))
            .peekable();
        let first_mark = draft
            .marks
            .partition_point(|mark| mark.text.start < leaf.text.start);
        let mut marks = draft.marks[first_mark..]
            .iter()
            .take_while(|mark| within(mark.text.start))
            .peekable();
        let mut active: Vec<&Mark> = Vec::new();
        let mut span_index = draft.spans_in(leaf.text).start;
        let mut at = leaf.text.start;
        while let Some(span) = draft.spans.get(span_index).filter(|_| at < leaf.text.end) {
            self.flow.end_links(at);
            active.retain(|mark| mark.text.end > at);
            let mut end = span.text.end.min(leaf.text.end);
            while let Some(link) = links.next_if(|link| draft.links[*link].text.start <= at) {
                self.flow
                    .begin_link(frame.links + link as u32, draft.links[link].text.end);
            }
            active.extend(
                std::iter::from_fn(|| marks.next_if(|mark| mark.text.start <= at))
                    .filter(|mark| mark.text.end > at),
            );
            let ahead = links.peek().map(|link| draft.links[*link].text.start);
            let ahead = ahead
                .into_iter()
                .chain(marks.peek().map(|mark| mark.text.start));
            let over = active
                .iter()
                .map(|mark| mark.text.end)
                .chain(self.flow.next_link_end());
            end = ahead
                .chain(over)
                .filter(|cut| *cut > at)
                .fold(end, u32::min);
            self.piece(*span, TextRange::new(at, end), &active, leaf, frame);
            span_index += usize::from(end == span.text.end);
            at = end;
        }
    }

    /// Adds a stretch in which nothing begins or ends, as the marks on it say.
    fn piece(&mut self, span: Span, text: TextRange, marks: &[&Mark], leaf: &Leaf, frame: &Frame) {
        let (at, mut source) = (text.start, span.source);
        if span.exact {
            source.start += at - span.text.start;
            source.end = source.start + text.len();
        }
        let mut piece = Piece {
            text: text.of(&frame.draft.text),
            source,
            exact: span.exact,
            style: span.style,
            link: self.flow.link(),
        };
        if let Some(embed) = &frame.embed {
            (piece.source, piece.exact) = (embed.source, false);
        }
        let mut other = None;
        for mark in marks {
            match &mark.what {
                What::Style(style) => piece.style |= *style,
                What::Instead(text, style) if mark.text.start == at => {
                    let source = frame.draft.source_of(mark.text).unwrap_or(source);
                    other = Some((
                        text,
                        *style,
                        frame.embed.as_ref().map_or(source, |embed| embed.source),
                    ));
                }
                What::Gone | What::Instead(..) => return,
            }
        }
        if let Some((text, style, source)) = other {
            let style = piece.style | style;
            self.flow.word(Piece {
                text,
                source,
                exact: false,
                style,
                ..piece
            });
            return;
        }
        match span.role {
            _ if matches!(leaf.kind, BlockKind::Code(_) | BlockKind::Math) => {
                self.flow.lines(piece);
            }
            Role::Prose | Role::Anchor | Role::Plain => self.flow.prose(piece),
            Role::Verbatim => self.flow.word(piece),
            Role::SoftBreak => self.flow.rest(piece),
            Role::HardBreak => self.flow.line_end(piece),
        }
    }
}
