//! What the strict parser is never given, because it would cost too much or lose words.
//!
//! Measured with libyaml's descendants: 8,000 nested brackets take half a second, an anchor of
//! 100 kB used 20,000 times takes 6 GB, and `title: &c` is read as nothing at all.

/// More than this of one value is read by hand or not at all.
const LONGEST: usize = 16 * 1024;
/// Deeper nesting than this is nobody's metadata.
const DEEPEST: usize = 16;
/// Wider indentation than this, in bytes, would nest as deep.
const WIDEST: usize = 64;

/// Why a value is kept from the strict parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YamlRefusal {
    TooLong,
    TooDeep,
    Anchor,
}

impl YamlRefusal {
    /// The problem's stable name.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::TooLong => "front-matter-size",
            Self::TooDeep => "front-matter-depth",
            Self::Anchor => "front-matter-anchor",
        }
    }

    /// What is wrong.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::TooLong => "a structured value of more than 16 KiB",
            Self::TooDeep => "lists or maps nested more than 16 deep",
            Self::Anchor => "an anchor, an alias or a tag of YAML, which are not followed",
        }
    }
}

/// Looks at a value once, outside its quotes, and says whether the strict parser may not have it.
///
/// Where it cannot be sure it refuses: a quote opens only where a value must start, while marks
/// count at the start of every line too.
pub(super) fn refuses(value: &str) -> Option<YamlRefusal> {
    if value.len() > LONGEST {
        return Some(YamlRefusal::TooLong);
    }
    let mut scan = LimitScan {
        starts: Starts::Value,
        indent: Some(0),
        ..LimitScan::default()
    };
    let mut bytes = value.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if let Some(refusal) = scan.step(byte, bytes.peek().copied()) {
            return Some(refusal);
        }
        if byte == b'\\' && scan.quote == Some(b'"') {
            bytes.next();
        }
    }
    None
}

/// What may start at the next byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd)]
enum Starts {
    /// Nothing: a word goes on.
    #[default]
    Nothing,
    /// A value or the next line of one.
    SourceLine,
    /// Certainly a value.
    Value,
}

/// Where the scan stands.
#[derive(Default)]
struct LimitScan {
    /// Open brackets and braces.
    depth: usize,
    /// The quote that is open.
    quote: Option<u8>,
    /// Whether the rest of the line is a comment.
    comment: bool,
    starts: Starts,
    /// Dashes and question marks at the start of the line, each of which nests.
    dashes: usize,
    /// Bytes of indentation so far, while the line holds nothing else.
    indent: Option<usize>,
    /// Whether the last byte was a blank or none.
    after_blank: bool,
}

impl LimitScan {
    /// Takes one byte, and knows the one after it.
    fn step(&mut self, byte: u8, next: Option<u8>) -> Option<YamlRefusal> {
        if let Some(open) = self.quote {
            if byte == open {
                self.quote = None;
            }
            return None;
        }
        let anchor = self.starts > Starts::Nothing && matches!(byte, b'&' | b'*' | b'!');
        let blank_follows = next.is_none_or(|next| next.is_ascii_whitespace());
        match byte {
            b'\n' | b'\r' => self.start_line(),
            _ if self.comment => {}
            b' ' | b'\t' => self.indent = self.indent.map(|width| width + 1),
            _ if anchor && !blank_follows => return Some(YamlRefusal::Anchor),
            _ => self.mark(byte, blank_follows),
        }
        self.after_blank = byte.is_ascii_whitespace();
        let too_wide = self.indent.is_some_and(|width| width > WIDEST);
        (too_wide || self.dashes + self.depth > DEEPEST).then_some(YamlRefusal::TooDeep)
    }

    /// What follows may be a value, or words of the one before.
    fn start_line(&mut self) {
        (self.comment, self.dashes, self.indent) = (false, 0, Some(0));
        if self.starts == Starts::Nothing {
            self.starts = Starts::SourceLine;
        }
    }

    /// Takes a byte that is neither blank nor quoted.
    fn mark(&mut self, byte: u8, blank_follows: bool) {
        let may_start = self.starts > Starts::Nothing;
        let flow = self.depth > 0;
        let line_starts = self.indent.take().is_some();
        self.starts = match byte {
            b'#' if self.after_blank || line_starts => {
                self.comment = true;
                self.starts
            }
            b'"' | b'\'' if self.starts == Starts::Value => {
                self.quote = Some(byte);
                Starts::Nothing
            }
            b'[' | b'{' if may_start || flow => {
                self.depth += 1;
                Starts::Value
            }
            b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                Starts::Nothing
            }
            b',' if flow => Starts::Value,
            b':' if flow || blank_follows => Starts::Value,
            b'-' | b'?' if may_start && blank_follows => {
                self.dashes += 1;
                Starts::Value
            }
            _ => Starts::Nothing,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_too_much_is_refused() {
        assert_eq!(refuses(&"[".repeat(17)), Some(YamlRefusal::TooDeep));
        assert_eq!(refuses(&"- ".repeat(17)), Some(YamlRefusal::TooDeep));
        assert_eq!(
            refuses(&format!("a:\n{}b: c", " ".repeat(65))),
            Some(YamlRefusal::TooDeep)
        );
        assert_eq!(
            refuses(&"x".repeat(LONGEST + 1)),
            Some(YamlRefusal::TooLong)
        );
        for anchor in [
            "&a x",
            "a: &b [c]",
            "[x, *a]",
            "- *a",
            "{k: !!python/x y}",
            "a:\n  *b",
        ] {
            assert_eq!(refuses(anchor), Some(YamlRefusal::Anchor), "{anchor}");
        }
    }

    #[test]
    fn marks_inside_words_and_quotes_are_nothing() {
        for plain in [
            "a & b",
            "AT&T",
            "x * y",
            "\"&a *b [[[[[[[[[[[[[[[[[[[[\"",
            "wow!",
            "'!x'",
            "a: b & c",
            "{a: [b]}",
        ] {
            assert_eq!(refuses(plain), None, "{plain}");
        }
    }
}
