//! How text is cleaned: each character passes, is dropped, or has a visible mark in its place.

use std::ops::Range;

use super::SafeText;
use super::class::{Class, class, is_joining, is_pictographic, links_onward, shapes};
use crate::text::range::TextRange;

/// How many combining marks and joiners a letter keeps. Honest text has at most six (a family
/// with skin tones); a screen cell that holds thousands makes frames of many kilobytes.
pub const MARKS: usize = 8;

/// How many blanks stand for a tab where lines are kept.
const TAB: usize = 4;

/// What becomes of line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    /// The text is one line: they become blanks.
    Blanked,
    /// The text may have several lines: they become line feeds.
    Kept,
}

/// What happened to a stretch of text at the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It passed unchanged, byte for byte.
    Same,
    /// A blank or line feed took the place of a tab or line end.
    Blank,
    /// A visible mark took the place of a control.
    Marked,
}

/// A stretch of text that passed the gate; what was dropped lies between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanedSpan {
    /// Bytes of what went in.
    pub from: Range<usize>,
    /// Bytes of what came out.
    pub to: TextRange,
    /// What happened to it.
    pub treatment: Treatment,
}

/// Cleans text that comes in parts, as one.
#[derive(Debug, Default)]
pub struct Cleaner {
    text: String,
    /// The last character that passed.
    last: Option<char>,
    /// Marks since the last letter.
    marks: usize,
    /// Characters that were dropped or replaced by a mark.
    lost: usize,
}

/// What becomes of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Passes,
    Dropped,
    /// Something takes its place, so many times.
    Becomes(char, usize, Treatment),
}

impl Cleaner {
    /// Cleans a text in one go.
    pub(super) fn whole(text: &str, line_ends: LineEnds) -> (SafeText, usize) {
        let mut cleaner = Self {
            text: String::with_capacity(text.len()),
            ..Self::default()
        };
        cleaner.push(text, line_ends, |_| ());
        let lost = cleaner.lost;
        (cleaner.finish(), lost)
    }

    /// Adds a part, and tells of each stretch that passed, in order.
    pub fn push(&mut self, text: &str, line_ends: LineEnds, mut each: impl FnMut(CleanedSpan)) {
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            at += self.pass_ascii(&text.as_bytes()[at..]);
            let mut rest = text[at..].chars();
            let Some(c) = rest.next() else { break };
            let next = at + c.len_utf8();
            match self.judge(c, rest.next(), line_ends) {
                Verdict::Passes => {}
                Verdict::Dropped => {
                    self.same(text, from..at, &mut each);
                    from = next;
                }
                Verdict::Becomes(put, times, treatment) => {
                    self.same(text, from..at, &mut each);
                    let start = self.len();
                    self.text.extend(std::iter::repeat_n(put, times));
                    each(CleanedSpan {
                        from: at..next,
                        to: TextRange::new(start, self.len()),
                        treatment,
                    });
                    from = next;
                }
            }
            at = next;
        }
        self.same(text, from..text.len(), &mut each);
    }

    /// How many of the bytes are printable ASCII, which needs no judging.
    fn pass_ascii(&mut self, bytes: &[u8]) -> usize {
        let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
        // Without a branch a byte, so that many are looked at in one step.
        let (blocks, _) = bytes.as_chunks::<16>();
        let is_clean = |block: &&[u8; 16]| {
            block
                .iter()
                .fold(true, |all, byte| all & is_printable(byte))
        };
        let passed = 16 * blocks.iter().take_while(is_clean).count();
        let rest = &bytes[passed..];
        let end = rest.iter().position(|byte| !is_printable(byte));
        let count = passed + end.unwrap_or(rest.len());
        if let Some(last) = bytes[..count].last() {
            self.last = Some(char::from(*last));
            self.marks = 0;
        }
        count
    }

    /// Decides about one character, knowing the one after it.
    fn judge(&mut self, c: char, after: Option<char>, line_ends: LineEnds) -> Verdict {
        let verdict = match class(c) {
            Class::Plain => {
                self.begin_cluster(c);
                Verdict::Passes
            }
            Class::Clinging => self.cling(),
            Class::Joiner if shapes(self.last, after, self.marks + 1 < MARKS) => self.cling(),
            Class::Joiner | Class::Dropped => Verdict::Dropped,
            Class::LineEnd if c == '\r' && after == Some('\n') => return Verdict::Dropped,
            Class::LineEnd | Class::Tab if line_ends == LineEnds::Blanked => {
                Verdict::Becomes(' ', 1, Treatment::Blank)
            }
            Class::LineEnd if c == '\n' => {
                self.marks = 0;
                Verdict::Passes
            }
            Class::LineEnd => Verdict::Becomes('\n', 1, Treatment::Blank),
            Class::Tab => Verdict::Becomes(' ', TAB, Treatment::Blank),
            Class::Marked(mark) => Verdict::Becomes(mark, 1, Treatment::Marked),
        };
        match verdict {
            Verdict::Passes => self.last = Some(c),
            Verdict::Becomes(put, _, treatment) => {
                (self.last, self.marks) = (Some(put), 0);
                self.lost += usize::from(treatment == Treatment::Marked);
            }
            Verdict::Dropped => self.lost += 1,
        }
        verdict
    }

    /// Lets a mark or joiner pass while its cluster has room.
    fn cling(&mut self) -> Verdict {
        if self.marks >= MARKS {
            return Verdict::Dropped;
        }
        self.marks += 1;
        Verdict::Passes
    }

    /// Counts marks anew, but not where the cluster goes on: after an emoji's joiner, and after
    /// the sign that ties two Indic consonants.
    fn begin_cluster(&mut self, c: char) {
        let goes_on = match self.last {
            Some('\u{200d}') => is_pictographic(c),
            Some(last) => links_onward(last) && is_joining(c),
            None => false,
        };
        if !goes_on {
            self.marks = 0;
        }
    }

    /// Adds a stretch that passes as it is.
    fn same(&mut self, text: &str, from: Range<usize>, each: &mut impl FnMut(CleanedSpan)) {
        if let Some(part) = text.get(from.clone()).filter(|part| !part.is_empty()) {
            let start = self.len();
            self.text.push_str(part);
            each(CleanedSpan {
                from,
                to: TextRange::new(start, self.len()),
                treatment: Treatment::Same,
            });
        }
    }

    /// How many bytes have passed.
    #[expect(clippy::len_without_is_empty, reason = "an offset, not a size")]
    pub fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// Drops what passed after the first `len` bytes, an earlier [`Cleaner::len`].
    pub fn truncate(&mut self, len: u32) {
        self.text.truncate(len as usize);
    }

    /// The clean text.
    pub fn finish(self) -> SafeText {
        SafeText(self.text.into_boxed_str())
    }
}
