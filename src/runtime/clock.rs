//! The time, and names that nobody else has, for the app that has neither.

use std::time::Instant;

use crate::app::message::Moment;
use crate::store::annotations::{new_id, now};
use crate::text::date::{Date, Day};

/// The clock of one run of the program.
pub struct Clock {
    began: Instant,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self {
            began: Instant::now(),
        }
    }

    /// The moment that it is.
    pub fn moment(&self) -> Moment {
        Moment {
            at: now(),
            elapsed: self.elapsed(),
            id: new_id(),
        }
    }

    /// How many milliseconds ago the program began.
    pub fn elapsed(&self) -> u64 {
        self.began.elapsed().as_millis() as u64
    }
}

/// The day that it is, in UTC.
pub fn today() -> Option<Day> {
    Date::read(&now()).day
}
