//! The gate: text from outside is cleaned here, or it never reaches a screen.
//!
//! Only this module can make a [`Shown`] or a [`ShownStr`], and widgets, the window title, the
//! clipboard and the command line take nothing else.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::core::range::TextRange;

/// Owned text that has passed the gate.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown(Box<str>);

/// Borrowed text that has passed the gate.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShownStr<'a>(&'a str);

impl Shown {
    /// Cleans a text of one line: line breaks and tabs become blanks.
    pub fn line(text: &str) -> Self {
        Self(
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        )
    }

    /// Cleans a text of several lines: line feeds are kept.
    pub fn block(text: &str) -> Self {
        Self(
            text.chars()
                .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
                .collect(),
        )
    }

    /// The whole of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same, borrowed.
    pub fn shown(&self) -> ShownStr<'_> {
        ShownStr(&self.0)
    }

    /// A stretch of it; empty where the range does not fit.
    pub fn slice(&self, range: TextRange) -> ShownStr<'_> {
        ShownStr(range.of(&self.0))
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> ShownStr<'a> {
    /// The text.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// A stretch of it; empty where the range does not fit.
    pub fn get(self, range: std::ops::Range<usize>) -> ShownStr<'a> {
        ShownStr(self.0.get(range).unwrap_or(""))
    }

    /// An owned copy.
    pub fn to_shown(self) -> Shown {
        Shown(self.0.into())
    }
}

/// The program's own words need no cleaning.
impl From<&'static str> for Shown {
    fn from(own: &'static str) -> Self {
        Self(own.into())
    }
}

/// The program's own words need no cleaning.
impl From<&'static str> for ShownStr<'static> {
    fn from(own: &'static str) -> Self {
        Self(own)
    }
}

impl<'a> From<&'a Shown> for ShownStr<'a> {
    fn from(shown: &'a Shown) -> Self {
        shown.shown()
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for ShownStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for ShownStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
