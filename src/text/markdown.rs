//! Markdown to document: every run with the way back to its bytes.
//!
//! Three steps, none of which recurses over the article: the parser's events become a draft
//! (`events`, `writer`, `html`); what only note programs know is found in the draft's text and noted
//! as edits of it (`callout`, `inline`, `footnotes`, `embed_blocks`); and the document is built from
//! the draft, its text being cleaned on the way (`build`, `text_builder`).

pub mod boilerplate;
mod build;
mod callout;
mod draft;
mod embed;
mod embed_blocks;
mod events;
mod footnotes;
mod html;
mod inline;
mod line_breaks;
mod raised;
mod reading_order;
mod text_builder;
mod transclusion;
pub mod wiki;
mod writer;

use std::cmp::Reverse;

use crate::text::document::{BlockKind, Document, LinkForm};
use crate::text::range::TextRange;
use draft::Draft;
pub use line_breaks::LineBreaks;
pub use transclusion::NoteFile;

/// Whether `%%comments%%` are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comments {
    /// They are left out.
    #[default]
    Hidden,
    /// They are shown, in a style of their own.
    Shown,
}

/// Finds a note by its name.
pub type FindNote<'a> = dyn Fn(&str) -> Option<NoteFile> + 'a;

/// How an article is to be read.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// Whether comments are shown.
    pub comments: Comments,
    /// Finds the notes that others show, by what stands before `#` between the brackets. Without
    /// it, embeds are named and not shown.
    pub notes: Option<&'a FindNote<'a>>,
    /// What a single line end is.
    pub line_breaks: LineBreaks,
}

/// Reads an article: `text` is the whole decoded file and `body` the byte at which its text begins,
/// after the front matter. All source ranges are bytes of `text`.
///
/// Within a block a line feed is a line break that the author wrote; lines that merely end in the
/// file are joined by a blank, except short ones, as of poems and addresses.
pub fn read(text: &str, body: u32) -> Document {
    read_with(text, body, &ReadOptions::default())
}

/// The same, with comments shown or notes shown in the article.
pub fn read_with(text: &str, body: u32, options: &ReadOptions<'_>) -> Document {
    build::build(prepare(text, body, options), options)
}

/// A draft in which everything is found, ready to be built from.
fn prepare(text: &str, body: u32, options: &ReadOptions<'_>) -> Draft {
    let mut draft = events::draft(text, body);
    draft.links.sort_by_key(|link| link.text.start);
    // Titles of callouts become leaves of their own before the text of leaves is looked through.
    callout::find(&mut draft);
    embed_blocks::split(&mut draft);
    let found = inline::find(&draft, text);
    let hidden = inline::hide(&mut draft, &found.comments, options.comments);
    let is_hidden = |text: TextRange| {
        let next = hidden.partition_point(|range| range.end <= text.start);
        hidden
            .get(next)
            .is_some_and(|range| range.start <= text.start)
    };
    for (link, target) in found.redirected {
        if let Some(link) = draft.links.get_mut(link) {
            (link.form, link.target) = (LinkForm::Inline, target);
        }
    }
    draft.edits.extend(found.edits);
    draft.links.extend(found.links);
    draft.links.retain(|link| !is_hidden(link.text));
    // Of two with one beginning the outer comes first.
    draft
        .links
        .sort_by_key(|link| (link.text.start, Reverse(link.text.end), link.source.start));
    draft.tags = found
        .tags
        .into_iter()
        .filter(|(text, _)| !is_hidden(*text))
        .collect();
    draft.block_ids = found.block_ids;
    for leaf in &mut draft.leaves {
        if leaf.kind == BlockKind::Rule && is_hidden(leaf.text) {
            leaf.kind = BlockKind::Paragraph;
        }
    }
    for note in &mut draft.footnotes {
        note.marks.retain(|(text, _)| !is_hidden(*text));
    }
    let notes = found.notes.into_iter();
    footnotes::append(&mut draft, notes.filter(|(whole, _)| !is_hidden(*whole)));
    // Numbers replace their marks as edits do, so that edits are put in order after them.
    footnotes::number(&mut draft);
    raised::mark(&mut draft);
    line_breaks::keep(&mut draft, options.line_breaks);
    draft.edits.sort_by_key(|edit| edit.text.start);
    boilerplate::flag(&mut draft);
    draft
}

#[cfg(test)]
mod tests;
