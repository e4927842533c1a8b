//! Motions and text objects: where a cursor goes from a byte of a document's text, and what lies
//! around it.
//!
//! Positions are bytes of the text at the beginning of a cluster; a line feed is never one. What
//! sentences are is for the caller to say, so that all of the program means the same by them.

pub mod row;
mod word;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::document::{BlockKind, Document};
use crate::text::range::TextRange;

/// What a motion goes by, and what a text object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A grapheme cluster.
    Character,
    /// A word of any script; in Chinese and Japanese as a dictionary cuts them.
    Word,
    /// A sentence.
    Sentence,
    /// A block: a paragraph, a heading, a listing. A motion goes by tables, an object is a cell.
    Paragraph,
}

/// A document with its sentences, to move in.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its sentences, ascending.
    pub sentences: &'a [TextRange],
}

impl Course<'_> {
    /// The beginning of the next unit; the last position of the text where there is none.
    pub fn next(&self, unit: Unit, at: u32) -> u32 {
        let next = match unit {
            Unit::Character => self.next_character(at),
            Unit::Word => word::after(self.text(), at).map(|word| word.start),
            Unit::Sentence => {
                let after = self
                    .sentences
                    .partition_point(|sentence| sentence.start <= at);
                self.sentences.get(after).map(|sentence| sentence.start)
            }
            Unit::Paragraph => self.paragraphs_after(at).next(),
        };
        next.unwrap_or_else(|| self.last().max(at.min(self.end())))
    }

    /// The beginning of the unit that `at` is inside of, or of the one before where it is at a
    /// beginning; the first position of the text where there is none.
    pub fn previous(&self, unit: Unit, at: u32) -> u32 {
        let previous = match unit {
            Unit::Character => self.previous_character(at),
            Unit::Word => word::before(self.text(), at).map(|word| word.start),
            Unit::Sentence => {
                let before = self
                    .sentences
                    .partition_point(|sentence| sentence.start < at);
                before
                    .checked_sub(1)
                    .map(|index| self.sentences[index].start)
            }
            Unit::Paragraph => self.paragraph_before(at),
        };
        previous.unwrap_or_else(|| self.first())
    }

    /// The unit around a position; the next one where the position lies between two, and nothing
    /// for a text without any.
    pub fn around(&self, unit: Unit, at: u32) -> Option<TextRange> {
        let found = match unit {
            Unit::Character => Some(TextRange::new(at, self.cluster_end(at)?)),
            Unit::Word => word::around(self.text(), at),
            Unit::Sentence => holding(self.sentences, |sentence| *sentence, at),
            Unit::Paragraph => holding(&self.document.blocks, |block| block.text, at),
        };
        found.filter(|range| !range.is_empty())
    }

    /// What is selected from one position to another, in either order: both clusters and all
    /// between them.
    pub fn between(&self, one: u32, other: u32) -> TextRange {
        let (start, last) = (one.min(other), one.max(other));
        TextRange::new(start, self.cluster_end(last).unwrap_or(last))
    }

    fn text(&self) -> &str {
        self.document.text.as_str()
    }

    fn end(&self) -> u32 {
        self.text().len() as u32
    }

    /// The first position of the text.
    fn first(&self) -> u32 {
        self.text().find(|c| c != '\n').unwrap_or(0) as u32
    }

    /// The last position of the text.
    fn last(&self) -> u32 {
        let text = self.text().trim_end_matches('\n');
        text.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at as u32)
    }

    /// The end of the cluster that begins at a position.
    fn cluster_end(&self, at: u32) -> Option<u32> {
        let text = self.text();
        text.get(at as usize..)?;
        let mut cursor = GraphemeCursor::new(at as usize, text.len(), true);
        cursor
            .next_boundary(text, 0)
            .ok()
            .flatten()
            .map(|end| end as u32)
    }

    fn next_character(&self, at: u32) -> Option<u32> {
        let mut next = self.cluster_end(at)?;
        while self.text().as_bytes().get(next as usize) == Some(&b'\n') {
            next += 1;
        }
        (next < self.end()).then_some(next)
    }

    fn previous_character(&self, at: u32) -> Option<u32> {
        let text = self.text();
        let before = text.get(..at as usize)?.trim_end_matches('\n');
        let mut cursor = GraphemeCursor::new(before.len(), text.len(), true);
        cursor
            .prev_boundary(text, 0)
            .ok()
            .flatten()
            .map(|start| start as u32)
    }

    /// Where paragraphs begin that begin after a position; the cells of a table are one.
    fn paragraphs_after(&self, at: u32) -> impl Iterator<Item = u32> {
        let blocks = &self.document.blocks;
        let after = blocks.partition_point(|block| block.text.start <= at);
        (after..blocks.len())
            .filter(|index| self.is_paragraph(*index))
            .map(|index| blocks[index].text.start)
    }

    fn paragraph_before(&self, at: u32) -> Option<u32> {
        let blocks = &self.document.blocks;
        let before = blocks.partition_point(|block| block.text.start < at);
        (0..before)
            .rev()
            .find(|index| self.is_paragraph(*index))
            .map(|index| blocks[index].text.start)
    }

    /// Whether a block has text and is not a further cell of a table.
    fn is_paragraph(&self, index: usize) -> bool {
        let blocks = &self.document.blocks;
        let block = &blocks[index];
        let is_cell = matches!(block.kind, BlockKind::Cell { .. });
        let goes_on = is_cell && index > 0 && blocks[index - 1].container == block.container;
        !block.text.is_empty() && !goes_on
    }
}

/// The item of an ascending slice whose range holds a byte, or else the first one after it that is
/// not empty, or else the last.
fn holding<T>(items: &[T], range: impl Fn(&T) -> TextRange, at: u32) -> Option<TextRange> {
    let after = items.partition_point(|item| range(item).end <= at);
    let next = items[after..]
        .iter()
        .map(&range)
        .find(|range| !range.is_empty());
    next.or_else(|| {
        items
            .iter()
            .rev()
            .map(range)
            .find(|range| !range.is_empty())
    })
}

#[cfg(test)]
mod tests;
