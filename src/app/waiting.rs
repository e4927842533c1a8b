//! What wants the reader waits its turn: while something is typed or asked, nothing else takes the
//! keyboard, and no key that was meant for the one answers the other.

use crate::app::message::{Effect, Export};
use crate::app::state::App;
use crate::app::writing::Subject;
use crate::input::action::Context;
use crate::text::clean::SafeText;

/// Something that the keyboard is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A note to go on with.
    Note {
        /// What it is on.
        subject: Subject,
        /// Its text.
        text: String,
        /// Why it is here.
        reason: SafeText,
    },
    /// Whether a file may be written to that is there and is not ours.
    Write(Export),
}

impl App {
    /// Has something wait for the keyboard.
    pub(super) fn wait_for_keyboard(&mut self, waiting: Waiting) {
        self.waiting.push_back(waiting);
    }

    /// Shows the next that waits, unless something is typed or asked.
    pub(super) fn show_waiting(&mut self) -> Vec<Effect> {
        let is_busy = |context: Context| context.is_typing() || context == Context::Question;
        let open = self.over.iter().chain([&self.focus]);
        if open
            .map(|pane| self.panes.get(*pane).context())
            .any(is_busy)
        {
            return Vec::new();
        }
        match self.waiting.pop_front() {
            Some(Waiting::Note {
                subject,
                text,
                reason,
            }) => {
                self.write_from(subject, &text);
                self.status = reason;
                self.note_typed(text)
            }
            Some(Waiting::Write(export)) => {
                self.ask_to_write(export);
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}
