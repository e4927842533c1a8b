//! What HTML elements mean for text.

use crate::text::document::Inline;

/// What an element does to the text in it and around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// It gives its text a style.
    Style(Inline),
    /// It links its text.
    Link,
    /// It stands for a picture.
    Picture,
    /// It stands for something that is played.
    Media,
    /// It says where what is played around it lies.
    MediaSource,
    /// It ends a line.
    LineBreak,
    /// It is a line across the page.
    Rule,
    /// Its text is a heading of this level.
    Heading(u8),
    /// Its text is kept as it was written.
    Preformatted,
    /// It quotes.
    Quote,
    /// It is a list; numbered or not.
    List(bool),
    /// It is an item of a list.
    Item,
    /// It is a table.
    Table,
    /// It is a row of a table.
    Row,
    /// It is a cell of a row.
    Cell,
    /// Its text stands apart from what is around it.
    Block,
    /// It has readings over its words.
    Ruby,
    /// It is the reading of the word before it.
    Reading,
    /// It stands around a reading where none is shown above the line.
    ReadingMark,
    /// Its text is not for reading.
    Hidden,
    /// It means nothing here.
    Nothing,
}

impl Element {
    /// Whether its end alone ends no line.
    pub(super) fn is_part_of_line(self) -> bool {
        use Element::{LineBreak, Link, Nothing, Reading, ReadingMark, Ruby, Style};
        matches!(
            self,
            Style(_) | Link | Nothing | LineBreak | Ruby | Reading | ReadingMark
        )
    }
}

/// The meaning of an element, by its name in lower case.
pub(super) fn element(name: &str) -> Element {
    match name {
        "b" | "strong" => Element::Style(Inline::STRONG),
        "i" | "em" | "cite" | "dfn" | "var" => Element::Style(Inline::EMPHASIS),
        "s" | "del" | "strike" => Element::Style(Inline::STRIKE),
        "mark" => Element::Style(Inline::MARK),
        "code" | "kbd" | "samp" | "tt" => Element::Style(Inline::CODE),
        "sup" => Element::Style(Inline::SUPERSCRIPT),
        "sub" => Element::Style(Inline::SUBSCRIPT),
        "a" => Element::Link,
        "img" => Element::Picture,
        "iframe" | "video" | "audio" | "embed" | "object" => Element::Media,
        "source" => Element::MediaSource,
        "br" => Element::LineBreak,
        "hr" => Element::Rule,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading(name.as_bytes()[1] - b'0'),
        "pre" => Element::Preformatted,
        "blockquote" => Element::Quote,
        "ul" | "menu" => Element::List(false),
        "ol" => Element::List(true),
        "li" => Element::Item,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav"
        | "dl" | "dt" | "dd" | "figure" | "figcaption" | "form" | "fieldset" | "legend"
        | "address" | "details" | "summary" | "center" | "caption" | "body" | "html" | "head"
        | "option" | "thead" | "tbody" | "tfoot" => Element::Block,
        "ruby" => Element::Ruby,
        "rt" | "rtc" => Element::Reading,
        "rp" => Element::ReadingMark,
        "script" | "style" => Element::Hidden,
        _ => Element::Nothing,
    }
}

/// Whether an element is one whose text a browser would take for anything but text, to the end of the
/// page: where it is never closed, its tag was meant as text. These are GFM's disallowed raw HTML, but for
/// those that clips really hold.
pub(super) fn is_filtered(name: &str) -> bool {
    matches!(
        name,
        "title" | "textarea" | "style" | "xmp" | "noembed" | "noframes" | "plaintext"
    )
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
