//! What lies over the panes that are always open: each entry of the stack with what its answer is for, so
//! that nothing else can remember it otherwise.

use crate::app::annotations::subject::Subject;
use crate::app::message::Export;
use crate::clip::entity::EntityKey;
use crate::library::linked_entities::Proposal;
use crate::panes::pane_id::PaneId;
use crate::text::clean::SafeText;

/// An entry of the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// A pane that answers to nothing but its own state.
    Pane(PaneId),
    /// A question.
    Confirm(Confirm),
    /// One of several is being picked, to put a name right.
    Pick(NameChange),
    /// A note is being written.
    Note {
        /// What it is on.
        subject: Subject,
        /// What could not be done with it before.
        refused: Refused,
    },
    /// Tags are being written for this.
    Tags(Subject),
    /// A name is being written for what is pinned, or another one for the filter of this name.
    NameFilter(Option<String>),
}

/// What could not be done with a note before, so that leaving it means something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing yet: leaving it saves it.
    Nothing,
    /// It was not saved: leaving it keeps a draft, which the next start offers.
    Saving,
    /// Not even a draft could be kept: leaving it copies its words.
    Draft,
}

/// What is asked, and done when the answer is yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// Whether to open this address in the browser.
    Browse(String),
    /// Whether to write to a file that is there and is not ours.
    Write(Export),
    /// Whether these are names of one thing; no is kept too.
    OneThing(Proposal),
}

/// How a name is put right by what is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameChange {
    /// The entity that takes this one in.
    Merge(EntityKey),
    /// The form that is no form of this one.
    Split(EntityKey),
    /// What this one is called.
    Rename(EntityKey),
    /// What this one is.
    Rekind(EntityKey),
    /// What these words name.
    Add(String),
}

/// Something that the keyboard is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A note to go on with.
    Note {
        /// What it is on.
        subject: Subject,
        /// Its text.
        text: String,
        /// Why it is here.
        reason: SafeText,
    },
    /// Whether a file may be written to that is there and is not ours.
    Write(Export),
}

impl Dialog {
    /// The pane that shows it.
    pub fn pane(&self) -> PaneId {
        match self {
            Self::Pane(id) => *id,
            Self::Confirm(_) => PaneId::Question,
            Self::Pick(_) | Self::NameFilter(_) => PaneId::Picker,
            Self::Note { .. } => PaneId::NoteEditor,
            Self::Tags(_) => PaneId::TagField,
        }
    }
}
