//! What was asked of the thread that makes lists, and what waits for its answers.

use std::collections::BTreeMap;

use crate::app::message::Input;
use crate::input::keymap::Command;
use crate::panes::list_work::ListAnswer;
use crate::panes::pane_id::PaneId;

/// What was asked, and what waits for the answer.
#[derive(Default)]
pub struct AwaitedLists {
    /// The number of the last question.
    pub(super) last: u64,
    /// The newest question of each pane that is not answered yet.
    pub(super) asked: BTreeMap<PaneId, u64>,
    /// Whether other rows of articles come since the library has changed.
    pub(super) are_of_new_library: bool,
    /// Whether the last line says how many articles pass the pinned filters, once that is known.
    pub(super) says_count: bool,
    /// A command that means rows which are still to come, and what came after it.
    pub(super) put_off: Option<(Command, Vec<Input>)>,
}

impl AwaitedLists {
    /// Whether something was asked that is not answered yet.
    pub fn awaits(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Whether something was asked for a pane that is not answered yet.
    pub(super) fn awaits_for(&self, pane: PaneId) -> bool {
        self.asked.contains_key(&pane)
    }

    /// Whether it is the answer to the newest question of its pane, which is answered by it.
    pub(super) fn is_awaited(&mut self, answer: &ListAnswer) -> bool {
        let is_newest = self.asked.get(&answer.pane) == Some(&answer.number);
        if is_newest {
            self.asked.remove(&answer.pane);
        }
        is_newest
    }
}
