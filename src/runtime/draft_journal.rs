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
    /// Whether the last text could not be written.
    fails: bool,
}

/// A text that was written.
pub struct WrittenText {
    /// What syncs it, where that is another file than before.
    pub syncer: Option<Syncer>,
    /// Whether the one before could not be written: so whoever was told that is told this.
    pub again: bool,
}

impl DraftJournal {
    /// A journal; without a place for drafts it keeps none.
    pub fn new(drafts: Option<Drafts>) -> Self {
        Self {
            drafts,
            open: None,
            fails: false,
        }
    }

    /// Writes the text so far of a note; `Err` says why it could not be kept.
    pub fn typed(&mut self, typed: &Draft) -> Result<WrittenText, SafeText> {
        let written = self.write(typed);
        let failed = std::mem::replace(&mut self.fails, written.is_err());
        let again = failed && !self.fails;
        written.map(|syncer| WrittenText { syncer, again })
    }

    fn write(&mut self, typed: &Draft) -> Result<Option<Syncer>, SafeText> {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustix::io::Errno;

    use super::*;
    use crate::notes::annotation::{Annotation, AnnotationId, Target};
    use crate::store::file_system::faulty::{Faulty, Lasts};

    #[test]
    fn what_could_not_be_kept_is_told_and_that_it_is_again() {
        let folder = tempfile::tempdir().unwrap();
        let library = crate::store::library_files::LibraryFiles::Bundled;
        let id = AnnotationId::derived("test", "1");
        let draft = Draft {
            annotation: Box::new(Annotation::new(id, "", "ada", Target::default())),
            seen: Vec::new(),
            note: "a".to_owned(),
        };
        for at in 0..4 {
            let faulty = Faulty::new(at, Errno::NOSPC, Lasts::Once);
            let drafts = Drafts::at(folder.path(), &library).on(Arc::new(faulty));
            let mut journal = DraftJournal::new(Some(drafts));
            let told: Vec<Option<bool>> = (0..4)
                .map(|letter| {
                    let note = "a".repeat(letter + 1);
                    let written = journal.typed(&Draft {
                        note,
                        ..draft.clone()
                    });
                    written.ok().map(|written| written.again)
                })
                .collect();
            let failed = told.iter().position(Option::is_none);
            let again: Vec<usize> = (0..4).filter(|at| told[*at] == Some(true)).collect();
            assert_eq!(again, Vec::from_iter(failed.map(|at| at + 1)), "{told:?}");
        }
    }
}
