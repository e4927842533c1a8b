//! Annotations as they are kept: changes that were stamped, undone, saved, or could not be.

use std::sync::Arc;

use crate::app::message::{Effect, Intent};
use crate::app::state::App;
use crate::app::waiting::Waiting;
use crate::notes::annotation::IMPORTED;
use crate::notes::annotation::{Annotation, AnnotationId, Revision, RevisionId, Target};
use crate::notes::notebook::history::HistoryStep;
use crate::notes::notebook::{Change, ChangeError, Notebook, Reversed, StepKind};
use crate::notes::placement::{Placed, Placements};
use crate::panes::pane::{Cx, Notice, PaneId};
use crate::search::items::annotations::of_annotations;
use crate::text::clean::SafeText;

impl App {
    /// Carries out an intent that was stamped with an id and a time.
    pub(super) fn stamped(&mut self, intent: Intent, id: AnnotationId, now: &str) -> Vec<Effect> {
        let (what, changed) = match intent {
            Intent::Undo => return self.reverse(Notebook::undo, now, "Took back"),
            Intent::Redo => return self.reverse(Notebook::redo, now, "Did again"),
            Intent::Add(mut annotation) => {
                annotation.id = id;
                now.clone_into(&mut annotation.created);
                now.clone_into(&mut annotation.modified);
                self.place_new(&annotation);
                (StepKind::Add, Change::Add(*annotation))
            }
            Intent::Change(change) => {
                if let Change::Edit { after, .. } = change.as_ref() {
                    self.place_new(after);
                }
                (StepKind::of(&change), *change)
            }
        };
        match self.cx.notebook.apply(vec![changed], now) {
            Ok(revisions) => {
                self.status = done_words(what, &revisions);
                self.tell(&Notice::Annotated);
                let mut effects = vec![Effect::Save(revisions)];
                effects.extend(self.curate());
                effects
            }
            Err(refused) => {
                self.status = SafeText::line(&format!("Not done: {refused}"));
                Vec::new()
            }
        }
    }

    fn reverse(
        &mut self,
        turn: impl FnOnce(&mut Notebook, &str) -> Result<Reversed, ChangeError>,
        now: &str,
        words: &str,
    ) -> Vec<Effect> {
        match turn(&mut self.cx.notebook, now) {
            Ok(reversed) => {
                let done = step_words(reversed.what, &reversed.revisions);
                self.status = SafeText::line(&format!("{words}: {done}"));
                for revision in &reversed.revisions {
                    self.place_new(&revision.annotation);
                }
                self.tell(&Notice::Annotated);
                let mut effects = vec![Effect::Save(reversed.revisions)];
                effects.extend(self.curate());
                effects.extend(self.show_reversed(&reversed.step));
                effects
            }
            Err(refused) => {
                self.status = SafeText::line(&refused.to_string());
                Vec::new()
            }
        }
    }

    /// Takes in where all annotations are, and goes to the one that was sought.
    pub(super) fn placed(&mut self, placements: Arc<Placements>) -> Vec<Effect> {
        self.cx.placements = placements;
        self.select();
        self.tell(&Notice::Annotated);
        let Cx {
            notebook,
            placements,
            library,
            ..
        } = &self.cx;
        let mut effects = vec![Effect::KnowAnnotations(of_annotations(
            notebook, placements, library,
        ))];
        if let Some(id) = self.sought.take() {
            effects.extend(self.seek(id));
            // What is nowhere now was deleted, lost, or is no annotation: it is not waited for.
            self.sought = None;
        }
        effects
    }

    /// Goes to an annotation, or to its article; one that is nowhere yet is sought.
    fn seek(&mut self, id: AnnotationId) -> Vec<Effect> {
        let placed = self.cx.placements.get(&id).copied();
        match placed.map(|placed| (placed.place(), placed.article)) {
            Some((Some(place), _)) => self.show(place.into()),
            Some((None, Some(article))) => self.read(article),
            _ => {
                self.sought = Some(id);
                Vec::new()
            }
        }
    }

    /// Goes to what a step was about: in the list or the review that one is in, else in the reader.
    fn show_reversed(&mut self, step: &HistoryStep) -> Vec<Effect> {
        let Some(part) = step.parts.first() else {
            return Vec::new();
        };
        match self.keyboard() {
            PaneId::Annotations => {
                self.panes.annotations.choose(part.id);
                Vec::new()
            }
            PaneId::Review => self.review(part.id),
            _ => self.seek(part.id),
        }
    }

    /// What is new on the article in the reader is seen at once; the keeper finds the same place.
    fn place_new(&mut self, annotation: &Annotation) {
        let here = self.article_target();
        let remembered =
            |target: &Target| target.article.as_ref().map(|article| article.path.clone());
        let Some(opened) = self.cx.opened() else {
            return;
        };
        if here.as_ref().and_then(remembered) != remembered(&annotation.target) {
            return;
        }
        let placed = Placed::within(opened.article, &opened.sheet, annotation);
        let mut placements = (*self.cx.placements).clone();
        placements.insert(annotation.id, placed);
        self.cx.placements = Arc::new(placements);
    }

    /// Takes in revisions that were read from disk.
    pub(super) fn revisions_read(
        &mut self,
        fresh: Vec<Revision>,
        damaged: &[SafeText],
    ) -> Vec<Effect> {
        for revision in fresh {
            self.cx.notebook.insert(revision);
        }
        if let Some(first) = damaged.first() {
            let count = damaged.len();
            self.status = SafeText::line(&format!(
                "{count} annotation files are damaged and left alone: {first}"
            ));
        }
        self.tell(&Notice::Annotated);
        self.curate()
    }

    /// A revision that could not be saved is taken back, and its words are offered in the editor.
    pub(super) fn not_saved(
        &mut self,
        id: AnnotationId,
        revision: RevisionId,
        reason: &SafeText,
    ) -> Vec<Effect> {
        let lost = self.cx.notebook.revision(id, revision).cloned();
        self.cx.notebook.retract(id, revision);
        self.tell(&Notice::Annotated);
        self.status = SafeText::line(&format!("NOT SAVED: {reason}"));
        if let Some((lost, text)) = lost.and_then(|lost| self.words_lost_with(lost)) {
            let subject = self.subject_of(lost.annotation, lost.supersedes);
            self.wait_for_keyboard(Waiting::Note {
                subject,
                text,
                reason: self.status.clone(),
            });
        }
        self.curate()
    }

    /// A revision with its words, where they stand nowhere else: neither in another state of the
    /// annotation nor in the file that they were imported from.
    fn words_lost_with(&self, lost: Revision) -> Option<(Revision, String)> {
        let annotation = &lost.annotation;
        let note = annotation.note.clone().filter(|_| !annotation.deleted)?;
        let mut others = self.cx.notebook.revisions(annotation.id);
        let is_kept = annotation.kept.keys.contains_key(IMPORTED)
            || others.any(|other| other.annotation.note.as_ref() == Some(&note));
        (!is_kept).then_some((lost, note))
    }
}

/// What was done, as it is said at once; a correction says itself what it puts right.
fn done_words(what: StepKind, revisions: &[Revision]) -> SafeText {
    correction_of(revisions).unwrap_or_else(|| match what {
        StepKind::Add => "Annotated".into(),
        StepKind::Edit => "Annotation changed".into(),
        StepKind::Remove => "Annotation deleted; u brings it back".into(),
    })
}

/// What was done, as it is called when it is taken back or done again.
fn step_words(what: StepKind, revisions: &[Revision]) -> SafeText {
    correction_of(revisions).unwrap_or_else(|| match what {
        StepKind::Add => "an annotation".into(),
        StepKind::Edit => "a change of an annotation".into(),
        StepKind::Remove => "the deletion of an annotation".into(),
    })
}

/// The correction of names that revisions make, in words.
fn correction_of(revisions: &[Revision]) -> Option<SafeText> {
    let mut annotations = revisions.iter().map(|revision| &revision.annotation);
    let correction = annotations.find_map(|annotation| annotation.correction.as_ref())?;
    Some(SafeText::line(&correction.words()))
}
