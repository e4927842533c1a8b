//! The journal of the note being typed: written after a moment's rest, gone when the note is saved.

use std::time::Duration;

use crate::core::annotation::{Annotation, RevisionId};
use crate::core::gate::Shown;
use crate::core::notebook::Notebook;
use crate::store::drafts::{Draft, Drafts, IDLE_MS, KEYSTROKES, LeftOver};

/// How long a text may rest before it is written down.
pub const REST: Duration = Duration::from_millis(IDLE_MS);

/// At most one note is open; its text is owed to the disk until it is written.
pub struct Journal {
    drafts: Option<Drafts>,
    open: Option<Draft>,
    /// Typed and not written down yet.
    owed: Option<String>,
    strokes: usize,
    /// What a program that was killed left, and was offered to the reader.
    offered: Option<LeftOver>,
}

impl Journal {
    /// A journal; without a place for drafts it keeps none.
    pub fn new(drafts: Option<Drafts>) -> Self {
        Self {
            drafts,
            open: None,
            owed: None,
            strokes: 0,
            offered: None,
        }
    }

    /// Whether a text wants to be written down after [`REST`].
    pub fn owes(&self) -> bool {
        self.owed.is_some()
    }

    /// Takes the text so far of a note on `annotation`; `Err` says why it could not be kept.
    pub fn typed(
        &mut self,
        annotation: &Annotation,
        seen: &[RevisionId],
        note: String,
    ) -> Result<(), Shown> {
        if self.open.is_none() {
            self.open = self
                .drafts
                .as_ref()
                .map(|drafts| drafts.open(annotation, seen));
        }
        self.owed = Some(note);
        self.strokes += 1;
        if self.strokes >= KEYSTROKES {
            self.write()
        } else {
            Ok(())
        }
    }

    /// Writes down what is owed.
    pub fn write(&mut self) -> Result<(), Shown> {
        self.strokes = 0;
        let (Some(note), Some(draft)) = (self.owed.take(), self.open.as_mut()) else {
            return Ok(());
        };
        let failed =
            |error: &dyn std::fmt::Display| Shown::line(&format!("Typing is not kept: {error}"));
        draft.write(&note).map_err(|error| failed(&error))
    }

    /// Forgets the note: it was saved, or given up.
    pub fn close(&mut self) {
        self.owed = None;
        // A journal that cannot be removed is offered again, which is better than lost.
        if let Some(draft) = self.open.take() {
            let _ = draft.close();
        }
        if let (Some(left), Some(drafts)) = (self.offered.take(), &self.drafts) {
            let _ = drafts.discard(&left);
        }
    }

    /// The note that a program that was killed left unsaved, if there is one.
    pub fn left_over(&mut self, notebook: &Notebook) -> Option<LeftOver> {
        let drafts = self.drafts.as_ref()?;
        for left in drafts.left_over() {
            if left.is_saved_in(notebook) {
                let _ = drafts.discard(&left);
            } else if self.offered.is_none() {
                self.offered = Some(left);
            }
        }
        self.offered.clone()
    }
}
