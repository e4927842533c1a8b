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

/// A question on the screen.
#[derive(Debug)]
struct ShownQuestion {
    asked: Asked,
    /// When it was first drawn, in milliseconds since the start.
    since: u64,
    /// The key that led to it, until another one came. Who walks by `n` means the next one with it, not no.
    led_by: Option<Key>,
}

/// What was asked, and when keys came.
#[derive(Debug, Default)]
pub struct AnswerTime {
    /// What the last frame asked.
    shown: Option<ShownQuestion>,
    /// The key that is pressed, or was the last one.
    key: Option<Key>,
    /// When the key before it came.
    rest: Option<u64>,
}

impl AnswerTime {
    /// A frame that asks this, or nothing, has been drawn so many milliseconds after the start.
    pub fn drawn(&mut self, asked: Option<Asked>, at: u64) {
        if self.shown.as_ref().map(|shown| &shown.asked) != asked.as_ref() {
            self.shown = asked.map(|asked| ShownQuestion {
                asked,
                since: at,
                led_by: self.key,
            });
        }
    }

    /// A key is pressed, and will be acted on.
    pub fn key_comes(&mut self, key: Key) {
        self.key = Some(key);
    }

    /// It was acted on, so many milliseconds after the start.
    pub fn key_came(&mut self, at: u64) {
        self.rest = Some(at);
        if let Some(shown) = &mut self.shown {
            shown.led_by = None;
        }
    }

    /// Why the key that is pressed cannot have been meant for a question; `None` where it answers that.
    pub fn refusal(&self, asked: &Asked, now: u64) -> Option<&'static str> {
        let rested = |since: u64| now.saturating_sub(since) >= READING;
        let shown = self.shown.as_ref().filter(|shown| shown.asked == *asked);
        let is_read = shown.is_some_and(|shown| rested(shown.since));
        if !is_read || !self.rest.is_none_or(rested) {
            return Some("Not answered, because it came at once: once more, y or n");
        }
        let led = shown.is_some_and(|shown| shown.led_by.is_some() && shown.led_by == self.key);
        led.then_some("Not answered, because that key led here: once more, y or n")
    }
}
