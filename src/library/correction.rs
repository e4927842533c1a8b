//! What a reader puts right about the names of a library, kept by the same rule as annotations.
//!
//! A correction speaks of names and kinds alone, never of places, so that it holds for articles
//! that come later. Corrections are applied in the order of their names (which begin with the time
//! they were made), so that every machine that has the same corrections shows the same entities.

pub mod steps;

use serde::{Deserialize, Serialize};

use crate::clip::entity::{EntityKey, Kind};
pub use steps::{Curation, Resolved};

/// One thing put right.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "does", rename_all = "lowercase")]
pub enum Correction {
    /// These are one and the same: all mentions of `from` belong to `into`.
    Merge {
        /// The entities that are no longer listed.
        from: Vec<EntityKey>,
        /// The entity that has all their mentions.
        into: EntityKey,
    },
    /// Mentions that read `form` are not `from`, but an entity of their own.
    Split {
        /// The entity that they were put under.
        from: EntityKey,
        /// How the mentions read.
        form: String,
        /// What they are instead.
        into: EntityKey,
    },
    /// It is listed under another name.
    Rename {
        /// The entity.
        of: EntityKey,
        /// The name to list it under.
        name: String,
    },
    /// It is something else.
    Rekind {
        /// The entity.
        of: EntityKey,
        /// What it is.
        kind: Kind,
    },
    /// It is no name, or of no interest: it is not listed.
    Hide {
        /// The entity.
        of: EntityKey,
    },
    /// It is listed, whoever hid it before.
    Unhide {
        /// The entity.
        of: EntityKey,
    },
    /// Wherever `forms` stand in a text they name this entity.
    Add {
        /// The entity.
        of: EntityKey,
        /// How it is written; its name alone when empty.
        forms: Vec<String>,
    },
    /// These are two, however alike their names: nobody is asked again whether they are one.
    Apart {
        /// An entity.
        one: EntityKey,
        /// Another one.
        other: EntityKey,
    },
}

impl Correction {
    /// Why it cannot be made, whoever asks for it; `None` for one that says something.
    pub fn fault(&self) -> Option<&'static str> {
        let is_blank = |text: &str| text.trim().is_empty();
        match self {
            Self::Rename { name, .. } if is_blank(name) => Some("the new name is empty"),
            Self::Add { of, .. } if is_blank(&of.name) => Some("the name is empty"),
            Self::Merge { from, .. } if from.is_empty() => Some("these are one name already"),
            Self::Apart { one, other } if one == other => Some("these are one name"),
            Self::Split { form, .. } if is_blank(form) => Some("the form is empty"),
            _ => None,
        }
    }

    /// The correction in a line of words, such as "EAF (organisation) hidden".
    pub fn words(&self) -> String {
        let named = |named: &EntityKey| format!("{} ({})", named.name, named.kind.name());
        let several = |all: &[EntityKey]| all.iter().map(named).collect::<Vec<_>>().join(", ");
        match self {
            Self::Merge { from, into } => format!("{} → {}", several(from), named(into)),
            Self::Split { from, form, into } => {
                format!("“{form}” of {} → {}", named(from), named(into))
            }
            Self::Rename { of, name } => format!("{} → {name}", named(of)),
            Self::Rekind { of, kind } => format!("{} → {}", named(of), kind.name()),
            Self::Hide { of } => format!("{} hidden", named(of)),
            Self::Unhide { of } => format!("{} listed again", named(of)),
            Self::Add { of, forms } if forms.is_empty() => format!("{} added", named(of)),
            Self::Add { of, forms } => {
                format!("{} added, written {}", named(of), forms.join(", "))
            }
            Self::Apart { one, other } => format!("{} is not {}", named(one), named(other)),
        }
    }
}
