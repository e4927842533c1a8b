//! Watching folders for what other programs save, and the debounce of what is told of it.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long changes are gathered, at least, before they are looked at: a program that saves a file, or
/// copies many, tells of it several times within a moment.
const GATHER: Duration = Duration::from_millis(200);

/// Changes that were told of and not looked at yet.
#[derive(Debug, Default)]
pub struct Debounce {
    first: Option<Instant>,
}

impl Debounce {
    /// Takes note of a change.
    pub fn changed(&mut self) {
        self.first.get_or_insert_with(Instant::now);
    }

    /// When the changes are to be looked at; `None` where there are none.
    pub fn due(&self) -> Option<Instant> {
        self.first.map(|first| first + GATHER)
    }

    /// Forgets the changes, because they are looked at now.
    pub fn clear(&mut self) {
        self.first = None;
    }
}

/// Watches folders that may come and go.
pub struct FolderWatcher {
    /// `None` where nothing can be watched, as on some network mounts: then what others save is seen
    /// when the library is read again.
    watcher: Option<RecommendedWatcher>,
    /// Whether what lies below the folders is watched too.
    depth: RecursiveMode,
    /// Each folder with the number of the one that is watched now, if it is there.
    folders: BTreeMap<PathBuf, Option<u64>>,
}

impl FolderWatcher {
    /// Watches nothing yet; `tell` hears of everything but reading.
    pub fn new(depth: RecursiveMode, tell: impl Fn(&Event) + Send + 'static) -> Self {
        let watcher =
            notify::recommended_watcher(move |event: notify::Result<Event>| match event {
                Ok(event) if event.kind.is_access() => {}
                Ok(event) => tell(&event),
                // What went by unseen may be anything.
                Err(_) => tell(&Event::default()),
            });
        Self {
            watcher: watcher.ok(),
            depth,
            folders: BTreeMap::new(),
        }
    }

    /// Watches these folders and no others: those that are new, and those that are another of the same
    /// name by now.
    pub fn follow(&mut self, folders: impl IntoIterator<Item = PathBuf>) {
        let Some(watcher) = self.watcher.as_mut() else {
            return;
        };
        let mut before = std::mem::take(&mut self.folders);
        for folder in folders {
            let known = before.remove(&folder).flatten();
            let there = std::fs::metadata(&folder).ok().map(|there| there.ino());
            let around = folder.ancestors().skip(1).find(|around| around.is_dir());
            // What cannot be watched is seen when the library is read again.
            let _ = match (there, around) {
                (Some(_), _) if there == known => Ok(()),
                (Some(_), _) => watcher.watch(&folder, self.depth),
                // Whoever makes the folder is seen in the one around it.
                (None, Some(around)) => watcher.watch(around, RecursiveMode::NonRecursive),
                (None, None) => Ok(()),
            };
            self.folders.insert(folder, there);
        }
        for folder in before.into_keys() {
            // One that is gone is not watched any more anyway.
            let _ = watcher.unwatch(&folder);
        }
    }
}
