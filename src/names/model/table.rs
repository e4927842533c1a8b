//! A compact table of hashed names, read where it lies in the program's file.
//!
//! Layout, little endian: the magic `PNT1`, the number of bits `b` by which a hash chooses its
//! bucket (u32), the bytes of a payload (u32), the number of entries (u32); then `2^b + 1` bucket
//! starts (u32); then entries of a 24-bit remainder and a payload, sorted. With `b` near the size's
//! logarithm a name that is not in the table is taken for one of it less than once in a million.

use thiserror::Error;

/// What tells a table from other files.
const MAGIC: &[u8; 4] = b"PNT1";
/// Bytes before the bucket starts.
const HEAD: usize = 16;
/// Bytes of a remainder.
const REMAINDER: usize = 3;

/// Why an asset was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AssetError {
    /// It is not a table of ours.
    #[error("{0}: not a table of names, or of another version")]
    Foreign(&'static str),
    /// Its parts do not have the lengths that its head claims.
    #[error("{0}: cut short")]
    Short(&'static str),
    /// The weights were trained with other features than this program computes.
    #[error(
        "weights: trained for features {trained:016x}, this program has {own:016x}; train them again"
    )]
    Features {
        /// The probe's hash when the weights were trained.
        trained: u64,
        /// The probe's hash now.
        own: u64,
    },
}

/// A table of hashed names, each with a payload of at most 32 bits.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    bits: u32,
    payload: usize,
    starts: &'a [u8],
    entries: &'a [u8],
}

impl<'a> Table<'a> {
    /// Reads the table called `name` in messages.
    pub fn parse(name: &'static str, bytes: &'a [u8]) -> Result<Self, AssetError> {
        let (head, rest) = bytes
            .split_at_checked(HEAD)
            .ok_or(AssetError::Short(name))?;
        let [bits, payload, count] = [4, 8, 12].map(|at| u32_at(head, at));
        if !head.starts_with(MAGIC) || bits > 24 || payload > 4 {
            return Err(AssetError::Foreign(name));
        }
        let starts_length = ((1 << bits) + 1) * 4;
        let (starts, entries) = rest
            .split_at_checked(starts_length)
            .ok_or(AssetError::Short(name))?;
        let payload = payload as usize;
        if entries.len() != count as usize * (REMAINDER + payload) {
            return Err(AssetError::Short(name));
        }
        Ok(Self {
            bits,
            payload,
            starts,
            entries,
        })
    }

    /// The payload of the name with this hash.
    pub fn get(&self, hash: u64) -> Option<u32> {
        let (bucket, remainder) = place(hash, self.bits);
        let [from, to] = [bucket, bucket + 1].map(|at| u32_at(self.starts, at * 4) as usize);
        let size = REMAINDER + self.payload;
        for entry in from..to {
            let entry = self.entries.get(entry * size..(entry + 1) * size)?;
            if let [a, b, c, payload @ ..] = entry
                && u32::from_le_bytes([*a, *b, *c, 0]) == remainder
            {
                let number = |all: u32, &byte: &u8| all << 8 | u32::from(byte);
                return Some(payload.iter().rev().fold(0, number));
            }
        }
        None
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.entries.len() / (REMAINDER + self.payload)
    }

    /// Whether it holds no name.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Writes a table of `names`, given by hash, with payloads of `payload` bytes.
///
/// Of two names with the same remainder in a bucket the payloads are joined bit by bit.
pub fn write(names: impl IntoIterator<Item = (u64, u32)>, payload: usize) -> Vec<u8> {
    let mut all: Vec<(u64, u32)> = names.into_iter().collect();
    all.sort_unstable();
    let bits = (all.len().max(8) / 6).ilog2();
    let mut placed: Vec<(usize, u32, u32)> = Vec::with_capacity(all.len());
    let mut by_place: Vec<(usize, u32, u32)> = all
        .iter()
        .map(|&(hash, value)| (place(hash, bits).0, place(hash, bits).1, value))
        .collect();
    by_place.sort_unstable();
    for (bucket, remainder, value) in by_place {
        match placed.last_mut() {
            Some(last) if (last.0, last.1) == (bucket, remainder) => last.2 |= value,
            _ => placed.push((bucket, remainder, value)),
        }
    }
    let mut bytes = MAGIC.to_vec();
    for number in [bits, payload as u32, placed.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    for bucket in 0..=(1_usize << bits) {
        let start = placed.partition_point(|entry| entry.0 < bucket) as u32;
        bytes.extend(start.to_le_bytes());
    }
    for (_, remainder, value) in placed {
        bytes.extend(&remainder.to_le_bytes()[..REMAINDER]);
        bytes.extend(&value.to_le_bytes()[..payload]);
    }
    bytes
}

/// The bucket of a hash, and the 24 bits by which it is known there.
fn place(hash: u64, bits: u32) -> (usize, u32) {
    let bucket = (hash & ((1 << bits) - 1)) as usize;
    (bucket, (hash >> 40) as u32)
}

/// The number at a byte offset; 0 where it does not fit.
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::hash;

    #[test]
    fn what_was_written_is_found_and_nothing_else() {
        let names: Vec<String> = (0..5_000).map(|n| format!("name {n}")).collect();
        let bytes = write(
            names.iter().zip(0..).map(|(name, n)| (hash::word(name), n)),
            2,
        );
        let table = Table::parse("test", &bytes).unwrap();
        assert_eq!(table.len(), 5_000);
        for (name, n) in names.iter().zip(0..) {
            assert_eq!(table.get(hash::word(name)), Some(n));
        }
        let strangers = (0..5_000)
            .filter(|n| table.get(hash::word(&format!("stranger {n}"))).is_some())
            .count();
        assert_eq!(strangers, 0);
    }

    #[test]
    fn a_foreign_or_short_file_is_refused() {
        let bytes = write([(7, 7)], 1);
        assert_eq!(
            Table::parse("t", b"no").unwrap_err(),
            AssetError::Short("t")
        );
        assert_eq!(
            Table::parse("t", &[0; 40]).unwrap_err(),
            AssetError::Foreign("t")
        );
        assert_eq!(
            Table::parse("t", &bytes[..bytes.len() - 1]).unwrap_err(),
            AssetError::Short("t")
        );
    }
}
