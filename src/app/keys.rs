//! Keys to commands: counts, sequences, typing.

use crate::app::message::Effect;
use crate::app::state::App;
use crate::input::action::Context;
use crate::input::key::Key;
use crate::input::keymap::{Answer, Command};
use crate::text::clean::SafeText;

/// Longest count; more digits change nothing.
const LARGEST_COUNT: u32 = 99_999;

impl App {
    /// Acts on a key in the context in which it was pressed.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        if self.counts(key, context) {
            return Vec::new();
        }
        let waited = !self.pressed.is_empty();
        self.pressed.push(key);
        match self.cx.keymap.answer(context, &self.pressed) {
            Answer::Pending => Vec::new(),
            Answer::Run(command) => {
                self.pressed.clear();
                let command = Command {
                    count: self.count.take(),
                    ..command
                };
                self.status = SafeText::default();
                self.run(command)
            }
            Answer::Nothing => {
                self.pressed.clear();
                self.count = None;
                // A key that ends a sequence nobody knows is not a command of its own.
                if waited {
                    Vec::new()
                } else {
                    self.typed(key, context)
                }
            }
        }
    }

    /// Puts pasted text where text is typed; elsewhere it would be run as commands, so it is not.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.context().is_typing() && self.context() != Context::Hints {
            return self.type_text(text);
        }
        self.status = "Pasted text is only taken where text is typed".into();
        Vec::new()
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

    fn typed(&mut self, key: Key, context: Context) -> Vec<Effect> {
        match key.typed().filter(|_| context.is_typing()) {
            Some(c) => self.type_text(c.encode_utf8(&mut [0; 4])),
            None => Vec::new(),
        }
    }

    fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let id = self.keyboard();
        let requests = self.panes.get_mut(id).type_text(text, &self.cx);
        self.carry_out(
            requests,
            Command::plain(crate::input::action::Action::Accept),
        )
    }
}
