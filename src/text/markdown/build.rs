//! Building the document of a draft: its text cleaned, blanks collapsed, runs joined, and notes put
//! where they are shown.

mod leaf_text;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::draft::{Draft, Leaf};
use super::text_builder::TextBuilder;
use super::transclusion::ParsedNote;
use super::wiki::WikiTarget;
use super::{ReadOptions, prepare, reading_order};
use crate::text::clean::SafeText;
use crate::text::document::{
    Block, BlockKind, Container, ContainerKind, Document, Footnote, InlineTag, Link, LinkForm,
};
use crate::text::range::{SourceRange, TextRange};

/// How many notes may be shown in one another.
const DEEPEST: usize = 4;
/// How many notes are read for a document, and how many it shows in all, so that embeds of embeds stay
/// cheap. One whose part is not found may be asked for again and again: it was read once.
const MOST: usize = 64;
/// How many bytes of text a document may have for another note to be shown in it.
const LONGEST: u32 = 4 << 20;

/// Builds the document of a draft, with the notes that it shows.
pub(super) fn build(draft: Draft, options: &ReadOptions<'_>) -> Document {
    let mut builder = DocumentBuilder::default();
    let mut shown = 0;
    let ids = draft.block_ids.clone();
    let root = builder.begin(draft, None);
    // A stack in place of recursion: notes may show one another.
    let mut open = vec![root];
    while let Some(innermost) = open.last_mut() {
        let Some(index) = innermost.leaves.next() else {
            open.pop();
            continue;
        };
        let draft = Rc::clone(&innermost.draft);
        let leaf = &draft.leaves[index];
        let inner = (shown < MOST)
            .then(|| builder.transclude(leaf, &open, options))
            .flatten();
        if let Some(inner) = inner {
            shown += 1;
            open.push(inner);
        } else if let Some(innermost) = open.last() {
            builder.leaf(leaf, index, innermost);
        }
    }
    builder.finish(&ids)
}

/// A draft of which some leaves are still to come.
struct OpenDraft {
    draft: Rc<Draft>,
    /// The leaves that are still to come.
    leaves: Range<usize>,
    /// Where its containers and links begin in the document's.
    containers: u32,
    links: u32,
    /// For a note that is shown in another: where.
    shown_at: Option<Transclusion>,
}

/// Where a note is shown in another.
#[derive(Clone)]
struct Transclusion {
    /// How it was called, and what tells it from other notes.
    name: String,
    key: String,
    part: String,
    /// The embed that all of it came from.
    source: SourceRange,
    container: u32,
}

#[derive(Default)]
struct DocumentBuilder {
    /// The notes that were read, by their names; the article itself has none.
    notes: HashMap<String, Rc<ParsedNote>>,
    document: Document,
    text_builder: TextBuilder,
    /// For each leaf of the article itself, the block it became.
    blocks: Vec<Option<u32>>,
}

impl DocumentBuilder {
    /// Adds what a draft has besides text.
    fn begin(&mut self, draft: Draft, shown_at: Option<Transclusion>) -> OpenDraft {
        let document = &mut self.document;
        let containers = document.containers.len() as u32;
        let links = document.links.len() as u32;
        let footnotes = document.footnotes.len() as u32;
        let outer = shown_at.as_ref().map(|shown| shown.container);
        let source = |own| shown_at.as_ref().map_or(own, |shown| shown.source);
        let all = draft.containers.iter().map(|container| Container {
            kind: match &container.kind {
                ContainerKind::Footnote(index) => ContainerKind::Footnote(index + footnotes),
                kind => kind.clone(),
            },
            parent: container.parent.map(|index| index + containers).or(outer),
            source: source(container.source),
        });
        document.containers.extend(all);
        document.links.extend(draft.links.iter().map(|link| Link {
            source: source(link.source),
            ..link.clone()
        }));
        let tags = draft.tags.iter().map(|(text, own)| InlineTag {
            name: SafeText::line(text.of(&draft.text).trim_start_matches('#')),
            source: source(*own),
        });
        document.tags.extend(tags);
        let numbered = (1_u32..).zip(&draft.footnotes);
        let notes = numbered.map(|(number, note)| Footnote {
            label: SafeText::line(&number.to_string()),
            marks: note.marks.iter().map(|(_, own)| source(*own)).collect(),
            definition: note.definition.map(source),
        });
        document.footnotes.extend(notes);
        let anchors = &mut self.text_builder.anchors;
        anchors.resize(document.links.len(), TextRange::default());
        OpenDraft {
            leaves: 0..draft.leaves.len(),
            draft: Rc::new(draft),
            containers,
            links,
            shown_at,
        }
    }

    /// Adds a leaf as a block, unless nothing of it can be seen.
    fn leaf(&mut self, leaf: &Leaf, index: usize, open: &OpenDraft) {
        let before = self.text_builder.len();
        if !self.document.blocks.is_empty() {
            self.text_builder.part_blocks();
        }
        let start = self.text_builder.len();
        self.text_builder.begin_block();
        self.leaf_text(leaf, open);
        self.text_builder.end_block(start);
        let text = TextRange::new(start, self.text_builder.len());
        if text.is_empty() && leaf.kind != BlockKind::Rule {
            self.text_builder.truncate(before);
            return;
        }
        if open.shown_at.is_none() {
            self.blocks.resize(self.blocks.len().max(index + 1), None);
            self.blocks[index] = Some(self.document.blocks.len() as u32);
        }
        self.document.blocks.push(Block {
            kind: leaf.kind.clone(),
            text,
            source: open.source_of(leaf),
            container: open.container_of(leaf),
            residue: leaf.residue,
        });
    }

    /// A note by its name; the article itself, which `open` then shows, has none.
    fn note(
        &mut self,
        name: &str,
        open: &OpenDraft,
        options: &ReadOptions<'_>,
    ) -> Option<Rc<ParsedNote>> {
        if let Some(known) = self.notes.get(name) {
            return Some(Rc::clone(known));
        }
        if self.notes.len() > MOST {
            return None;
        }
        let note = if name.is_empty() {
            ParsedNote::new(String::new(), Rc::clone(&open.draft))
        } else {
            let file = (options.notes?)(name)?;
            let draft = prepare(&file.text, file.body, options);
            ParsedNote::new(file.key, Rc::new(draft))
        };
        let note = Rc::new(note);
        self.notes.insert(name.to_owned(), Rc::clone(&note));
        Some(note)
    }

    /// Opens the note that a leaf embeds, if it can be found and is not shown already.
    fn transclude(
        &mut self,
        leaf: &Leaf,
        all_open: &[OpenDraft],
        options: &ReadOptions<'_>,
    ) -> Option<OpenDraft> {
        let open = all_open.last()?;
        let is_full = all_open.len() > DEEPEST || self.text_builder.len() > LONGEST;
        if leaf.kind != BlockKind::Embed || is_full {
            return None;
        }
        let index = open.draft.links_in(leaf.text).next()?;
        let link = &open.draft.links[index];
        if link.form != LinkForm::Embed || link.text != leaf.text {
            return None;
        }
        let target = WikiTarget::parse(&link.target);
        // A part without a note is one of the note that it stands in.
        let name = match &open.shown_at {
            Some(outer) if target.note.is_empty() => &outer.name,
            _ => target.note,
        };
        let note = self.note(name, open, options)?;
        let part = link.target.split_once('#').map_or("", |(_, part)| part);
        let is_same = |shown: &Transclusion| shown.key == note.key && shown.part == part;
        let mut shown = all_open.iter().filter_map(|open| open.shown_at.as_ref());
        if shown.any(is_same) {
            return None;
        }
        let inner = note.part(target)?;
        let shown_at = Transclusion {
            name: name.to_owned(),
            key: note.key.clone(),
            part: part.to_owned(),
            source: open.source_of(leaf),
            container: self.document.containers.len() as u32,
        };
        self.document.containers.push(Container {
            kind: ContainerKind::Transclusion(SafeText::line(&link.target)),
            parent: open.container_of(leaf),
            source: shown_at.source,
        });
        self.text_builder.skip_link(open.links + index as u32);
        Some(self.begin(inner, Some(shown_at)))
    }

    /// The document, with what could only be known at the end.
    fn finish(self, ids: &[(String, usize)]) -> Document {
        let Self {
            mut document,
            text_builder,
            blocks,
            ..
        } = self;
        let end = text_builder.len();
        for (link, anchor) in document.links.iter_mut().zip(&text_builder.anchors) {
            // A line end that nothing followed was dropped again, perhaps from before an anchor.
            link.text = TextRange::new(anchor.start.min(end), anchor.end.min(end));
        }
        document.runs = text_builder.runs;
        // Those of notes shown in between came after all others.
        let moved = reading_order::sort(&mut document.links, |link| link.text.start);
        for run in &mut document.runs {
            run.link = run.link.map(|link| moved[link as usize]);
        }
        let bearer = |leaf: &usize| blocks.get(*leaf).copied().flatten();
        document.block_ids = ids
            .iter()
            .filter_map(|(id, leaf)| Some((id.clone(), bearer(leaf)?)))
            .collect();
        document.text = text_builder.text.finish();
        document
    }
}

impl OpenDraft {
    /// Where a leaf of it came from in the article's file.
    fn source_of(&self, leaf: &Leaf) -> SourceRange {
        let shown_at = self.shown_at.as_ref();
        shown_at.map_or(leaf.source, |shown| shown.source)
    }

    /// The document's container that a leaf of it lies in.
    fn container_of(&self, leaf: &Leaf) -> Option<u32> {
        let own = leaf.container.map(|index| index + self.containers);
        own.or(self.shown_at.as_ref().map(|shown| shown.container))
    }
}
