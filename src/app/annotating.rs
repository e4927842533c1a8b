//! Annotating: what the reader means becomes an intent, a stamp of time makes it a change, and the
//! revisions of the change go to the keeper.

use crate::app::message::{Edited, Effect, Intent};
use crate::app::state::App;
use crate::core::annotation::colour::Colour;
use crate::core::annotation::{Annotation, AnnotationId, RevisionId, Target};
use crate::core::gate::Shown;
use crate::core::placement::State;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::panes::pane::PaneId;

/// What a note or tags are being written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An annotation that is there.
    There(AnnotationId),
    /// A new one on a stretch of the file, in the last colour.
    Stretch(Box<Target>),
    /// A new one on the whole article.
    Whole(Box<Target>),
}

impl App {
    /// Acts on a command about annotations; `None` for any other.
    pub(super) fn act_annotating(&mut self, command: Command) -> Option<Vec<Effect>> {
        Some(match command.action {
            Action::Highlight => self.highlight(self.colour),
            Action::Colour => match command.letter.and_then(colour_of) {
                Some(colour) => self.highlight(colour),
                None => self.tell_colours(),
            },
            Action::Note => self.write_note(),
            Action::Editor => self.write_in_editor(),
            Action::NoteOnArticle => self.write_article_note(),
            Action::Tags => self.write_tags(),
            Action::Delete => self.delete(),
            Action::Review => self.start_review(),
            Action::Undo => vec![Effect::Stamp(Intent::Undo)],
            Action::Redo => vec![Effect::Stamp(Intent::Redo)],
            _ => return None,
        })
    }

    /// Marks what is meant. What is marked already takes the colour; a selection that sticks out of
    /// a mark extends it.
    fn highlight(&mut self, colour: Colour) -> Vec<Effect> {
        self.colour = colour;
        let word = self.cx.palette.word(colour).to_owned();
        if let Some((id, target)) = self.extended() {
            self.panes.reader.put_cursor_away();
            return self.edit(id, |annotation| {
                annotation.target = target;
                annotation.colour = Some(word);
            });
        }
        let selecting = self.panes.reader.selected(&self.cx).is_some();
        if let Some(id) = self.annotation_here().filter(|_| !selecting) {
            return self.edit(id, |annotation| annotation.colour = Some(word));
        }
        match self.target_here() {
            Some(target) => self.add(target, |annotation| annotation.colour = Some(word)),
            None => self.say("Nothing here can be marked"),
        }
    }

    fn tell_colours(&mut self) -> Vec<Effect> {
        let legend = self.cx.palette.legend();
        self.status = Shown::line(&format!("Colours are {legend}"));
        Vec::new()
    }

    fn write_note(&mut self) -> Vec<Effect> {
        match self.subject_here() {
            Some(subject) => self.edit_note(subject),
            None => self.say("Nothing here can bear a note"),
        }
    }

    fn write_in_editor(&mut self) -> Vec<Effect> {
        match self.subject_here() {
            Some(subject) => {
                let text = self.note_of(&subject).unwrap_or_default();
                self.lend_note(subject, text)
            }
            None => self.say("Nothing here can bear a note"),
        }
    }

    /// The annotation at the current place, else a new one on what is meant there.
    fn subject_here(&self) -> Option<Subject> {
        let selecting = self.panes.reader.selected(&self.cx).is_some();
        match self.annotation_here().filter(|_| !selecting) {
            Some(id) => Some(Subject::There(id)),
            None => self
                .target_here()
                .map(|target| Subject::Stretch(Box::new(target))),
        }
    }

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
                let before = self.note_of(&subject).unwrap_or_default();
                if text.trim_end() == before.trim_end() {
                    self.say("The note is as it was");
                    return vec![Effect::Written];
                }
                self.subject = Some(subject);
                self.note_written(&text)
            }
            Edited::Failed { text, reason } => {
                self.panes.note_editor.start(text.trim_end());
                self.subject = Some(subject);
                self.show_over(PaneId::NoteEditor);
                self.status = Shown::line(&format!("The note is here: {reason}"));
                self.note_typed(text)
            }
        }
    }

    /// What the note says that a subject has already.
    fn note_of(&self, subject: &Subject) -> Option<String> {
        match subject {
            Subject::There(id) => self.cx.notebook.entry(*id)?.annotation().note.clone(),
            Subject::Stretch(_) | Subject::Whole(_) => None,
        }
    }

    fn write_article_note(&mut self) -> Vec<Effect> {
        match self.article_target() {
            Some(target) => self.edit_note(Subject::Whole(Box::new(target))),
            None => self.say("Open an article first"),
        }
    }

    pub(super) fn edit_note(&mut self, subject: Subject) -> Vec<Effect> {
        let text = self.note_of(&subject);
        self.panes
            .note_editor
            .start(text.as_deref().unwrap_or_default());
        self.subject = Some(subject);
        self.show_over(PaneId::NoteEditor);
        Vec::new()
    }

    fn write_tags(&mut self) -> Vec<Effect> {
        let selecting = self.panes.reader.selected(&self.cx).is_some();
        let here = self.annotation_here().filter(|_| !selecting);
        let tags =
            here.and_then(|id| Some(self.cx.notebook.entry(id)?.annotation().tags.join(" ")));
        let subject = match here {
            Some(id) => Subject::There(id),
            None => match self.target_here() {
                Some(target) => Subject::Stretch(Box::new(target)),
                None => return self.say("Nothing here can be tagged"),
            },
        };
        self.panes
            .tag_field
            .start(&tags.unwrap_or_default(), &self.cx);
        self.subject = Some(subject);
        self.show_over(PaneId::TagField);
        Vec::new()
    }

    /// Has the text so far of a note kept.
    pub(super) fn note_typed(&self, note: String) -> Vec<Effect> {
        let draft =
            |target: &Target| Annotation::new(draft_id(), "", &self.creator, target.clone());
        let (annotation, seen) = match &self.subject {
            Some(Subject::There(id)) => match self.cx.notebook.entry(*id) {
                Some(entry) => (entry.annotation().clone(), vec![entry.variants[0].id]),
                None => return Vec::new(),
            },
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
    pub(super) fn left_over(&mut self, annotation: Annotation, seen: &[RevisionId]) {
        let known = !seen.is_empty() && self.cx.notebook.entry(annotation.id).is_some();
        self.panes
            .note_editor
            .start(annotation.note.as_deref().unwrap_or_default());
        self.subject = Some(if known {
            Subject::There(annotation.id)
        } else if annotation.is_anchored() {
            Subject::Stretch(Box::new(annotation.target))
        } else {
            Subject::Whole(Box::new(annotation.target))
        });
        self.show_over(PaneId::NoteEditor);
        self.status = "This note was being written when the program ended".into();
    }

    /// Takes a note that was written.
    pub(super) fn note_written(&mut self, text: &str) -> Vec<Effect> {
        let note = (!text.trim().is_empty()).then(|| text.trim_end().to_owned());
        if note.is_none() && !matches!(self.subject, Some(Subject::There(_))) {
            self.subject = None;
            self.say("Nothing was written, so nothing was kept");
            return vec![Effect::Written];
        }
        let mut effects = self.subject_written(|annotation| annotation.note.clone_from(&note));
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
        self.subject_written(|annotation| annotation.tags.clone_from(&tags))
    }

    fn subject_written(&mut self, write: impl Fn(&mut Annotation)) -> Vec<Effect> {
        match self.subject.take() {
            Some(Subject::There(id)) => self.edit(id, write),
            Some(Subject::Stretch(target)) => {
                let colour = self.cx.palette.word(self.colour).to_owned();
                self.add(*target, |annotation| {
                    annotation.colour = Some(colour.clone());
                    write(annotation);
                })
            }
            Some(Subject::Whole(target)) => self.add(*target, write),
            None => Vec::new(),
        }
    }

    fn delete(&mut self) -> Vec<Effect> {
        let Some(id) = self.annotation_here() else {
            return self.say("No annotation here");
        };
        let Some(entry) = self.cx.notebook.entry(id) else {
            return Vec::new();
        };
        let mut effects = vec![Effect::Stamp(Intent::Change(Box::new(entry.remove())))];
        effects.extend(self.review_next());
        effects
    }

    fn add(&mut self, target: Target, write: impl FnOnce(&mut Annotation)) -> Vec<Effect> {
        // Id and time come with the stamp.
        let mut annotation = Annotation::new(draft_id(), "", &self.creator, target);
        write(&mut annotation);
        self.panes.reader.put_cursor_away();
        vec![Effect::Stamp(Intent::Add(Box::new(annotation)))]
    }

    fn edit(&mut self, id: AnnotationId, write: impl FnOnce(&mut Annotation)) -> Vec<Effect> {
        let Some(entry) = self.cx.notebook.entry(id) else {
            return Vec::new();
        };
        let change = entry.edit(write);
        vec![Effect::Stamp(Intent::Change(Box::new(change)))]
    }

    /// What the annotation at the current place says; `None` for a bare mark.
    pub(super) fn words_here(&self) -> Option<Shown> {
        let id = self.annotation_here()?;
        if self.state_of(id) == Some(State::Unsure) {
            return Some("Is this the place of the mark? r asks".into());
        }
        let entry = self.cx.notebook.entry(id)?;
        let annotation = entry.annotation();
        let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
        let words: Vec<String> = annotation.note.iter().cloned().chain(tags).collect();
        (!words.is_empty()).then(|| Shown::line(&words.join(" ")))
    }

    /// The annotation that commands act on: the chosen one of the list, else the innermost at the
    /// current place.
    pub(super) fn annotation_here(&self) -> Option<AnnotationId> {
        match self.keyboard() {
            PaneId::Annotations => return self.panes.annotations.current(),
            PaneId::Review => return self.panes.review.current(),
            PaneId::Variants => return self.panes.variants.current(),
            _ => {}
        }
        let here = self.here()?;
        let placed = self
            .cx
            .placements
            .iter()
            .filter_map(|(id, placed)| Some((*id, placed.place()?)));
        let around = placed.filter(|(_, place)| {
            place.article == here.article
                && (place.range.overlaps(here.range) || place.range.contains(here.range.start))
        });
        around
            .min_by_key(|(_, place)| place.range.len())
            .map(|(id, _)| id)
    }

    /// The mark out of which the selection sticks, with both as its target.
    fn extended(&self) -> Option<(AnnotationId, Target)> {
        let opened = self.cx.opened()?;
        let article = self.cx.library.article(opened.article)?;
        let selected = self.panes.reader.selected(&self.cx)?;
        let selected = opened.document.source_of(selected)?;
        let (id, mark) = self.cx.placements.iter().find_map(|(id, placed)| {
            let sure = placed.place().filter(|_| placed.state == State::Sure)?;
            let touches = sure.article == opened.article
                && sure.range.overlaps(selected)
                && !sure.range.covers(selected);
            touches.then_some((*id, sure.range))
        })?;
        Some((id, opened.sheet.target(article, mark.join(selected))?))
    }

    /// The stretch that commands act on, as annotations remember it.
    pub(super) fn target_here(&self) -> Option<Target> {
        let opened = self.cx.opened()?;
        let source = opened
            .document
            .source_of(self.panes.reader.meant(&self.cx)?)?;
        opened
            .sheet
            .target(self.cx.library.article(opened.article)?, source)
    }

    pub(super) fn article_target(&self) -> Option<Target> {
        let opened = self.cx.opened()?;
        Some(opened.sheet.whole(self.cx.library.article(opened.article)?))
    }
}

/// The name of an annotation that has none yet.
pub(super) fn draft_id() -> AnnotationId {
    AnnotationId::derived("draft", "")
}

fn colour_of(letter: char) -> Option<Colour> {
    Colour::ALL
        .into_iter()
        .find(|colour| colour.letter() == letter)
}
