//! Saving one revision so that it outlives a power cut, or leaving no trace of it.
//!
//! The order matters and is proved by tests: write a temporary file, sync it, give it its name
//! without replacing anything, sync the folders. Only then is it saved.

use std::io;
use std::path::{Path, PathBuf};

use super::load::{self, SIZE_LIMIT, TEMPORARY};
use crate::notes::annotation::revision::file_name;
use crate::notes::annotation::{AnnotationId, RevisionId};
use crate::store::error::{reason, remedy};
use crate::store::file_system::Files;

/// What keeps git from touching the bytes that give the files their names.
const GITATTRIBUTES: &str = "* -text -merge\n";

const README: &str = "\
Annotations made with postil, one file for each state of each of them, as W3C Web Annotations.

A file here is never changed and, please, never edited by hand: its name holds the first 16 hex
digits of the SHA-256 of its bytes. A newer state names the older ones in \"x:supersedes\"; a deleted
annotation is a state that says so. To merge two of these folders, copy all files of one into the
other; git, rsync and Syncthing do it right by themselves.
";

/// Why a revision could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("{}: cannot {step} {}; {}", reason(cause), path.display(), remedy(cause))]
pub struct CommitError {
    /// What was being done.
    pub step: &'static str,
    /// The file or folder it was done to.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl CommitError {
    pub(in crate::store) fn at<'a>(
        step: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + 'a {
        move |cause| Self {
            step,
            path: path.to_owned(),
            cause,
        }
    }

    /// Whether nothing can be written there at all.
    pub fn is_read_only(&self) -> bool {
        super::is_read_only(&self.cause)
    }
}

/// Saves `bytes` as a revision of `id` below `root`; returns its path.
///
/// A call that was interrupted is tried again from the beginning, with a new file: what a failed
/// sync has left of the old one cannot be known.
pub fn commit(
    files: &dyn Files,
    root: &Path,
    id: AnnotationId,
    bytes: &[u8],
) -> Result<PathBuf, CommitError> {
    // A signal seldom comes twice into one save; a disk that is interrupted for ever is said to fail.
    const TRIES: u8 = 3;
    let mut tries = 0;
    loop {
        tries += 1;
        match commit_once(files, root, id, bytes) {
            Err(error) if error.cause.kind() == io::ErrorKind::Interrupted && tries < TRIES => {}
            answer => return answer,
        }
    }
}

fn commit_once(
    files: &dyn Files,
    root: &Path,
    id: AnnotationId,
    bytes: &[u8],
) -> Result<PathBuf, CommitError> {
    let shard = root.join(id.shard());
    make_folder(files, root)?;
    furnish(files, root);
    make_folder(files, &shard)?;
    let saved = save_as(files, &shard, &file_name(id, RevisionId::of(bytes)), bytes)?;
    // Another program may have made these folders and not have synced them yet.
    for folder in [&shard, root] {
        files
            .sync_folder(folder)
            .map_err(CommitError::at("sync", folder))?;
    }
    if let Some(parent) = parent(root) {
        match files.sync_folder(parent) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            answer => answer.map_err(CommitError::at("sync", parent))?,
        }
    }
    Ok(saved)
}

/// Makes a folder and all above it that are missing, so that they outlive a power cut.
pub fn make_folders(files: &dyn Files, folder: &Path) -> Result<(), CommitError> {
    let missing: Vec<_> = folder
        .ancestors()
        .take_while(|above| !above.as_os_str().is_empty() && !above.is_dir())
        .collect();
    for folder in missing.into_iter().rev() {
        make_folder(files, folder)?;
        if let Some(parent) = parent(folder) {
            files
                .sync_folder(parent)
                .map_err(CommitError::at("sync", parent))?;
        }
    }
    Ok(())
}

fn make_folder(files: &dyn Files, folder: &Path) -> Result<(), CommitError> {
    match files.make_folder(folder) {
        // The one that is there may be a link to a folder; if it is no folder, the next call says so.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        // A folder of a file system that is not ours answers so before it says that it is there.
        Err(error) if super::is_read_only(&error) && folder.is_dir() => Ok(()),
        answer => answer.map_err(CommitError::at("make the folder", folder)),
    }
}

/// The folder above; a bare name lies in the current one.
fn parent(path: &Path) -> Option<&Path> {
    path.parent().map(|parent| {
        if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        }
    })
}

/// Puts the two files that explain the folder where they are missing. Neither is worth failing
/// for: the next save tries again.
fn furnish(files: &dyn Files, root: &Path) {
    for (name, text) in [(".gitattributes", GITATTRIBUTES), ("README.txt", README)] {
        if !root.join(name).exists() {
            let _ = save_as(files, root, name, text.as_bytes());
        }
    }
}

/// Writes a file whole under a name that nothing else may have; returns the path it got.
fn save_as(
    files: &dyn Files,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<PathBuf, CommitError> {
    let temporary = write_temporary(files, folder, bytes)?;
    let placed = give_name(files, &temporary, folder, name, bytes);
    if !matches!(placed, Ok(NamedFile::Renamed(_))) {
        let _ = files.remove(&temporary);
    }
    placed.map(|(NamedFile::Renamed(path) | NamedFile::AlreadyThere(path))| path)
}

fn write_temporary(files: &dyn Files, folder: &Path, bytes: &[u8]) -> Result<PathBuf, CommitError> {
    let (path, mut file) = create_temporary(files, folder, bytes)?;
    let written = files
        .write_all(&mut file, bytes)
        .map_err(CommitError::at("write", &path))
        .and_then(|()| files.sync(&file).map_err(CommitError::at("sync", &path)));
    if written.is_err() {
        let _ = files.remove(&path);
    }
    written.map(|()| path)
}

/// A new file of a name that nobody else uses: `.tmp-PROCESS-NUMBER`. The number comes from the
/// bytes, so that threads do not meet; a process of the same number that died may have left some.
fn create_temporary(
    files: &dyn Files,
    folder: &Path,
    bytes: &[u8],
) -> Result<(PathBuf, std::fs::File), CommitError> {
    let process = std::process::id();
    let mut number = RevisionId::of(bytes).number();
    loop {
        let path = folder.join(format!("{TEMPORARY}{process}-{number}"));
        match files.create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                number = number.wrapping_add(1);
            }
            Err(error) => return Err(CommitError::at("create a file in", folder)(error)),
        }
    }
}

/// How a file got its name.
enum NamedFile {
    /// The temporary file is that file now.
    Renamed(PathBuf),
    /// The same bytes were there before; the temporary file is not needed.
    AlreadyThere(PathBuf),
}

fn give_name(
    files: &dyn Files,
    temporary: &Path,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<NamedFile, CommitError> {
    let mut path = folder.join(name);
    for copy in 1.. {
        match files.rename_new(temporary, &path) {
            Ok(()) => return Ok(NamedFile::Renamed(path)),
            // Also when the name is given but the answer got lost, or another program that tidied
            // up after us has saved these bytes first.
            Err(_)
                if files
                    .read(&path, SIZE_LIMIT)
                    .is_ok_and(|there| there == bytes) =>
            {
                return Ok(NamedFile::AlreadyThere(path));
            }
            // Something damaged has the name. It is never overwritten; ours goes beside it.
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists && load::is_revision(name) =>
            {
                path = folder.join(name.replace(".json", &format!(".copy-{copy}.json")));
            }
            Err(error) => return Err(CommitError::at("name", &path)(error)),
        }
    }
    unreachable!("the numbers of copies do not end")
}
