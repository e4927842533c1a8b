//! Annotations as they are kept: changes that were stamped, undone, saved, or could not be.

use std::sync::Arc;

use crate::app::annotating::Subject;
use crate::app::message::{Effect, Intent};
use crate::app::state::App;
use crate::core::annotation::{Annotation, AnnotationId, Revision, RevisionId, Target};
use crate::core::exchange::record::State;
use crate::core::gate::Shown;
use crate::core::notebook::{Change, Notebook, Refused, Reversed, What};
use crate::core::placement::Placed;
use crate::panes::pane::Notice;

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
                (What::Add, Change::Add(*annotation))
            }
            Intent::Edit { seen, after } => (
                What::Edit,
                Change::Edit {
                    seen,
                    after: *after,
                },
            ),
            Intent::Remove { id, seen } => (What::Remove, Change::Remove { id, seen }),
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
                self.status = Shown::line(&format!("Not done: {refused}"));
                Vec::new()
            }
        }
    }

    fn reverse(
        &mut self,
        turn: impl FnOnce(&mut Notebook, &str) -> Result<Reversed, Refused>,
        now: &str,
        words: &str,
    ) -> Vec<Effect> {
        match turn(&mut self.cx.notebook, now) {
            Ok(reversed) => {
                let done = done_words(reversed.what, &reversed.revisions);
                self.status = Shown::line(&format!("{words}: {done}"));
                self.tell(&Notice::Annotated);
                let place = reversed
                    .step
                    .parts
                    .first()
                    .and_then(|part| self.cx.placements.get(&part.id)?.place());
                let mut effects = vec![Effect::Save(reversed.revisions)];
                effects.extend(self.curate());
                effects.extend(place.map(|place| self.show(place)).unwrap_or_default());
                effects
            }
            Err(refused) => {
                self.status = Shown::line(&refused.to_string());
                Vec::new()
            }
        }
    }

    /// A new annotation on the article in the reader is seen at once; the keeper finds the same place.
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
        let placed = Placed {
            state: State::Sure,
            article: Some(opened.article),
            source: opened.sheet.find(&annotation.target).range(),
        };
        let mut placements = (*self.cx.placements).clone();
        placements.insert(annotation.id, placed);
        self.cx.placements = Arc::new(placements);
    }

    /// Takes in revisions that were read from disk.
    pub(super) fn revisions_read(
        &mut self,
        fresh: Vec<Revision>,
        damaged: &[Shown],
    ) -> Vec<Effect> {
        for revision in fresh {
            self.cx.notebook.insert(revision);
        }
        if let Some(first) = damaged.first() {
            let count = damaged.len();
            self.status = Shown::line(&format!(
                "{count} annotation files are damaged and left alone: {first}"
            ));
        }
        self.tell(&Notice::Annotated);
        self.curate()
    }

    /// A revision that could not be saved is taken back, and its words are kept in the editor.
    pub(super) fn not_saved(
        &mut self,
        id: AnnotationId,
        revision: RevisionId,
        reason: &Shown,
    ) -> Vec<Effect> {
        let note = self
            .cx
            .notebook
            .revision(id, revision)
            .and_then(|lost| lost.annotation.note.clone());
        self.cx.notebook.retract(id, revision);
        self.tell(&Notice::Annotated);
        if let (Some(note), Some(target)) = (note, self.article_target()) {
            self.edit_note(Subject::Whole(Box::new(target)));
            self.panes.note_editor.start(&note);
        }
        self.status = Shown::line(&format!("NOT SAVED: {reason}"));
        self.curate()
    }
}

/// What was done, in words; a correction says itself what it puts right.
fn done_words(what: What, revisions: &[Revision]) -> Shown {
    let mut annotations = revisions.iter().map(|revision| &revision.annotation);
    if let Some(correction) = annotations.find_map(|annotation| annotation.correction.as_ref()) {
        return Shown::line(&correction.words());
    }
    match what {
        What::Add => "Annotated".into(),
        What::Edit => "Annotation changed".into(),
        What::Remove => "Annotation deleted; u brings it back".into(),
    }
}
