//! The parser's events, written down as a draft.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Pen, Role};
use crate::core::document::{Alignment, BlockKind, ContainerKind, Inline, LinkForm, Marker};
use crate::core::gate::Shown;
use crate::core::range::SourceRange;

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

/// Parses the text from byte `body` on.
pub(super) fn draft(text: &str, body: u32) -> Draft {
    let slice = text.get(body as usize..).unwrap_or("");
    let mut writer = Writer {
        file: text,
        pen: Pen::default(),
        open: Vec::new(),
        next_number: Vec::new(),
        cell: (0, 0),
    };
    for (event, range) in Parser::new_ext(slice, options()).into_offset_iter() {
        let source = SourceRange::new(body + range.start as u32, body + range.end as u32);
        writer.event(event, source);
    }
    writer.pen.end_leaf();
    writer.pen.draft
}

/// What to do when an element ends.
enum Open {
    Container,
    Leaf,
    Style(Inline),
    Link(usize),
    Image(usize),
    Nothing,
}

struct Writer<'t> {
    file: &'t str,
    pen: Pen,
    open: Vec<Open>,
    /// The number of the next item of each open list.
    next_number: Vec<Option<u64>>,
    /// Row and column of the next cell.
    cell: (u32, u32),
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, source: SourceRange) {
        match event {
            Event::Start(tag) => {
                let open = self.start(tag, source);
                self.open.push(open);
            }
            Event::End(tag) => self.end(tag, source),
            Event::Text(text) => self.text(&text, source, Role::Prose),
            Event::Code(text) => self.styled(Inline::CODE, &text, source),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.styled(Inline::MATH, &text, source);
            }
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::FootnoteReference(label) => {
                self.pen.style |= Inline::FOOTNOTE;
                self.pen
                    .push(&format!("[{label}]"), source, false, Role::Verbatim);
                self.pen.style -= Inline::FOOTNOTE;
            }
            Event::SoftBreak => self.pen.push("\n", source, false, Role::SoftBreak),
            Event::HardBreak => self.pen.push("\n", source, false, Role::HardBreak),
            Event::Rule => {
                self.pen.begin_leaf(BlockKind::Rule, source);
                self.pen.end_leaf();
            }
            Event::TaskListMarker(done) => {
                if let Some(ContainerKind::Item(marker)) = self.pen.innermost() {
                    *marker = Marker::Task(if done { 'x' } else { ' ' });
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: SourceRange) -> Open {
        match tag {
            Tag::Paragraph => self.leaf(BlockKind::Paragraph, source),
            Tag::Heading { level, .. } => self.leaf(BlockKind::Heading(level as u8), source),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                self.leaf(BlockKind::Code(Shown::line(language)), source)
            }
            Tag::BlockQuote(_) => self.container(ContainerKind::Quote, source),
            Tag::List(first) => {
                self.next_number.push(first);
                self.container(ContainerKind::List, source)
            }
            Tag::Item => {
                let marker = match self.next_number.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Marker::Number(*number - 1)
                    }
                    _ => Marker::Bullet,
                };
                self.container(ContainerKind::Item(marker), source)
            }
            Tag::Table(columns) => {
                self.cell = (0, 0);
                self.container(
                    ContainerKind::Table(columns.iter().copied().map(alignment).collect()),
                    source,
                )
            }
            Tag::TableCell => {
                let (row, column) = self.cell;
                self.cell.1 += 1;
                self.leaf(BlockKind::Cell { row, column }, source)
            }
            Tag::Emphasis => self.style(Inline::EMPHASIS),
            Tag::Strong => self.style(Inline::STRONG),
            Tag::Strikethrough => self.style(Inline::STRIKE),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => Open::Link(self.pen.begin_link(form(link_type), &dest_url, source)),
            Tag::Image { dest_url, .. } => {
                self.pen.style |= Inline::EMBED;
                Open::Image(self.pen.begin_link(LinkForm::Image, &dest_url, source))
            }
            _ => Open::Nothing,
        }
    }

    fn end(&mut self, tag: TagEnd, source: SourceRange) {
        if matches!(tag, TagEnd::TableHead | TagEnd::TableRow) {
            self.cell = (self.cell.0 + 1, 0);
        }
        if matches!(tag, TagEnd::List(_)) {
            self.next_number.pop();
        }
        match self.open.pop() {
            Some(Open::Container) => self.pen.leave(),
            Some(Open::Leaf) => self.pen.end_leaf(),
            Some(Open::Style(style)) => self.pen.style -= style,
            Some(Open::Link(link)) => self.end_link(link, source),
            Some(Open::Image(link)) => {
                self.end_link(link, source);
                self.pen.style -= Inline::EMBED;
            }
            Some(Open::Nothing) | None => {}
        }
    }

    fn leaf(&mut self, kind: BlockKind, source: SourceRange) -> Open {
        self.pen.begin_leaf(kind, source);
        Open::Leaf
    }

    fn container(&mut self, kind: ContainerKind, source: SourceRange) -> Open {
        self.pen.enter(kind, source);
        Open::Container
    }

    /// Puts a style in force; one that is in force already ends with its outer element.
    fn style(&mut self, style: Inline) -> Open {
        let new = style - self.pen.style;
        self.pen.style |= new;
        Open::Style(new)
    }

    /// An anchor without text shows its target, so that there is something to see and to follow.
    fn end_link(&mut self, link: usize, source: SourceRange) {
        if !self.pen.end_link(link) {
            let target = self.pen.draft.links[link].target.clone();
            self.pen.push(&target, source, false, Role::Verbatim);
            self.pen.end_link(link);
        }
    }

    /// Adds text that came from `source`: byte for byte where both are the same.
    fn text(&mut self, text: &str, source: SourceRange, role: Role) {
        self.pen
            .push(text, source, source.of(self.file) == text, role);
    }

    /// Adds text in a style of its own, whose delimiters are part of `source`.
    fn styled(&mut self, style: Inline, text: &str, source: SourceRange) {
        self.pen.style |= style;
        let inner = source
            .of(self.file)
            .find(text)
            .map(|at| source.start + at as u32);
        match inner {
            Some(start) => self.text(
                text,
                SourceRange::new(start, start + text.len() as u32),
                Role::Verbatim,
            ),
            None => self.pen.push(text, source, false, Role::Verbatim),
        }
        self.pen.style -= style;
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn form(link: LinkType) -> LinkForm {
    match link {
        LinkType::Inline => LinkForm::Inline,
        LinkType::Autolink | LinkType::Email => LinkForm::Autolink,
        LinkType::WikiLink { .. } => LinkForm::Wiki,
        _ => LinkForm::Reference,
    }
}
