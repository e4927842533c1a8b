//! When a question may be answered: never by a key that was on its way before the question could be read.

use crate::app::dialog::Confirm;
use crate::input::key::Key;
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
    /// The question that the last key led to. Who walks by `n` means the next one with it, not no.
    led: Option<(Key, Asked)>,
}

impl AnswerTime {
    /// A frame that asks this, or nothing, has been drawn so many milliseconds after the start.
    pub fn drawn(&mut self, asked: Option<Asked>, at: u64) {
        if self.asked.as_ref().map(|(asked, _)| asked) != asked.as_ref() {
            self.asked = asked.map(|asked| (asked, at));
        }
    }

    /// A key came so many milliseconds after the start, and led to this question or to none.
    pub fn key_came(&mut self, key: Key, led: Option<Asked>, at: u64) {
        self.key = Some(at);
        self.led = led.map(|asked| (key, asked));
    }

    /// Why a key cannot have been meant for a question; `None` where it answers that.
    pub fn refusal(&self, asked: &Asked, key: Option<Key>, now: u64) -> Option<&'static str> {
        let rested = |since: u64| now.saturating_sub(since) >= READING;
        let shown = self.asked.as_ref().filter(|(shown, _)| shown == asked);
        let is_read = shown.is_some_and(|(_, since)| rested(*since));
        if !is_read || !self.key.is_none_or(rested) {
            return Some("Not answered, because it came at once: once more, y or n");
        }
        let led = self.led.as_ref().filter(|(_, led)| led == asked);
        let is_same = led.is_some_and(|(led_by, _)| Some(*led_by) == key);
        is_same.then_some("Not answered, because that key led here: once more, y or n")
    }
}
