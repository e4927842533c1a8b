//! The words and names of a language without blanks or capitals, and how a text is cut into them.

use std::sync::LazyLock;

use bitflags::bitflags;

use crate::names::assets;
use crate::names::model::table::{AssetError, Table};
use crate::names::tokens::hash::{self, Hashed, mix};
use crate::names::tokens::rows::rows;
use crate::names::tokens::{Token, tokenize};

bitflags! {
    /// What the dictionary says of a stretch of signs; the bits are part of the format of its table.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Entry: u8 {
        /// A word that is no name.
        const WORD = 1;
        /// A surname.
        const SURNAME = 1 << 1;
        /// A given name.
        const GIVEN_NAME = 1 << 2;
        /// A place.
        const PLACE = 1 << 3;
        /// An organisation.
        const ORGANISATION = 1 << 4;
        /// The whole name of a person.
        const PERSON = 1 << 5;
        /// A name of another kind.
        const NAME = 1 << 6;
        /// Nothing, but the beginning of something.
        const PREFIX = 1 << 7;
    }
}

/// Longest entry, in tokens.
const LONGEST: usize = 12;

/// A dictionary, read where it lies in the program's file.
#[derive(Clone, Copy, Debug)]
pub struct Dictionary<'a> {
    table: Table<'a>,
    /// The signs that are read as other ones.
    read_as: Option<&'a Hashed<u64>>,
}

/// Traditional Chinese characters with their simplified ones, by hash: texts in both are read alike.
pub static SIMPLIFIED: LazyLock<Hashed<u64>> = LazyLock::new(|| {
    let pairs = rows(assets::TRADITIONAL).filter_map(|mut row| Some((row.next()?, row.next()?)));
    pairs
        .map(|(traditional, simplified)| (hash::word(traditional), hash::word(simplified)))
        .collect()
});

/// An entry in a text, around a token or after one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What it is; empty for a sign that is no entry.
    pub entry: Entry,
    /// The hash of its signs.
    pub hash: u64,
    /// Its tokens; 0 where there is none.
    pub length: u8,
}

impl<'a> Dictionary<'a> {
    /// Reads a table that [`keys`] made.
    pub fn parse(bytes: &'a [u8], is_chinese: bool) -> Result<Self, AssetError> {
        Ok(Self {
            table: Table::parse("dictionary", bytes)?,
            read_as: is_chinese.then_some(&*SIMPLIFIED),
        })
    }

    /// The hash by which a token is known.
    pub fn hash_of(&self, token: &Token) -> u64 {
        let other = self.read_as.and_then(|all| all.get(&token.lower));
        other.copied().unwrap_or(token.lower)
    }

    /// The longest entry that begins with the first of the tokens with these hashes.
    pub fn longest(&self, hashes: impl Iterator<Item = u64>) -> Found {
        let mut key = 0;
        let mut best = Found::default();
        for (hash, length) in hashes.take(LONGEST).zip(1..) {
            key = mix(key, hash);
            if length == 1 {
                best.hash = key;
            }
            let Some(bits) = self.table.get(key) else {
                break;
            };
            let entry = Entry::from_bits_truncate(bits as u8);
            if !(entry - Entry::PREFIX).is_empty() {
                best = Found {
                    entry: entry - Entry::PREFIX,
                    hash: key,
                    length,
                };
            }
            if !entry.contains(Entry::PREFIX) {
                break;
            }
        }
        best
    }
}

/// The keys under which a word is stored: its own, and those of its beginnings; none for one that is too
/// long.
pub fn keys(word: &str, entry: Entry) -> Vec<(u64, Entry)> {
    let mut tokens = Vec::new();
    tokenize(word, 0..word.len(), &mut tokens);
    if tokens.len() > LONGEST {
        return Vec::new();
    }
    let mut key = 0;
    let last = tokens.len();
    let hashed = tokens.iter().zip(1..).map(|(token, place)| {
        key = mix(key, token.lower);
        (key, if place == last { entry } else { Entry::PREFIX })
    });
    hashed.collect()
}
