//! HTML reduced to its text: styles, links, pictures, lists and tables are kept, tags never.

mod blocks;
mod elements;
mod ends;
mod media;
mod reference;
mod table;
mod tokens;

use super::draft::Role;
use crate::text::document::{BlockKind, Inline};
use crate::text::markdown::writer::Pen;
use crate::text::range::SourceRange;
use elements::{Meaning, is_filtered, meaning};
use ends::EndTags;
use media::{media, picture};
use reference::reference;
use table::Grid;
use tokens::{Token, Tokens};

/// How far back an end tag looks for its beginning.
const FARTHEST: usize = 256;

/// How far behind its tag an element of a line may end, in bytes of the file.
const NEAR: u32 = 1024;

/// Where a stretch of HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
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
enum Ending {
    Style(Inline),
    Link(usize),
    Container,
    List,
    Table,
    NestedTable,
    Leaf,
    Preformatted,
    Muted,
    Nothing,
}

/// Reads HTML into a draft; remembers which elements are open.
#[derive(Debug, Default)]
pub(super) struct Html<'t> {
    /// The article's file, and the end tags in it.
    file: &'t str,
    ends: EndTags,
    open: Vec<(String, Ending)>,
    /// The open table; tables within its cells are read as lines.
    grid: Option<Grid>,
    /// A table that was still open when its HTML ended, and how many leaves there were.
    suspended: Option<(Grid, usize)>,
    /// How many tables are open within a cell.
    nested: usize,
    /// Whether a cell is open.
    in_cell: bool,
    /// The number of the next item of each open list.
    next_number: Vec<Option<u64>>,
    /// How many elements are open whose text is kept as it was written.
    preformatted: usize,
    /// How many players are open; their text is for those who cannot play.
    muted: usize,
    /// Whether a player was opened that has not said what it plays.
    source_wanted: bool,
}

impl<'t> Html<'t> {
    /// A reader of the HTML of a file.
    pub fn of(file: &'t str) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Reads a fragment.
    pub fn read(&mut self, fragment: &Fragment, context: Context, pen: &mut Pen) {
        let whole = fragment.source(&(0..fragment.html.len()));
        let mut tokens = Tokens::new(&fragment.html);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(range) => self.text(fragment, range, pen),
                Token::Close(name, range) => {
                    self.close(&name, fragment.source(&range), context, pen);
                }
                Token::Open(name, range) => {
                    let source = fragment.source(&range);
                    let tag = Tag {
                        text: fragment.html.get(range.clone()).unwrap_or(""),
                        name: &name,
                        source,
                        within: match context {
                            Context::Block => whole.end,
                            Context::Inline => source.end + NEAR,
                        },
                    };
                    match meaning(&name) {
                        _ if is_filtered(&name) && !self.is_closed(&tag) => {
                            self.text(fragment, range, pen);
                        }
                        Meaning::Hidden if context == Context::Block => {
                            tokens.skip_to_end_of(&name);
                        }
                        meant => self.open(meant, &tag, context, pen),
                    }
                }
            }
        }
    }

    /// Reads one tag in a line of Markdown. A comment that holds two hyphens is shown: it is none
    /// in GFM 0.29, and no word is to be lost.
    pub fn read_inline(&mut self, html: &str, source: SourceRange, pen: &mut Pen) {
        let comment = html
            .strip_prefix("<!--")
            .and_then(|rest| rest.strip_suffix("-->"));
        if comment.is_some_and(|text| text.contains("--") || text.ends_with('-')) {
            pen.push(html, source, true, Role::Plain);
            return;
        }
        let mut fragment = Fragment::default();
        fragment.push(html, source);
        self.read(&fragment, Context::Inline, pen);
    }

    /// Whether an element that begins is ended where it may be.
    fn is_closed(&mut self, tag: &Tag<'_>) -> bool {
        let end = self.ends.next(self.file, tag.name, tag.source.end as usize);
        end.is_some_and(|end| end < tag.within as usize)
    }

    /// Ends all elements, as the Markdown around them goes on.
    pub fn end(&mut self, pen: &mut Pen) {
        if !self.open.is_empty() {
            for (_, ending) in &mut self.open {
                if let Ending::Link(link) = ending {
                    // Broken off, not ended: no label is needed to see it by.
                    pen.end_link(*link);
                    *ending = Ending::Nothing;
                }
            }
            let suspended = self.grid.clone();
            self.close_to(0, pen);
            self.suspended = suspended.map(|grid| (grid, pen.draft.leaves.len()));
        }
        self.source_wanted = false;
    }

    /// Opens an element that may stand in a line of text.
    fn open(&mut self, meant: Meaning, tag: &Tag<'_>, context: Context, pen: &mut Pen) {
        match meant {
            Meaning::Style(style) => {
                let new = style - pen.style;
                pen.style |= new;
                self.opened(tag, Ending::Style(new));
            }
            Meaning::Link => self.open_link(tag, pen),
            Meaning::Picture => picture(tag, pen),
            Meaning::Media => self.open_media(tag, pen),
            Meaning::MediaSource if self.source_wanted => {
                self.source_wanted = !media(tag, "src", pen);
            }
            Meaning::LineBreak => pen.end_line_at(tag.source),
            Meaning::Nothing | Meaning::MediaSource | Meaning::Hidden => {}
            Meaning::Row | Meaning::Cell if self.grid.is_some() && self.nested == 0 => {
                self.open_in_table(meant, tag, pen);
            }
            _ if context == Context::Inline || self.in_cell => {
                pen.end_line_at(tag.source);
                match meant {
                    Meaning::Table => {
                        self.nested += 1;
                        self.opened(tag, Ending::NestedTable);
                    }
                    Meaning::Preformatted => {
                        self.preformatted += 1;
                        self.opened(tag, Ending::Preformatted);
                    }
                    _ => {}
                }
            }
            _ => self.open_block(meant, tag, pen),
        }
    }

    /// Remembers what to do when an element ends.
    fn opened(&mut self, tag: &Tag<'_>, ending: Ending) {
        self.open.push((tag.name.to_owned(), ending));
    }

    /// Closes an element and what was left open in it; one that was never opened ends a line if
    /// it stands apart from what is around it.
    fn close(&mut self, name: &str, source: SourceRange, context: Context, pen: &mut Pen) {
        let recent = self.open.iter().enumerate().rev().take(FARTHEST);
        let mut inside =
            recent.take_while(|(_, (_, ending))| !self.in_cell || !matches!(ending, Ending::Table));
        let found = inside
            .find(|(_, (open, _))| open == name)
            .map(|(index, _)| index);
        match (found, meaning(name)) {
            (Some(index), _) => self.close_to(index, pen),
            (None, Meaning::Row | Meaning::Cell) if self.in_cell && self.nested == 0 => {
                self.close_cell(pen);
            }
            (None, Meaning::Table) if self.in_cell => {
                self.close_cell(pen);
                self.close(name, source, context, pen);
            }
            (None, Meaning::Style(_) | Meaning::Link | Meaning::Nothing | Meaning::LineBreak) => {}
            (None, _) if context == Context::Inline || self.in_cell => pen.end_line_at(source),
            (None, _) => pen.end_leaf(),
        }
    }

    /// Closes the open elements from the one at `index` on.
    fn close_to(&mut self, index: usize, pen: &mut Pen) {
        while self.open.len() > index {
            let Some((_, ending)) = self.open.pop() else {
                break;
            };
            match ending {
                Ending::Style(style) => pen.style -= style,
                Ending::Link(link) => pen.end_anchor(link),
                Ending::Container => pen.leave(),
                Ending::List => {
                    self.next_number.pop();
                    pen.leave();
                }
                Ending::Table => self.close_table(pen),
                Ending::NestedTable => self.nested -= 1,
                Ending::Leaf => pen.end_leaf(),
                Ending::Preformatted => {
                    self.preformatted -= 1;
                    if !self.in_cell {
                        pen.end_leaf();
                    }
                }
                Ending::Muted => self.muted -= 1,
                Ending::Nothing => {}
            }
        }
    }

    /// Adds text: of its blanks and line ends one blank is left, but where they are kept.
    fn text(&mut self, fragment: &Fragment, range: std::ops::Range<usize>, pen: &mut Pen) {
        if self.muted > 0 {
            return;
        }
        let mut at = range.start;
        while at < range.end {
            let rest = fragment.html.get(at..range.end).unwrap_or("");
            let next = match (rest.as_bytes(), reference(rest)) {
                ([b'\n' | b'\r', ..], _) => {
                    let length = 1 + usize::from(rest.starts_with("\r\n"));
                    self.text_line_end(rest, fragment.source(&(at..at + length)), pen);
                    at + length
                }
                (_, Some((length, meant))) => {
                    self.push(&meant, fragment.source(&(at..at + length)), false, pen);
                    at + length
                }
                _ => {
                    let stop = rest
                        .bytes()
                        .skip(1)
                        .position(|byte| matches!(byte, b'&' | b'\n' | b'\r'));
                    let end = stop.map_or(range.end, |stop| at + 1 + stop);
                    let part = fragment.html.get(at..end).unwrap_or("");
                    self.push(part, fragment.source(&(at..end)), true, pen);
                    end
                }
            };
            at = next;
        }
    }

    /// Adds a stretch of text on one line; blanks alone begin no leaf, nor a cell.
    fn push(&mut self, text: &str, source: SourceRange, exact: bool, pen: &mut Pen) {
        if self.preformatted > 0 {
            pen.push(text, source, exact, Role::Verbatim);
            return;
        }
        if pen.leaf_start().is_none() {
            if text.trim().is_empty() {
                return;
            }
            if let Some(grid) = &mut self.grid {
                let (row, column) = grid.cell(1, 1);
                pen.begin_leaf(BlockKind::Cell { row, column }, source);
                self.in_cell = true;
            }
        }
        pen.push(text, source, exact, Role::Plain);
    }

    /// A line end in text: kept, or a blank, or (an empty line) the end of a leaf.
    fn text_line_end(&mut self, rest: &str, source: SourceRange, pen: &mut Pen) {
        if self.preformatted > 0 {
            pen.push("\n", source, false, Role::Verbatim);
        } else if pen.leaf_start().is_some() {
            let mut ahead = rest.bytes().take(3);
            let is_gap = rest.len() > 2 && ahead.all(|byte| matches!(byte, b'\r' | b'\n'));
            if !self.in_cell && is_gap {
                pen.end_leaf();
            } else {
                pen.push("\n", source, false, Role::SoftBreak);
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
