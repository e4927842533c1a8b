//! Annotating: what the reader means becomes an intent, a stamp of time makes it a change, and the
//! revisions of the change go to the keeper.

use crate::app::message::{Effect, Intent};
use crate::app::state::App;
use crate::app::writing::{Subject, note_of};
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::notes::annotation::colour::Colour;
use crate::notes::annotation::{Annotation, AnnotationId, Target};
use crate::notes::placement::State;
use crate::panes::pane::PaneId;
use crate::text::clean::SafeText;

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
        self.status = SafeText::line(&format!("Colours are {legend}"));
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
                let text = note_of(&subject).to_owned();
                self.lend_note(subject, text)
            }
            None => self.say("Nothing here can bear a note"),
        }
    }

    /// The annotation at the current place, else a new one on what is meant there.
    fn subject_here(&self) -> Option<Subject> {
        let selecting = self.panes.reader.selected(&self.cx).is_some();
        match self.annotation_here().filter(|_| !selecting) {
            Some(id) => self.there(id),
            None => self
                .target_here()
                .map(|target| Subject::Stretch(Box::new(target))),
        }
    }

    fn write_article_note(&mut self) -> Vec<Effect> {
        match self.article_target() {
            Some(target) => self.edit_note(Subject::Whole(Box::new(target))),
            None => self.say("Open an article first"),
        }
    }

    fn write_tags(&mut self) -> Vec<Effect> {
        let Some(subject) = self.subject_here() else {
            return self.say("Nothing here can be tagged");
        };
        let tags = match &subject {
            Subject::There { before, .. } => before.tags.join(" "),
            Subject::Stretch(_) | Subject::Whole(_) => String::new(),
        };
        self.panes.tag_field.start(&tags, &self.cx);
        self.subject = Some(subject);
        self.show_over(PaneId::TagField);
        Vec::new()
    }

    /// An annotation that is there, as what something is written for.
    fn there(&self, id: AnnotationId) -> Option<Subject> {
        let entry = self.cx.notebook.entry(id)?;
        Some(Subject::There {
            before: Box::new(entry.annotation().clone()),
            seen: entry.seen_in_edit(),
        })
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

    pub(super) fn add(
        &mut self,
        target: Target,
        write: impl FnOnce(&mut Annotation),
    ) -> Vec<Effect> {
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
    pub(super) fn words_here(&self) -> Option<SafeText> {
        let id = self.annotation_here()?;
        if self.state_of(id) == Some(State::Unsure) {
            return Some("Is this the place of the mark? r asks".into());
        }
        let entry = self.cx.notebook.entry(id)?;
        let annotation = entry.annotation();
        let tags = annotation.tags.iter().map(|tag| format!("#{tag}"));
        let words: Vec<String> = annotation.note.iter().cloned().chain(tags).collect();
        (!words.is_empty()).then(|| SafeText::line(&words.join(" ")))
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
