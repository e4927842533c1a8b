//! Taking steps back and doing them again, by adding revisions and never by rewriting any.

use super::history::{ChangeError, HistoryStep, Reversed, StepPart};
use super::{Notebook, gone};
use crate::notes::annotation::{Annotation, Revision, RevisionId};

impl Notebook {
    /// Takes back the last step, and gives the revisions to save.
    pub fn undo(&mut self, now: &str) -> Result<Reversed, ChangeError> {
        let step = self.history.last_done().ok_or(ChangeError::Nothing)?;
        self.reverse(step, now)
            .inspect(|reversed| self.history.undid(reversed.step.clone()))
    }

    /// Does again what was taken back last, and gives the revisions to save.
    pub fn redo(&mut self, now: &str) -> Result<Reversed, ChangeError> {
        let step = self
            .history
            .last_undone()
            .ok_or(ChangeError::NothingUndone)?;
        self.reverse(step, now)
            .inspect(|reversed| self.history.redid(reversed.step.clone()))
    }

    /// Writes again what was before a step. Refused when something it made has been changed since:
    /// undoing must never take back what somebody else did.
    fn reverse(&mut self, step: HistoryStep, now: &str) -> Result<Reversed, ChangeError> {
        let is_live = |part: &StepPart, id: &RevisionId| {
            self.pages
                .get(&part.id)
                .is_some_and(|page| page.is_live(*id))
        };
        if !step
            .parts
            .iter()
            .all(|part| part.to.iter().all(|id| is_live(part, id)))
        {
            return Err(ChangeError::ChangedSince);
        }
        let mut reversed = Reversed {
            what: step.what,
            revisions: Vec::new(),
            step: HistoryStep {
                what: step.what,
                parts: Vec::new(),
            },
        };
        for part in step.parts {
            let written = self.rewrite(&part, now);
            let to = written
                .iter()
                .map(|revision| revision.id)
                .collect::<Vec<_>>();
            self.history.rename(&part.from, &to);
            for revision in &written {
                self.insert(revision.clone());
            }
            reversed.revisions.extend(written);
            reversed.step.parts.push(StepPart {
                id: part.id,
                from: part.to,
                to,
            });
        }
        Ok(reversed)
    }

    /// The revisions that bring back what was before a part: one for each variant there was, or
    /// one that says that there was nothing.
    fn rewrite(&self, part: &StepPart, now: &str) -> Vec<Revision> {
        let content = |ids: &[RevisionId]| -> Vec<Annotation> {
            let revisions = ids.iter().filter_map(|id| self.revision(part.id, *id));
            revisions
                .map(|revision| revision.annotation.clone())
                .collect()
        };
        let before = if part.from.is_empty() {
            let made = content(&part.to).into_iter().take(1);
            made.map(gone).collect()
        } else {
            content(&part.from)
        };
        let again = before.into_iter().map(|annotation| Annotation {
            modified: now.to_owned(),
            ..annotation
        });
        again
            .map(|annotation| Revision::new(annotation, part.to.clone()))
            .collect()
    }
}
