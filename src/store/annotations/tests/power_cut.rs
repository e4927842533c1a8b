//! What a power cut may leave of a save, worked out for every moment of it.
//!
//! The strict model: the bytes of a file are safe only after it was synced, and a name in a folder
//! only after that folder was; of everything else any part may be there and any part may not.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};

use super::*;
use crate::notes::annotation::{Annotation, Target};
use crate::store::file_system::FolderEntry;

/// One thing done to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Done {
    Created(PathBuf),
    Written(PathBuf),
    Synced(PathBuf),
    Renamed(PathBuf, PathBuf),
    MadeFolder(PathBuf),
    SyncedFolder(PathBuf),
}

/// Does everything, and tells about it.
struct Recorder {
    log: Sender<Done>,
}

impl Recorder {
    fn tell<T>(&self, answer: io::Result<T>, done: Done) -> io::Result<T> {
        if answer.is_ok() {
            self.log.send(done).unwrap();
        }
        answer
    }
}

/// The path of an open file, as the system has it.
fn path_of(file: RawFd) -> PathBuf {
    std::fs::read_link(format!("/proc/self/fd/{file}")).unwrap()
}

impl Files for Recorder {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.tell(Disk.create_new(path), Done::Created(path.into()))
    }
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let path = path_of(file.as_raw_fd());
        self.tell(Disk.write_all(file, bytes), Done::Written(path))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.tell(Disk.sync(file), Done::Synced(path_of(file.as_raw_fd())))
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.tell(
            Disk.rename_new(from, to),
            Done::Renamed(from.into(), to.into()),
        )
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        panic!(
            "nothing is removed in a save that goes well: {}",
            path.display()
        )
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.tell(Disk.make_folder(path), Done::MadeFolder(path.into()))
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.tell(Disk.sync_folder(path), Done::SyncedFolder(path.into()))
    }
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        Disk.read(path, limit)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<FolderEntry>> {
        Disk.list(path)
    }
}

/// What a file holds after the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Whole,
    Perhaps,
}

/// Every state that the disk may be in after `log`: the files that can be reached, by path.
fn states(log: &[Done], library: &Path) -> Vec<BTreeMap<PathBuf, Content>> {
    let is_safe = |at: usize, path: &Path| {
        let parent = path.parent().unwrap();
        log[at..].contains(&Done::SyncedFolder(parent.into()))
    };
    let names: Vec<(usize, &Done)> = log
        .iter()
        .enumerate()
        .filter(|(_, done)| {
            matches!(
                done,
                Done::Created(_) | Done::Renamed(..) | Done::MadeFolder(_)
            )
        })
        .collect();
    let open: Vec<usize> = names
        .iter()
        .filter(|(at, done)| match done {
            Done::Created(path) | Done::MadeFolder(path) | Done::Renamed(_, path) => {
                !is_safe(*at, path)
            }
            _ => false,
        })
        .map(|(at, _)| *at)
        .collect();
    assert!(open.len() <= 14, "too many to go through: {}", open.len());
    (0_u32..1 << open.len())
        .map(|choice| {
            let happened = |at: usize| {
                open.iter()
                    .position(|&one| one == at)
                    .is_none_or(|bit| choice >> bit & 1 == 1)
            };
            state(&names, log, library, happened)
        })
        .collect()
}

fn state(
    names: &[(usize, &Done)],
    log: &[Done],
    library: &Path,
    happened: impl Fn(usize) -> bool,
) -> BTreeMap<PathBuf, Content> {
    let mut folders = vec![library.to_path_buf()];
    let mut files = BTreeMap::new();
    for (at, done) in names {
        match done {
            Done::MadeFolder(path) if happened(*at) => folders.push(path.clone()),
            Done::Created(path) => {
                let synced = log.contains(&Done::Synced(path.clone()));
                files.insert(
                    path.clone(),
                    (
                        happened(*at),
                        if synced {
                            Content::Whole
                        } else {
                            Content::Perhaps
                        },
                    ),
                );
            }
            Done::Renamed(from, to) if happened(*at) => {
                if let Some((_, content)) = files.remove(from) {
                    files.insert(to.clone(), (true, content));
                }
            }
            _ => {}
        }
    }
    let reachable = |path: &Path| {
        path.ancestors()
            .skip(1)
            .take_while(|above| above.starts_with(library))
            .all(|above| folders.contains(&above.into()))
    };
    let there = files
        .into_iter()
        .filter(|(path, (there, _))| *there && reachable(path));
    there.map(|(path, (_, content))| (path, content)).collect()
}

/// What is wrong with some state: a revision that was called saved is not there whole, or one that
/// was not yet has its name and may be torn.
fn fault(log: &[Done], saved: &Path, library: &Path) -> Option<String> {
    for until in 0..=log.len() {
        let acknowledged = until == log.len();
        for state in states(&log[..until], library) {
            match state.get(saved) {
                Some(Content::Whole) => {}
                None if !acknowledged => {}
                content => return Some(format!("after {until} of {}: {content:?}", log.len())),
            }
        }
    }
    None
}

#[test]
fn whatever_a_power_cut_leaves_what_was_saved_is_there_and_nothing_is_torn() {
    let library = tempfile::tempdir().unwrap();
    let root = library.path().canonicalize().unwrap();
    let (sender, log) = channel();
    let recorder = Arc::new(Recorder { log: sender });
    let store = AnnotationStore::at(root.join(ANNOTATIONS)).on(recorder);
    let target = Target {
        source: "https://example.org/".into(),
        ..Target::default()
    };
    let made = Annotation::new(
        AnnotationId::derived("test", "1"),
        "2026-01-01T00:00:00Z",
        "ada",
        target,
    );
    let saved = store.commit(&Revision::new(made, Vec::new())).unwrap().path;
    let log: Vec<Done> = log.try_iter().collect();
    assert_eq!(fault(&log, &saved, &root), None);

    // The test can fail: without any one of these it does.
    let renamed = log.iter().find_map(|done| match done {
        Done::Renamed(from, to) if *to == saved => Some(from.clone()),
        _ => None,
    });
    let shard = saved.parent().unwrap();
    let needed = [
        Done::Synced(renamed.unwrap()),
        Done::SyncedFolder(shard.into()),
        Done::SyncedFolder(root.join(ANNOTATIONS)),
        Done::SyncedFolder(root.clone()),
    ];
    for sync in needed {
        let without: Vec<Done> = log.iter().filter(|done| **done != sync).cloned().collect();
        assert!(
            without.len() < log.len() && fault(&without, &saved, &root).is_some(),
            "{sync:?}"
        );
    }
}
