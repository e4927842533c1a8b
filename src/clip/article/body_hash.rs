//! The hash of an article's body, by which annotations know the text they were made in.

use std::fmt;

use serde::{Deserialize, Serialize};

use sha2::{Digest, Sha256};

/// SHA-256 of the decoded file after its front matter, with line ends made LF.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BodyHash([u8; 32]);

impl BodyHash {
    /// The hash of a body.
    pub fn of(body: &str) -> Self {
        let mut hash = Sha256::new();
        let mut rest = body.as_bytes();
        while let Some(at) = memchr::memchr(b'\r', rest) {
            hash.update(&rest[..at]);
            hash.update(b"\n");
            rest = &rest[at + 1..];
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        hash.update(rest);
        Self(hash.finalize().into())
    }
}

/// Whether a hash, as annotations write it, is that of a text that says nothing: every empty file and
/// every file of which only the head was read has it, so it tells no two of them apart.
pub fn is_of_nothing(hash: &str) -> bool {
    hash == OF_NOTHING
}

/// SHA-256 of no bytes.
const OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// 64 hex digits, as annotations write it.
impl fmt::Display for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BodyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_do_not_change_the_hash() {
        let hash = BodyHash::of("a\nb\nc\n");
        assert_eq!(hash, BodyHash::of("a\r\nb\rc\r\n"));
        assert_ne!(hash, BodyHash::of("a\nb\nc"));
        assert!(is_of_nothing(&BodyHash::of("").to_string()));
        assert!(!is_of_nothing(&hash.to_string()));
    }
}
