//! Changes of annotations: made, taken back, saved, or not saved.

use std::collections::BTreeSet;

use crate::app::dialog::Waiting;
use crate::app::message::Effect;
use crate::app::state::App;
use crate::library::correction::Correction;
use crate::notes::annotation::IMPORTED;
use crate::notes::annotation::{
    Annotation, AnnotationId, Revision, RevisionId, SavedFilter, Target,
};
use crate::notes::notebook::history::HistoryStep;
use crate::notes::notebook::{Change, ChangeError, Notebook, Reversed, StepKind};
use crate::notes::placement::{Placed, PlacementChanges};
use crate::panes::pane::Cx;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Notice;
use crate::search::items::annotations::of_annotations;
use crate::text::clean::SafeText;

impl App {
    /// Makes a change, and says what was done once it is saved.
    pub(in crate::app) fn commit(&mut self, change: Change) {
        let what = StepKind::of(&change);
        self.commit_with(change, |revisions| done_words(what, revisions));
    }

    /// Makes a change, and says this once it is saved.
    pub(super) fn commit_saying(&mut self, change: Change, words: SafeText) {
        self.commit_with(change, |_| words);
    }

    fn commit_with(&mut self, change: Change, words: impl FnOnce(&[Revision]) -> SafeText) {
        if let Change::Add(after) | Change::Edit { after, .. } = &change {
            self.place_new(after);
        }
        self.apply(vec![change], words);
    }

    /// Makes changes as one step, and says what is to be said of them once they are saved.
    pub(in crate::app) fn apply(
        &mut self,
        changes: Vec<Change>,
        words: impl FnOnce(&[Revision]) -> SafeText,
    ) {
        match self.cx.notebook.apply(changes, &self.moment.at) {
            Ok(revisions) => {
                let words = words(&revisions);
                self.save(revisions, words);
            }
            Err(refused) => self.say(SafeText::line(&format!("Not done: {refused}"))),
        }
    }

    /// Has revisions saved, and whatever follows from them done. Until they are on the disk nobody is told
    /// that anything was done: a kill, or a line that drops, would prove it untrue.
    fn save(&mut self, revisions: Vec<Revision>, words: SafeText) {
        self.receipts.owe(&revisions, words);
        self.say("Saving …");
        self.annotated(revisions.iter().map(|revision| revision.annotation.id));
        self.effects.push(Effect::Save(revisions));
        self.follow_library_notes();
    }

    pub(super) fn undo(&mut self) {
        self.reverse(Notebook::undo, "Took back");
    }

    pub(super) fn redo(&mut self) {
        self.reverse(Notebook::redo, "Did again");
    }

    fn reverse(
        &mut self,
        turn: impl FnOnce(&mut Notebook, &str) -> Result<Reversed, ChangeError>,
        words: &str,
    ) {
        match turn(&mut self.cx.notebook, &self.moment.at) {
            Ok(reversed) => {
                let done = step_words(reversed.what, &reversed.revisions);
                for revision in &reversed.revisions {
                    self.place_new(&revision.annotation);
                }
                let words = SafeText::line(&format!("{words}: {done}"));
                self.save(reversed.revisions, words);
                self.show_reversed(&reversed.step);
            }
            Err(refused) => self.say(SafeText::line(&refused.to_string())),
        }
    }

    /// Lets the panes know of annotations that were made or changed; those that were never looked for are nowhere yet.
    fn annotated(&mut self, ids: impl IntoIterator<Item = AnnotationId>) {
        let ids: BTreeSet<AnnotationId> = ids.into_iter().collect();
        for id in &ids {
            let entry = self.cx.notebook.entry(*id);
            let is_listed = entry.is_some_and(|entry| entry.annotation().is_on_article());
            if is_listed && self.cx.placements.get(id).is_none() {
                self.cx.placements.set(*id, Some(Placed::MISSING));
            }
        }
        self.send(&Notice::Annotated(ids));
    }

    /// Takes in where annotations are, and goes to the one that was sought.
    pub(in crate::app) fn placed(&mut self, changes: PlacementChanges) {
        let ids: BTreeSet<AnnotationId> = changes.iter().map(|(id, _)| *id).collect();
        for (id, placed) in changes {
            self.cx.placements.set(id, placed);
        }
        if !ids.is_empty() {
            self.select();
            let Cx {
                notebook,
                placements,
                library,
                ..
            } = &self.cx;
            let items = of_annotations(ids.iter().copied(), notebook, placements, library);
            self.effects.push(Effect::KnowAnnotations(items));
            self.send(&Notice::Annotated(ids));
        }
        if let Some(id) = self.sought.take() {
            self.seek(id);
            // What is nowhere now was deleted, lost, or is no annotation: it is not waited for.
            self.sought = None;
        }
    }

    /// Goes to an annotation, or to its article; one that is nowhere yet is sought.
    fn seek(&mut self, id: AnnotationId) {
        let placed = self.cx.placements.get(&id).copied();
        match placed.map(|placed| (placed.place(), placed.article)) {
            Some((Some(place), _)) => self.show(place.into()),
            Some((None, Some(article))) => self.read(article),
            _ => self.sought = Some(id),
        }
    }

    /// Goes to what a step was about: in the list or the review that one is in, else in the reader.
    fn show_reversed(&mut self, step: &HistoryStep) {
        let Some(part) = step.parts.first() else {
            return;
        };
        match self.keyboard() {
            PaneId::Annotations => self.panes.annotations.choose(part.id),
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
        self.cx.placements.set(annotation.id, Some(placed));
    }

    /// Takes in revisions that were read from disk.
    pub(in crate::app) fn revisions_read(&mut self, fresh: Vec<Revision>, damaged: &[SafeText]) {
        let mut ids = BTreeSet::new();
        for revision in fresh {
            let id = revision.annotation.id;
            if self.cx.notebook.insert(revision) {
                ids.insert(id);
            }
        }
        if let Some(first) = damaged.first() {
            let count = damaged.len();
            self.say(SafeText::line(&format!(
                "{count} annotation files are damaged and left alone: {first}"
            )));
        }
        if !ids.is_empty() {
            self.annotated(ids);
            self.follow_library_notes();
        }
    }

    /// Does what the notes on the library itself ask for, when those have changed.
    fn follow_library_notes(&mut self) {
        self.curate();
        self.follow_names();
    }

    /// A revision is on the disk: what it completes is said, and why it is not in the library.
    pub(in crate::app) fn saved(&mut self, revision: RevisionId, elsewhere: Option<&SafeText>) {
        match (self.receipts.saved(revision), elsewhere) {
            (Some(words), None) => self.say(words),
            (Some(words), Some(reason)) => {
                self.say(SafeText::line(&format!(
                    "{words}, outside the library: {reason}"
                )));
            }
            (None, _) => {}
        }
    }

    /// A revision that could not be saved is taken back, and its words are offered in the editor.
    pub(in crate::app) fn not_saved(
        &mut self,
        id: AnnotationId,
        revision: RevisionId,
        reason: &SafeText,
    ) {
        let lost = self.cx.notebook.revision(id, revision).cloned();
        self.cx.notebook.retract(id, revision);
        self.receipts.not_saved(revision);
        self.annotated([id]);
        self.say(SafeText::line(&format!("NOT SAVED: {reason}")));
        if let Some((lost, text)) = lost.and_then(|lost| self.words_lost_with(lost)) {
            let subject = self.subject_of(lost.annotation, lost.supersedes);
            self.waiting.push_back(Waiting::Note {
                subject,
                text,
                reason: self.status.clone(),
            });
        }
        self.follow_library_notes();
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

/// What was done, as it is said once it is saved; what is noted of the library says itself what it does.
fn done_words(what: StepKind, revisions: &[Revision]) -> SafeText {
    let noted = noted_of_library(revisions)
        .map(|words| SafeText::line(&format!("Recorded, u takes it back: {words}")));
    noted.unwrap_or_else(|| match what {
        StepKind::Add => "Annotated".into(),
        StepKind::Edit => "Annotation changed".into(),
        StepKind::Remove => "Annotation deleted; u brings it back".into(),
    })
}

/// What was done, as it is called when it is taken back or done again.
fn step_words(what: StepKind, revisions: &[Revision]) -> SafeText {
    noted_of_library(revisions).unwrap_or_else(|| match what {
        StepKind::Add => "an annotation".into(),
        StepKind::Edit => "a change of an annotation".into(),
        StepKind::Remove => "the deletion of an annotation".into(),
    })
}

/// The correction of names, or the filter with its name, that revisions make, in words.
fn noted_of_library(revisions: &[Revision]) -> Option<SafeText> {
    let annotations = revisions.iter().map(|revision| &revision.annotation);
    let mut words = annotations.filter_map(|annotation| {
        let correction = annotation.correction.as_ref().map(Correction::words);
        correction.or_else(|| annotation.filter.as_ref().map(SavedFilter::words))
    });
    Some(SafeText::line(&words.next()?))
}
