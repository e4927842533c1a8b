//! What wants the reader waits its turn: while something is typed or asked, nothing else takes the
//! keyboard, and no key that was meant for the one answers the other.

use crate::app::dialog::{Refused, Waiting};
use crate::app::start::Start;
use crate::app::state::App;
use crate::input::action::Context;

impl App {
    /// Shows the next that waits, unless something is typed or asked.
    pub(super) fn show_waiting(&mut self) {
        // Keys that came before the first rows were not meant for what opens by itself.
        if matches!(self.start, Start::Waiting { .. }) {
            return;
        }
        let is_busy = |context: Context| context.is_typing() || context == Context::Question;
        let mut open = self.over().chain([self.focus]);
        if open.any(|pane| is_busy(self.panes.get(pane).context())) {
            return;
        }
        drop(open);
        match self.waiting.pop_front() {
            Some(Waiting::Note {
                subject,
                text,
                reason,
            }) => {
                self.write_from(subject, &text, Refused::Saving);
                self.say(reason);
                self.note_typed(text);
            }
            Some(Waiting::Write(export)) => self.ask_to_write(export),
            None => {}
        }
    }
}
