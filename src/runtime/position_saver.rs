//! Where articles are left, gathered while one moves and written down after a moment's rest.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::library::reading_position::ReadingMarks;
use crate::store::reading_log::ReadingLog;
use crate::text::clean::SafeText;

/// How long one reads on before it is written down where: the place is a convenience, and each time costs a sync.
const REST: Duration = Duration::from_secs(1);

/// What is known of reading, and what of it is not on the disk yet.
pub struct PositionSaver {
    log: Option<ReadingLog>,
    owed: BTreeMap<String, u32>,
    /// What articles were marked as that is not on the disk yet.
    marked: BTreeMap<String, ReadingMarks>,
    /// Filters that were pinned and are not on the disk yet.
    pinned: Option<String>,
    /// When an article was left last.
    left: Instant,
}

impl PositionSaver {
    /// Without a place for the log nothing is kept.
    pub fn new(log: Option<ReadingLog>) -> Self {
        Self {
            log,
            owed: BTreeMap::new(),
            marked: BTreeMap::new(),
            pinned: None,
            left: Instant::now(),
        }
    }

    /// What was read before; nothing, where nothing is kept.
    pub fn load(&mut self) -> Message {
        let log = self.log.as_mut();
        Message::ReadBefore(log.map(ReadingLog::load).unwrap_or_default())
    }

    /// Other filters were pinned.
    pub fn pinned(&mut self, filter: String) {
        self.pinned = self.log.is_some().then_some(filter);
        self.left = Instant::now();
    }

    /// An article was left at a byte of its file.
    pub fn left(&mut self, path: String, at: u32) {
        if self.log.is_some() {
            self.owed.insert(path, at);
            self.left = Instant::now();
        }
    }

    /// An article was marked.
    pub fn marked(&mut self, path: String, marks: ReadingMarks) {
        if self.log.is_some() {
            self.marked.insert(path, marks);
            self.left = Instant::now();
        }
    }

    /// When what is owed is to be written down; `None` where nothing is.
    pub fn due(&self) -> Option<Instant> {
        self.is_owed().then(|| self.left + REST)
    }

    fn is_owed(&self) -> bool {
        !self.owed.is_empty() || !self.marked.is_empty() || self.pinned.is_some()
    }

    /// Writes down what is owed. A log that cannot be written is given up, and that is said once.
    pub fn write(&mut self) -> Result<(), SafeText> {
        let is_owed = self.is_owed();
        let (owed, pinned) = (std::mem::take(&mut self.owed), self.pinned.take());
        let marked = std::mem::take(&mut self.marked);
        let Some(log) = self.log.as_mut().filter(|_| is_owed) else {
            return Ok(());
        };
        if let Some(filter) = pinned {
            log.pin(filter);
        }
        for (path, marks) in marked {
            log.mark(path, marks);
        }
        log.write(&owed).map_err(|error| {
            self.log = None;
            SafeText::line(&format!("What is read is not remembered: {error}"))
        })
    }
}
