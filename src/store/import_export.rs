//! Files of annotations on their way in and out.

use std::fs;
use std::io;
use std::path::Path;

use crate::notes::formats::markdown::has_marks;
use crate::notes::formats::{Existing, ExportItem, WriteForm};
use crate::store::file_system::{self, Disk, Files as _};
use crate::store::library_files::LibraryFiles;

/// Longest file that is taken in, in bytes.
const LIMIT: u64 = 256 << 20;

/// What came of writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// It was written; but for these blocks, which a person has edited.
    Written {
        /// Their keys.
        left: Vec<String>,
    },
    /// There is a file that is not ours, and it was left alone.
    Theirs,
}

/// Writes annotations to a file, whole or not at all.
///
/// # Errors
/// What the file system says; `InvalidInput` for what is there and is no file, or is an article of the
/// library, which is never written to; and `InvalidData` for Markdown that is not UTF-8.
pub fn write(
    library_files: &LibraryFiles,
    path: &Path,
    form: WriteForm,
    all: &[ExportItem<'_>],
    existing: Existing,
) -> io::Result<Exported> {
    let is_there = is_filled(path)?;
    let there = if is_there && form == WriteForm::Markdown {
        read(path)?
    } else {
        String::new()
    };
    let is_ours = form.owns(&there);
    if is_there && !is_ours && library_files.has(path) {
        let words = "this is an article of the library";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    if is_there && !is_ours && existing == Existing::Keep {
        return Ok(Exported::Theirs);
    }
    let updated = form.write(&there, all);
    file_system::replace(path, updated.text.as_bytes())?;
    Ok(Exported::Written { left: updated.left })
}

/// Writes a file that is ours alone, whole or not at all.
///
/// # Errors
/// What the file system says; `InvalidInput` for what is there and is no file, or is an article of the
/// library, which is never written to.
pub fn write_own(library_files: &LibraryFiles, path: &Path, text: &str) -> io::Result<()> {
    if is_filled(path)? && library_files.has(path) && !has_marks(&read(path)?) {
        let words = "this is an article of the library";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    file_system::replace(path, text.as_bytes())
}

/// Whether there is a file with something in it.
fn is_filled(path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Ok(what) if !what.is_file() => Err(no_file()),
        answer => Ok(answer?.len() > 0),
    }
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "this is no file")
}

/// The text of a file; nobody waits for a pipe.
///
/// # Errors
/// What the file system says; `InvalidInput` for what is no file, `InvalidData` for what is not
/// UTF-8, `FileTooLarge` beyond 256 MiB.
pub fn read(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(no_file());
    }
    let bytes = Disk.read(path, LIMIT)?;
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8"))
}
