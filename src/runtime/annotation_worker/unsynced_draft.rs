//! The draft that is being typed, synced from time to time.

use std::time::{Duration, Instant};

use crate::store::drafts::{CHANGES, IDLE_MS};
use crate::store::journal::Syncer;
use crate::text::clean::SafeText;

/// A draft that is being typed, and what of it a power cut would cost.
#[derive(Default)]
pub(super) struct UnsyncedDraft {
    syncer: Option<Syncer>,
    /// When it was typed last, if that was not synced yet.
    typed: Option<Instant>,
    /// How many changes are not synced.
    changes: usize,
}

impl UnsyncedDraft {
    /// Takes in that something was typed.
    pub(super) fn typed(&mut self, other: Option<Syncer>) -> Result<(), SafeText> {
        self.syncer = other.or(self.syncer.take());
        self.typed = Some(Instant::now());
        self.changes += 1;
        if self.changes < CHANGES {
            return Ok(());
        }
        self.sync()
    }

    /// Parts with it: until the note is saved, or cannot be, the draft is all there is of it.
    pub(super) fn part(&mut self) -> Result<(), SafeText> {
        let synced = self.sync();
        self.syncer = None;
        synced
    }

    /// When it is to be synced; `None` where it is.
    pub(super) fn due(&self) -> Option<Instant> {
        self.typed
            .map(|typed| typed + Duration::from_millis(IDLE_MS))
    }

    pub(super) fn sync(&mut self) -> Result<(), SafeText> {
        self.changes = 0;
        let (Some(_), Some(syncer)) = (self.typed.take(), &self.syncer) else {
            return Ok(());
        };
        syncer
            .sync()
            .map_err(|error| SafeText::line(&error.to_string()))
    }
}
