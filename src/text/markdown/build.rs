//! Drafts settled into a document: text through the gate, blanks collapsed, runs joined, and notes
//! put where they are shown.

mod cut;

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::draft::{Draft, Leaf};
use super::order::into_reading_order;
use super::transclude::Whole;
use super::wiki::WikiTarget;
use super::{Reading, prepare};
use crate::text::clean::{Lines, SafeText};
use crate::text::document::{
    Block, BlockKind, Container, ContainerKind, Document, Footnote, InlineTag, Link, LinkForm,
};
use crate::text::markdown::text_builder::Flow;
use crate::text::range::{SourceRange, TextRange};

/// How many notes may be shown in one another.
const DEEPEST: usize = 4;
/// How many notes are read for a document, and how many it shows in all, so that embeds of embeds stay
/// cheap. One whose part is not found may be asked for again and again: it was read once.
const MOST: usize = 64;
/// How many bytes of text a document may have for another note to be shown in it.
const LONGEST: u32 = 4 << 20;

/// Makes the document.
pub(super) fn settle(draft: Draft, reading: &Reading<'_>) -> Document {
    let mut settler = Settler::default();
    let mut shown = 0;
    let ids = draft.block_ids.clone();
    let root = settler.begin(draft, None);
    let mut frames = vec![root];
    while let Some(frame) = frames.last_mut() {
        let Some(index) = frame.leaves.next() else {
            frames.pop();
            continue;
        };
        let draft = Rc::clone(&frame.draft);
        let leaf = &draft.leaves[index];
        let inner = (shown < MOST)
            .then(|| settler.transclude(leaf, &frames, reading))
            .flatten();
        if let Some(inner) = inner {
            shown += 1;
            frames.push(inner);
        } else if let Some(frame) = frames.last() {
            settler.leaf(leaf, index, frame);
        }
    }
    settler.finish(&ids)
}

/// A draft that is being settled.
struct Frame {
    draft: Rc<Draft>,
    /// The leaves that are still to come.
    leaves: Range<usize>,
    /// Where its containers and links begin in the document's.
    containers: u32,
    links: u32,
    /// For a note that is shown in another: its name, and the embed that all of it came from.
    embed: Option<Embed>,
}

/// Where a note is shown in another.
#[derive(Clone)]
struct Embed {
    /// How it was called, and what tells it from other notes.
    name: String,
    key: String,
    part: String,
    source: SourceRange,
    container: u32,
}

#[derive(Default)]
struct Settler {
    /// The notes that were read, by their names; the article itself has none.
    notes: HashMap<String, Rc<Whole>>,
    document: Document,
    flow: Flow,
    /// For each leaf of the article itself, the block it became.
    blocks: Vec<Option<u32>>,
}

impl Settler {
    /// Takes over what a draft has besides text.
    fn begin(&mut self, draft: Draft, embed: Option<Embed>) -> Frame {
        let document = &mut self.document;
        let (containers, links) = (
            document.containers.len() as u32,
            document.links.len() as u32,
        );
        let notes = document.footnotes.len() as u32;
        let outside = embed.as_ref().map(|embed| (embed.source, embed.container));
        let place = |source| outside.map_or(source, |(source, _)| source);
        document
            .containers
            .extend(draft.containers.iter().map(|container| {
                let mut kind = container.kind.clone();
                if let ContainerKind::Footnote(index) = &mut kind {
                    *index += notes;
                }
                let parent = container
                    .parent
                    .map(|parent| parent + containers)
                    .or(outside.map(|(_, container)| container));
                Container {
                    kind,
                    parent,
                    source: place(container.source),
                }
            }));
        document.links.extend(draft.links.iter().map(|link| Link {
            source: place(link.source),
            ..link.clone()
        }));
        document
            .tags
            .extend(draft.tags.iter().map(|(text, source)| {
                let name = text.of(&draft.text).trim_start_matches('#');
                InlineTag {
                    name: SafeText::line(name),
                    source: place(*source),
                }
            }));
        document
            .footnotes
            .extend(draft.footnotes.iter().enumerate().map(|(index, note)| {
                Footnote {
                    label: SafeText::line(&(index + 1).to_string()),
                    marks: note
                        .marks
                        .iter()
                        .map(|(_, source)| place(*source))
                        .collect(),
                    definition: note.definition.map(place),
                }
            }));
        self.flow
            .anchors
            .resize(document.links.len(), TextRange::default());
        Frame {
            leaves: 0..draft.leaves.len(),
            draft: Rc::new(draft),
            containers,
            links,
            embed,
        }
    }

    /// Adds a leaf as a block, unless nothing of it can be seen.
    fn leaf(&mut self, leaf: &Leaf, index: usize, frame: &Frame) {
        let before = self.flow.text.len();
        if !self.document.blocks.is_empty() {
            self.flow.text.push("\n", Lines::Several, |_| ());
        }
        let start = self.flow.text.len();
        self.flow.begin_block();
        self.text(leaf, frame);
        self.flow.end_block(start);
        let text = TextRange::new(start, self.flow.text.len());
        if text.is_empty() && leaf.kind != BlockKind::Rule {
            self.flow.text.take_back(before);
            return;
        }
        if frame.embed.is_none() {
            self.blocks.resize(self.blocks.len().max(index + 1), None);
            self.blocks[index] = Some(self.document.blocks.len() as u32);
        }
        let embed = frame.embed.as_ref();
        let container = leaf
            .container
            .map(|index| index + frame.containers)
            .or(embed.map(|embed| embed.container));
        let source = embed.map_or(leaf.source, |embed| embed.source);
        let kind = leaf.kind.clone();
        self.document.blocks.push(Block {
            kind,
            text,
            source,
            container,
            residue: leaf.residue,
        });
    }

    /// A note by its name; the article itself, which `frame` then shows, has none.
    fn note(&mut self, name: &str, frame: &Frame, reading: &Reading<'_>) -> Option<Rc<Whole>> {
        if let Some(known) = self.notes.get(name) {
            return Some(Rc::clone(known));
        }
        if self.notes.len() > MOST {
            return None;
        }
        let whole = if name.is_empty() {
            Whole::new(String::new(), Rc::clone(&frame.draft))
        } else {
            let note = (reading.notes?)(name)?;
            let draft = prepare(&note.text, note.body, reading.comments);
            Whole::new(note.key, Rc::new(draft))
        };
        let whole = Rc::new(whole);
        self.notes.insert(name.to_owned(), Rc::clone(&whole));
        Some(whole)
    }

    /// Opens the note that a leaf embeds, if it can be found and is not shown already.
    fn transclude(
        &mut self,
        leaf: &Leaf,
        frames: &[Frame],
        reading: &Reading<'_>,
    ) -> Option<Frame> {
        let frame = frames.last()?;
        if leaf.kind != BlockKind::Embed || frames.len() > DEEPEST || self.flow.text.len() > LONGEST
        {
            return None;
        }
        let links = &frame.draft.links;
        let index = links.partition_point(|link| link.text.start < leaf.text.start);
        let link = links
            .get(index)
            .filter(|link| link.form == LinkForm::Embed && link.text == leaf.text)?;
        let target = WikiTarget::parse(&link.target);
        let outer = frame.embed.as_ref();
        // A part without a note is one of the note that it stands in.
        let name = match outer {
            Some(outer) if target.note.is_empty() => &outer.name,
            _ => target.note,
        };
        let whole = self.note(name, frame, reading)?;
        let part = link.target.split_once('#').map_or("", |(_, part)| part);
        let is_shown = |embed: &Embed| embed.key == whole.key && embed.part == part;
        if frames
            .iter()
            .filter_map(|frame| frame.embed.as_ref())
            .any(is_shown)
        {
            return None;
        }
        let inner = whole.part(target)?;
        let container = leaf.container.map(|index| index + frame.containers);
        let parent = container.or(outer.map(|embed| embed.container));
        let source = outer.map_or(leaf.source, |embed| embed.source);
        let container = self.document.containers.len() as u32;
        let kind = ContainerKind::Transclusion(SafeText::line(&link.target));
        self.document.containers.push(Container {
            kind,
            parent,
            source,
        });
        self.flow.skip_link(frame.links + index as u32);
        Some(self.begin(
            inner,
            Some(Embed {
                name: name.to_owned(),
                key: whole.key.clone(),
                part: part.to_owned(),
                source,
                container,
            }),
        ))
    }

    /// Puts everything in its place.
    fn finish(self, ids: &[(String, usize)]) -> Document {
        let Self {
            mut document,
            flow,
            blocks,
            ..
        } = self;
        let end = flow.text.len();
        for (link, anchor) in document.links.iter_mut().zip(&flow.anchors) {
            // A line end that nothing followed was taken back, perhaps from before an anchor.
            link.text = TextRange::new(anchor.start.min(end), anchor.end.min(end));
        }
        document.runs = flow.runs;
        into_reading_order(&mut document);
        let bearer = |leaf: &usize| blocks.get(*leaf).copied().flatten();
        document.block_ids = ids
            .iter()
            .filter_map(|(id, leaf)| Some((id.clone(), bearer(leaf)?)))
            .collect();
        document.text = flow.text.finish();
        document
    }
}
