//! Commands to deeds: the pane with the keyboard is asked first, then the owner that the table names.

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::action::{Action, Owner, ProgramCommand};
use crate::input::keymap::Command;
use crate::panes::pane::Pane;
use crate::panes::pane_id::{BASE, PaneId};
use crate::panes::request::{Notice, PairName, Request, Scope};
use crate::panes::sort_key::SortBy;
use crate::search::filter::Constraint;
use crate::text::clean::SafeText;

impl App {
    /// Gives a command to the pane that has the keyboard, and carries out what it asks for.
    pub(super) fn run(&mut self, command: Command) {
        if let Some(reason) = self.answer_refusal(command.action) {
            return self.say(reason);
        }
        if self.puts_off(command) {
            return;
        }
        let id = self.keyboard();
        let requests = self.panes.get_mut(id).act(command, &self.cx);
        self.carry_out(requests, command);
    }

    /// Acts on a command that the pane with the keyboard left.
    pub(super) fn act(&mut self, command: Command) {
        match command.action.row().owner {
            Owner::Pane => self.answer_unused(command.action),
            Owner::Reader => self.act_reader(command),
            Owner::Program(which) => self.act_program(which),
            Owner::Annotations(which) => self.act_annotations(which, command),
            Owner::Names(which) => self.act_names(which, command.action),
        }
    }

    /// Gives the reader a command from another pane, such as one that was run from the box. A reader that
    /// is not seen does not move.
    pub(super) fn act_reader(&mut self, command: Command) {
        if self.keyboard() == PaneId::Reader || !self.is_at_hand(PaneId::Reader) {
            return self.answer_unused(command.action);
        }
        let before = self.panes.reader.context();
        let requests = self.panes.reader.act(command, &self.cx);
        // What has begun in the reader, such as choosing a hint, goes on there.
        if self.panes.reader.context() != before {
            self.go_pane(PaneId::Reader);
        }
        if requests.contains(&Request::Ignored) {
            return self.answer_unused(command.action);
        }
        self.carry_out(requests, command);
    }

    fn act_program(&mut self, which: ProgramCommand) {
        match which {
            ProgramCommand::NextPane => self.step_focus(1),
            ProgramCommand::PreviousPane => self.step_focus(BASE.len() - 1),
            ProgramCommand::GoArticles => self.go_pane(PaneId::Articles),
            ProgramCommand::GoReader => self.go_pane(PaneId::Reader),
            ProgramCommand::GoEntities => self.go_pane(PaneId::Entities),
            ProgramCommand::GoSources => self.go_pane(PaneId::Sources),
            ProgramCommand::GoAnnotations => self.go_over(PaneId::Annotations),
            ProgramCommand::GoMap => {
                self.panes.map.show(&self.cx);
                self.go_over(PaneId::Map);
            }
            ProgramCommand::GoPair => self.show_pair(),
            ProgramCommand::GoProblems => self.go_over(PaneId::Problems),
            ProgramCommand::Help => self.go_over(PaneId::Help),
            ProgramCommand::Zen => self.toggle_zen(),
            ProgramCommand::Scope => self.toggle_scope(),
            ProgramCommand::Outline => self.show_outline(),
            ProgramCommand::Sort => self.show_sort(),
            ProgramCommand::Pin => self.pin_offered(),
            ProgramCommand::Filters => self.show_filters(),
            ProgramCommand::NameFilter => self.ask_filter_name(),
            ProgramCommand::FindAll => self.find_all(""),
            ProgramCommand::FindCommand => self.find_all(">"),
            ProgramCommand::Close | ProgramCommand::Shallower => self.close_one(),
            ProgramCommand::Quit => self.quit(),
            ProgramCommand::Leave => self.finish(),
            ProgramCommand::Back => self.back(),
            ProgramCommand::Forward => self.forward(),
            ProgramCommand::Mouse => self.toggle_mouse(),
            ProgramCommand::Redraw => self.effects.push(Effect::Redraw),
            ProgramCommand::Suspend => self.effects.push(Effect::Suspend),
            ProgramCommand::Reload => {
                self.say("Reading the library again");
                self.effects.push(Effect::Reload);
            }
        }
    }

    /// Shows what joins two names: that of the row and the one that was pinned last, else the two that were; else the
    /// two that were shown before.
    fn show_pair(&mut self) {
        let offered = self.panes.get(self.keyboard()).offers(&self.cx);
        let pinned = self.cx.filter.constraints().iter().rev().cloned();
        let mut names: Vec<String> = Vec::new();
        for constraint in offered.into_iter().chain(pinned) {
            if let Constraint::Entity(name) = constraint
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        let name = |name: &String| PairName {
            kind: None,
            name: SafeText::line(name),
        };
        match names.as_slice() {
            [other, one, ..] => {
                let request = Request::Pair(name(one), name(other));
                self.carry_out(vec![request], Command::plain(Action::GoPair));
            }
            _ if self.panes.pair.has_names() => self.go_over(PaneId::Pair),
            _ => self.say("Pin one name with x: then this shows what joins it with that of a row"),
        }
    }

    /// Shows a pane over the others, or says that it is the one that has the keys.
    fn go_over(&mut self, pane: PaneId) {
        if self.keyboard() == pane {
            return self.say(SafeText::line(&format!("This is {} already", pane.name())));
        }
        self.show_over(pane);
    }

    fn step_focus(&mut self, by: usize) {
        let now = BASE.iter().position(|pane| *pane == self.focus);
        self.go_pane(BASE[(now.unwrap_or(0) + by) % BASE.len()]);
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
        let (scope, words) = match self.cx.scope {
            Scope::Article => (
                Scope::Library,
                "Names, sources and annotations of the library",
            ),
            Scope::Library => (
                Scope::Article,
                "Names, sources and annotations of this article",
            ),
        };
        self.cx.scope = scope;
        self.send(&Notice::ScopeChanged);
        self.say(words);
    }

    fn show_outline(&mut self) {
        let at = self.here().map_or(0, |place| place.range.start);
        self.panes.outline.choose(at, &self.cx);
        self.go_over(PaneId::Outline);
    }

    fn show_sort(&mut self) {
        let now = match self.keyboard() {
            PaneId::Annotations | PaneId::Review => {
                SortBy::Annotations(self.panes.annotations.arrangement())
            }
            PaneId::Sources => SortBy::Sources(self.panes.sources.sort()),
            PaneId::Entities | PaneId::Dossier | PaneId::Record => {
                return self.say("Names and sources stand by how many articles have them");
            }
            _ if self.over.is_empty() => SortBy::Articles(self.panes.articles.sort()),
            _ => return self.answer_unused(Action::Sort),
        };
        self.panes.sort.offer(now);
        self.show_over(PaneId::Sort);
    }

    pub(super) fn find_all(&mut self, begin: &str) {
        let requests = self.panes.search_box.start(begin);
        self.show_over(PaneId::SearchBox);
        self.carry_out(requests, Command::plain(Action::FindAll));
    }

    /// Closes exactly one level.
    fn close_one(&mut self) {
        if !self.over.is_empty() {
            self.close();
        } else if self.held.take().is_some() {
            self.say("Put down where it was");
        } else if self.zen {
            self.toggle_zen();
        } else {
            self.say("Nothing is open that could be closed");
        }
    }

    fn quit(&mut self) {
        if self.over.is_empty() {
            self.finish();
        } else {
            self.close();
        }
    }
}
