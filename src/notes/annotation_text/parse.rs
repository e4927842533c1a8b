//! The article as the parser reads it, block by block, with nothing dropped but markup.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::{self, TagStripper};
use super::line_ends::LfText;
use super::{Plain, PlainSpan};
use crate::text::range::SourceRange;

/// The longest type of a callout, in bytes.
const LONGEST_TYPE: usize = 40;

/// The text before comments and other marks are dropped.
#[derive(Debug, Default)]
pub(super) struct RawText {
    pub text: String,
    pub spans: Vec<RawSpan>,
    pub blocks: Vec<RawBlock>,
    /// The types of callouts, to be dropped.
    pub dropped: Vec<Range<usize>>,
}

/// A stretch of the raw text from one stretch of the file.
#[derive(Clone, Debug)]
pub(super) struct RawSpan {
    pub text: Range<usize>,
    pub source: SourceRange,
    pub exact: bool,
    /// Whether marks may stand in it.
    pub prose: bool,
    /// Whether its first character stands behind a backslash.
    pub escaped: bool,
}

/// A block of the raw text.
#[derive(Clone, Debug)]
pub(super) struct RawBlock {
    pub text: Range<usize>,
    /// For a cell, the number of its row.
    pub row: Option<u32>,
    /// Whether marks may stand in it.
    pub prose: bool,
}

impl RawText {
    /// Copies a part of the text, with where it came from.
    pub fn copy(&self, part: Range<usize>, plain: &mut Plain) {
        let first = self
            .spans
            .partition_point(|span| span.text.end <= part.start);
        for span in self.spans[first..]
            .iter()
            .take_while(|span| span.text.start < part.end)
        {
            let text = span.text.start.max(part.start)..span.text.end.min(part.end);
            let mut source = span.source;
            if span.exact {
                source.start += (text.start - span.text.start) as u32;
                source.end = source.start + text.len() as u32;
            }
            let start = plain.text.len();
            plain.text.push_str(self.text.get(text).unwrap_or(""));
            plain.spans.push(PlainSpan {
                points: 0..0,
                bytes: start..plain.text.len(),
                source,
                exact: span.exact,
            });
        }
    }
}

/// Parses the text from byte `body` on.
pub(super) fn parse(file: &str, body: u32) -> RawText {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let text = LfText::new(file.get(body as usize..).unwrap_or(""), body);
    let mut reader = PlainReader::new(&text);
    for (event, range) in Parser::new_ext(&text.text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_block();
    reader.raw
}

/// The open block.
#[derive(Debug)]
struct OpenBlock {
    start: usize,
    row: Option<u32>,
    prose: bool,
    /// Whether it may be the head of a callout.
    heads_quote: bool,
    /// Its first line end.
    line_end: Option<Range<usize>>,
}

struct PlainReader<'t> {
    text: &'t LfText,
    raw: RawText,
    open: Option<OpenBlock>,
    rows: u32,
    /// Whether a quote has begun that has no text yet.
    fresh_quote: bool,
    /// How many images are open: their captions are nothing.
    images: usize,
    /// Whether a block of code is open.
    code: bool,
    /// The block of HTML that is open: its lines, and for each where it begins in both texts.
    html: Option<(String, Vec<(usize, usize)>)>,
    /// For each open strikethrough, whether it is one: a single tilde is a tilde.
    struck: Vec<bool>,
}

impl<'t> PlainReader<'t> {
    fn new(text: &'t LfText) -> Self {
        Self {
            text,
            raw: RawText::default(),
            open: None,
            rows: 0,
            fresh_quote: false,
            images: 0,
            code: false,
            html: None,
            struck: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.push(&text, range, !self.code),
            Event::Code(text) => self.inside(&text, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inside(text.trim_matches('\n'), range);
            }
            Event::Html(line) => match &mut self.html {
                Some((html, origins)) => {
                    origins.push((html.len(), range.start));
                    html.push_str(&line);
                }
                None => self.inline_html(&line, range),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak => self.line_end(" ", range),
            Event::HardBreak => self.line_end("\n", range),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.begin_block(None, true),
            Tag::CodeBlock(_) => {
                self.begin_block(None, false);
                self.code = true;
            }
            Tag::TableCell => self.begin_block(Some(self.rows), true),
            Tag::TableHead | Tag::TableRow => self.rows += 1,
            Tag::HtmlBlock => {
                self.end_block();
                self.html = Some((String::new(), Vec::new()));
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.fresh_quote = true;
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Strikethrough => {
                let struck = self.text.text[range.clone()].starts_with("~~");
                self.struck.push(struck);
                if !struck {
                    self.push("~", range.start..range.start + 1, false);
                }
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => {}
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Strikethrough => {
                if self.struck.pop() == Some(false) {
                    self.push("~", range.end - 1..range.end, false);
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {}
            _ => {
                self.end_block();
                self.code = false;
            }
        }
    }

    fn begin_block(&mut self, row: Option<u32>, prose: bool) {
        self.end_block();
        let heads_quote = std::mem::take(&mut self.fresh_quote) && row.is_none();
        self.open = Some(OpenBlock {
            start: self.raw.text.len(),
            row,
            prose,
            heads_quote,
            line_end: None,
        });
    }

    pub(super) fn end_block(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut end = self.raw.text.len();
        if !open.prose && self.raw.text[open.start..].ends_with('\n') {
            end -= 1;
        }
        let OpenBlock {
            start, row, prose, ..
        } = open;
        let head = open
            .heads_quote
            .then(|| self.callout_type(start, end))
            .flatten();
        let mut block = RawBlock {
            text: start..end,
            row,
            prose,
        };
        if let Some(head) = head {
            self.raw.dropped.push(start..head);
            if let Some(line_end) = open.line_end {
                block.text.start = line_end.end;
                self.raw.blocks.push(RawBlock {
                    text: start..line_end.start,
                    row,
                    prose,
                });
            }
        }
        self.raw.blocks.push(block);
    }

    /// Where the type of a callout ends with which a block begins, and the blanks after it.
    fn callout_type(&self, start: usize, end: usize) -> Option<usize> {
        let block = &self.raw.text[start..end];
        let first = self
            .raw
            .spans
            .partition_point(|span| span.text.end <= start);
        let escaped = self.raw.spans.get(first).is_none_or(|span| span.escaped);
        let (name, rest) = block.strip_prefix("[!")?.split_once(']')?;
        if escaped
            || name.trim().is_empty()
            || name.len() > LONGEST_TYPE
            || name.contains(['[', '\n'])
        {
            return None;
        }
        let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
        Some(end - rest.trim_start_matches([' ', '\t']).len())
    }

    /// Adds text to the open block; text outside any is a block of its own.
    fn push(&mut self, text: &str, range: Range<usize>, prose: bool) {
        if self.images > 0 || text.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.begin_block(None, true);
        }
        let source = self.text.source(&range);
        let same = self.text.text.get(range.clone()) == Some(text);
        let exact = same && source.len() as usize == text.len();
        let escaped = same
            && range
                .start
                .checked_sub(1)
                .and_then(|at| self.text.text.as_bytes().get(at))
                == Some(&b'\\');
        let start = self.raw.text.len();
        self.raw.text.push_str(text);
        let text = start..self.raw.text.len();
        self.raw.spans.push(RawSpan {
            text,
            source,
            exact,
            prose,
            escaped,
        });
    }

    /// Adds text that stands between delimiters.
    fn inside(&mut self, text: &str, range: Range<usize>) {
        let whole = &self.text.text[range.clone()];
        let fence = whole
            .bytes()
            .take_while(|byte| Some(byte) == whole.as_bytes().first())
            .count();
        let place = whole
            .get(fence..)
            .and_then(|inner| inner.find(text))
            .map(|at| range.start + fence + at);
        match place {
            Some(start) => self.push(text, start..start + text.len(), false),
            None => self.push(text, range, false),
        }
    }

    fn line_end(&mut self, text: &str, range: Range<usize>) {
        let start = self.raw.text.len();
        self.push(text, range, true);
        let end = self.raw.text.len();
        if let Some(open) = self.open.as_mut().filter(|_| end > start) {
            open.line_end.get_or_insert(start..end);
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if html::is_line_break(tag) && self.open.is_some() {
            self.push("\n", range, false);
        }
    }

    fn html_block(&mut self) {
        let Some((html, origins)) = self.html.take() else {
            return;
        };
        self.begin_block(None, false);
        for part in TagStripper::new(&html) {
            let line = origins
                .partition_point(|(start, _)| *start <= part.range.start)
                .saturating_sub(1);
            let Some((start, origin)) = origins.get(line) else {
                continue;
            };
            let start = origin + part.range.start - start;
            self.push(&part.text, start..start + part.range.len(), false);
        }
        self.end_block();
    }
}
