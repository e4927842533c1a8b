//! What actions mean to the program as a whole, when the pane with the keyboard has no use for them.

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::library::location::Location;
use crate::panes::pane::{Notice, Pane, PaneId, Request, Scope};
use crate::panes::sort::SortBy;
use crate::text::clean::SafeText;

/// The panes that are always open, in the order of Tab.
pub const BASE: [PaneId; 4] = [
    PaneId::Articles,
    PaneId::Reader,
    PaneId::Entities,
    PaneId::Sources,
];

impl App {
    /// Acts on a command that the pane with the keyboard left.
    pub(super) fn act(&mut self, command: Command) -> Vec<Effect> {
        let of_annotations = self
            .act_annotating(command)
            .or_else(|| self.act_deciding(command))
            .or_else(|| self.act_exchanging(command));
        if let Some(effects) = of_annotations {
            return effects;
        }
        if let Some(effects) = self.act_curating(command) {
            return effects;
        }
        match command.action {
            Action::NextPane => self.step_focus(1),
            Action::PreviousPane => self.step_focus(BASE.len() - 1),
            Action::GoArticles => self.go_pane(PaneId::Articles),
            Action::GoReader => self.go_pane(PaneId::Reader),
            Action::GoEntities => self.go_pane(PaneId::Entities),
            Action::GoSources => self.go_pane(PaneId::Sources),
            Action::GoAnnotations => self.show_over(PaneId::Annotations),
            Action::GoMap => {
                self.panes.map.show(&self.cx);
                self.show_over(PaneId::Map);
            }
            Action::GoProblems => self.show_over(PaneId::Problems),
            Action::Help => self.show_over(PaneId::Help),
            Action::Zen => self.toggle_zen(),
            Action::Scope => self.toggle_scope(),
            Action::Outline => self.show_outline(),
            Action::Sort => self.show_sort(),
            Action::Pin => return self.pin_offered(),
            Action::Filters => self.show_filters(),
            Action::FindAll => return self.find_all(""),
            Action::FindCommand => return self.find_all(">"),
            Action::Close | Action::Shallower => self.close_one(),
            Action::Quit => self.quit(),
            Action::Leave => self.finish(),
            Action::Back => return self.back(),
            Action::Forward => return self.forward(),
            Action::Mouse => return self.toggle_mouse(),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Reload => {
                self.status = "Reading the library again".into();
                return vec![Effect::Reload];
            }
            _ => return self.act_reader(command),
        }
        Vec::new()
    }

    /// What nobody else takes is meant for the reader, such as a command run from the box.
    fn act_reader(&mut self, command: Command) -> Vec<Effect> {
        if self.keyboard() == PaneId::Reader {
            return Vec::new();
        }
        let mut requests = self.panes.reader.act(command, &self.cx);
        requests.retain(|request| *request != Request::Ignored);
        self.carry_out(requests, command)
    }

    fn step_focus(&mut self, by: usize) {
        let now = BASE
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        self.go_pane(BASE[(now + by) % BASE.len()]);
    }

    /// Goes to a pane; what lay over the others is closed.
    pub(super) fn go_pane(&mut self, pane: PaneId) {
        self.over.clear();
        self.focus(pane);
    }

    fn toggle_zen(&mut self) {
        self.zen = !self.zen;
        self.over.clear();
        if self.zen {
            self.focus = PaneId::Reader;
        }
        self.arrange();
    }

    pub(super) fn toggle_scope(&mut self) {
        self.cx.scope = match self.cx.scope {
            Scope::Article => Scope::Library,
            Scope::Library => Scope::Article,
        };
        self.tell(&Notice::ScopeChanged);
        self.status = match self.cx.scope {
            Scope::Article => "Names, sources and annotations of this article".into(),
            Scope::Library => "Names, sources and annotations of the library".into(),
        };
    }

    fn show_outline(&mut self) {
        let at = self.here().map_or(0, |place| place.range.start);
        self.panes.outline.choose(at, &self.cx);
        self.show_over(PaneId::Outline);
    }

    fn show_sort(&mut self) {
        let now = match self.keyboard() {
            PaneId::Annotations | PaneId::Review => {
                SortBy::Annotations(self.panes.annotations.arrangement())
            }
            PaneId::Entities | PaneId::Dossier | PaneId::Sources | PaneId::Record => {
                self.status = "Names and sources stand by how many articles have them".into();
                return;
            }
            _ => SortBy::Articles(self.panes.articles.sort()),
        };
        self.panes.sort.offer(now);
        self.show_over(PaneId::Sort);
    }

    pub(super) fn find_all(&mut self, begin: &str) -> Vec<Effect> {
        let requests = self.panes.search_box.start(begin);
        self.show_over(PaneId::Box);
        self.carry_out(requests, Command::plain(Action::FindAll))
    }

    /// Closes exactly one level; with nothing left to close it does nothing.
    fn close_one(&mut self) {
        if !self.over.is_empty() {
            self.close();
        } else if self.held.take().is_none() && self.zen {
            self.toggle_zen();
        }
    }

    fn quit(&mut self) {
        if self.over.is_empty() {
            self.finish();
        } else {
            self.close();
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        let here = self.here().map(Location::from);
        match self.trail.back(here) {
            Some(stop) => self.show(stop),
            None => self.say("Nowhere to go back to"),
        }
    }

    fn forward(&mut self) -> Vec<Effect> {
        let here = self.here().map(Location::from);
        match self.trail.forward(here) {
            Some(stop) => self.show(stop),
            None => self.say("Nowhere to go forward to"),
        }
    }

    pub(super) fn say(&mut self, words: &'static str) -> Vec<Effect> {
        self.status = SafeText::from(words);
        Vec::new()
    }
}
