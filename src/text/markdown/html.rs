//! HTML reduced to its text: styles, links, pictures, lists and tables are kept, tags never.

mod blocks;
mod elements;
mod end_tags;
mod media;
mod ruby;
mod table;
mod tokens;

use super::draft::SpanRole;
use crate::text::character_reference::reference;
use crate::text::document::{BlockKind, Inline};
use crate::text::markdown::html::end_tags::EndTags;
use crate::text::markdown::writer::DraftWriter;
use crate::text::range::SourceRange;
use elements::{Element, element, is_filtered};
use media::{media, picture};
use ruby::Readings;
use table::Grid;
use tokens::{HtmlToken, HtmlTokens};

/// How many open elements an end tag looks back over for its beginning: a flood of elements that
/// are never closed must not be gone through at each end tag.
const FARTHEST: usize = 256;

/// How far behind its tag an element of a line may end, in bytes of the file.
const NEAR: u32 = 1024;

/// Where a stretch of HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlContext {
    /// By itself: it makes leaves and containers of its own.
    Block,
    /// In a leaf of Markdown, which goes on after it.
    Inline,
}

/// HTML that may have been gathered from several lines.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    /// The HTML.
    pub html: String,
    /// For each line, where it begins in the HTML and in the file.
    origins: Vec<(usize, u32)>,
}

impl Fragment {
    /// Adds a line. The parser leaves out a carriage return that ends one; lines stay apart even so.
    pub fn push(&mut self, line: &str, source: SourceRange) {
        let end = self
            .origins
            .last()
            .map(|(at, start)| start + (self.html.len() - at) as u32);
        let follows_gap = end.is_some_and(|end| end < source.start);
        if follows_gap && !self.html.ends_with(['\n', '\r']) && !line.starts_with('\n') {
            self.html.push('\n');
        }
        self.origins.push((self.html.len(), source.start));
        self.html.push_str(line);
    }

    /// Where a stretch of it stands in the file.
    fn source(&self, range: &std::ops::Range<usize>) -> SourceRange {
        let place = |at: usize| {
            let line = self
                .origins
                .partition_point(|(start, _)| *start <= at)
                .saturating_sub(1);
            self.origins
                .get(line)
                .map_or(0, |(start, source)| source + (at - start) as u32)
        };
        let start = place(range.start);
        SourceRange::new(start, (place(range.end.saturating_sub(1)) + 1).max(start))
    }
}

/// What happens when an element ends.
#[derive(Debug)]
enum OnClose {
    Style(Inline),
    Link(usize),
    Container,
    List,
    Table,
    NestedTable,
    Leaf,
    Preformatted,
    Muted,
    Ruby,
    Unshown,
    Nothing,
}

/// Reads HTML into a draft; remembers which elements are open.
#[derive(Debug, Default)]
pub(super) struct HtmlReader<'t> {
    /// The article's file, and the end tags in it.
    file: &'t str,
    ends: EndTags,
    open: Vec<(String, OnClose)>,
    /// The open table; tables within its cells are read as lines.
    grid: Option<Grid>,
    /// A table that was still open when its HTML ended, and how many leaves there were.
    suspended: Option<(Grid, usize)>,
    /// How many tables are open within a cell.
    nested: usize,
    /// Whether a cell is open.
    in_cell: bool,
    /// How many elements are open whose text is kept as it was written.
    preformatted: usize,
    /// How many players are open; their text is for those who cannot play.
    muted: usize,
    /// The readings of the words whose element is open.
    readings: Option<Readings>,
    /// Whether a player was opened that has not said what it plays.
    source_wanted: bool,
}

impl<'t> HtmlReader<'t> {
    /// A reader of the HTML of a file.
    pub fn of(file: &'t str) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Reads a fragment.
    pub fn read(&mut self, fragment: &Fragment, context: HtmlContext, writer: &mut DraftWriter) {
        let whole = fragment.source(&(0..fragment.html.len()));
        let mut tokens = HtmlTokens::new(&fragment.html);
        while let Some(token) = tokens.next() {
            match token {
                HtmlToken::Text(range) => self.text(fragment, range, writer),
                HtmlToken::Close(name, range) => {
                    self.close(&name, fragment.source(&range), context, writer);
                }
                HtmlToken::Open(name, range) => {
                    let source = fragment.source(&range);
                    let tag = Tag {
                        text: fragment.html.get(range.clone()).unwrap_or(""),
                        name: &name,
                        source,
                        within: match context {
                            HtmlContext::Block => whole.end,
                            HtmlContext::Inline => source.end + NEAR,
                        },
                    };
                    match element(&name) {
                        _ if is_filtered(&name) && !self.is_closed(&tag) => {
                            self.text(fragment, range, writer);
                        }
                        Element::Hidden if context == HtmlContext::Block => {
                            tokens.skip_to_end_of(&name);
                        }
                        meant => self.open(meant, &tag, context, writer),
                    }
                }
            }
        }
    }

    /// Reads one tag in a line of Markdown. A comment that holds two hyphens is shown: it is none
    /// in GFM 0.29, and no word is to be lost.
    pub fn read_inline(&mut self, html: &str, source: SourceRange, writer: &mut DraftWriter) {
        let comment = html
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"));
        if comment.is_some_and(|text| text.contains("--") || text.ends_with('-')) {
            writer.push(html, source, true, SpanRole::Plain);
            return;
        }
        let mut fragment = Fragment::default();
        fragment.push(html, source);
        self.read(&fragment, HtmlContext::Inline, writer);
    }

    /// Whether an element that begins is ended where it may be.
    fn is_closed(&mut self, tag: &Tag<'_>) -> bool {
        let end = self.ends.next(self.file, tag.name, tag.source.end as usize);
        end.is_some_and(|end| end < tag.within as usize)
    }

    /// Ends all elements, as the Markdown around them goes on.
    pub fn end(&mut self, writer: &mut DraftWriter) {
        if !self.open.is_empty() {
            for (_, ending) in &mut self.open {
                if let OnClose::Link(link) = ending {
                    // Broken off, not ended: no label is needed to see it by.
                    writer.end_link(*link);
                    *ending = OnClose::Nothing;
                }
            }
            let suspended = self.grid.clone();
            self.close_to(0, writer);
            self.suspended = suspended.map(|grid| (grid, writer.draft.leaves.len()));
        }
        self.source_wanted = false;
    }

    /// Opens an element that may stand in a line of text.
    fn open(
        &mut self,
        meant: Element,
        tag: &Tag<'_>,
        context: HtmlContext,
        writer: &mut DraftWriter,
    ) {
        match meant {
            Element::Style(style) => {
                let new = writer.begin_style(style);
                self.opened(tag, OnClose::Style(new));
            }
            Element::Link => self.open_link(tag, writer),
            Element::Picture => picture(tag, writer),
            Element::Media => self.open_media(tag, writer),
            Element::MediaSource if self.source_wanted => {
                self.source_wanted = !media(tag, "src", writer);
            }
            Element::LineBreak => writer.end_line_at(tag.source),
            Element::Ruby | Element::Reading | Element::ReadingMark => {
                self.open_ruby(meant, tag, writer);
            }
            Element::Nothing | Element::MediaSource | Element::Hidden => {}
            Element::Row | Element::Cell if self.grid.is_some() && self.nested == 0 => {
                self.open_in_table(meant, tag, writer);
            }
            _ if context == HtmlContext::Inline || self.in_cell => {
                writer.end_line_at(tag.source);
                match meant {
                    Element::Table => {
                        self.nested += 1;
                        self.opened(tag, OnClose::NestedTable);
                    }
                    Element::Preformatted => {
                        self.preformatted += 1;
                        self.opened(tag, OnClose::Preformatted);
                    }
                    _ => {}
                }
            }
            _ => self.open_block(meant, tag, writer),
        }
    }

    /// Remembers what to do when an element ends.
    fn opened(&mut self, tag: &Tag<'_>, ending: OnClose) {
        self.open.push((tag.name.to_owned(), ending));
    }

    /// Closes an element and what was left open in it; one that was never opened ends a line if
    /// it stands apart from what is around it.
    fn close(
        &mut self,
        name: &str,
        source: SourceRange,
        context: HtmlContext,
        writer: &mut DraftWriter,
    ) {
        let recent = self.open.iter().enumerate().rev().take(FARTHEST);
        let mut inside = recent
            .take_while(|(_, (_, ending))| !self.in_cell || !matches!(ending, OnClose::Table));
        let found = inside
            .find(|(_, (open, _))| open == name)
            .map(|(index, _)| index);
        match (found, element(name)) {
            (Some(index), _) => self.close_to(index, writer),
            (None, Element::Row | Element::Cell) if self.in_cell && self.nested == 0 => {
                self.close_cell(writer);
            }
            (None, Element::Table) if self.in_cell => {
                self.close_cell(writer);
                self.close(name, source, context, writer);
            }
            (None, meant) if meant.is_part_of_line() => {}
            (None, _) if context == HtmlContext::Inline || self.in_cell => {
                writer.end_line_at(source);
            }
            (None, _) => writer.end_leaf(),
        }
    }

    /// Closes the open elements from the one at `index` on.
    fn close_to(&mut self, index: usize, writer: &mut DraftWriter) {
        while self.open.len() > index {
            let Some((_, ending)) = self.open.pop() else {
                break;
            };
            match ending {
                OnClose::Style(style) => writer.style -= style,
                OnClose::Link(link) => writer.end_anchor(link),
                OnClose::Container => writer.leave(),
                OnClose::List => writer.leave_list(),
                OnClose::Table => self.close_table(writer),
                OnClose::NestedTable => self.nested -= 1,
                OnClose::Leaf => writer.end_leaf(),
                OnClose::Preformatted => {
                    self.preformatted -= 1;
                    if !self.in_cell {
                        writer.end_leaf();
                    }
                }
                OnClose::Muted => self.muted -= 1,
                OnClose::Unshown => self.close_unshown(writer),
                OnClose::Ruby => self.close_ruby(writer),
                OnClose::Nothing => {}
            }
        }
    }

    /// Adds text: of its blanks and line ends one blank is left, but where they are kept.
    fn text(
        &mut self,
        fragment: &Fragment,
        range: std::ops::Range<usize>,
        writer: &mut DraftWriter,
    ) {
        if self.muted > 0 {
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = fragment.html.get(at..range.end).unwrap_or("");
            let next = match (rest.as_bytes(), reference(rest)) {
                ([b'\n' | b'\r', ..], _) => {
                    let length = 1 + usize::from(rest.starts_with("\r\n"));
                    self.text_line_end(rest, fragment.source(&(at..at + length)), writer);
                    at + length
                }
                (_, Some((length, meant))) => {
                    self.push(&meant, fragment.source(&(at..at + length)), false, writer);
                    at + length
                }
                _ => {
                    let stop = rest
                        .bytes()
                        .skip(1)
                        .position(|byte| matches!(byte, b'&' | b'\n' | b'\r'));
                    let end = stop.map_or(range.end, |stop| at + 1 + stop);
                    let part = fragment.html.get(at..end).unwrap_or("");
                    self.push(part, fragment.source(&(at..end)), true, writer);
                    end
                }
            };
            at = next;
        }
    }

    /// Adds a stretch of text on one line; blanks alone begin no leaf, nor a cell.
    fn push(&mut self, text: &str, source: SourceRange, exact: bool, writer: &mut DraftWriter) {
        if self.preformatted > 0 {
            writer.push(text, source, exact, SpanRole::Verbatim);
            return;
        }
        if writer.leaf_start().is_none() {
            if text.trim().is_empty() {
                return;
            }
            if let Some(grid) = &mut self.grid {
                let (row, column) = grid.cell(1, 1);
                writer.begin_leaf(BlockKind::Cell { row, column }, source);
                self.in_cell = true;
            }
        }
        writer.push(text, source, exact, SpanRole::Plain);
    }

    /// A line end in text: kept, or a blank, or (an empty line) the end of a leaf.
    fn text_line_end(&mut self, rest: &str, source: SourceRange, writer: &mut DraftWriter) {
        if self.preformatted > 0 {
            writer.push("\n", source, false, SpanRole::Verbatim);
        } else if writer.leaf_start().is_some() {
            let mut ahead = rest.bytes().take(3);
            let is_gap = rest.len() > 2 && ahead.all(|byte| matches!(byte, b'\r' | b'\n'));
            if !self.in_cell && is_gap {
                writer.end_leaf();
            } else {
                writer.push("\n", source, false, SpanRole::SoftBreak);
            }
        }
    }
}

/// An opening tag.
struct Tag<'h> {
    text: &'h str,
    name: &'h str,
    source: SourceRange,
    /// Before which byte of the file its end tag stands, if it has one.
    within: u32,
}
