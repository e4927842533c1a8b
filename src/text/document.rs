//! What an article's text consists of: blocks of styled runs, each with the way back to its bytes.
//!
//! A document knows no width and no colour. Its text has passed the gate, so whatever is drawn,
//! searched or copied from it is clean. Blocks are the leaves, in reading order; what they lie in
//! (quotes, lists, tables) is a chain of containers, so that no code ever recurses over an article.

use bitflags::bitflags;

use crate::text::clean::{SafeStr, SafeText};
use crate::text::range::{SourceRange, TextRange};

/// One article's text, understood; made once, shared by layout, extraction and search.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What is read aloud: markup gone, references resolved, one line feed between blocks.
    pub text: SafeText,
    /// The leaves, in reading order; their text ranges ascend and do not overlap.
    pub blocks: Vec<Block>,
    /// What blocks lie in; a parent stands before its children.
    pub containers: Vec<Container>,
    /// Stretches of one style each, ascending; together they cover the text of every block.
    pub runs: Vec<Run>,
    /// Links in reading order.
    pub links: Vec<Link>,
    /// Tags written in the text, in reading order.
    pub tags: Vec<InlineTag>,
    /// Footnotes, in the order of their first mark.
    pub footnotes: Vec<Footnote>,
    /// Targets of `[[Note#^id]]`: the id and the block that bears it.
    pub block_ids: Vec<(String, u32)>,
}

/// A leaf of the document: something with text of its own, or a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without the line feed after it.
    pub text: TextRange,
    /// Its bytes in the file.
    pub source: SourceRange,
    /// The innermost container, as an index into [`Document::containers`].
    pub container: Option<u32>,
    /// Whether it is residue of a page or a player, to be dimmed and kept out of extraction.
    pub residue: bool,
}

/// The kinds of leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// Code as written, with its language (empty when none is named); its text keeps line feeds.
    Code(SafeText),
    /// A formula on its own, as source; its text keeps line feeds.
    Math,
    /// The title line of a callout.
    CalloutTitle,
    /// A cell of the table that is the block's container.
    Cell {
        /// Row from 0; row 0 is the head.
        row: u32,
        /// Column from 0.
        column: u32,
    },
    /// Stands for an image, video, PDF or note that is not shown here.
    Embed,
    /// A line across the page; its text is empty.
    Rule,
}

/// Something that blocks lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// What it is.
    pub kind: ContainerKind,
    /// The container around it; always a smaller index.
    pub parent: Option<u32>,
    /// Its bytes in the file.
    pub source: SourceRange,
}

/// The kinds of containers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerKind {
    /// A quotation.
    Quote,
    /// A callout; its first block is its title.
    Callout {
        /// Lower-case type as written, such as `note` or `warning`.
        kind: SafeText,
        /// `None`: cannot be folded; `Some(true)`: folded at first.
        folded: Option<bool>,
    },
    /// A list.
    List,
    /// An item of a list.
    Item(Marker),
    /// A footnote's text; an index into [`Document::footnotes`].
    Footnote(u32),
    /// A table with the alignment of each column.
    Table(Vec<Alignment>),
    /// Another note shown in this one, by its name.
    Transclusion(SafeText),
}

/// What stands before an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number.
    Number(u64),
    /// A task, with the character between its brackets (a blank: open).
    Task(char),
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// To the left, also when nothing was said.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
}

/// A stretch of text in one style that came from one stretch of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: TextRange,
    /// Where it came from.
    pub source: SourceRange,
    /// Whether text and source are the same bytes, so that an offset carries over.
    pub exact: bool,
    /// Its style.
    pub style: Inline,
    /// The link it belongs to, as an index into [`Document::links`].
    pub link: Option<u32>,
}

bitflags! {
    /// Styles that running text may have, alone or together.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Inline: u16 {
        /// Strong emphasis.
        const STRONG = 1;
        /// Emphasis.
        const EMPHASIS = 1 << 1;
        /// Struck out.
        const STRIKE = 1 << 2;
        /// Code.
        const CODE = 1 << 3;
        /// Marked by whoever wrote the file: `==so==` or `<mark>`.
        const MARK = 1 << 4;
        /// A formula, as source.
        const MATH = 1 << 5;
        /// Raised.
        const SUPERSCRIPT = 1 << 6;
        /// Lowered.
        const SUBSCRIPT = 1 << 7;
        /// The mark that leads to a footnote.
        const FOOTNOTE = 1 << 8;
        /// A tag written in the text.
        const TAG = 1 << 9;
        /// A comment, shown because the reader asked for comments.
        const COMMENT = 1 << 10;
        /// Stands for something that was dropped, such as a control character.
        const REPLACED = 1 << 11;
        /// The label of an image or another embed.
        const EMBED = 1 << 12;
        /// A time stamp of a transcript.
        const TIME = 1 << 13;
    }
}

/// A link as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How it was written.
    pub form: LinkForm,
    /// The target with escapes and references resolved; from outside, so never shown as it is.
    pub target: String,
    /// Its anchor in the text; empty where it has none.
    pub text: TextRange,
    /// The whole of it in the file.
    pub source: SourceRange,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// `[anchor](target)`.
    Inline,
    /// `[anchor][name]` or `[name]`.
    Reference,
    /// `<https://…>`.
    Autolink,
    /// `https://…` in running text.
    Bare,
    /// `[[Note]]`.
    Wiki,
    /// `![[Note]]`: another note, shown or named here.
    Embed,
    /// `![alt](target)`: an image, never a citation.
    Image,
    /// An embedded video, sound or post, in any syntax.
    Media,
    /// `<a href>`.
    Html,
}

/// A tag written in the text, such as `#ai/policy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineTag {
    /// The tag without `#`.
    pub name: SafeText,
    /// Where it stands.
    pub source: SourceRange,
}

/// A footnote: its marks and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// What its marks show between brackets: its number, by the order of first marks.
    pub label: SafeText,
    /// Where its marks stand.
    pub marks: Vec<SourceRange>,
    /// Where its text stands.
    pub definition: Option<SourceRange>,
}

impl Document {
    /// The text of a range; empty where the range does not fit.
    pub fn slice(&self, range: TextRange) -> SafeStr<'_> {
        self.text.slice(range)
    }

    /// What its first top-level heading calls it, without pictures and marks of footnotes.
    pub fn title(&self) -> Option<SafeText> {
        let headings = self.blocks.iter().filter(|block| {
            block.kind == BlockKind::Heading(1) && block.container.is_none() && !block.residue
        });
        headings.map(|heading| self.name_of(heading)).find(|name| {
            // A picture without words shows the name of its file.
            let shows_picture = is_picture(name.as_str()) && !name.as_str().contains(' ');
            !name.is_empty() && !shows_picture
        })
    }

    /// The words of a heading; those of its pictures only where it has no others.
    fn name_of(&self, heading: &Block) -> SafeText {
        let beside = Inline::EMBED | Inline::FOOTNOTE | Inline::COMMENT;
        let words = self
            .runs_in(heading.text)
            .iter()
            .filter(|run| !run.style.intersects(beside));
        let words: String = words.map(|run| self.slice(run.text).as_str()).collect();
        let name = match words.trim() {
            "" => self.slice(heading.text).as_str(),
            words => words,
        };
        SafeText::line(without_attributes(name))
    }

    /// The containers around a block, from the outermost to the innermost.
    pub fn around(&self, block: &Block) -> Vec<&Container> {
        let mut chain = Vec::new();
        let mut at = block.container;
        while let Some(container) = at.and_then(|index| self.containers.get(index as usize)) {
            chain.push(container);
            at = container.parent;
        }
        chain.reverse();
        chain
    }

    /// The runs that share text with `range`, in order.
    pub fn runs_in(&self, range: TextRange) -> &[Run] {
        let first = self.runs.partition_point(|run| run.text.end <= range.start);
        let count = self.runs[first..].partition_point(|run| run.text.start < range.end);
        &self.runs[first..first + count]
    }

    /// The source of a stretch of text: exact where its runs are, else snapped outward to them.
    pub fn source_of(&self, range: TextRange) -> Option<SourceRange> {
        let runs = self.runs_in(range);
        let (first, last) = (runs.first()?, runs.last()?);
        let start = if first.exact {
            first.source.start + range.start.saturating_sub(first.text.start)
        } else {
            first.source.start
        };
        let end = if last.exact {
            last.source.end - last.text.end.saturating_sub(range.end)
        } else {
            last.source.end
        };
        (start <= end).then(|| SourceRange::new(start, end))
    }

    /// The text that came from a stretch of source: exact where its runs are, else whole runs.
    pub fn text_of(&self, range: SourceRange) -> Option<TextRange> {
        let touched = |run: &&Run| run.source.overlaps(range);
        let first = self.runs.iter().find(touched)?;
        let last = self.runs.iter().rfind(touched)?;
        let start = if first.exact {
            first.text.start + range.start.saturating_sub(first.source.start)
        } else {
            first.text.start
        };
        let end = if last.exact {
            last.text.end - last.source.end.saturating_sub(range.end)
        } else {
            last.text.end
        };
        (start <= end).then(|| TextRange::new(start, end))
    }

    /// The block whose text holds byte `at` of the text, or the last one before it.
    pub fn block_at(&self, at: u32) -> Option<usize> {
        self.blocks
            .partition_point(|block| block.text.start <= at)
            .checked_sub(1)
    }
}

/// Endings of pictures.
const PICTURES: [&str; 13] = [
    "apng", "avif", "bmp", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "png", "svg", "tiff",
    "webp",
];

/// Whether a name is that of a picture's file.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    PICTURES
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// A heading without the attributes that programs for documentation write behind it: `{#id}`.
fn without_attributes(heading: &str) -> &str {
    let heading = heading.trim();
    let attributes = heading
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'));
    match attributes {
        Some((words, inside))
            if inside.starts_with(['#', '.', ':']) && !words.trim().is_empty() =>
        {
            words.trim_end()
        }
        _ => heading,
    }
}
