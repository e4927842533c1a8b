//! Elements that link, and those that stand for pictures and players.

use std::borrow::Cow;

use super::elements::is_void;
use super::tokens::attribute;
use super::{HtmlContext, HtmlReader, OnClose, Tag};
use crate::text::character_reference::resolved;
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::SpanRole;
use crate::text::markdown::embed::{self, Syntax};
use crate::text::markdown::writer::DraftWriter;
use crate::text::range::SourceRange;

impl HtmlReader<'_> {
    pub(super) fn open_link(&mut self, tag: &Tag<'_>, writer: &mut DraftWriter) {
        self.close("a", tag.source, HtmlContext::Block, writer);
        if let Some(target) = attribute(tag.text, "href").filter(|target| !target.is_empty()) {
            let link = writer.begin_link(LinkForm::Html, &resolved(target), tag.source);
            self.opened(tag, OnClose::Link(link));
        }
    }

    pub(super) fn open_media(&mut self, tag: &Tag<'_>, writer: &mut DraftWriter) {
        self.source_wanted = !media(tag, "src", writer) && !media(tag, "data", writer);
        let is_empty = is_void(tag.name) || tag.text.ends_with("/>");
        if !is_empty && self.is_closed(tag) {
            self.muted += 1;
            self.opened(tag, OnClose::Muted);
        }
    }
}

/// Adds a picture's caption, linked to it; pictures of one pixel only count visitors.
pub(super) fn picture(tag: &Tag<'_>, writer: &mut DraftWriter) {
    let counts = |name| attribute(tag.text, name).is_some_and(|size| matches!(size, "0" | "1"));
    let target = attribute(tag.text, "src").unwrap_or("");
    if counts("width") && counts("height") {
        return;
    }
    let caption = resolved(attribute(tag.text, "alt").unwrap_or(""));
    labelled(
        &caption,
        &resolved(target),
        embed::form(target, Syntax::Image),
        tag.source,
        writer,
    );
}

/// Adds what is played, if the attribute names it, and tells whether it did.
pub(super) fn media(tag: &Tag<'_>, name: &str, writer: &mut DraftWriter) -> bool {
    let target = attribute(tag.text, name)
        .map(resolved)
        .filter(|target| !target.is_empty());
    let title = resolved(attribute(tag.text, "title").unwrap_or(""));
    if let Some(target) = &target {
        labelled(&title, target, LinkForm::Media, tag.source, writer);
    }
    target.is_some()
}

/// Adds a label that is linked to what it stands for.
fn labelled(
    label: &str,
    target: &str,
    form: LinkForm,
    source: SourceRange,
    writer: &mut DraftWriter,
) {
    let name = if label.trim().is_empty() {
        embed::label(target, form).into()
    } else {
        Cow::from(label)
    };
    let link = writer.begin_link(form, target, source);
    writer.push_styled(Inline::EMBED, &name, source, SpanRole::Plain);
    writer.end_link(link);
}
