//! Pinned filters: which articles take part in all panes.

use std::sync::Arc;

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Notice;
use crate::search::filter::Constraint;
use crate::search::query::Query;
use crate::text::clean::SafeText;

impl App {
    /// Pins what the pane with the keyboard offers; of several things one is chosen from a list.
    pub(super) fn pin_offered(&mut self) {
        let offered = self.panes.get(self.keyboard()).offers(&self.cx);
        match offered.len() {
            0 => self.say("Nothing here to filter by"),
            1 => self.pin(offered),
            _ => self.show_filters(),
        }
    }

    /// Shows the pinned filters, with those that the pane with the keyboard offers.
    pub(super) fn show_filters(&mut self) {
        let offered = self.panes.get(self.keyboard()).offers(&self.cx);
        self.panes.filters.offer(offered, &self.cx);
        self.show_over(PaneId::Filters);
    }

    /// Pins filters; if all of them are pinned already, takes them back.
    pub(super) fn pin(&mut self, constraints: Vec<Constraint>) {
        let pinned = self.cx.filter.constraints();
        if constraints.iter().all(|one| pinned.contains(one)) {
            for constraint in &constraints {
                self.cx.filter.remove(constraint);
            }
        } else {
            for constraint in constraints {
                self.cx.filter.add(constraint);
            }
        }
        self.pinned_anew();
        self.status = match &self.cx.selected {
            Some(articles) => {
                let all = self.cx.library.articles().len();
                SafeText::line(&format!(
                    "{} of {all} articles; X changes it",
                    articles.len()
                ))
            }
            None => "All articles".into(),
        };
    }

    /// Has other articles take part, and remembers for the next start what is pinned.
    pub(super) fn pinned_anew(&mut self) {
        self.filter_anew();
        self.effects
            .push(Effect::Pinned(self.cx.filter.to_string()));
        // What was found without the filter is found anew.
        if self.over().any(|id| id == PaneId::SearchBox) {
            let requests = self.panes.search_box.ask();
            self.carry_out(requests, Command::plain(Action::FindAll));
        }
    }

    /// Pins the filters that were pinned when the library was left.
    pub(super) fn pin_again(&mut self) {
        self.cx.filter = Query::parse(&self.cx.stops.filter).filter;
        if !self.cx.filter.is_empty() {
            self.filter_anew();
        }
    }

    /// Lets all panes know that other articles take part.
    fn filter_anew(&mut self) {
        self.select();
        self.send(&Notice::Filtered);
        self.arrange();
    }

    /// Finds out which articles pass the pinned filters.
    pub(super) fn select(&mut self) {
        let cx = &mut self.cx;
        cx.selected = (!cx.filter.is_empty())
            .then(|| Arc::new(cx.filter.select(&cx.library, &cx.filter_context())));
    }
}
