//! What only note programs know, found in running text: highlights, comments, tags, footnotes
//! written inline, ids of blocks; and what the parser leaves as text though a reader sees a link.
//!
//! Each leaf is walked through once. A character that may begin something is handed to the one
//! function that knows it; what is found is noted as marks and links, and the text stays as it is.

mod address;
mod attributes;
mod block_links;
mod broken_links;
mod comment;
mod outliner;
mod tag;

use super::draft::{Draft, Edit, EditKind, Leaf, SpanRole};
use crate::text::byte_set;
use crate::text::document::{BlockKind, Inline, Link, LinkForm};
use crate::text::range::{SourceRange, TextRange};

pub(super) use comment::hide;

/// Stands for a byte in which nothing is looked for.
const MASK: u8 = 1;
/// Stands for a character behind a backslash.
const ESCAPED: u8 = 2;
/// How far a construct may reach that is looked for from its beginning, in bytes.
const FARTHEST: usize = 4096;

/// How many footnotes written inline get a place of their own; more are a flood, and stay text.
const NOTES: usize = 10_000;

/// How many bytes may be looked at in search of the ends of constructs, besides one for each byte
/// of the text: floods of beginnings without an end must stay cheap.
const EFFORT: usize = 1 << 20;

/// What was found in the leaves of a draft; ranges are bytes of the draft's text.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// How many more bytes may be looked at in search of an end.
    effort: usize,
    pub edits: Vec<Edit>,
    pub links: Vec<Link>,
    /// Links of the draft that lead elsewhere than the parser thought, by index.
    pub redirected: Vec<(usize, String)>,
    pub tags: Vec<(TextRange, SourceRange)>,
    /// Footnotes written inline: the whole, and the text in it.
    pub notes: Vec<(TextRange, TextRange)>,
    pub comments: Vec<comment::CommentDelimiter>,
    pub block_ids: Vec<(String, usize)>,
    /// Brackets that nothing in their leaves closes.
    brackets: Vec<block_links::OpenBracket>,
}

/// Looks through all leaves.
pub(super) fn find(draft: &Draft, file: &str) -> Findings {
    let mut found = Findings {
        effort: EFFORT + draft.text.len(),
        ..Findings::default()
    };
    let mut masked = Vec::new();
    for (index, leaf) in draft.leaves.iter().enumerate() {
        let text = leaf.text.of(&draft.text);
        let is_prose = !matches!(
            leaf.kind,
            BlockKind::Code(_) | BlockKind::Math | BlockKind::Rule
        );
        if !is_prose || !text.bytes().any(begins_something) {
            continue;
        }
        mask(draft, leaf, &mut masked);
        let Ok(text) = std::str::from_utf8(&masked) else {
            continue;
        };
        let mut scan = LeafScan {
            draft,
            file,
            text,
            base: leaf.text.start,
            leaf: index,
            found: &mut found,
            highlight: None,
            note_end: 0,
        };
        scan.line_starts();
        outliner::properties(&mut scan);
        scan.walk();
        block_links::open(&mut scan);
        scan.block_id();
    }
    found
}

/// Whether a byte may begin something, or stand in it where it is noticed.
fn begins_something(byte: u8) -> bool {
    BEGINNINGS[usize::from(byte)]
}

/// The answer for every byte: it is asked of each of a text.
const BEGINNINGS: [bool; 256] = byte_set::of(b"=%^#:.@<{[](");

/// Copies the text of a leaf, with what is no running text made unrecognisable.
fn mask(draft: &Draft, leaf: &Leaf, masked: &mut Vec<u8>) {
    masked.clear();
    for span in &draft.spans[draft.spans_in(leaf.text)] {
        let range = TextRange::new(
            span.text.start.max(leaf.text.start),
            span.text.end.min(leaf.text.end),
        );
        let text = range.of(&draft.text).as_bytes();
        let start = masked.len();
        match span.role {
            SpanRole::Plain | SpanRole::Verbatim => masked.resize(start + text.len(), MASK),
            SpanRole::SoftBreak | SpanRole::HardBreak => masked.extend_from_slice(text),
            SpanRole::Prose | SpanRole::Anchor => {
                masked.extend_from_slice(text);
                let disarmed = if span.exact {
                    usize::from(span.escaped)
                } else {
                    text.len()
                };
                for byte in masked[start..].iter_mut().take(disarmed) {
                    if begins_something(*byte) || *byte == b')' {
                        *byte = ESCAPED;
                    }
                }
            }
        }
    }
}

/// A walk through one leaf.
struct LeafScan<'d> {
    draft: &'d Draft,
    file: &'d str,
    /// The masked text.
    text: &'d str,
    /// Where the leaf's text begins in the draft's.
    base: u32,
    /// The leaf's index.
    leaf: usize,
    found: &'d mut Findings,
    /// Where the open highlight began.
    highlight: Option<usize>,
    /// Where the footnote ends that was found last.
    note_end: usize,
}

impl LeafScan<'_> {
    /// Goes from one character that may begin something to the next.
    fn walk(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(step) = bytes[at..].iter().position(|byte| begins_something(*byte)) {
            let start = at + step;
            let end = self.begin(bytes[start], start);
            at = end.max(start + 1).min(bytes.len());
        }
    }

    /// Hands a character to what knows it; gives the end of what was found, or 0.
    fn begin(&mut self, byte: u8, at: usize) -> usize {
        let pair = self.text.as_bytes().get(at + 1) == Some(&byte);
        match byte {
            b'=' if pair => return self.highlight(at),
            b'%' if pair => return comment::delimiter(self, at),
            b'(' => {
                let found = broken_links::after_wikilink(self, at);
                return found.or_else(|| outliner::block(self, at)).unwrap_or(0);
            }
            b']' => {
                if let Some(end) = broken_links::picture(self, at) {
                    return end;
                }
            }
            b'{' => {
                if let Some(end) = attributes::list(self, at) {
                    return end;
                }
            }
            _ => {}
        }
        if self.role(at) != SpanRole::Prose {
            return 0;
        }
        match byte {
            b'#' => tag::tag(self, at),
            b':' | b'.' | b'@' => address::address(self, at),
            b'^' => self.footnote(at),
            b'<' => self.code_between(at, "<%", "%>"),
            b'{' => {
                let braces = [("{==", "==}"), ("{{<", ">}}"), ("{{%", "%}}")];
                let mut braces = braces.into_iter();
                outliner::call(self, at)
                    .or_else(|| braces.find_map(|(open, close)| self.code_between(at, open, close)))
            }
            b']' => broken_links::link(self, at).or_else(|| block_links::close(self, at)),
            _ => None,
        }
        .unwrap_or(0)
    }

    /// What kind of text a byte is part of.
    fn role(&self, at: usize) -> SpanRole {
        let at = self.base + at as u32;
        let index = self.draft.spans.partition_point(|span| span.text.end <= at);
        self.draft
            .spans
            .get(index)
            .map_or(SpanRole::Verbatim, |span| span.role)
    }

    /// Bytes of the leaf as bytes of the draft's text.
    fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::new(self.base + start as u32, self.base + end as u32)
    }

    /// Notes what is to be done to a stretch of the leaf.
    fn edit(&mut self, start: usize, end: usize, kind: EditKind) {
        let text = self.range(start, end);
        self.found.edits.push(Edit { text, kind });
    }

    /// Notes a link whose anchor is `start..end`.
    fn link(&mut self, form: LinkForm, target: String, start: usize, end: usize) {
        let text = self.range(start, end);
        if let Some(source) = self.draft.source_of(text) {
            self.found.links.push(Link {
                form,
                target,
                text,
                source,
            });
        }
    }

    /// The character before a byte of the leaf.
    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at a byte of the leaf.
    fn char_after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// `==` begins a highlight or ends it. Between two letters (`a==b`) it is a comparison.
    fn highlight(&mut self, at: usize) -> usize {
        let run = self.text[at..]
            .bytes()
            .take_while(|byte| *byte == b'=')
            .count();
        let (before, after) = (self.char_before(at), self.char_after(at + run));
        let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let is_ascii_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match self.highlight {
            _ if run != 2 => {}
            Some(start) if touches(before) && at > start + 2 => {
                self.edit(start, start + 2, EditKind::Hide);
                self.edit(start + 2, at, EditKind::Style(Inline::MARK));
                self.edit(at, at + 2, EditKind::Hide);
                self.highlight = None;
            }
            None if touches(after) && !(is_ascii_word(before) && is_ascii_word(after)) => {
                self.highlight = Some(at);
            }
            _ => {}
        }
        at + run
    }

    /// `^[text]`: a footnote where it is marked. Its text is looked through like any other.
    fn footnote(&mut self, at: usize) -> Option<usize> {
        if at < self.note_end
            || self.found.notes.len() >= NOTES
            || !self.text[at..].starts_with("^[")
        {
            return None;
        }
        let end = at + 2 + self.closing(at + 2, b'[', b']')?;
        if self.text[at + 2..end].trim().is_empty() {
            return None;
        }
        let note = (self.range(at, end + 1), self.range(at + 2, end));
        self.found.notes.push(note);
        self.note_end = end;
        Some(at + 2)
    }

    /// How far it is from `start` to the bracket that closes one which is open there.
    fn closing(&mut self, start: usize, open: u8, close: u8) -> Option<usize> {
        self.closing_within(start, (open, close), FARTHEST)
    }

    /// The same, for brackets that may be as far as `most` bytes apart.
    fn closing_within(
        &mut self,
        start: usize,
        (open, close): (u8, u8),
        most: usize,
    ) -> Option<usize> {
        let mut depth = 0_usize;
        let near = self
            .text
            .bytes()
            .skip(start)
            .take(most.min(self.found.effort));
        for (offset, byte) in near.enumerate() {
            self.found.effort -= 1;
            if byte == open {
                depth += 1;
            } else if byte == close && depth == 0 {
                return Some(offset);
            } else if byte == close {
                depth -= 1;
            }
        }
        None
    }

    /// What plugins and page generators evaluate is shown as code.
    fn code_between(&mut self, at: usize, open: &str, close: &str) -> Option<usize> {
        let rest = self.text.get(at..)?.strip_prefix(open)?.as_bytes();
        let near = rest.len().min(FARTHEST).min(self.found.effort);
        let Some(length) = memchr::memmem::find(&rest[..near], close.as_bytes()) else {
            self.found.effort -= near;
            return None;
        };
        let end = at + open.len() + length + close.len();
        self.edit(at, end, EditKind::Style(Inline::CODE));
        Some(end)
    }

    /// Time stamps of transcripts stand at the start of a line.
    fn line_starts(&mut self) {
        let starts: Vec<usize> = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1))
            .collect();
        for start in starts {
            let line = &self.text[start..];
            let skip = line.len() - line.trim_start_matches([' ', '[', '(']).len();
            let length = clock_length(&line.as_bytes()[skip..]);
            if length > 0 {
                self.edit(
                    start + skip,
                    start + skip + length,
                    EditKind::Style(Inline::TIME),
                );
            }
        }
    }

    /// ` ^id` at the end of a block names it; alone, it names the block before.
    fn block_id(&mut self) {
        let text = self.text.trim_end();
        let Some(at) = text.rfind('^') else { return };
        let id = &text[at + 1..];
        let is_id = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && id.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !is_id || self.char_before(at).is_some_and(|c| !c.is_whitespace()) {
            return;
        }
        let alone = text[..at].trim().is_empty();
        let bearer = if alone {
            self.leaf.checked_sub(1)
        } else {
            Some(self.leaf)
        };
        if let Some(bearer) = bearer {
            self.found.block_ids.push((id.to_owned(), bearer));
            self.edit(at, text.len(), EditKind::Hide);
        }
    }
}

/// The length of a time such as `0:06` or `1:02:03` at the start of a text, or 0.
fn clock_length(text: &[u8]) -> usize {
    let digits = |at: usize| {
        text[at..]
            .iter()
            .take(3)
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut length = digits(0);
    if !(1..=2).contains(&length) {
        return 0;
    }
    let mut parts = 1;
    while parts < 3 && text.get(length) == Some(&b':') && digits(length + 1) == 2 {
        length += 3;
        parts += 1;
    }
    let ends = text
        .get(length)
        .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b':');
    if parts > 1 && ends { length } else { 0 }
}
