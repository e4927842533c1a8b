//! Names of annotations and of their revisions.

use std::fmt;

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Names an annotation for ever: a UUID, of version 7 where this program made it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(Uuid);

impl AnnotationId {
    /// The name of something that another program calls `name`: the same name every time, so that
    /// importing again makes no doubles. `space` tells programs apart. A version 8 UUID (RFC 9562).
    pub fn derived(space: &str, name: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(space)
            .chain_update([0])
            .chain_update(name)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Reads a UUID in its usual form, with or without `urn:uuid:`.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
        (bare.len() == 36)
            .then(|| Uuid::try_parse(bare).ok().map(Self))
            .flatten()
    }

    /// The name after this one, for what is made in the same moment: it sorts behind it, as the method of
    /// a monotonic random part has it (RFC 9562, 6.2). The bits that say version and variant stay.
    pub fn next(self) -> Self {
        let number = self.0.as_u128();
        let random = (1_u128 << 62) - 1;
        Self(Uuid::from_u128(
            number & !random | number.wrapping_add(1) & random,
        ))
    }

    /// The folder its revisions lie in: its last two hex digits, which are random in every version.
    pub fn shard(self) -> String {
        format!("{:02x}", self.0.as_bytes()[15])
    }
}

impl From<Uuid> for AnnotationId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.hyphenated(), f)
    }
}

impl fmt::Debug for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Names a revision: the first eight bytes of the SHA-256 of its file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevisionId(u64);

impl RevisionId {
    /// The name of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        Self(
            digest
                .iter()
                .take(8)
                .fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
        )
    }

    /// The same as a number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Reads 16 hex digits, in either case: some file systems change it.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| u64::from_str_radix(text, 16).ok().map(Self))
            .flatten()
    }
}

impl fmt::Display for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for RevisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let id = AnnotationId::from(Uuid::from_u128(0x0198_c6a1_7c3e_7b52_9d41_5a0e_6f21_c3b7));
        assert_eq!(AnnotationId::parse(&id.to_string()), Some(id));
        assert_eq!(AnnotationId::parse(&format!("urn:uuid:{id}")), Some(id));
        assert_eq!(AnnotationId::parse("0198c6a1"), None);
        assert!(id.to_string().ends_with(&id.shard()));
        let revision = RevisionId::of(b"text");
        assert_eq!(RevisionId::parse(&revision.to_string()), Some(revision));
        assert_eq!(
            RevisionId::parse(&revision.to_string().to_uppercase()),
            Some(revision)
        );
        assert_eq!(RevisionId::parse("+123456789abcdef"), None);
    }

    #[test]
    fn a_derived_name_is_the_same_every_time_and_its_own() {
        let id = AnnotationId::derived("hypothesis", "a1");
        assert_eq!(id, AnnotationId::derived("hypothesis", "a1"));
        assert_ne!(id, AnnotationId::derived("hypothesis", "a2"));
        assert_ne!(id, AnnotationId::derived("hypothesisa", "1"));
        assert_eq!(id.to_string().as_bytes()[14], b'8');
    }
}
