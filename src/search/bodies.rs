//! The texts of all articles, packed and folded, searched as they stand: no index to build or keep.
//!
//! Blocks of about a megabyte hold the folded texts one after another, blanks and line ends joined,
//! so that a phrase is found over line breaks and markup, and scripts without blanks are found
//! like any other. A filter says which of them need not be read. What does not fit the memory that
//! was granted is folded anew each time that it passes the filter.

pub(crate) mod matcher;
pub(crate) mod narrow;
pub(crate) mod request;
pub(crate) mod scan;
pub(crate) mod trigram_filter;

use std::collections::HashMap;

use crate::clip::article::Article;
use crate::search::bodies::trigram_filter::TrigramFilter;
use crate::search::fold::{Blanks, Capitals, fold_onto};
use crate::search::readings::unread_lines;
use crate::text::range::ArticleId;

/// Bytes after which the next text has bits of its own in the filter of a block.
const STRETCH: usize = 4096;

/// Bytes after which a block takes no more texts.
const BLOCK: usize = 1 << 20;

/// Memory for packed texts where nothing else is said, in bytes.
pub const DEFAULT_MEMORY: usize = 512_000_000;

/// One text in a block: title, headings, body, and its lines that have readings without these, with a line feed after
/// each of them.
///
/// Folded text holds no line feed, so that nothing is found across two of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedBody {
    /// The article; `None` for one that was taken out.
    pub(crate) article: Option<ArticleId>,
    /// First byte in the block.
    pub(crate) start: u32,
    /// Where the headings begin, in bytes from `start`.
    pub(crate) headings: u32,
    /// Where the text itself begins, in bytes from `start`.
    pub(crate) text: u32,
    /// Where it ends, in bytes from `start`.
    pub(crate) end: u32,
}

/// Where a text lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyLocation {
    /// In a block: their numbers.
    Packed { block: u32, body: u32 },
    /// Beyond the memory.
    Unpacked(ArticleId),
}

/// Some texts, one after another.
#[derive(Default)]
pub(crate) struct TextBlock {
    pub(crate) packed: String,
    pub(crate) bodies: Vec<PackedBody>,
    gone: usize,
    pub(crate) trigrams: TrigramFilter,
    /// Where each stretch begins that has bits of its own in the filter.
    pub(crate) stretches: Vec<u32>,
}

/// All texts.
pub struct Bodies {
    blocks: Vec<TextBlock>,
    /// The block of each packed article.
    places: HashMap<ArticleId, u32>,
    /// Articles for which there was no room, as they came; `None` for those taken out.
    unpacked: Vec<Option<ArticleId>>,
    /// Where each of them stands there.
    unpacked_places: HashMap<ArticleId, u32>,
    /// Their bits, in the same order.
    trigrams: TrigramFilter,
    /// Bytes of packed text, those of articles taken out included.
    bytes: usize,
    memory: usize,
}

impl Default for Bodies {
    fn default() -> Self {
        Self::with_memory(DEFAULT_MEMORY)
    }
}

impl Bodies {
    /// Room for so many bytes of packed text.
    pub fn with_memory(memory: usize) -> Self {
        Self {
            blocks: Vec::new(),
            places: HashMap::new(),
            unpacked: Vec::new(),
            unpacked_places: HashMap::new(),
            trigrams: TrigramFilter::default(),
            bytes: 0,
            memory,
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.places.len() + self.unpacked_places.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of packed text.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes a text in, in the place of that which the article had.
    pub fn add(&mut self, article: &Article) {
        self.remove(article.id);
        if self.bytes + article.text.as_str().len() > self.memory {
            let mut folded = TextBlock::default();
            folded.hold(article);
            self.trigrams.begin();
            self.trigrams.add(&folded.packed);
            let place = self.unpacked.len() as u32;
            self.unpacked_places.insert(article.id, place);
            self.unpacked.push(Some(article.id));
            return;
        }
        if self
            .blocks
            .last()
            .is_none_or(|block| block.packed.len() >= BLOCK)
        {
            self.blocks.push(TextBlock::with_room());
        }
        let place = self.blocks.len() as u32 - 1;
        if let Some(block) = self.blocks.last_mut() {
            let before = block.packed.len();
            block.add(article);
            block.index_from(before);
            self.bytes += block.packed.len() - before;
            self.places.insert(article.id, place);
        }
    }

    /// Forgets the text of an article.
    pub fn remove(&mut self, article: ArticleId) {
        if let Some(at) = self.unpacked_places.remove(&article) {
            self.unpacked[at as usize] = None;
        }
        let Some(place) = self.places.remove(&article) else {
            return;
        };
        if let Some(block) = self.blocks.get_mut(place as usize) {
            let before = block.packed.len();
            block.remove(article);
            self.bytes -= before - block.packed.len();
        }
    }

    pub(crate) fn blocks(&self) -> &[TextBlock] {
        &self.blocks
    }

    pub(crate) fn unpacked(&self) -> &[Option<ArticleId>] {
        &self.unpacked
    }

    /// Where the text of an article stands among those beyond the memory.
    pub(crate) fn unpacked_place(&self, article: ArticleId) -> Option<usize> {
        self.unpacked_places.get(&article).map(|at| *at as usize)
    }

    pub(crate) fn trigrams(&self) -> &TrigramFilter {
        &self.trigrams
    }

    /// Mean length of a packed text, in bytes; at least 1.
    pub(crate) fn mean_length(&self) -> f64 {
        f64::from((self.bytes / self.places.len().max(1)).max(1) as u32)
    }
}

impl TextBlock {
    /// An empty block that most texts do not outgrow.
    fn with_room() -> Self {
        Self {
            packed: String::with_capacity(BLOCK + BLOCK / 16),
            ..Self::default()
        }
    }

    /// Puts one text in the place of all that the block holds.
    pub(crate) fn hold(&mut self, article: &Article) {
        self.packed.clear();
        self.bodies.clear();
        self.add(article);
    }

    fn add(&mut self, article: &Article) {
        let start = self.packed.len();
        let text = &article.text;
        let mut part = |part: &str| {
            fold_onto(&mut self.packed, part, Capitals::Lowered, Blanks::Flowing);
            self.packed.push('\n');
            (self.packed.len() - start) as u32
        };
        let headings = part(article.head.title.as_str());
        let words = article
            .headings
            .iter()
            .map(|heading| text.slice(heading.text));
        let body = words
            .map(|words| part(words.as_str()))
            .last()
            .unwrap_or(headings);
        let whole = part(text.as_str());
        // Few lines have readings, so that they are held twice.
        let unread = unread_lines(text.as_str()).map(|line| part(&line)).last();
        let end = unread.unwrap_or(whole);
        self.bodies.push(PackedBody {
            article: Some(article.id),
            start: start as u32,
            headings,
            text: body,
            end,
        });
    }

    /// Puts the text that begins there, the last one, into the filter.
    fn index_from(&mut self, start: usize) {
        let last = self.stretches.last();
        if last.is_none_or(|&last| start - last as usize >= STRETCH) {
            self.stretches.push(start as u32);
            self.trigrams.begin();
        }
        self.trigrams.add(&self.packed[start..]);
    }

    /// Takes a text out; when half of the block is gone, the rest closes up.
    fn remove(&mut self, article: ArticleId) {
        let Some(body) = self
            .bodies
            .iter_mut()
            .find(|body| body.article == Some(article))
        else {
            return;
        };
        body.article = None;
        self.gone += body.end as usize;
        if self.gone * 2 < self.packed.len() {
            return;
        }
        let mut closed = Self::default();
        for &body in self.bodies.iter().filter(|body| body.article.is_some()) {
            let start = closed.packed.len();
            closed.packed.push_str(self.text_of(body));
            closed.index_from(start);
            let start = start as u32;
            closed.bodies.push(PackedBody { start, ..body });
        }
        *self = closed;
    }

    /// The folded title, headings and body of an article.
    pub(crate) fn text_of(&self, body: PackedBody) -> &str {
        let start = body.start as usize;
        self.packed
            .get(start..start + body.end as usize)
            .unwrap_or("")
    }
}

#[cfg(test)]
mod tests;
