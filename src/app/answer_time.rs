//! When a question may be answered: never by a key that was on its way before the question could be read.

use crate::app::dialog::Confirm;
use crate::notes::annotation::AnnotationId;

/// Shortest time in milliseconds from the frame with a question to its answer, and from any key to one that answers. Letters that
/// are typed one after the other come faster, and nobody reads a question in less.
const READING: u64 = 300;

/// Something that `y` and `n` answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A question of its own.
    Question(Confirm),
    /// Whether an annotation belongs where it was found.
    Place(AnnotationId),
}

/// What was asked, and when keys came.
#[derive(Debug, Default)]
pub struct AnswerTime {
    /// What the last frame asked, and when it was first drawn, in milliseconds since the start.
    asked: Option<(Asked, u64)>,
    /// When the last key came.
    key: Option<u64>,
}

impl AnswerTime {
    /// A frame that asks this, or nothing, has been drawn so many milliseconds after the start.
    pub fn drawn(&mut self, asked: Option<Asked>, at: u64) {
        if self.asked.as_ref().map(|(asked, _)| asked) != asked.as_ref() {
            self.asked = asked.map(|asked| (asked, at));
        }
    }

    /// A key came so many milliseconds after the start.
    pub fn key_came(&mut self, at: u64) {
        self.key = Some(at);
    }

    /// Whether an answer to this would come before anybody can have read it.
    pub fn is_too_soon(&self, asked: &Asked, now: u64) -> bool {
        let rested = |since: u64| now.saturating_sub(since) >= READING;
        let shown = self.asked.as_ref().filter(|(shown, _)| shown == asked);
        let is_read = shown.is_some_and(|(_, since)| rested(*since));
        !is_read || !self.key.is_none_or(rested)
    }
}
