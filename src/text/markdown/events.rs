//! The parser's events, written down as a draft.

mod links;
mod money;
mod text;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::callout;
use super::draft::{Draft, SpanRole};
use super::html::{Fragment, HtmlContext, HtmlReader};
use crate::text::clean::SafeText;
use crate::text::document::{Alignment, BlockKind, ContainerKind, Inline, Marker};
use crate::text::markdown::writer::DraftWriter;
use crate::text::range::SourceRange;

/// What the parser is asked to know. Never its metadata blocks: they would swallow the text between
/// any two rules. Never its smart punctuation: it would change the text that annotations quote.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// How many events are heard, besides one for each 16 bytes. Only tables made to be hostile have so
/// many; what is left of such a text is shown as it was written, so that opening it stays quick.
const EVENTS: usize = 300_000;

/// How many cells of tables are parsed; the parser looks for all of them before its first event.
const CELLS: usize = 150_000;

/// Parses the text from byte `body` on. Dollar signs around what is no formula are made signs that mean
/// nothing, and the text is parsed again, since others may now be a pair.
pub(super) fn draft(text: &str, body: u32) -> Draft {
    let mut disarmed: Option<String> = None;
    for _ in 0..ROUNDS {
        let (draft, sums) = parse(text, body, disarmed.as_deref(), options());
        if sums.is_empty() {
            return draft;
        }
        disarmed = match disarmed {
            Some(before) => Some(money::without_signs(&before, &sums)),
            None => money::disarmed(text.get(body as usize..).unwrap_or(""), &sums),
        };
        if disarmed.is_none() {
            break;
        }
    }
    parse(text, body, None, options() - Options::ENABLE_MATH).0
}

/// How often a text is parsed in search of formulas; a line of sums rarely needs the third time.
const ROUNDS: usize = 4;

/// Parses the text, as it is or disarmed, and gives the signs between which stand sums of money and no
/// formula.
fn parse(text: &str, body: u32, disarmed: Option<&str>, options: Options) -> (Draft, Vec<usize>) {
    let slice = disarmed.unwrap_or_else(|| text.get(body as usize..).unwrap_or(""));
    let parsed = &slice[..before_too_many_cells(slice)];
    let mut budget = EVENTS + slice.len() / 16;
    let mut writer = EventReader::new(text);
    let mut sums = Vec::new();
    for (event, range) in Parser::new_ext(parsed, options).into_offset_iter() {
        if let Event::InlineMath(formula) | Event::DisplayMath(formula) = &event
            && money::is_between_sums(parsed, formula, &range)
        {
            sums.extend([range.start, range.end - 1]);
        }
        let source = SourceRange::new(body + range.start as u32, body + range.end as u32);
        if budget == 0 {
            writer.rest_as_written(source.start);
            return (writer.finish(), sums);
        }
        budget -= 1;
        let event = if disarmed.is_some() {
            money::restored(event)
        } else {
            event
        };
        writer.event(event, source);
    }
    if parsed.len() < slice.len() {
        writer.rest_as_written(body + parsed.len() as u32);
    }
    (writer.finish(), sums)
}

/// The bytes up to the end of the line in which the cells of tables become too many.
fn before_too_many_cells(text: &str) -> usize {
    let last = memchr::memchr_iter(b'|', text.as_bytes()).nth(CELLS);
    let end = last.and_then(|at| Some(at + memchr::memchr(b'\n', &text.as_bytes()[at..])?));
    end.map_or(text.len(), |end| end + 1)
}

/// What to do when an element ends.
#[derive(Clone, Copy)]
enum OpenElement {
    Container,
    List,
    Leaf,
    Row,
    Html,
    Style(Inline),
    /// Struck out with one tilde, which means nothing.
    Tilde,
    Link(usize),
    Embed {
        link: usize,
        /// Whether what stands in it is a caption, and not the target itself.
        captioned: bool,
        /// Whether the style was in force already, as in an image's caption.
        style: Inline,
    },
    Nothing,
}

struct EventReader<'t> {
    file: &'t str,
    writer: DraftWriter,
    open: Vec<OpenElement>,
    /// Row and column of the next cell.
    cell: (u32, u32),
    html: HtmlReader<'t>,
    /// The HTML of the block that is open.
    fragment: Option<Fragment>,
    /// Whether a fenced block of code is open.
    fenced: bool,
    /// How many links are open: text in them is an anchor.
    anchors: usize,
}

impl<'t> EventReader<'t> {
    fn new(file: &'t str) -> Self {
        Self {
            file,
            writer: DraftWriter::default(),
            open: Vec::new(),
            cell: (0, 0),
            html: HtmlReader::of(file),
            fragment: None,
            fenced: false,
            anchors: 0,
        }
    }

    fn finish(mut self) -> Draft {
        self.html.end(&mut self.writer);
        self.writer.end_leaf();
        self.writer.draft
    }

    fn event(&mut self, event: Event<'_>, source: SourceRange) {
        match event {
            Event::Start(tag) => {
                if !is_inline(tag.to_end()) {
                    self.html.end(&mut self.writer);
                }
                let open = self.start(tag, source);
                self.open.push(open);
            }
            Event::End(tag) => {
                if !is_inline(tag) {
                    self.html.end(&mut self.writer);
                }
                self.end(source);
            }
            Event::Text(text) => self.text(&text, source),
            Event::Code(text) => self.delimited(Inline::CODE, &text, source),
            Event::InlineMath(text) => self.delimited(Inline::MATH, &text, source),
            Event::DisplayMath(text) => self.formula(&text, source),
            Event::Html(html) => match &mut self.fragment {
                Some(fragment) => fragment.push(&html, source),
                None => self.html.read_inline(&html, source, &mut self.writer),
            },
            Event::InlineHtml(html) => self.html.read_inline(&html, source, &mut self.writer),
            Event::FootnoteReference(label) => self.footnote_mark(&label, source),
            Event::SoftBreak => self.writer.push("\n", source, false, SpanRole::SoftBreak),
            Event::HardBreak => self.writer.push("\n", source, false, SpanRole::HardBreak),
            Event::Rule => {
                self.html.end(&mut self.writer);
                self.writer.begin_leaf(BlockKind::Rule, source);
                self.writer.end_leaf();
            }
            Event::TaskListMarker(done) => {
                if let Some(item) = self.writer.innermost() {
                    item.kind = ContainerKind::Item(Marker::Task(if done { 'x' } else { ' ' }));
                }
            }
        }
    }

    /// Opens an element; those that stand in a line are left to [`Self::start_inline`].
    fn start(&mut self, tag: Tag<'_>, source: SourceRange) -> OpenElement {
        match tag {
            Tag::Paragraph => self.leaf(BlockKind::Paragraph, source),
            Tag::Heading { level, .. } => self.leaf(BlockKind::Heading(level as u8), source),
            Tag::CodeBlock(kind) => self.code_block(&kind, source),
            Tag::BlockQuote(None) => self.container(ContainerKind::Quote, source),
            Tag::BlockQuote(Some(_)) => {
                callout::begin(self.file, source, &mut self.writer);
                OpenElement::Container
            }
            Tag::List(first) => {
                self.writer.enter_list(first, source);
                OpenElement::List
            }
            Tag::Item => {
                let marker = self.writer.next_marker();
                self.container(ContainerKind::Item(marker), source)
            }
            Tag::FootnoteDefinition(label) => {
                let index = self.writer.draft.footnote(&label);
                if let Some(note) = self.writer.draft.footnotes.get_mut(index) {
                    note.definition.get_or_insert(source);
                }
                self.container(ContainerKind::Footnote(index as u32), source)
            }
            Tag::Table(columns) => {
                self.cell = (0, 0);
                let columns = columns.iter().copied().map(alignment).collect();
                self.container(ContainerKind::Table(columns), source)
            }
            Tag::TableHead | Tag::TableRow => OpenElement::Row,
            Tag::TableCell => {
                let (row, column) = self.cell;
                self.cell.1 += 1;
                self.leaf(BlockKind::Cell { row, column }, source)
            }
            Tag::HtmlBlock => {
                self.writer.end_leaf();
                self.fragment = Some(Fragment::default());
                OpenElement::Html
            }
            inline => self.start_inline(inline, source),
        }
    }

    fn start_inline(&mut self, tag: Tag<'_>, source: SourceRange) -> OpenElement {
        match tag {
            Tag::Emphasis => OpenElement::Style(self.writer.begin_style(Inline::EMPHASIS)),
            Tag::Strong => OpenElement::Style(self.writer.begin_style(Inline::STRONG)),
            Tag::Strikethrough if source.of(self.file).starts_with("~~") => {
                OpenElement::Style(self.writer.begin_style(Inline::STRIKE))
            }
            Tag::Strikethrough => {
                self.tilde(source.start);
                OpenElement::Tilde
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url, source),
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => self.embed(link_type, &dest_url, source),
            _ => OpenElement::Nothing,
        }
    }

    fn end(&mut self, source: SourceRange) {
        match self.open.pop() {
            Some(OpenElement::Container) => self.writer.leave(),
            Some(OpenElement::List) => self.writer.leave_list(),
            Some(OpenElement::Leaf) => {
                self.writer.end_leaf();
                self.fenced = false;
            }
            Some(OpenElement::Row) => self.cell = (self.cell.0 + 1, 0),
            Some(OpenElement::Html) => {
                if let Some(fragment) = self.fragment.take() {
                    self.html
                        .read(&fragment, HtmlContext::Block, &mut self.writer);
                    self.html.end(&mut self.writer);
                    self.writer.end_leaf();
                }
            }
            Some(OpenElement::Style(style)) => self.writer.style -= style,
            Some(OpenElement::Tilde) => self.tilde(source.end - 1),
            Some(OpenElement::Link(link)) => {
                self.anchors -= 1;
                self.writer.end_anchor(link);
            }
            Some(OpenElement::Embed {
                link,
                captioned,
                style,
            }) => {
                self.end_embed(link, captioned);
                self.writer.style -= style;
            }
            Some(OpenElement::Nothing) | None => {}
        }
    }

    fn leaf(&mut self, kind: BlockKind, source: SourceRange) -> OpenElement {
        self.writer.begin_leaf(kind, source);
        OpenElement::Leaf
    }

    fn container(&mut self, kind: ContainerKind, source: SourceRange) -> OpenElement {
        self.writer.enter(kind, source);
        OpenElement::Container
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, source: SourceRange) -> OpenElement {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        self.fenced = matches!(kind, CodeBlockKind::Fenced(_));
        self.leaf(BlockKind::Code(SafeText::line(language)), source)
    }

    /// Adds what is left of the file as it was written.
    fn rest_as_written(&mut self, from: u32) {
        self.html.end(&mut self.writer);
        self.writer.leave_all();
        let rest = self.file.get(from as usize..).unwrap_or("");
        let written = rest.trim_end();
        let source = SourceRange::new(from, from + written.len() as u32);
        if !written.is_empty() {
            self.writer
                .begin_leaf(BlockKind::Code(SafeText::default()), source);
            self.writer.push(written, source, true, SpanRole::Verbatim);
        }
    }
}

/// Whether an element stands in a line of text.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
