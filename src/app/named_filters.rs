//! Pinned filters are given a name, which is kept beside the annotations as a revision.

use std::sync::Arc;

use crate::app::dialog::Dialog;
use crate::app::state::App;
use crate::notes::annotation::{Annotation, AnnotationId, Revision, SavedFilter};
use crate::notes::notebook::Change;
use crate::search::filter::{Constraint, Filter};
use crate::search::named_filters::{asks_for, named_filters};
use crate::text::clean::SafeText;

impl App {
    /// Asks for a name for what is pinned.
    pub(super) fn ask_filter_name(&mut self) {
        if self.cx.filter.is_empty() {
            return self.say("Nothing is pinned that could be given a name");
        }
        self.ask_name_of_filter(None, "");
    }

    /// Asks for another name for a filter of the library.
    pub(super) fn ask_other_name(&mut self, name: String) {
        let typed = name.clone();
        self.ask_name_of_filter(Some(name), &typed);
    }

    fn ask_name_of_filter(&mut self, before: Option<String>, typed: &str) {
        let title = match &before {
            Some(name) => format!("Another name for filter:{name}"),
            None => format!("A name for {}", self.cx.filter),
        };
        let title = SafeText::line(&title);
        self.panes.picker.start(title, typed, Vec::new());
        self.open_dialog(Dialog::NameFilter(before));
    }

    /// Gives what is pinned a name, or the filter of the name `before` another one. A name that cannot be stays in the
    /// field, with the reason on the last line.
    pub(super) fn name_filter(&mut self, before: Option<String>, name: &str) {
        let change = match &before {
            Some(before) => self.renaming(before, name),
            None => self.naming(name),
        };
        match change {
            Ok(change) => self.give_name(change, before.as_deref(), name),
            Err(reason) => {
                self.ask_name_of_filter(before, name);
                self.say(SafeText::line(&format!("Not named: {reason}")));
            }
        }
    }

    /// The change that gives what is pinned a name, or why it cannot have it.
    fn naming(&mut self, name: &str) -> Result<Change, String> {
        let filter = self.unfolded(name);
        if asks_for(&filter, name, &self.cx.named) {
            return Err(format!("filter:{name} cannot be a part of itself"));
        }
        let saved = SavedFilter {
            name: name.to_owned(),
            query: filter.to_string(),
        };
        self.writing(self.saved_filter(name), saved)
    }

    fn renaming(&mut self, before: &str, name: &str) -> Result<Change, String> {
        let (id, saved) = self
            .saved_filter(before)
            .ok_or_else(|| format!("filter:{before} is gone"))?;
        if name != before && self.saved_filter(name).is_some() {
            return Err(format!("there is a filter:{name} already"));
        }
        self.is_free(before)?;
        let renamed = SavedFilter {
            name: name.to_owned(),
            ..saved.clone()
        };
        self.writing(Some((id, saved)), renamed)
    }

    /// The change after which a name stands for a filter: of the one that is there, or a new one.
    fn writing(
        &mut self,
        there: Option<(AnnotationId, SavedFilter)>,
        saved: SavedFilter,
    ) -> Result<Change, String> {
        if let Some(fault) = saved.fault() {
            return Err(fault.to_owned());
        }
        let entry = there.and_then(|(id, old)| Some((old, self.cx.notebook.entry(id)?)));
        match entry {
            Some((old, _)) if old == saved => Err(format!("{} already", saved.words())),
            Some((_, entry)) => Ok(Change::Edit {
                // What was named at the same time elsewhere is settled by it.
                seen: entry.seen.clone(),
                after: Annotation {
                    filter: Some(saved),
                    ..entry.annotation().clone()
                },
            }),
            None => {
                let id = self.new_id();
                let (at, creator) = (&self.moment.at, &self.creator);
                Ok(Change::Add(Annotation::naming(id, at, creator, saved)))
            }
        }
    }

    /// Whether no other filter would ask in vain if one lost its name.
    fn is_free(&self, name: &str) -> Result<(), String> {
        let asks = |filter: &Filter| {
            let mut parts = filter.constraints().iter().flat_map(Constraint::parts);
            parts.any(|part| matches!(part, Constraint::Named(other) if other == name))
        };
        let mut others = self.cx.named.iter();
        match others.find(|(_, other)| asks(&other.filter)) {
            Some((other, _)) => Err(format!("filter:{other} asks for filter:{name}")),
            None => Ok(()),
        }
    }

    /// Makes the change; what is pinned goes by the name from then on.
    fn give_name(&mut self, change: Change, before: Option<&str>, name: &str) {
        let pinned = self.cx.filter.clone();
        let over = if self.filters.contains_key(name) {
            " over the config's"
        } else {
            ""
        };
        self.apply(vec![change], |revisions| recorded(over, revisions));
        let named = Constraint::Named(name.to_owned());
        let before = before.map(|before| Constraint::Named(before.to_owned()));
        if self.cx.named.contains_key(name) {
            let pinned = pinned.constraints().iter();
            let goes_by_it = |one: &Constraint| before.as_ref().is_none_or(|before| one == before);
            let pinned = pinned.map(|one| if goes_by_it(one) { &named } else { one });
            self.cx.filter = pinned.cloned().collect();
            self.pinned_anew();
        }
        self.show_filters();
        self.panes.filters.choose(&named);
    }

    /// Takes a name away that was given in this library; what is pinned by it stays pinned.
    pub(super) fn forget_filter(&mut self, name: &str) {
        if let Err(reason) = self.is_free(name) {
            return self.say(SafeText::line(&format!("It keeps its name: {reason}")));
        }
        let named = self.cx.notebook.filters();
        // One that was named so elsewhere at the same time would come forth in its place.
        let ids = named.filter(|(_, saved)| saved.name == name);
        let entries = ids.filter_map(|(id, _)| self.cx.notebook.entry(id));
        let changes: Vec<Change> = entries.map(|entry| entry.remove()).collect();
        self.apply(changes, |_| {
            SafeText::line(&format!("filter:{name} is no more; u brings it back"))
        });
    }

    /// Takes in which filters have names, when that has changed. What was pinned by a name that is gone stays pinned as
    /// what it was: nobody has asked for other articles.
    pub(super) fn follow_names(&mut self) {
        let named = named_filters(&self.filters, &self.cx.notebook);
        if *self.cx.named == named {
            return;
        }
        let before = std::mem::replace(&mut self.cx.named, Arc::new(named));
        let pinned = self.cx.filter.constraints().iter();
        let pinned = pinned.flat_map(|one| match one {
            Constraint::Named(name) if !self.cx.named.contains_key(name) => {
                before.get(name).map_or_else(
                    || vec![one.clone()],
                    |gone| gone.filter.constraints().to_vec(),
                )
            }
            _ => vec![one.clone()],
        });
        let pinned: Filter = pinned.collect();
        // At the start names are known before what was pinned the last time, which must not be forgotten for them.
        if pinned == self.cx.filter {
            return self.filter_anew();
        }
        self.cx.filter = pinned;
        self.pinned_anew();
    }

    /// What is pinned, with the filter of a name written out: so it may be named anew with more conditions.
    fn unfolded(&self, name: &str) -> Filter {
        let pinned = self.cx.filter.constraints().iter();
        let written_out = pinned.flat_map(|one| match (one, self.cx.named.get(name)) {
            (Constraint::Named(other), Some(named)) if other == name => {
                named.filter.constraints().to_vec()
            }
            _ => vec![one.clone()],
        });
        written_out.collect()
    }

    /// The filter of that name that was saved last in this library.
    fn saved_filter(&self, name: &str) -> Option<(AnnotationId, SavedFilter)> {
        let saved = self.cx.notebook.filters();
        let (id, saved) = saved.filter(|(_, saved)| saved.name == name).last()?;
        Some((id, saved.clone()))
    }
}

/// What is said of filters that got a name, `over` what else has it.
fn recorded(over: &str, revisions: &[Revision]) -> SafeText {
    let mut saved = revisions
        .iter()
        .filter_map(|one| one.annotation.filter.as_ref());
    let words = saved.next().map_or_else(String::new, SavedFilter::words);
    SafeText::line(&format!("Recorded{over}, u takes it back: {words}"))
}
