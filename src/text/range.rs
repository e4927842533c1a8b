//! Byte ranges, in an article's file and in its text, and the places they make.

use serde::{Deserialize, Serialize};

/// Defines a half-open byte range, kept small because there are millions of them.
macro_rules! byte_range {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name {
            /// First byte.
            pub start: u32,
            /// The byte after the last one; never before `start`.
            pub end: u32,
        }

        impl $name {
            /// The range `start..end`, in bytes.
            pub const fn new(start: u32, end: u32) -> Self {
                debug_assert!(start <= end);
                Self { start, end }
            }

            /// Length in bytes.
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether no byte lies inside.
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether byte `at` lies inside.
            pub const fn contains(self, at: u32) -> bool {
                self.start <= at && at < self.end
            }

            /// Whether the two share at least one byte.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether `other` lies wholly inside.
            pub const fn covers(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// The smallest range that holds both.
            pub fn join(self, other: Self) -> Self {
                Self::new(self.start.min(other.start), self.end.max(other.end))
            }

            /// The stretch of `text` that this range names; empty where it does not fit.
            pub fn of(self, text: &str) -> &str {
                text.get(self.start as usize..self.end as usize).unwrap_or("")
            }

            /// The same as a standard range of `usize`.
            pub const fn bytes(self) -> std::ops::Range<usize> {
                self.start as usize..self.end as usize
            }
        }

        impl From<std::ops::Range<usize>> for $name {
            /// Offsets past 4 GiB cannot occur: files are bounded when they are read.
            fn from(range: std::ops::Range<usize>) -> Self {
                Self::new(range.start as u32, range.end as u32)
            }
        }
    };
}

byte_range! {
    /// Bytes of an article's decoded file, front matter included, on character boundaries.
    ///
    /// For a file that is not UTF-8 these are bytes of its text re-encoded as UTF-8.
    SourceRange
}

byte_range! {
    /// Bytes of a [`Document`](crate::text::document::Document)'s text.
    TextRange
}

/// Names an article of the opened library; stable while the library is open.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ArticleId(pub u32);

/// Somewhere in an article; everything that one can go to is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// Where in its file.
    pub range: SourceRange,
}

/// Bytes at which the lines of a text begin; line ends are LF, CR LF or a lone CR.
pub fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes());
    let whole = ends.filter(|end| !text.as_bytes()[*end..].starts_with(b"\r\n"));
    std::iter::once(0).chain(whole.map(|end| end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_does_not_fit_names_nothing() {
        assert_eq!(SourceRange::new(1, 3).of("abcd"), "bc");
        assert_eq!(SourceRange::new(1, 9).of("abcd"), "");
        assert_eq!(SourceRange::new(1, 2).of("é"), "");
    }

    #[test]
    fn touching_is_not_overlapping() {
        let left = TextRange::new(0, 4);
        assert!(!left.overlaps(TextRange::new(4, 6)));
        assert!(left.overlaps(TextRange::new(3, 6)));
        assert!(left.covers(TextRange::new(1, 4)));
        assert_eq!(left.join(TextRange::new(6, 8)), TextRange::new(0, 8));
    }
}
