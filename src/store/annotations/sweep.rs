//! Tidying up after programs that were killed while saving.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::commit;
use super::load::{SIZE_LIMIT, TEMPORARY};
use crate::notes::annotation::Revision;
use crate::store::file_system::{Files, FolderEntry, process_is_gone};

/// How long an incomplete file of a dead process is left alone: the process may have run on
/// another machine that shares the folder.
const GRACE: Duration = Duration::from_hours(24);

/// What was found and done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Complete files that were saved under their names.
    pub adopted: usize,
    /// Incomplete files that were removed.
    pub removed: usize,
}

impl Swept {
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            adopted: self.adopted + other.adopted,
            removed: self.removed + other.removed,
        }
    }
}

/// Looks for temporary files of processes that are gone: saves those that are complete, and
/// removes the others when they are older than a day. Where nothing can be written, nothing is done.
pub fn sweep(files: &dyn Files, root: &Path, now: SystemTime) -> Swept {
    let mut swept = Swept::default();
    let here = files.list(root).unwrap_or_default();
    let shards = here.iter().filter(|entry| entry.is_folder);
    let below = shards.flat_map(|shard| files.list(&shard.path).unwrap_or_default());
    for entry in below.collect::<Vec<_>>().iter().chain(&here) {
        if !entry.is_folder && writer(&entry.path).is_some_and(process_is_gone) {
            swept = swept.plus(sweep_one(files, root, entry, now));
        }
    }
    swept
}

/// The process that was writing a temporary file; `None` for other files.
fn writer(path: &Path) -> Option<u32> {
    let (process, _) = path
        .file_name()?
        .to_str()?
        .strip_prefix(TEMPORARY)?
        .split_once('-')?;
    process.parse().ok()
}

fn sweep_one(files: &dyn Files, root: &Path, entry: &FolderEntry, now: SystemTime) -> Swept {
    let bytes = files.read(&entry.path, SIZE_LIMIT).unwrap_or_default();
    let complete = bytes
        .ends_with(b"}\n")
        .then(|| Revision::read(&bytes).ok())
        .flatten();
    if let Some(revision) = complete {
        // By the whole recipe and not by a mere rename: nobody knows whether it was synced.
        let saved = commit::commit(files, root, revision.annotation.id, &bytes).is_ok();
        let removed = saved && files.remove(&entry.path).is_ok();
        return Swept {
            adopted: usize::from(removed),
            removed: 0,
        };
    }
    let age = entry
        .modified
        .and_then(|modified| now.duration_since(modified).ok());
    let removed = age.is_some_and(|age| age > GRACE) && files.remove(&entry.path).is_ok();
    Swept {
        adopted: 0,
        removed: usize::from(removed),
    }
}
