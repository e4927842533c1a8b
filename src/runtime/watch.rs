//! Watching the folders of annotations, so that what another program saves is seen here.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::runtime::keeper::Work;

/// Tells the keeper of every change below the folders, for as long as the watcher is kept.
///
/// A folder that is not there yet is watched for by its parent. `None` where nothing can be watched,
/// as on some network mounts: then what others save is seen when the library is read again.
pub fn watch<'a>(
    folders: impl Iterator<Item = &'a Path>,
    keeper: Sender<Work>,
) -> Option<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let reads = event.as_ref().is_ok_and(|event| event.kind.is_access());
        if !reads {
            // A keeper that is gone needs to hear nothing.
            let _ = keeper.send(Work::Changed);
        }
    })
    .ok()?;
    let mut count = 0;
    for folder in folders {
        let (path, mode) = if folder.is_dir() {
            (folder, RecursiveMode::Recursive)
        } else {
            (folder.parent()?, RecursiveMode::NonRecursive)
        };
        count += usize::from(watcher.watch(path, mode).is_ok());
    }
    (count > 0).then_some(watcher)
}
