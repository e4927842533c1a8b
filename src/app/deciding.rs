//! Deciding about annotations: which variant stays, whether a place is the one, and where a lost one
//! belongs now.

use crate::app::message::{Effect, Intent};
use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::notes::annotation::AnnotationId;
use crate::notes::notebook::Change;
use crate::panes::pane::PaneId;
use crate::text::clean::SafeText;

/// Words of a quote with which the library is searched for it: the longest ones, which are rare.
const RARE_WORDS: usize = 3;

impl App {
    /// Acts on a command that decides about an annotation; `None` for any other.
    pub(super) fn act_deciding(&mut self, command: Command) -> Option<Vec<Effect>> {
        Some(match command.action {
            Action::Yes => self.confirm(),
            Action::No => self.refuse(),
            Action::Attach if self.keyboard() == PaneId::Reader => self.put_down(),
            Action::Attach => self.pick_up(),
            Action::FindQuote => self.find_quote(),
            Action::Compare => self.compare(),
            Action::Join => self.join_variants(),
            _ => return None,
        })
    }

    /// The place that was found for the annotation at hand is the one.
    fn confirm(&mut self) -> Vec<Effect> {
        let found = self.annotation_here().and_then(|id| {
            let placed = self.cx.placements.get(&id)?;
            let opened = self
                .cx
                .opened()
                .filter(|opened| Some(opened.article) == placed.article)?;
            let article = self.cx.library.article(opened.article)?;
            let target = opened.sheet.target(article, placed.source?)?;
            Some(self.cx.notebook.entry(id)?.attach(target))
        });
        self.decide(found)
    }

    /// The place that was found for the annotation at hand is not the one.
    fn refuse(&mut self) -> Vec<Effect> {
        let found = self.annotation_here().and_then(|id| {
            let placed = self.cx.placements.get(&id)?;
            let opened = self
                .cx
                .opened()
                .filter(|opened| Some(opened.article) == placed.article)?;
            Some(self.cx.notebook.entry(id)?.refuse(opened.sheet.body_hash()))
        });
        self.decide(found)
    }

    /// Makes a change that answers a question of the review, and goes on to the next.
    fn decide(&mut self, change: Option<Change>) -> Vec<Effect> {
        let Some(change) = change else {
            return self.say("Its article is not here yet");
        };
        let mut effects = vec![change_to(change)];
        effects.extend(self.review_next());
        effects
    }

    /// Takes an annotation along, to give it a place in the reader.
    fn pick_up(&mut self) -> Vec<Effect> {
        let Some(id) = self.annotation_here() else {
            return self.say("No annotation here");
        };
        self.held = Some(id);
        let article = self
            .cx
            .placements
            .get(&id)
            .and_then(|placed| placed.article);
        let effects = match article {
            Some(article) => self.read(article),
            None => Vec::new(),
        };
        self.over.clear();
        self.focus(PaneId::Reader);
        effects
    }

    /// Gives the annotation that was taken along the selection, else the current sentence.
    fn put_down(&mut self) -> Vec<Effect> {
        let entry = self.held.and_then(|id| self.cx.notebook.entry(id));
        let Some(entry) = entry else {
            return self.say("Pick an annotation up first: p in the list of annotations");
        };
        let Some(target) = self.target_here() else {
            return self.say("Nothing here can be marked");
        };
        let change = entry.attach(target);
        self.held = None;
        self.panes.reader.put_cursor_away();
        vec![change_to(change)]
    }

    /// What is held, as the hint line says it.
    pub(super) fn held_words(&self) -> Option<SafeText> {
        let entry = self.cx.notebook.entry(self.held?)?;
        let annotation = entry.annotation();
        let words = annotation.target.words();
        let note = annotation.note.as_deref().unwrap_or_default();
        let words = if words.is_empty() { note } else { words };
        Some(SafeText::line(&format!(
            "p puts it on the selection, or the sentence: {words}"
        )))
    }

    /// Searches the library for the rarest words of the one at hand; a lost one is taken along.
    fn find_quote(&mut self) -> Vec<Effect> {
        let Some(id) = self.annotation_here() else {
            return self.say("No annotation here");
        };
        let entry = self.cx.notebook.entry(id);
        let words = entry.map_or_else(String::new, |entry| rare(entry.annotation().target.words()));
        if words.is_empty() {
            return self.say("It marks no words");
        }
        let is_lost = self
            .cx
            .placements
            .get(&id)
            .is_none_or(|placed| placed.place().is_none());
        self.held = is_lost.then_some(id).or(self.held);
        self.find_all(&format!("p: {words}"))
    }

    /// Shows the variants of the one at hand.
    fn compare(&mut self) -> Vec<Effect> {
        match self.annotation_here().filter(|id| self.has_choice(*id)) {
            Some(id) => {
                self.panes.variants.show(id, &self.cx);
                self.show_over(PaneId::Variants);
                Vec::new()
            }
            None => self.say("There is one variant of it"),
        }
    }

    /// Keeps one variant of those that are compared; the one after the last is their deletion.
    pub(super) fn keep_variant(&mut self, number: usize) -> Vec<Effect> {
        let entry = self
            .annotation_here()
            .and_then(|id| self.cx.notebook.entry(id));
        let change = entry.map(|entry| entry.keep(number).unwrap_or_else(|| entry.remove()));
        self.close_variants();
        change.map(change_to).into_iter().collect()
    }

    fn join_variants(&mut self) -> Vec<Effect> {
        let here = self.annotation_here().filter(|id| self.has_choice(*id));
        let Some(entry) = here.and_then(|id| self.cx.notebook.entry(id)) else {
            return self.say("There is one variant of it");
        };
        let change = entry.join(|_| {});
        self.close_variants();
        vec![change_to(change)]
    }

    fn close_variants(&mut self) {
        if self.keyboard() == PaneId::Variants {
            self.close();
        }
    }

    fn has_choice(&self, id: AnnotationId) -> bool {
        let entry = self.cx.notebook.entry(id);
        entry.is_some_and(|entry| entry.variants.len() > 1 || entry.deleted_elsewhere)
    }
}

fn change_to(change: Change) -> Effect {
    Effect::Stamp(Intent::Change(Box::new(change)))
}

/// The longest words of a quote, in its order.
fn rare(quote: &str) -> String {
    let words: Vec<&str> = quote.split(|c: char| !c.is_alphanumeric()).collect();
    let mut longest: Vec<usize> = (0..words.len())
        .filter(|at| !words[*at].is_empty())
        .collect();
    longest.sort_by_key(|at| std::cmp::Reverse(words[*at].chars().count()));
    longest.truncate(RARE_WORDS);
    longest.sort_unstable();
    let chosen: Vec<&str> = longest.into_iter().map(|at| words[at]).collect();
    chosen.join(" ")
}
