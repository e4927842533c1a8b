//! The journal of the note being typed: every change is written before the frame that shows it.
//!
//! It is written where keys are answered, because only so a frame cannot come before it; waiting for the disk is left
//! to the thread that saves annotations.

use crate::app::message::Draft;
use crate::store::drafts::{Drafts, NoteDraft};
use crate::store::journal::Syncer;
use crate::text::clean::SafeText;

/// At most one note is open.
pub struct DraftJournal {
    drafts: Option<Drafts>,
    open: Option<NoteDraft>,
}

impl DraftJournal {
    /// A journal; without a place for drafts it keeps none.
    pub fn new(drafts: Option<Drafts>) -> Self {
        Self { drafts, open: None }
    }

    /// Writes the text so far of a note. Gives what syncs it, where that is another file than before;
    /// `Err` says why it could not be kept.
    pub fn typed(&mut self, typed: &Draft) -> Result<Option<Syncer>, SafeText> {
        let Draft {
            annotation,
            seen,
            note,
        } = typed;
        // The draft of a note before this one that was not saved stays, to be offered again.
        let same = self
            .open
            .take()
            .filter(|draft| draft.is_of(annotation, seen));
        let drafts = self.drafts.as_ref();
        let Some(mut draft) = same.or_else(|| Some(drafts?.open(annotation, seen))) else {
            return Ok(None);
        };
        let written = draft.write(note);
        self.open = Some(draft);
        written.map_err(|error| SafeText::line(&error.to_string()))
    }

    /// Parts with the note: it was written, or given up. What was kept of it goes once it is saved; otherwise it is
    /// offered at the next start.
    pub fn part(&mut self) -> Option<NoteDraft> {
        self.open.take()
    }
}
