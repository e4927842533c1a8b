//! Decisions about annotations: which variant stays, whether a place is the one, and where a lost one
//! belongs now.

use crate::app::state::App;
use crate::notes::annotation::AnnotationId;
use crate::notes::notebook::Change;
use crate::notes::placement::Placed;
use crate::panes::opened::Opened;
use crate::panes::pane_id::PaneId;
use crate::text::clean::SafeText;

/// Words of a quote with which the library is searched for it: the longest ones, which are rare.
const RARE_WORDS: usize = 3;

impl App {
    /// The place that was found for the annotation at hand is the one.
    pub(super) fn confirm_place(&mut self) {
        let found = self.found_here().and_then(|(id, placed, opened)| {
            let article = self.cx.library.article(opened.article)?;
            let target = opened.sheet.target(article, placed.source?)?;
            Some(self.cx.notebook.entry(id)?.attach(target))
        });
        self.decide(found, "It is here");
    }

    /// The place that was found for the annotation at hand is not the one.
    pub(super) fn refuse_place(&mut self) {
        let found = self.found_here().and_then(|(id, _, opened)| {
            Some(self.cx.notebook.entry(id)?.refuse(opened.sheet.body_hash()))
        });
        self.decide(found, "It is not here");
    }

    /// The annotation at hand, what was found of it, and its article where that is in the reader.
    fn found_here(&self) -> Option<(AnnotationId, &Placed, &Opened)> {
        let id = self.annotation_here()?;
        let placed = self.cx.placements.get(&id)?;
        let opened = self.cx.opened()?;
        (Some(opened.article) == placed.article).then_some((id, placed, opened))
    }

    /// Makes a change that answers a question of the review. The next question waits until the reader goes on: a key
    /// that was meant for this one must not answer it.
    fn decide(&mut self, change: Option<Change>, words: &str) {
        let Some(change) = change else {
            return self.say("Its article is not here yet");
        };
        self.end_review();
        self.commit_saying(
            change,
            SafeText::line(&format!("Recorded, u takes it back: {words}")),
        );
    }

    /// Puts down in the reader what was picked up, and picks up elsewhere.
    pub(super) fn attach(&mut self) {
        if self.keyboard() == PaneId::Reader {
            self.put_down();
        } else {
            self.pick_up();
        }
    }

    /// Takes an annotation along, to give it a place in the reader.
    fn pick_up(&mut self) {
        let Some(id) = self.annotation_here() else {
            return self.say("No annotation here");
        };
        self.held = Some(id);
        let placed = self.cx.placements.get(&id);
        if let Some(article) = placed.and_then(|placed| placed.article) {
            self.read(article);
        }
        self.go_pane(PaneId::Reader);
    }

    /// Gives the annotation that was taken along the selection, else the current sentence.
    fn put_down(&mut self) {
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
        self.commit(change);
    }

    /// What is held, as the hint line says it.
    pub(in crate::app) fn held_words(&self) -> Option<SafeText> {
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
    pub(super) fn find_quote(&mut self) {
        let Some(id) = self.annotation_here() else {
            return self.say("No annotation here");
        };
        let entry = self.cx.notebook.entry(id);
        let words = entry.map_or_else(String::new, |entry| rare(entry.annotation().target.words()));
        if words.is_empty() {
            return self.say("It marks no words");
        }
        let placed = self.cx.placements.get(&id);
        if placed.is_none_or(|placed| placed.place().is_none()) {
            self.held = Some(id);
        }
        self.find_all(&format!("p: {words}"));
    }

    /// Shows the variants of the one at hand.
    pub(super) fn compare(&mut self) {
        match self.annotation_here().filter(|id| self.has_choice(*id)) {
            Some(id) => {
                self.panes.variants.show(id, &self.cx);
                self.show_over(PaneId::Variants);
            }
            None => self.say("There is one variant of it"),
        }
    }

    /// Keeps one variant of those that are compared; the one after the last is their deletion.
    pub(in crate::app) fn keep_variant(&mut self, number: usize) {
        let here = self.annotation_here();
        let entry = here.and_then(|id| self.cx.notebook.entry(id));
        let change = entry.map(|entry| entry.keep(number).unwrap_or_else(|| entry.remove()));
        self.close_variants();
        if let Some(change) = change {
            self.commit(change);
        }
    }

    pub(super) fn join_variants(&mut self) {
        let here = self.annotation_here().filter(|id| self.has_choice(*id));
        let Some(entry) = here.and_then(|id| self.cx.notebook.entry(id)) else {
            return self.say("There is one variant of it");
        };
        let change = entry.join(|_| {});
        self.close_variants();
        self.commit(change);
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
