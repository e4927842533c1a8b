//! A name while the pipeline works on it: which tokens, what kind, under which name.

use std::ops::Range;

use crate::clip::entity::{Kind, Mention};
use crate::text::clean::SafeText;
use crate::text::range::{SourceRange, TextRange};

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The name it goes by, where a list or a rule knows a better one than what stands there.
    pub name: Option<String>,
}

impl Span {
    /// What goes by the words that stand there.
    pub const fn new(tokens: Range<usize>, kind: Kind) -> Self {
        Self {
            tokens,
            kind,
            name: None,
        }
    }
}

/// A name at bytes of a plain text, which is its own source.
pub fn mention(bytes: Range<usize>, kind: Kind, name: &str) -> Mention {
    Mention {
        kind,
        name: SafeText::line(name),
        text: TextRange::from(bytes.clone()),
        source: SourceRange::from(bytes),
    }
}
