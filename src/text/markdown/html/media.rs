//! Elements that link, and those that stand for pictures and players.

use std::borrow::Cow;

use super::elements::is_void;
use super::reference::resolved;
use super::tokens::attribute;
use super::{Context, Ending, Html, Tag};
use crate::text::document::{Inline, LinkForm};
use crate::text::markdown::draft::Role;
use crate::text::markdown::embed::{self, Syntax};
use crate::text::markdown::writer::Pen;
use crate::text::range::SourceRange;

impl Html<'_> {
    pub(super) fn open_link(&mut self, tag: &Tag<'_>, pen: &mut Pen) {
        self.close("a", tag.source, Context::Block, pen);
        if let Some(target) = attribute(tag.text, "href").filter(|target| !target.is_empty()) {
            let link = pen.begin_link(LinkForm::Html, &resolved(target), tag.source);
            self.opened(tag, Ending::Link(link));
        }
    }

    pub(super) fn open_media(&mut self, tag: &Tag<'_>, pen: &mut Pen) {
        self.source_wanted = !media(tag, "src", pen) && !media(tag, "data", pen);
        let is_empty = is_void(tag.name) || tag.text.ends_with("/>");
        if !is_empty && self.is_closed(tag) {
            self.muted += 1;
            self.opened(tag, Ending::Muted);
        }
    }
}

/// Adds a picture's caption, linked to it; pictures of one pixel only count visitors.
pub(super) fn picture(tag: &Tag<'_>, pen: &mut Pen) {
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
        pen,
    );
}

/// Adds what is played, if the attribute names it, and tells whether it did.
pub(super) fn media(tag: &Tag<'_>, name: &str, pen: &mut Pen) -> bool {
    let target = attribute(tag.text, name)
        .map(resolved)
        .filter(|target| !target.is_empty());
    let title = resolved(attribute(tag.text, "title").unwrap_or(""));
    if let Some(target) = &target {
        labelled(&title, target, LinkForm::Media, tag.source, pen);
    }
    target.is_some()
}

/// Adds a label that is linked to what it stands for.
fn labelled(label: &str, target: &str, form: LinkForm, source: SourceRange, pen: &mut Pen) {
    let name = if label.trim().is_empty() {
        embed::label(target, form).into()
    } else {
        Cow::from(label)
    };
    let link = pen.begin_link(form, target, source);
    pen.push_styled(Inline::EMBED, &name, source, Role::Plain);
    pen.end_link(link);
}
