//! Annotations on disk: a folder of immutable revisions, one file each, named by its content.
//!
//! Nothing here is ever changed or removed but temporary files. The state is the set of files, so
//! any program that copies files merges two stores rightly, and no clock and no lock decides
//! anything.

pub mod commit;
pub mod load;
pub mod sweep;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use uuid::Uuid;

use crate::notes::annotation::{AnnotationId, Revision};
use crate::store::file_system::{Disk, Files};
use crate::store::folder::ANNOTATIONS;
use crate::store::library_files::LibraryFiles;
pub use commit::CommitError;
pub use load::{Damaged, Fresh, RevisionLoader};

/// Where annotations of one library are kept.
#[derive(Clone)]
pub struct AnnotationStore {
    files: Arc<dyn Files>,
    kept: StoreFolders,
}

/// The folders of a store.
#[derive(Clone)]
enum StoreFolders {
    /// In this one.
    Here(PathBuf),
    /// In the library's, and where that cannot be written in one of the program's own.
    Library { folder: PathBuf, own: PathBuf },
    /// In one of the program's own, which is made with all above it.
    Own(PathBuf),
}

/// Where a revision was saved.
#[derive(Debug)]
pub struct Saved {
    /// Its file.
    pub path: PathBuf,
    /// Why it is not in the library, when it had to go elsewhere.
    pub instead: Option<CommitError>,
}

impl AnnotationStore {
    fn new(kept: StoreFolders) -> Self {
        Self {
            files: Arc::new(Disk),
            kept,
        }
    }

    /// The annotations kept in `folder` alone, which is made when the first one is saved.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self::new(StoreFolders::Here(folder.into()))
    }

    /// The annotations of a library; where it cannot be written they go below `data`, the user's
    /// folder for this program's data, and are read from both.
    pub fn of_library(library: &Path, data: &Path) -> Self {
        let own = data
            .join("libraries")
            .join(name_of(library))
            .join(ANNOTATIONS);
        Self::new(StoreFolders::Library {
            folder: library.join(ANNOTATIONS),
            own,
        })
    }

    /// The annotations of a library; those of the bundled library are kept below `data`.
    pub fn of_library_files(library_files: &LibraryFiles, data: &Path) -> Self {
        match library_files.root() {
            Some(root) => Self::of_library(root, data),
            None => Self::new(StoreFolders::Own(data.join("demo").join(ANNOTATIONS))),
        }
    }

    /// The same store on other files, for tests that make them fail.
    #[must_use]
    pub fn on(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// The folders to read and to watch, the library's first.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let (first, second) = match &self.kept {
            StoreFolders::Here(folder) | StoreFolders::Own(folder) => (folder, None),
            StoreFolders::Library { folder, own } => (folder, Some(own)),
        };
        std::iter::once(first).chain(second).map(PathBuf::as_path)
    }

    /// Saves a revision; when this returns `Ok` it outlives a power cut.
    ///
    /// Saving the same revision again is harmless. After an error nothing of it is left, or the
    /// whole of it.
    pub fn commit(&self, revision: &Revision) -> Result<Saved, CommitError> {
        match &self.kept {
            StoreFolders::Here(folder) => Ok(Saved {
                path: self.save(revision, folder)?,
                instead: None,
            }),
            StoreFolders::Own(own) => self.save_in_own(revision, own, None),
            StoreFolders::Library { folder, own } => match self.save(revision, folder) {
                Err(error) if error.is_read_only() => self.save_in_own(revision, own, Some(error)),
                answer => Ok(Saved {
                    path: answer?,
                    instead: None,
                }),
            },
        }
    }

    fn save(&self, revision: &Revision, folder: &Path) -> Result<PathBuf, CommitError> {
        commit::commit(
            self.files.as_ref(),
            folder,
            revision.annotation.id,
            &revision.bytes(),
        )
    }

    /// A library that is gone is not made anew; the program's own folders are.
    fn save_in_own(
        &self,
        revision: &Revision,
        own: &Path,
        instead: Option<CommitError>,
    ) -> Result<Saved, CommitError> {
        commit::make_folders(self.files.as_ref(), own)?;
        Ok(Saved {
            path: self.save(revision, own)?,
            instead,
        })
    }

    /// Tidies up after programs that were killed while saving: see [`sweep::sweep`].
    pub fn sweep(&self, now: std::time::SystemTime) -> sweep::Swept {
        let swept = self
            .folders()
            .map(|folder| sweep::sweep(self.files.as_ref(), folder, now));
        swept.fold(sweep::Swept::default(), sweep::Swept::plus)
    }

    /// What reads this store, and reads it again when it has changed.
    pub fn loader(&self) -> RevisionLoader {
        RevisionLoader::new(self.clone())
    }
}

/// A name of its own for an annotation that is about to be made.
pub fn new_id() -> AnnotationId {
    Uuid::now_v7().into()
}

/// This moment as annotations write it: ISO 8601, UTC, whole seconds.
pub fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

/// A folder name for a library that cannot be written: its own name, and a hash of its path.
fn name_of(library: &Path) -> String {
    let path = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let plain: String = name
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_".contains(*c))
        .take(40)
        .collect();
    let hash = AnnotationId::derived("library", &path.to_string_lossy()).to_string();
    format!("{plain}-{}", hash.get(..8).unwrap_or_default())
}

/// Whether an error says that nothing can be written here, now or later.
fn is_read_only(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

#[cfg(test)]
mod tests;
