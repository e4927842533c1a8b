//! Where articles are left, gathered while one moves and written down after a moment's rest.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::store::reading_log::ReadingLog;
use crate::text::clean::SafeText;

/// How long one reads on before it is written down where: the place is a convenience, and each time costs a sync.
const REST: Duration = Duration::from_secs(1);

/// What is known of reading, and what of it is not on the disk yet.
pub struct PositionSaver {
    log: Option<ReadingLog>,
    owed: BTreeMap<String, u32>,
    /// When an article was left last.
    left: Instant,
}

impl PositionSaver {
    /// Without a place for the log nothing is kept.
    pub fn new(log: Option<ReadingLog>) -> Self {
        Self {
            log,
            owed: BTreeMap::new(),
            left: Instant::now(),
        }
    }

    /// What was read before.
    pub fn load(&mut self) -> Option<Message> {
        let log = self.log.as_mut()?;
        Some(Message::ReadBefore(log.load()))
    }

    /// An article was left at a byte of its file.
    pub fn left(&mut self, path: String, at: u32) {
        if self.log.is_some() {
            self.owed.insert(path, at);
            self.left = Instant::now();
        }
    }

    /// When what is owed is to be written down; `None` where nothing is.
    pub fn due(&self) -> Option<Instant> {
        (!self.owed.is_empty()).then(|| self.left + REST)
    }

    /// Writes down what is owed. A log that cannot be written is given up, and that is said once.
    pub fn write(&mut self) -> Result<(), SafeText> {
        let owed = std::mem::take(&mut self.owed);
        let Some(log) = self.log.as_mut().filter(|_| !owed.is_empty()) else {
            return Ok(());
        };
        log.write(&owed).map_err(|error| {
            self.log = None;
            SafeText::line(&format!("What is read is not remembered: {error}"))
        })
    }
}
