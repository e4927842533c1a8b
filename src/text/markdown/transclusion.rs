//! Notes shown in notes: which part of which note stands where an embed was written.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::draft::Draft;
use super::wiki::WikiTarget;
use crate::text::document::BlockKind;
use crate::text::range::TextRange;

/// Another file of the library, as the caller of [`read_with`](super::read_with) finds it.
#[derive(Clone, Debug)]
pub struct NoteFile {
    /// Tells it from all other notes; by it rings are noticed.
    pub key: String,
    /// The whole decoded file.
    pub text: Arc<str>,
    /// The byte at which its text begins, after the front matter.
    pub body: u32,
}

/// A note that was read, and where its parts begin.
#[derive(Debug)]
pub(super) struct ParsedNote {
    /// Tells it from all other notes.
    pub key: String,
    draft: Rc<Draft>,
    /// The leaves of its headings, by how links name them.
    headings: HashMap<String, usize>,
    /// The leaves that have an id.
    blocks: HashMap<String, usize>,
}

impl ParsedNote {
    pub fn new(key: String, draft: Rc<Draft>) -> Self {
        let (mut headings, mut blocks) = (HashMap::new(), HashMap::new());
        for (index, leaf) in draft.leaves.iter().enumerate() {
            if matches!(leaf.kind, BlockKind::Heading(_)) {
                let name = simplified(leaf.text.of(&draft.text));
                headings.entry(name).or_insert(index);
            }
        }
        for (id, leaf) in &draft.block_ids {
            blocks.entry(id.clone()).or_insert(*leaf);
        }
        Self {
            key,
            draft,
            headings,
            blocks,
        }
    }

    /// What a target names of it; `None` if it has no such part.
    pub fn part(&self, target: WikiTarget<'_>) -> Option<Draft> {
        if target.block.is_none() && target.heading.is_none() {
            return Some(Draft::clone(&self.draft));
        }
        let leaves = self.leaves(target)?;
        let mut draft = Draft::clone(&self.draft);
        draft.leaves.truncate(leaves.end);
        draft.leaves.drain(..leaves.start);
        let start = draft.leaves.first()?.text.start;
        let end = draft.leaves.iter().map(|leaf| leaf.text.end).max()?;
        let inside = |text: TextRange| start <= text.start && text.end <= end;
        draft.links.retain(|link| inside(link.text));
        draft.tags.retain(|(text, _)| inside(*text));
        Some(draft)
    }

    /// The leaves that a target names: a section, or one block.
    fn leaves(&self, target: WikiTarget<'_>) -> Option<Range<usize>> {
        if let Some(id) = target.block {
            let leaf = *self.blocks.get(id)?;
            return Some(leaf..leaf + 1);
        }
        let start = *self.headings.get(&simplified(target.heading?))?;
        let leaves = &self.draft.leaves;
        let level = |index: usize| match leaves[index].kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        let ends = |index: &usize| level(*index).is_some_and(|other| Some(other) <= level(start));
        let end = (start + 1..leaves.len()).find(ends);
        Some(start..end.unwrap_or(leaves.len()))
    }
}

/// A heading as links name it: letters and digits alone, in lower case.
fn simplified(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
