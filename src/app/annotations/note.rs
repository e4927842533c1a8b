//! Notes and tags: written, lent to the reader's own editor, kept.

use crate::app::annotations::subject::Subject;
use crate::app::dialog::{Dialog, Waiting};
use crate::app::message::{Edited, Effect};
use crate::app::state::App;
use crate::notes::annotation::{Annotation, AnnotationId, RevisionId, Target};
use crate::notes::notebook::Change;
use crate::text::clean::SafeText;

impl App {
    pub(super) fn write_note(&mut self) {
        match self.subject_here() {
            Some(subject) => self.edit_note(subject),
            None => self.say("Nothing here can bear a note"),
        }
    }

    pub(super) fn write_in_editor(&mut self) {
        match self.subject_here() {
            Some(subject) => {
                let text = subject.note().to_owned();
                self.lend_note(subject, text);
            }
            None => self.say("Nothing here can bear a note"),
        }
    }

    pub(super) fn write_article_note(&mut self) {
        match self.article_target() {
            Some(target) => self.edit_note(Subject::Whole(Box::new(target))),
            None => self.say("Open an article first"),
        }
    }

    pub(super) fn write_tags(&mut self) {
        let Some(subject) = self.subject_here() else {
            return self.say("Nothing here can be tagged");
        };
        self.panes
            .tag_field
            .start(&subject.tags().join(" "), &self.cx);
        self.open_dialog(Dialog::Tags(subject));
    }

    /// Has a note edited in the reader's own editor, and its text so far kept meanwhile.
    pub(in crate::app) fn lend_note(&mut self, subject: Subject, text: String) {
        self.keep_draft(&subject, text.clone());
        let subject = Box::new(subject);
        self.effects.push(Effect::Edit { subject, text });
    }

    /// Takes a note back from the reader's own editor. After a failure it is in ours, as far as it
    /// was saved.
    pub(in crate::app) fn note_edited(&mut self, subject: Subject, edited: Edited) {
        match edited {
            Edited::Saved(text) if text.trim_end() == subject.note().trim_end() => {
                self.say("The note is as it was");
                self.effects.push(Effect::Written);
            }
            Edited::Saved(text) => self.keep_note(subject, &text),
            Edited::Failed { text, reason } => self.waiting.push_back(Waiting::Note {
                subject,
                text: text.trim_end().to_owned(),
                reason: SafeText::line(&format!("The note is here: {reason}")),
            }),
        }
    }

    fn edit_note(&mut self, subject: Subject) {
        let text = subject.note().to_owned();
        self.write_from(subject, &text);
    }

    /// Has a note written, beginning with a text.
    pub(in crate::app) fn write_from(&mut self, subject: Subject, text: &str) {
        self.panes.note_editor.start(text);
        self.open_dialog(Dialog::Note(subject));
    }

    /// Has the text so far of the note kept that is being written.
    pub(in crate::app) fn note_typed(&mut self, note: String) {
        if let Some(Dialog::Note(subject)) = self.over.last() {
            let subject = subject.clone();
            self.keep_draft(&subject, note);
        }
    }

    fn keep_draft(&mut self, subject: &Subject, note: String) {
        let draft = |target: &Target| {
            // Name and time come when it is kept: a draft is known by what it is on, letter after letter.
            let id = AnnotationId::derived("draft", "");
            Annotation::new(id, "", &self.creator, target.clone())
        };
        let (annotation, seen) = match subject {
            Subject::There { before, seen } => (Annotation::clone(before), seen.clone()),
            Subject::Stretch(target) | Subject::Whole(target) => (draft(target), Vec::new()),
        };
        self.effects.push(Effect::Typed {
            annotation: Box::new(annotation),
            seen,
            note,
        });
    }

    /// Goes on with a note that was being written when the program was killed.
    pub(in crate::app) fn left_over(&mut self, annotation: Annotation, seen: Vec<RevisionId>) {
        let text = annotation.note.clone().unwrap_or_default();
        let subject = self.subject_of(annotation, seen);
        self.waiting.push_back(Waiting::Note {
            subject,
            text,
            reason: "This note was being written when the program ended".into(),
        });
    }

    /// What an annotation that is not kept yet is written for: another state of one that is there, or
    /// one that is new.
    pub(super) fn subject_of(&self, annotation: Annotation, seen: Vec<RevisionId>) -> Subject {
        let state = |revision: &RevisionId| self.cx.notebook.revision(annotation.id, *revision);
        let first = seen.first().and_then(state);
        match first.filter(|_| seen.iter().all(|revision| state(revision).is_some())) {
            Some(first) => Subject::There {
                before: Box::new(Annotation {
                    note: first.annotation.note.clone(),
                    ..annotation
                }),
                seen,
            },
            None if annotation.is_anchored() => Subject::Stretch(Box::new(annotation.target)),
            None => Subject::Whole(Box::new(annotation.target)),
        }
    }

    /// Keeps a note that was written.
    pub(in crate::app) fn keep_note(&mut self, subject: Subject, text: &str) {
        let note = (!text.trim().is_empty()).then(|| text.trim_end().to_owned());
        if note.is_none() && !matches!(subject, Subject::There { .. }) {
            self.say("Nothing was written, so nothing was kept");
        } else {
            self.keep(subject, |annotation| annotation.note = note);
        }
        self.effects.push(Effect::Written);
    }

    /// Keeps tags that were written, with blanks or commas between them.
    pub(in crate::app) fn keep_tags(&mut self, subject: Subject, text: &str) {
        let words = text
            .split([' ', ','])
            .map(|tag| tag.trim_start_matches('#'));
        let mut tags: Vec<String> = Vec::new();
        for tag in words.filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        self.keep(subject, |annotation| annotation.tags = tags);
    }

    fn keep(&mut self, subject: Subject, write: impl FnOnce(&mut Annotation)) {
        match subject {
            Subject::There { mut before, seen } => {
                write(&mut before);
                self.commit(Change::Edit {
                    seen,
                    after: *before,
                });
            }
            Subject::Stretch(target) => {
                let colour = self.cx.palette.word(self.colour).to_owned();
                self.add(*target, |annotation| {
                    annotation.colour = Some(colour);
                    write(annotation);
                });
            }
            Subject::Whole(target) => self.add(*target, write),
        }
    }
}
