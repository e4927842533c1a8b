//! Watching the folders of annotations, so that what another program saves is seen here.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::runtime::keeper::Work;

/// Watches folders that may come and go.
pub struct Watch {
    /// `None` where nothing can be watched, as on some network mounts: then what others save is seen
    /// when the library is read again.
    watcher: Option<RecommendedWatcher>,
    /// Each folder with the number of the one that is watched now, if it is there.
    folders: Vec<(PathBuf, Option<u64>)>,
}

impl Watch {
    /// Tells the keeper of every change below the folders.
    pub fn new(folders: impl Iterator<Item = PathBuf>, keeper: Sender<Work>) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let reads = event.as_ref().is_ok_and(|event| event.kind.is_access());
            if !reads {
                // A keeper that is gone needs to hear nothing.
                let _ = keeper.send(Work::Changed);
            }
        });
        let mut watch = Self {
            watcher: watcher.ok(),
            folders: folders.map(|folder| (folder, None)).collect(),
        };
        watch.follow();
        watch
    }

    /// Watches folders that have come since the last time, or others of the same name.
    pub fn follow(&mut self) {
        let Some(watcher) = self.watcher.as_mut() else {
            return;
        };
        for (folder, watched) in &mut self.folders {
            let there = std::fs::metadata(&*folder).ok().map(|there| there.ino());
            let around = folder.ancestors().skip(1).find(|around| around.is_dir());
            // What cannot be watched is seen when the library is read again.
            let _ = match (there, around) {
                (Some(_), _) if there == *watched => Ok(()),
                (Some(_), _) => watcher.watch(folder, RecursiveMode::Recursive),
                // The first annotation makes the folder: that is seen in the one around it.
                (None, Some(around)) => watcher.watch(around, RecursiveMode::NonRecursive),
                (None, None) => Ok(()),
            };
            *watched = there;
        }
    }
}
