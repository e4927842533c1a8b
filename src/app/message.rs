//! Messages: what the world tells the app. Effects: what the app asks of the world.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::annotations::subject::Subject;
use crate::input::key::Key;
use crate::input::mouse::{Mouse, Pointer};
use crate::library::contents::Library;
use crate::library::contents::changes::Changes;
use crate::library::correction::Curation;
use crate::library::reading_position::{ReadingMarks, ReadingPositions};
use crate::notes::annotation::{Annotation, AnnotationId, Revision, RevisionId};
use crate::notes::formats::{Existing, Import, WriteForm};
use crate::notes::placement::PlacementChanges;
use crate::panes::list_work::{Bulk, ListAnswer, ListQuestion};
use crate::panes::opened::Opened;
use crate::search::hit::Hits;
use crate::search::items::annotations::AnnotationItems;
use crate::search::question::SearchQuestion;
use crate::text::clean::SafeText;
use crate::text::markdown::Comments;
use crate::text::range::ArticleId;

/// When something happened, and a name for what the reader makes then: what only the world can give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time (ISO 8601, UTC).
    pub at: String,
    /// How many milliseconds ago the program began; it never goes back, as clocks do.
    pub elapsed: u64,
    /// The name of the first annotation that is made then; others take those after it.
    pub id: AnnotationId,
}

/// What came from the keyboard, the mouse and the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// A pasted text, never run as keys.
    Paste(String),
    /// The mouse.
    Mouse(Pointer),
    /// The window has this many columns and rows now.
    Resize(u16, u16),
}

/// What came of a note that went to the reader's own editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text as it was saved.
    Saved(String),
    /// The editor failed; the text as far as it was saved.
    Failed {
        /// The text.
        text: String,
        /// What went wrong.
        reason: SafeText,
    },
}

/// Annotations to be written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The path as it was typed.
    pub path: String,
    /// The form.
    pub form: WriteForm,
    /// Which ones.
    pub wanted: BTreeSet<AnnotationId>,
    /// What is done about a file that is there and is not ours.
    pub existing: Existing,
}

/// A note that is not saved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What the note is on.
    pub annotation: Box<Annotation>,
    /// The revisions of it that were seen; none for one that is new.
    pub seen: Vec<RevisionId>,
    /// The text so far.
    pub note: String,
}

/// What the world tells the app.
#[derive(Clone, Debug)]
pub enum Message {
    /// A batch of input; acted on in order.
    Input(Vec<Input>),
    /// The library as far as it has been read.
    Library(Arc<Library>),
    /// The library was read again, and this had changed.
    ReadAgain(Changes),
    /// Of how many of how many files the text has been read.
    Progress {
        /// Read so far.
        read: u32,
        /// To be read in all.
        total: u32,
    },
    /// An article that was asked for.
    Opened(Opened),
    /// An article that was asked for and cannot be read, with the reason.
    NotOpened(ArticleId, SafeText),
    /// An answer of the searcher.
    Hits {
        /// The number of the question.
        number: u64,
        /// The answer.
        hits: Arc<Hits>,
    },
    /// What a pane wanted made.
    Listed(ListAnswer),
    /// Revisions of annotations that were read from disk.
    Revisions {
        /// Those that were not known before.
        fresh: Vec<Revision>,
        /// Files that are not what they should be, with the reason.
        damaged: Vec<SafeText>,
    },
    /// Where annotations are that were looked for anew.
    Placed(PlacementChanges),
    /// A revision was saved, in the library or elsewhere for that reason.
    Saved {
        /// The revision.
        revision: RevisionId,
        /// Why not in the library, and where instead.
        elsewhere: Option<SafeText>,
    },
    /// A revision could not be saved.
    NotSaved {
        /// Its annotation.
        id: AnnotationId,
        /// The revision.
        revision: RevisionId,
        /// Why not.
        reason: SafeText,
    },
    /// The draft that was to be left for the next start is on the disk; or why it cannot be.
    DraftKept(Result<(), SafeText>),
    /// A note that was being written when the program was killed.
    LeftOver {
        /// The annotation, with the text as its note.
        annotation: Box<Annotation>,
        /// The revisions of it that had been seen; none for one that was new.
        seen: Vec<RevisionId>,
    },
    /// The reader's own editor has ended.
    Edited {
        /// What the note is on.
        subject: Box<Subject>,
        /// What came of it.
        edited: Edited,
    },
    /// What was read before, and where it was left.
    ReadBefore(ReadingPositions),
    /// Annotations were to be written to a file that is there and is not ours.
    Theirs(Export),
    /// Annotations of a file were compared with those that are here: this is to be done.
    Imported(Box<Import>),
    /// Something to say on the status line.
    Say(SafeText),
    /// The program came back from being suspended.
    Resumed,
    /// The window has another size.
    Resized,
    /// The shell asks the program to stop until it is wanted again.
    Stop,
    /// Somebody wants the program to end, with this status.
    Leave(u8),
}

impl Message {
    /// Whether it is something that a reader did, or the answer to it.
    pub const fn is_prompted(&self) -> bool {
        match self {
            Self::Input(_) | Self::Resized | Self::Hits { .. } => true,
            Self::Listed(answer) => answer.is_prompted,
            _ => false,
        }
    }
}

/// What the app asks of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Load an article; comments of the file are shown or left out.
    Open {
        /// Which one.
        article: ArticleId,
        /// Whether `%%comments%%` are shown.
        comments: Comments,
        /// How many bytes are read of a file that is too long to be read whole.
        most: u64,
    },
    /// Search; only the newest question is answered.
    Ask {
        /// The question.
        question: SearchQuestion,
        /// Its number.
        number: u64,
    },
    /// Make what a pane wants; of the questions of one pane only the newest is answered.
    List(ListQuestion),
    /// Let something go where nobody waits for it.
    LetGo(Bulk),
    /// Let the searcher know the library as it is now.
    Know,
    /// Let the searcher know annotations as they are now.
    KnowAnnotations(AnnotationItems),
    /// Save revisions of annotations.
    Save(Vec<Revision>),
    /// Keep the text so far of a note that is being written, in case the program is killed.
    Typed(Draft),
    /// Leave this draft for the next start; [`Message::DraftKept`] comes of it.
    KeepDraft(Draft),
    /// The note was kept or given up; what was kept of its typing may go once all is saved.
    Written,
    /// Have a note edited in the reader's own editor; it comes back as [`Message::Edited`].
    Edit {
        /// What the note is on.
        subject: Box<Subject>,
        /// Its text so far.
        text: String,
    },
    /// Remember where an article was left.
    Left {
        /// Its path, as it is written down.
        path: String,
        /// Byte of its file.
        at: u32,
    },
    /// Remember what the article of this path, as it is written down, is marked as.
    Marked(String, ReadingMarks),
    /// Remember the pinned filters, as one would type them.
    Pinned(String),
    /// Write annotations to a file; it comes back as [`Message::Say`], or as [`Message::Theirs`].
    Export(Export),
    /// Read annotations from the file at this path; it comes back as [`Message::Imported`].
    Import(String),
    /// Put a text on the clipboard.
    Copy(SafeText),
    /// Open an address in the browser; it was judged before.
    Browse(String),
    /// Read the library again.
    Reload,
    /// What was put right about names comes to this now: link them by it, now and from now on.
    Curate(Curation),
    /// Draw the next frame whole, whatever the terminal shows.
    Redraw,
    /// Take the mouse, or give it back to the terminal.
    Mouse(Mouse),
    /// Hand the terminal back to the shell until it is wanted again.
    Suspend,
    /// Set the title of the window.
    Title(SafeText),
}
