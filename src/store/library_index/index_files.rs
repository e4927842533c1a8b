//! The files of an index: what they are called, making room for them, removing them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::library_files::LibraryFiles;

/// What ends the names of the files that become of one: itself, what was written last, who reads.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// The file of a library's index: named by the library, and by everything beside its files that facts depend on.
pub(super) fn path_of(library_files: &LibraryFiles) -> Option<PathBuf> {
    let folder = library_files.index()?;
    let name = format!("{}-{:08x}", library_files.key(), program(library_files));
    Some(folder.join(name))
}

/// A number for the program that computes facts, and for how it is told to.
fn program(library_files: &LibraryFiles) -> u32 {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let built = program.map(|file| (file.len(), file.modified().ok()));
    let told = library_files.line_breaks();
    let all = format!("{} {built:?} {told:?}", env!("CARGO_PKG_VERSION"));
    crc32fast::hash(all.as_bytes())
}

/// Removes what other versions of the program have kept of a library.
pub(super) fn remove_others(path: &Path, library_files: &LibraryFiles) {
    let key = library_files.key();
    let beside = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for file in beside.into_iter().flatten().flatten() {
        if file.file_name().to_string_lossy().starts_with(&key) {
            // What stays takes room and nothing else.
            let _ = fs::remove_file(file.path());
        }
    }
}

/// Removes an index; where that fails, it is found damaged again.
pub(super) fn remove(path: &Path) {
    for file in files(path) {
        let _ = fs::remove_file(file);
    }
}

/// Removes what is kept of a library; nothing is lost by it but time.
///
/// # Errors
/// When files that are there cannot be removed.
pub fn drop_index(library_files: &LibraryFiles) -> io::Result<()> {
    let path = path_of(library_files);
    for file in path.iter().flat_map(|path| files(path)) {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// The files that one index is on disk.
pub(super) fn files(path: &Path) -> impl Iterator<Item = PathBuf> {
    ENDINGS.into_iter().map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Makes a folder that nobody else can look into: what is kept is the text of articles.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}
