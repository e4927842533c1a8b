//! Notes and tags: written, lent to the reader's own editor, kept.

use crate::app::annotations::subject::Subject;
use crate::app::dialog::{Dialog, Refused, Waiting};
use crate::app::message::{Draft, Edited, Effect};
use crate::app::state::App;
use crate::notes::annotation::{Annotation, RevisionId, Target};
use crate::notes::notebook::Change;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Request;
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
        // In the list the article is that of the row, which only the reader knows the text of.
        if self.keyboard() == PaneId::Annotations {
            let row = self
                .annotation_here()
                .and_then(|id| self.cx.placements.get(&id));
            let article = row.and_then(|placed| placed.article);
            if article.is_none_or(|article| !self.is_open(article)) {
                return self.say("Its article is not in the reader: enter goes there");
            }
        }
        match self.article_target() {
            Some(target) => {
                let subject = self.new_subject(target);
                self.edit_note(subject);
            }
            None => self.say("Open an article first"),
        }
    }

    /// Something new to be written on a target.
    pub(super) fn new_subject(&mut self, target: Target) -> Subject {
        Subject::New {
            id: self.new_id(),
            target: Box::new(target),
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
        self.write_from(subject, &text, Refused::Nothing);
    }

    /// Has a note written, beginning with a text; the title says how to leave it.
    pub(in crate::app) fn write_from(&mut self, subject: Subject, text: &str, refused: Refused) {
        let title = match refused {
            Refused::Nothing => "Note · esc keeps it, enter begins a line",
            Refused::Saving => "Note · esc keeps it, ctrl-c leaves it as a draft",
            Refused::Draft => "Note · esc keeps it, ctrl-c copies it and leaves it",
        };
        self.panes.note_editor.start(title.into(), text);
        self.open_dialog(Dialog::Note { subject, refused });
    }

    /// Leaves a note: it is saved, or where that was refused before, kept as a draft, or at least copied.
    pub(in crate::app) fn leave_note(&mut self, text: String) {
        let refused = match self.over.last() {
            Some(Dialog::Note { subject, refused }) if !text.trim().is_empty() => {
                Some((subject.clone(), *refused))
            }
            _ => None,
        };
        match refused {
            Some((subject, Refused::Saving)) => {
                let draft = self.draft_of(&subject, text);
                self.say("Saving …");
                self.effects.push(Effect::KeepDraft(draft));
            }
            Some((_, Refused::Draft)) => {
                self.close();
                self.say("The note is not kept; its words are copied");
                self.effects.push(Effect::Copy(SafeText::block(&text)));
            }
            _ => self.finish_dialog(Request::NoteWritten(text)),
        }
    }

    /// The draft of the note that is to be left is on the disk, or cannot be.
    pub(in crate::app) fn draft_kept(&mut self, kept: Result<(), SafeText>) {
        let Some(Dialog::Note { subject, .. }) = self.over.last() else {
            return;
        };
        match kept {
            Ok(()) => {
                self.close();
                self.say("Kept as a draft: the next start offers it");
            }
            Err(reason) => {
                let (subject, text) = (subject.clone(), self.panes.note_editor.text());
                self.write_from(subject, &text, Refused::Draft);
                self.say(SafeText::line(&format!("Not a draft either: {reason}")));
            }
        }
    }

    /// Has the text so far of the note kept that is being written.
    pub(in crate::app) fn note_typed(&mut self, note: String) {
        if let Some(Dialog::Note { subject, .. }) = self.over.last() {
            let subject = subject.clone();
            self.keep_draft(&subject, note);
        }
    }

    fn keep_draft(&mut self, subject: &Subject, note: String) {
        let draft = self.draft_of(subject, note);
        self.effects.push(Effect::Typed(draft));
    }

    fn draft_of(&self, subject: &Subject, note: String) -> Draft {
        let (annotation, seen) = match subject {
            Subject::There { before, seen } => (Annotation::clone(before), seen.clone()),
            Subject::New { id, target } => {
                // Its time comes when it is kept: a draft is known by its head, letter after letter.
                let draft = Annotation::new(*id, "", &self.creator, Target::clone(target));
                (draft, Vec::new())
            }
        };
        Draft {
            annotation: Box::new(annotation),
            seen,
            note,
        }
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
            None => Subject::New {
                id: annotation.id,
                target: Box::new(annotation.target),
            },
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
            Subject::New { id, target } => {
                let colour = self.cx.palette.word(self.colour).to_owned();
                self.add(id, *target, |annotation| {
                    annotation.colour = annotation.is_anchored().then_some(colour);
                    write(annotation);
                });
            }
        }
    }
}
