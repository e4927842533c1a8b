//! What was done in this session, as names of revisions, so that it can be taken back.

use super::Change;
use crate::notes::annotation::{AnnotationId, Revision, RevisionId};

/// Steps that were done and steps that were taken back; the last ones at the end.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<HistoryStep>,
    undone: Vec<HistoryStep>,
}

/// What was done at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryStep {
    /// What it was called when it was done.
    pub what: StepKind,
    /// What it did, one annotation each.
    pub parts: Vec<StepPart>,
}

/// What a step did to one annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepPart {
    /// The annotation.
    pub id: AnnotationId,
    /// The revisions that were live before; none when it was new.
    pub from: Vec<RevisionId>,
    /// The revisions that took their place.
    pub to: Vec<RevisionId>,
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Something was added.
    Add,
    /// Something was changed.
    Edit,
    /// Something was deleted.
    Remove,
}

impl StepKind {
    /// What a change does.
    pub fn of(change: &Change) -> Self {
        match change {
            Change::Add(_) => Self::Add,
            Change::Edit { .. } | Change::Import { .. } => Self::Edit,
            Change::Remove { .. } => Self::Remove,
        }
    }
}

/// A step that was taken back, or done again.
#[derive(Clone, Debug)]
pub struct Reversed {
    /// What the step was when it was first done.
    pub what: StepKind,
    /// The revisions to save.
    pub revisions: Vec<Revision>,
    /// The step that would reverse this one again; its annotations say where to go.
    pub step: HistoryStep,
}

/// Why a change cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// There is no step left.
    #[error("nothing was done that could be taken back")]
    Nothing,
    /// No step was taken back.
    #[error("nothing was taken back that could be done again")]
    NothingUndone,
    /// Somebody else has changed the annotation meanwhile.
    #[error("it has been changed elsewhere since")]
    ChangedSince,
    /// A newer program wrote it in a form that this one does not know.
    #[error("a newer postil wrote it; this one can only show it")]
    Newer,
    /// No such annotation, or revisions of it that were never read.
    #[error("there is no such annotation")]
    Unknown,
}

impl History {
    /// A new step ends what could be done again.
    pub(super) fn did(&mut self, step: HistoryStep) {
        self.done.push(step);
        self.undone.clear();
    }

    /// Takes out the last step; one that is refused can never be reversed, so it does not return.
    pub(super) fn last_done(&mut self) -> Option<HistoryStep> {
        self.done.pop()
    }

    pub(super) fn last_undone(&mut self) -> Option<HistoryStep> {
        self.undone.pop()
    }

    pub(super) fn undid(&mut self, reverse: HistoryStep) {
        self.undone.push(reverse);
    }

    pub(super) fn redid(&mut self, reverse: HistoryStep) {
        self.done.push(reverse);
    }

    /// What was called `from` is live again as `to`: steps that ended there end in its new name.
    pub(super) fn rename(&mut self, from: &[RevisionId], to: &[RevisionId]) {
        let parts = self
            .done
            .iter_mut()
            .chain(&mut self.undone)
            .flat_map(|step| &mut step.parts);
        for id in parts.flat_map(|part| &mut part.to) {
            let renamed = from.iter().zip(to).find(|(old, _)| *old == id);
            *id = renamed.map_or(*id, |(_, new)| *new);
        }
    }

    /// Drops the steps that made or replaced a revision which was never saved.
    pub(super) fn forget(&mut self, revision: RevisionId) {
        let holds = |part: &StepPart| part.to.contains(&revision) || part.from.contains(&revision);
        for steps in [&mut self.done, &mut self.undone] {
            steps.retain(|step| !step.parts.iter().any(holds));
        }
    }
}
