//! Keys to commands: counts, sequences, typing.

use crate::app::answer_time::Asked;
use crate::app::dialog::Dialog;
use crate::app::state::App;
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::keymap::{Answer, Command};
use crate::text::clean::SafeText;

/// Longest count; more digits change nothing.
const LARGEST_COUNT: u32 = 99_999;

impl App {
    /// Acts on a key in the context in which it was pressed.
    pub(super) fn key(&mut self, key: Key) {
        let context = self.context();
        if self.counts(key, context) {
            return;
        }
        let waited = !self.pressed.is_empty();
        self.pressed.push(key);
        match self.cx.keymap.answer(context, &self.pressed) {
            Answer::Pending => {}
            Answer::Run(command) => {
                self.pressed.clear();
                let command = Command {
                    count: self.count.take(),
                    ..command
                };
                self.status = SafeText::default();
                self.run(command);
            }
            Answer::Nothing if context == Context::Question && self.is_meant_below(key) => {
                self.pressed.clear();
                self.close();
                self.key(key);
            }
            Answer::Nothing => {
                let pressed = std::mem::take(&mut self.pressed);
                self.count = None;
                // A key that ends a sequence nobody knows is not a command of its own.
                match key.typed().filter(|_| context.is_typing() && !waited) {
                    Some(c) => self.type_text(c.encode_utf8(&mut [0; 4])),
                    None => self.answer_unbound(&pressed),
                }
            }
        }
    }

    /// A frame of what is now has been drawn, so many milliseconds after the start.
    pub fn drawn(&mut self, at: u64) {
        let asked = self.asked();
        self.answer_time.drawn(asked, at);
    }

    /// Why an action does not answer what is asked, where nobody can have meant that by it.
    pub(super) fn answer_refusal(&self, action: Action) -> Option<&'static str> {
        let asked = self
            .asked()
            .filter(|_| matches!(action, Action::Yes | Action::No));
        self.answer_time
            .refusal(&asked?, self.last_key, self.moment.elapsed)
    }

    /// What `y` and `n` would answer now.
    pub(super) fn asked(&self) -> Option<Asked> {
        if let Some(Dialog::Confirm(confirm)) = self.over.last() {
            return Some(Asked::Question(confirm.clone()));
        }
        let doubts = self.context() == Context::Doubt;
        doubts.then(|| self.annotation_here().map(Asked::Place))?
    }

    /// Whether a key means something in the pane over which a question stands: the question gives way to it.
    fn is_meant_below(&self, key: Key) -> bool {
        let below = self.over().rev().nth(1).unwrap_or(self.focus);
        let context = self.panes.get(below).context();
        self.cx.keymap.answer(context, &[key]) != Answer::Nothing
    }

    /// Puts pasted text where text is typed; elsewhere it would be run as commands, so it is not.
    pub(super) fn paste(&mut self, text: &str) {
        if self.context().is_typing() && self.context() != Context::Hints {
            self.type_text(text);
        } else {
            self.say("Pasted text is only taken where text is typed");
        }
    }

    fn counts(&mut self, key: Key, context: Context) -> bool {
        let digit = key.typed().and_then(|c| c.to_digit(10));
        let Some(digit) = digit.filter(|_| !context.is_typing() && self.pressed.is_empty()) else {
            return false;
        };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(LARGEST_COUNT));
        true
    }

    fn type_text(&mut self, text: &str) {
        let id = self.keyboard();
        let requests = self.panes.get_mut(id).type_text(text, &self.cx);
        self.carry_out(requests, Command::plain(Action::Accept));
    }
}
