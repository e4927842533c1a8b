//! Writing notes and tags: what they are written for, and what becomes of the words until they are kept.

use crate::app::annotating::draft_id;
use crate::app::message::{Edited, Effect, Intent};
use crate::app::state::App;
use crate::app::waiting::Waiting;
use crate::notes::annotation::{Annotation, RevisionId, Target};
use crate::notes::notebook::Change;
use crate::panes::pane::PaneId;
use crate::text::clean::SafeText;

/// What a note or tags are being written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation that is there.
    There {
        /// As it was when writing began.
        before: Box<Annotation>,
        /// The revisions that were seen then. What comes later stays beside what is written.
        seen: Vec<RevisionId>,
    },
    /// A new one on a stretch of the file, in the last colour.
    Stretch(Box<Target>),
    /// A new one on the whole article.
    Whole(Box<Target>),
}

impl App {
    /// Has a note edited in the reader's own editor, and its text so far kept meanwhile.
    pub(super) fn lend_note(&mut self, subject: Subject, text: String) -> Vec<Effect> {
        self.subject = Some(subject);
        let mut effects = self.note_typed(text.clone());
        let subject = self.subject.take().map(Box::new);
        effects.extend(subject.map(|subject| Effect::Edit { subject, text }));
        effects
    }

    /// Takes a note back from the reader's own editor. After a failure it is in ours, as far as it
    /// was saved.
    pub(super) fn note_edited(&mut self, subject: Subject, edited: Edited) -> Vec<Effect> {
        match edited {
            Edited::Saved(text) => {
                let before = note_of(&subject);
                if text.trim_end() == before.trim_end() {
                    self.say("The note is as it was");
                    return vec![Effect::Written];
                }
                self.keep_note(subject, &text)
            }
            Edited::Failed { text, reason } => {
                self.wait_for_keyboard(Waiting::Note {
                    subject,
                    text: text.trim_end().to_owned(),
                    reason: SafeText::line(&format!("The note is here: {reason}")),
                });
                Vec::new()
            }
        }
    }

    pub(super) fn edit_note(&mut self, subject: Subject) -> Vec<Effect> {
        let text = note_of(&subject).to_owned();
        self.write_from(subject, &text);
        Vec::new()
    }

    /// Has a note written, beginning with a text.
    pub(super) fn write_from(&mut self, subject: Subject, text: &str) {
        self.panes.note_editor.start(text);
        self.subject = Some(subject);
        self.show_over(PaneId::NoteEditor);
    }

    /// Has the text so far of a note kept.
    pub(super) fn note_typed(&self, note: String) -> Vec<Effect> {
        let draft =
            |target: &Target| Annotation::new(draft_id(), "", &self.creator, target.clone());
        let (annotation, seen) = match &self.subject {
            Some(Subject::There { before, seen }) => (Annotation::clone(before), seen.clone()),
            Some(Subject::Stretch(target) | Subject::Whole(target)) => (draft(target), Vec::new()),
            None => return Vec::new(),
        };
        let annotation = Box::new(annotation);
        vec![Effect::Typed {
            annotation,
            seen,
            note,
        }]
    }

    /// Goes on with a note that was being written when the program was killed.
    pub(super) fn left_over(&mut self, annotation: Annotation, seen: Vec<RevisionId>) {
        let text = annotation.note.clone().unwrap_or_default();
        let subject = self.subject_of(annotation, seen);
        self.wait_for_keyboard(Waiting::Note {
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

    /// Takes a note that was written.
    pub(super) fn note_written(&mut self, text: &str) -> Vec<Effect> {
        match self.subject.take() {
            Some(subject) => self.keep_note(subject, text),
            None => Vec::new(),
        }
    }

    fn keep_note(&mut self, subject: Subject, text: &str) -> Vec<Effect> {
        let note = (!text.trim().is_empty()).then(|| text.trim_end().to_owned());
        if note.is_none() && !matches!(subject, Subject::There { .. }) {
            self.say("Nothing was written, so nothing was kept");
            return vec![Effect::Written];
        }
        let mut effects = self.keep(subject, |annotation| annotation.note.clone_from(&note));
        effects.push(Effect::Written);
        effects
    }

    /// Takes tags that were written, with blanks or commas between them.
    pub(super) fn tags_written(&mut self, text: &str) -> Vec<Effect> {
        let words = text
            .split([' ', ','])
            .map(|tag| tag.trim_start_matches('#'));
        let mut tags: Vec<String> = Vec::new();
        for tag in words.filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        match self.subject.take() {
            Some(subject) => self.keep(subject, |annotation| annotation.tags.clone_from(&tags)),
            None => Vec::new(),
        }
    }

    fn keep(&mut self, subject: Subject, write: impl Fn(&mut Annotation)) -> Vec<Effect> {
        match subject {
            Subject::There { mut before, seen } => {
                write(&mut before);
                let change = Change::Edit {
                    seen,
                    after: *before,
                };
                vec![Effect::Stamp(Intent::Change(Box::new(change)))]
            }
            Subject::Stretch(target) => {
                let colour = self.cx.palette.word(self.colour).to_owned();
                self.add(*target, |annotation| {
                    annotation.colour = Some(colour.clone());
                    write(annotation);
                })
            }
            Subject::Whole(target) => self.add(*target, write),
        }
    }
}

/// What the note says that a subject has already.
pub(super) fn note_of(subject: &Subject) -> &str {
    match subject {
        Subject::There { before, .. } => before.note.as_deref().unwrap_or_default(),
        Subject::Stretch(_) | Subject::Whole(_) => "",
    }
}
