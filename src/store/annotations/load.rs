//! Reading every revision of a store, at any depth, and judging each by its content.
//!
//! Where a file lies and what else its name says does not matter: a file is good when its name
//! holds the hash of its bytes. So moved files and the copies that sync programs make are harmless.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::AnnotationStore;
use crate::notes::annotation::{Revision, RevisionId};
use crate::store::file_system::{Files, FolderEntry};

/// Files beyond this size, in bytes, are no revisions: the longest novel has a fifth of it.
pub const SIZE_LIMIT: u64 = 16 << 20;

/// What the name of a file begins with until it is whole.
pub const TEMPORARY: &str = ".tmp-";

/// A file of the store that is not what it says; it is never touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The file, or the folder that cannot be read.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// What reading the store again brought.
#[derive(Clone, Debug, Default)]
pub struct Fresh {
    /// Revisions that were not there the last time, each once.
    pub revisions: Vec<Revision>,
    /// Everything damaged that lies there now.
    pub damaged: Vec<Damaged>,
}

/// Reads a store, and remembers what it has read.
pub struct RevisionLoader {
    store: AnnotationStore,
    intact: BTreeSet<PathBuf>,
    damaged: BTreeMap<PathBuf, (FileStamp, String)>,
    known: BTreeSet<RevisionId>,
}

/// What a damaged file was when it was read; when it changes, it is read again.
type FileStamp = (u64, Option<SystemTime>);

impl RevisionLoader {
    pub(super) fn new(store: AnnotationStore) -> Self {
        Self {
            store,
            intact: BTreeSet::new(),
            damaged: BTreeMap::new(),
            known: BTreeSet::new(),
        }
    }

    /// Reads what is new. Names never change their meaning, so listing the folders is enough to
    /// be up to date. A store that is not there yet is empty.
    pub fn refresh(&mut self) -> Fresh {
        let mut fresh = Fresh::default();
        let mut entries = Vec::new();
        for folder in self.store.folders() {
            walk(
                self.store.files.as_ref(),
                folder,
                &mut entries,
                &mut fresh.damaged,
            );
        }
        let there: BTreeSet<_> = entries.iter().map(|entry| entry.path.clone()).collect();
        self.damaged.retain(|path, _| there.contains(path));
        let unread: Vec<_> = entries
            .into_iter()
            .filter(|entry| !self.has_read(entry))
            .collect();
        let files = self.store.files.as_ref();
        let read: Vec<_> = unread
            .par_iter()
            .map(|entry| read(files, &entry.path))
            .collect();
        for (entry, read) in unread.into_iter().zip(read) {
            match read {
                Ok(revision) => {
                    self.damaged.remove(&entry.path);
                    self.intact.insert(entry.path);
                    if self.known.insert(revision.id) {
                        fresh.revisions.push(revision);
                    }
                }
                Err(reason) => {
                    self.damaged
                        .insert(entry.path, ((entry.size, entry.modified), reason));
                }
            }
        }
        let damaged = self.damaged.iter();
        fresh
            .damaged
            .extend(damaged.map(|(path, (_, reason))| Damaged {
                path: path.clone(),
                reason: reason.clone(),
            }));
        fresh
    }

    /// Takes note of a revision that was saved here, and need not be read.
    pub fn take_saved(&mut self, path: PathBuf, revision: RevisionId) {
        self.intact.insert(path);
        self.known.insert(revision);
    }

    /// Whether a file of that path says nothing new: it was read or saved here, or is a temporary one.
    pub fn has_taken(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.starts_with(TEMPORARY.as_bytes()) || self.intact.contains(path)
    }

    fn has_read(&self, entry: &FolderEntry) -> bool {
        let stamp = self.damaged.get(&entry.path).map(|(stamp, _)| stamp);
        self.intact.contains(&entry.path) || stamp == Some(&(entry.size, entry.modified))
    }
}

/// Finds every file that may be a revision.
fn walk(files: &dyn Files, root: &Path, found: &mut Vec<FolderEntry>, damaged: &mut Vec<Damaged>) {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        match files.list(&folder) {
            Ok(entries) => {
                for entry in entries {
                    if entry.is_folder {
                        folders.push(entry.path);
                    } else if is_json(&entry.path) {
                        found.push(entry);
                    }
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => damaged.push(Damaged {
                path: folder,
                reason: error.to_string(),
            }),
        }
    }
}

/// Hidden files are temporary, or belong to somebody else.
fn is_json(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden
        && path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Whether a name is one that revisions have.
pub(super) fn is_revision(name: &str) -> bool {
    is_json(Path::new(name)) && hashes(name).next().is_some()
}

fn read(files: &dyn Files, path: &Path) -> Result<Revision, String> {
    let bytes = files
        .read(path, SIZE_LIMIT)
        .map_err(|error| error.to_string())?;
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let intact = judge(name, bytes)?;
    Revision::read(&intact).map_err(|error| error.to_string())
}

/// The bytes as they were written: as they are, or with line ends put back that some program made
/// CRLF. Everything else is damaged.
pub fn judge(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if hashes(name).next().is_none() {
        return Err("its name holds no hash, so nothing tells whether it is whole".to_owned());
    }
    let is_named = |bytes: &[u8]| hashes(name).any(|hash| hash == RevisionId::of(bytes));
    if is_named(&bytes) {
        return Ok(bytes);
    }
    let restored = without_carriage_returns(&bytes);
    if is_named(&restored) {
        return Ok(restored);
    }
    Err("its bytes are not those that gave it its name".to_owned())
}

/// Every stretch of 16 hex digits in a name; a UUID has none.
fn hashes(name: &str) -> impl Iterator<Item = RevisionId> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(RevisionId::parse)
}

fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let mut restored = Vec::with_capacity(bytes.len());
    for (index, &byte) in bytes.iter().enumerate() {
        if byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            restored.push(byte);
        }
    }
    restored
}
