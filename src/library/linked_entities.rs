//! What the names of a library come to: entities, those that are hidden, and pairs that may be one.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::clip::entity::Entity;
use crate::clip::entity::EntityKey;

/// The entities of a library as they were linked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// Entities, those of most articles first; each mention that is not hidden is in exactly one.
    pub entities: Vec<Arc<Entity>>,
    /// Entities that the reader hid, in the same order.
    pub hidden: Vec<Arc<Entity>>,
    /// Entities that may be one, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// Nationalities and their countries, where both are entities: the group, then the place.
    pub demonyms: Vec<(EntityKey, EntityKey)>,
}

/// Two entities that may be one; a merge of `from` into `into` is the answer yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The entity that would no longer be listed.
    pub from: EntityKey,
    /// The entity that would have its mentions.
    pub into: EntityKey,
    /// How likely it is, in per cent; our own estimate, for the order in which to ask.
    pub score: u8,
    /// Why.
    pub reason: Reason,
}

/// Why two entities may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The letters of the one are the first letters of the other.
    Initials,
    /// The one is the last name of the other.
    Surname,
    /// One letter is different.
    Spelling,
    /// They sound alike: both may spell one name of another script.
    Transliteration,
    /// The lists have the one as a name of the other, and of other things.
    Listed,
}

impl Reason {
    /// The reason as a clause after "because".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Initials => "its letters are the first letters of the name",
            Self::Surname => "it is the last name of one person only",
            Self::Spelling => "the names differ by one letter",
            Self::Transliteration => "the names sound alike",
            Self::Listed => "it is a name of it, and of other things too",
        }
    }
}
