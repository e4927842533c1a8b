//! Marks: highlights in a colour, extended, deleted.

use crate::app::state::App;
use crate::notes::annotation::colour::Colour;
use crate::notes::annotation::{Annotation, AnnotationId, Target};
use crate::notes::notebook::Change;
use crate::notes::placement::State;
use crate::text::clean::SafeText;

impl App {
    /// Marks what is meant in the colour of a letter, or says which there are.
    pub(super) fn highlight_in(&mut self, letter: Option<char>) {
        let mut colours = Colour::ALL.into_iter();
        if let Some(colour) = colours.find(|colour| Some(colour.letter()) == letter) {
            return self.highlight(colour);
        }
        let legend = self.cx.palette.legend();
        self.say(SafeText::line(&format!("Colours are {legend}")));
    }

    /// Marks what is meant. What is marked already takes the colour; a selection that sticks out of
    /// a mark extends it.
    pub(super) fn highlight(&mut self, colour: Colour) {
        self.colour = colour;
        let word = self.cx.palette.word(colour).to_owned();
        if let Some((id, target)) = self.extended() {
            self.panes.reader.put_cursor_away();
            return self.edit(id, |annotation| {
                annotation.target = target;
                annotation.colour = Some(word);
            });
        }
        if let Some(id) = self.annotation_here().filter(|_| !self.is_selecting()) {
            return self.edit(id, |annotation| annotation.colour = Some(word));
        }
        match self.target_here() {
            Some(target) => {
                let id = self.new_id();
                self.add(id, target, |annotation| annotation.colour = Some(word));
            }
            None => self.say("Nothing here can be marked"),
        }
    }

    pub(super) fn delete(&mut self) {
        let here = self.annotation_here();
        let Some(entry) = here.and_then(|id| self.cx.notebook.entry(id)) else {
            return self.say("No annotation here");
        };
        let change = entry.remove();
        // The review says where it is; what was done is said last.
        self.review_next();
        self.commit(change);
    }

    /// Adds a new annotation.
    pub(super) fn add(
        &mut self,
        id: AnnotationId,
        target: Target,
        write: impl FnOnce(&mut Annotation),
    ) {
        let mut annotation = Annotation::new(id, &self.moment.at, &self.creator, target);
        write(&mut annotation);
        self.panes.reader.put_cursor_away();
        self.commit(Change::Add(annotation));
    }

    fn edit(&mut self, id: AnnotationId, write: impl FnOnce(&mut Annotation)) {
        let change = self.cx.notebook.entry(id).map(|entry| entry.edit(write));
        if let Some(change) = change {
            self.commit(change);
        }
    }

    /// The mark out of which the selection sticks, with both as its target.
    fn extended(&self) -> Option<(AnnotationId, Target)> {
        let opened = self.cx.opened()?;
        let article = self.cx.library.article(opened.article)?;
        let selected = self.panes.reader.selected(&self.cx)?;
        let selected = opened.document.source_of(selected)?;
        let mut marks = self.cx.placements.on(opened.article);
        let (id, mark) = marks.find_map(|(id, placed)| {
            let sure = placed.source.filter(|_| placed.state == State::Sure)?;
            let touches = sure.overlaps(selected) && !sure.covers(selected);
            touches.then_some((id, sure))
        })?;
        Some((id, opened.sheet.target(article, mark.join(selected))?))
    }
}
