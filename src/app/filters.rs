//! Pinned filters: which articles take part in all panes.

use std::sync::Arc;

use crate::app::message::Effect;
use crate::app::state::App;
use crate::clip::article_set::ArticleSet;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::panes::list_work::{Bulk, Extent};
use crate::panes::pane::Pane;
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
        self.lists.says_count = true;
        if self.cx.filter.is_empty() {
            self.lists.says_count = false;
            self.say("All articles");
        }
    }

    /// Has other articles take part, and remembers for the next start what is pinned.
    pub(super) fn pinned_anew(&mut self) {
        let typed = self.cx.filter.to_string();
        self.effects.push(Effect::Pinned(typed));
        self.filter_anew();
    }

    /// Pins the filters that were pinned when the library was left.
    pub(super) fn pin_again(&mut self) {
        self.cx.filter = Query::parse(&self.cx.stops.filter).filter;
        if !self.cx.filter.is_empty() {
            self.filter_anew();
        }
    }

    /// Has other articles take part; panes hear of it once these are known.
    pub(super) fn filter_anew(&mut self) {
        self.select();
        if self.cx.filter.is_empty() {
            self.send(&Notice::Filtered);
        } else {
            self.panes.filters.notice(&Notice::Filtered, &self.cx);
        }
        self.arrange();
        // What was found without the filter is found anew.
        if self.over().any(|id| id == PaneId::SearchBox) {
            let requests = self.panes.search_box.ask();
            self.carry_out(requests, Command::plain(Action::FindAll));
        }
    }

    /// Has it found out which articles pass the pinned filters.
    pub(super) fn select(&mut self) {
        if self.cx.filter.is_empty() {
            self.cx.selected = None;
            return self.ask_no_more(PaneId::Filters);
        }
        let filter = self.cx.filter.clone();
        let context = self.cx.filter_context();
        let make = move |extent: &Extent| {
            let selected = filter.select(&extent.library, &context);
            Bulk::new(Arc::new(selected))
        };
        self.ask_for(PaneId::Filters, Arc::new(make));
    }

    /// Learns which articles pass the pinned filters.
    pub(super) fn selected(&mut self, made: &Bulk) {
        let Some(selected) = made.get::<Arc<ArticleSet>>() else {
            return;
        };
        if std::mem::take(&mut self.lists.says_count) {
            let (passing, all) = (selected.len(), self.cx.library.articles().len());
            self.say(SafeText::line(&format!(
                "{passing} of {all} articles; X changes it"
            )));
        }
        if self.cx.selected.as_ref() != Some(selected) {
            self.cx.selected = Some(Arc::clone(selected));
            self.send(&Notice::Filtered);
        }
    }
}
