//! The pace of drawing: at once for what a reader did, a moment later where the answer to it is
//! on its way, and only so often for what workers tell.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::app::state::App;

/// Shortest time between two frames that no reader asked for: 30 frames a second.
const FRAME: Duration = Duration::from_millis(33);

/// So long a frame waits for what was asked: less than one of a screen at 60 Hz, and longer than
/// the searcher takes for its first rows, so that a letter and its hits are one frame, and a list that
/// is made quickly is never seen without its rows.
const ANSWER: Duration = Duration::from_millis(12);

/// When the next frame is drawn.
pub(super) struct FramePacer {
    drawn: Instant,
    due: Option<Instant>,
}

impl FramePacer {
    /// The pace after a frame at that time.
    pub(super) const fn drawn(now: Instant) -> Self {
        Self {
            drawn: now,
            due: None,
        }
    }

    /// What has happened; nothing when a frame is due; `None` when nothing can happen any more.
    pub(super) fn wait(&self, inbox: &Receiver<Message>) -> Option<Vec<Message>> {
        let first = match self.due {
            Some(due) => match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
                received => received.ok()?,
            },
            None => inbox.recv().ok()?,
        };
        Some(std::iter::once(first).chain(inbox.try_iter()).collect())
    }

    /// Whether to draw now, where `prompted` says that a reader did something or hears of it.
    pub(super) fn draws(&mut self, app: &mut App, prompted: bool) -> bool {
        let now = Instant::now();
        if app.take_stale() {
            self.owe(prompted, app.awaits_answer(), now);
        }
        self.due.is_some_and(|due| due <= now)
    }

    fn owe(&mut self, prompted: bool, awaits: bool, now: Instant) {
        let due = match (prompted, awaits) {
            (true, true) => now + ANSWER,
            (true, false) => now,
            (false, _) => self.drawn + FRAME,
        };
        self.due = Some(self.due.map_or(due, |earlier| earlier.min(due)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_waits_for_its_hits_and_what_workers_tell_waits_for_the_next_frame() {
        let start = Instant::now();
        let mut pace = FramePacer::drawn(start);
        pace.owe(false, false, start);
        assert_eq!(pace.due, Some(start + FRAME));
        pace.owe(true, true, start);
        assert_eq!(pace.due, Some(start + ANSWER));
        let later = start + ANSWER / 2;
        pace.owe(true, true, later);
        assert_eq!(
            pace.due,
            Some(start + ANSWER),
            "the first letter's frame is not put off"
        );
        pace.owe(true, false, later);
        assert_eq!(pace.due, Some(later), "the hits are here");
    }
}
