//! Lists that another thread makes: asking for them, taking them in, and commands that mean rows which are still to come.

use std::sync::Arc;

use crate::app::message::{Effect, Input};
use crate::app::state::App;
use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::list_work::{Bulk, ListAnswer, ListQuestion, Make};
use crate::panes::pane_id::PaneId;

impl App {
    /// Asks for what panes want made, first for the pane that has the keyboard.
    pub(super) fn ask_for_lists(&mut self) {
        let keyboard = self.keyboard();
        let others = PaneId::ALL.iter().filter(|id| **id != keyboard);
        for id in [&keyboard].into_iter().chain(others) {
            if let Some(make) = self.panes.get_mut(*id).wants(&self.cx) {
                self.ask_for(*id, make);
            }
        }
    }

    /// Asks for something on behalf of a pane.
    pub(super) fn ask_for(&mut self, pane: PaneId, make: Arc<Make>) {
        self.lists.last += 1;
        self.lists.asked.insert(pane, self.lists.last);
        self.effects.push(Effect::List(ListQuestion {
            pane,
            number: self.lists.last,
            is_prompted: self.is_prompted,
            extent: self.cx.extent(),
            make,
        }));
    }

    /// What a pane asked for is of no use any more.
    pub(super) fn ask_no_more(&mut self, pane: PaneId) {
        self.lists.asked.remove(&pane);
    }

    /// Takes in what was made. What answers an older question comes too late.
    pub(super) fn listed(&mut self, answer: &ListAnswer) {
        if !self.lists.is_awaited(answer) {
            return self.let_go(answer.made.clone());
        }
        if answer.pane == PaneId::Filters {
            return self.selected(&answer.made);
        }
        let pane = self.panes.get_mut(answer.pane);
        if let Some(before) = pane.made(&answer.made, &self.cx) {
            self.let_go(before);
        }
        if answer.pane == PaneId::Articles {
            self.articles_listed();
        }
        if !self.panes.get(self.keyboard()).awaits() {
            self.go_on();
        }
    }

    /// Lets something go where nobody waits for it.
    pub(super) fn let_go(&mut self, bulk: Bulk) {
        self.effects.push(Effect::LetGo(bulk));
    }

    /// Puts a command off that means rows which are still to come; says whether it did. Typing goes on, and so does
    /// closing.
    pub(super) fn puts_off(&mut self, command: Command) -> bool {
        let pane = self.panes.get(self.keyboard());
        let moves = matches!(
            command.action,
            Action::TypeDown
                | Action::TypeUp
                | Action::TypePageDown
                | Action::TypePageUp
                | Action::Accept
        );
        let means_rows = match pane.context() {
            Context::Typing => moves,
            _ => command.action != Action::Close,
        };
        let puts_off = means_rows && pane.awaits();
        if puts_off {
            self.lists.put_off = Some((command, Vec::new()));
        }
        puts_off
    }

    /// Keeps input behind a command that was put off; gives back what is to be acted on now.
    pub(super) fn admit(&mut self, input: Input) -> Option<Input> {
        match &mut self.lists.put_off {
            Some((_, behind)) if !matches!(input, Input::Resize(..)) => {
                behind.push(input);
                None
            }
            _ => Some(input),
        }
    }

    /// Acts on what was put off.
    fn go_on(&mut self) {
        let Some((command, behind)) = self.lists.put_off.take() else {
            return;
        };
        self.run(command);
        for input in behind {
            self.input(input);
        }
    }
}
