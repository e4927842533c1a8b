//! Annotations as a Markdown file that can be written again and again.
//!
//! Every article and every annotation is a block between two HTML comments. Writing again replaces
//! the blocks in place; whatever a person wrote between them stays, and so does a block that a
//! person has edited: its opening comment holds a hash of what was written into it.

pub mod blocks;
pub mod sections;

use std::collections::{BTreeMap, BTreeSet};

use super::ExportItem;
use blocks::{ManagedBlock, blocks};
use sections::{CLOSE, FileSection, OPEN, hash_of, sections};

/// A file as it should be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The whole file.
    pub text: String,
    /// Blocks that a person has edited and that were left as they are, by their keys.
    pub left: Vec<String>,
}

/// Brings a file up to date; `old` is what is there, empty for a new one.
pub fn update(old: &str, all: &[ExportItem<'_>]) -> Updated {
    let blocks = blocks(all);
    let sections = sections(old);
    let there: BTreeSet<&str> = sections
        .iter()
        .filter_map(|section| section.key())
        .collect();
    let wanted: BTreeMap<&str, &ManagedBlock> = blocks
        .iter()
        .map(|block| (block.key.as_str(), block))
        .collect();
    let mut updated = Updated {
        text: String::with_capacity(old.len() + 4096),
        left: Vec::new(),
    };
    let mut due = NewBlocks::new(&blocks, &there);
    for section in &sections {
        match section {
            FileSection::Theirs(text) => updated.text.push_str(text),
            FileSection::Ours {
                key,
                hash,
                content,
                whole,
            } => {
                due.write_before_next(&mut updated.text);
                let untouched = *hash == hash_of(content);
                match wanted.get(key) {
                    Some(block) if untouched => block.write(&mut updated.text),
                    None if untouched => {}
                    _ => {
                        updated.text.push_str(whole);
                        updated.left.push((*key).to_owned());
                    }
                }
                due.passed(key);
            }
        }
    }
    due.write_rest(&mut updated.text);
    updated
}

/// A text as a block of ours: a library that its file lies in leaves it out.
pub fn own_block(key: &str, text: &str) -> String {
    format!("{OPEN}{key} {} -->\n{text}{CLOSE}\n", hash_of(text))
}

/// Whether a file has a block of ours.
pub fn has_marks(text: &str) -> bool {
    sections(text).iter().any(|section| section.key().is_some())
}

/// New blocks, each with the block of ours that it follows.
struct NewBlocks<'b> {
    after: BTreeMap<&'b str, Vec<&'b ManagedBlock>>,
    /// Blocks to write before the next piece of ours, so that what a person wrote below a block
    /// stays below it.
    next: Vec<&'b ManagedBlock>,
    rest: Vec<&'b ManagedBlock>,
}

impl<'b> NewBlocks<'b> {
    fn new(blocks: &'b [ManagedBlock], there: &BTreeSet<&str>) -> Self {
        let mut news = Self {
            after: BTreeMap::new(),
            next: Vec::new(),
            rest: Vec::new(),
        };
        let mut last = None;
        for block in blocks {
            if there.contains(block.key.as_str()) {
                last = Some(block.key.as_str());
            } else if block.is_article() {
                // A new article begins a section of its own, at the end.
                last = None;
                news.rest.push(block);
            } else if let Some(key) = last {
                news.after.entry(key).or_default().push(block);
            } else {
                news.rest.push(block);
            }
        }
        news
    }

    fn passed(&mut self, key: &str) {
        self.next.extend(self.after.remove(key).unwrap_or_default());
    }

    fn write_before_next(&mut self, text: &mut String) {
        self.next
            .drain(..)
            .for_each(|block| block.write_apart(text));
    }

    fn write_rest(mut self, text: &mut String) {
        self.write_before_next(text);
        self.rest
            .drain(..)
            .for_each(|block| block.write_apart(text));
    }
}
