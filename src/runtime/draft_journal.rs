//! The journal of the note being typed: written after a moment's rest, gone when the note is saved.

use std::time::{Duration, Instant};

use crate::notes::annotation::{Annotation, RevisionId};
use crate::notes::notebook::Notebook;
use crate::store::drafts::{Draft, Drafts, IDLE_MS, KEYSTROKES, LeftOver};
use crate::text::clean::SafeText;

/// How long a text may rest before it is written down.
pub const REST: Duration = Duration::from_millis(IDLE_MS);

/// At most one note is open; its text is owed to the disk until it is written.
pub struct Journal {
    drafts: Option<Drafts>,
    open: Option<Draft>,
    /// Typed and not written down yet.
    owed: Option<String>,
    /// When it was typed last.
    typed: Instant,
    strokes: usize,
    /// What a program that was killed left, and was offered to the reader.
    offered: Option<LeftOver>,
}

/// A note that is typed no more, with what was kept of its typing: to be forgotten once it is saved.
/// Otherwise it is offered at the next start.
pub struct Parted {
    draft: Option<Draft>,
    offered: Option<LeftOver>,
}

impl Journal {
    /// A journal; without a place for drafts it keeps none.
    pub fn new(drafts: Option<Drafts>) -> Self {
        Self {
            drafts,
            open: None,
            owed: None,
            typed: Instant::now(),
            strokes: 0,
            offered: None,
        }
    }

    /// When what was typed is to be written down; `None` where it is.
    pub fn due(&self) -> Option<Instant> {
        self.owed.as_ref().map(|_| self.typed + REST)
    }

    /// Takes the text so far of a note on `annotation`; `Err` says why it could not be kept.
    pub fn typed(
        &mut self,
        annotation: &Annotation,
        seen: &[RevisionId],
        note: String,
    ) -> Result<(), SafeText> {
        let is_other = |draft: &Draft| !draft.is_of(annotation, seen);
        let mut written = Ok(());
        if self.open.as_ref().is_some_and(is_other) {
            // The note before this one was not saved: its draft stays, to be offered again.
            written = self.write();
            self.open = None;
        }
        if self.open.is_none() {
            let drafts = self.drafts.as_ref();
            self.open = drafts.map(|drafts| drafts.open(annotation, seen));
        }
        self.owed = Some(note);
        self.typed = Instant::now();
        self.strokes += 1;
        if self.strokes >= KEYSTROKES {
            written = written.and(self.write());
        }
        written
    }

    /// Writes down what is owed.
    pub fn write(&mut self) -> Result<(), SafeText> {
        self.strokes = 0;
        let (Some(note), Some(draft)) = (self.owed.take(), self.open.as_mut()) else {
            return Ok(());
        };
        let failed =
            |error: &dyn std::fmt::Display| SafeText::line(&format!("Typing is not kept: {error}"));
        draft.write(&note).map_err(|error| failed(&error))
    }

    /// Parts with the note: it was written, or given up.
    pub fn part(&mut self) -> Parted {
        // What is not on the disk yet is owed until it is saved, or cannot be.
        let _ = self.write();
        Parted {
            draft: self.open.take(),
            offered: self.offered.take(),
        }
    }

    /// Forgets a note that was saved, or given up.
    pub fn forget(&self, note: Parted) {
        // A journal that cannot be removed is offered again, which is better than lost.
        if let Some(draft) = note.draft {
            let _ = draft.close();
        }
        if let (Some(left), Some(drafts)) = (note.offered, &self.drafts) {
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
