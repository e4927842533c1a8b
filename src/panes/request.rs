//! Requests: what panes ask of the app. Notices: what the app tells all panes.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::clip::entity::{Entity, EntityKey, Kind};
use crate::input::action::Action;
use crate::library::linked_entities::Proposal;
use crate::library::location::Location;
use crate::library::reading_position::ReadingState;
use crate::notes::annotation::AnnotationId;
use crate::notes::formats::WriteForm;
use crate::panes::sort_key::SortBy;
use crate::search::filter::Constraint;
use crate::search::hit::Hits;
use crate::search::index::HitLimits;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, Place};

/// Whether names and sources of one article are listed, or of the whole library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of the article being read.
    #[default]
    Article,
    /// Of the library.
    Library,
}

/// Names an entity across snapshots of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityName {
    /// What it is.
    pub kind: Kind,
    /// The name it is listed under.
    pub name: SafeText,
}

impl EntityName {
    /// The name of an entity.
    pub fn of(entity: &Entity) -> Self {
        Self {
            kind: entity.kind,
            name: entity.name.clone(),
        }
    }

    /// The name as corrections speak of it.
    pub fn named(&self) -> EntityKey {
        EntityKey::new(self.kind, self.name.as_str())
    }
}

/// One of two names that are to be joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairName {
    /// What it is; where nobody says, all that go by the name are meant.
    pub kind: Option<Kind>,
    /// The name, or another form of it where no kind is said.
    pub name: SafeText,
}

impl From<EntityName> for PairName {
    fn from(entity: EntityName) -> Self {
        Self {
            kind: Some(entity.kind),
            name: entity.name,
        }
    }
}

/// What can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// An entity.
    Entity(EntityName),
    /// A kind.
    Kind(Kind),
    /// A form of an entity, or what was typed.
    Text(SafeText),
}

/// What a pane asks of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The command means nothing to this pane.
    Ignored,
    /// The command means something to the reader above this pane.
    ForReader,
    /// Go somewhere in an article.
    Go(Location),
    /// Open an article where it was last left.
    Read(ArticleId),
    /// Show an annotation in the list of annotations.
    Annotation(AnnotationId),
    /// Show everything about an entity.
    Dossier(EntityName),
    /// Show what joins two names.
    Pair(PairName, PairName),
    /// Show everything about a source, by its normalised address.
    Record(String),
    /// Open an address in the browser; `label` is what the text calls it.
    Browse {
        /// The address as written.
        address: String,
        /// What the text calls it.
        label: SafeText,
    },
    /// Copy a text; the words say what it is.
    Copy {
        /// The text.
        text: SafeText,
        /// What it is, such as "the sentence".
        what: &'static str,
    },
    /// Find in the box's index; answers come as [`Notice::Hits`].
    Ask {
        /// What was typed.
        typed: String,
        /// How many hits are wanted, and what becomes of noise.
        wanted: HitLimits,
    },
    /// Open the box with this typed into it.
    Find(String),
    /// Close this pane.
    Close,
    /// Keep stops ahead on the trail, the next one first.
    Ahead(Vec<Location>),
    /// Pin filters, or take back those that are pinned.
    Pin(Vec<Constraint>),
    /// Give a filter of the library another name than this.
    RenameFilter(String),
    /// Take a filter of the library its name away.
    ForgetFilter(String),
    /// Sort a list.
    Sort(SortBy),
    /// Bring a place into the reader; the keyboard stays here.
    Show(Place),
    /// Bring an article into the reader; the keyboard stays here.
    ShowArticle(ArticleId),
    /// Keep the variant of that number; the one after the last is their deletion.
    KeepVariant(usize),
    /// Run an action as if its key had been pressed.
    Run(Action),
    /// Mark an article as this, or no longer.
    Mark(ArticleId, ReadingState),
    /// Show comments of the file, or hide them: the article is read anew.
    Reopen,
    /// A note is being written; this is its text so far.
    NoteTyped(String),
    /// A note was written; the pane is done.
    NoteWritten(String),
    /// A note is to be left, with this text.
    NoteLeft(String),
    /// A note goes on in the reader's own editor; the pane is done.
    NoteLent(String),
    /// Tags were written, with blanks or commas between them; the pane is done.
    TagsWritten(String),
    /// Write the listed annotations to the file at this path, in this form.
    Export(String, WriteForm),
    /// Take annotations in from the file at this path.
    Import(String),
    /// Say something on the status line.
    Say(SafeText),
    /// This was picked; the pane is done.
    Picked(Pick),
    /// Ask whether two names are names of one thing.
    AskWhether(Proposal),
    /// The question is answered, with yes or with no; the pane is done.
    Answered(bool),
}

/// What the app tells all panes.
#[derive(Clone, Debug)]
pub enum Notice {
    /// The library has grown or changed.
    LibraryChanged,
    /// Another article is in the reader, or its text was read anew.
    Opened,
    /// The reader went to a place.
    Jumped(Place),
    /// These annotations were added, changed, deleted or found elsewhere.
    Annotated(BTreeSet<AnnotationId>),
    /// It is known what was read before, or articles were marked.
    ReadBefore,
    /// The scope of names and sources changed.
    ScopeChanged,
    /// Filters were pinned or taken back: count again.
    Filtered,
    /// The searcher answered.
    Hits(Arc<Hits>),
}

/// The answer of a pane to which a command means nothing.
pub fn ignored() -> Vec<Request> {
    vec![Request::Ignored]
}
