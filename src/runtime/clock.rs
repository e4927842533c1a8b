//! The time, and names that nobody else has, for the app that has neither.

use crate::app::message::Moment;
use crate::store::annotations::{new_id, now};

/// The moment that it is.
pub fn moment() -> Moment {
    Moment {
        at: now(),
        id: new_id(),
    }
}
