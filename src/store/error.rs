//! What can go wrong with a library on disk: the reason, where, and what to do about it. In that order, because a
//! line of a terminal may be cut off behind a long path.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::text::clean::SafeText;
use crate::text::problem::{Problem, Severity};

/// Why a library or an article of it could not be opened.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is nothing of that name.
    #[error("there is nothing of that name: {}; give a folder of Markdown files, or one file", shown(.0))]
    Missing(PathBuf),
    /// A pipe, a socket or a device.
    #[error("this is neither a folder nor a file: {}; give a folder of Markdown files, or one file", shown(.0))]
    NotAFile(PathBuf),
    /// The file system does not let us.
    #[error("reading this is not permitted: {}; ask its owner, or change its mode", shown(.0))]
    Closed(PathBuf),
    /// A path that leads out of the library.
    #[error("this lies outside the library and is not read: {}; open it by itself", shown(.0))]
    Outside(PathBuf),
    /// Anything else that the file system says.
    #[error("{}: {}; {}", reason(cause), shown(path), remedy(cause))]
    Failed {
        /// Where.
        path: PathBuf,
        /// What the file system said.
        cause: io::Error,
    },
}

impl StoreError {
    /// The error that the file system's answer about `path` means.
    pub fn of(path: &Path, cause: io::Error) -> Self {
        let path = path.to_owned();
        match cause.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            io::ErrorKind::PermissionDenied => Self::Closed(path),
            _ => Self::Failed { path, cause },
        }
    }

    /// The same as a problem of the article that could not be read.
    pub fn problem(&self) -> Problem {
        let code = match self {
            Self::Missing(_) => "file-gone",
            Self::NotAFile(_) => "file-kind",
            Self::Closed(_) => "file-closed",
            Self::Outside(_) => "file-outside",
            Self::Failed { .. } => "file-unread",
        };
        let reason = SafeText::line(&self.to_string());
        Problem::of_file(Severity::Error, code, reason, "listed by its name".into())
    }
}

/// What the system said, without the number of the error, which tells a reader nothing.
pub fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    words
        .split(" (os error ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// What a reader can do about it.
pub fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::InvalidInput => "give another path",
        io::ErrorKind::StorageFull => "make room there, and try again",
        io::ErrorKind::NotFound => "see whether it is still there",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "ask its owner, or change its mode"
        }
        _ => "try again, or look at the disk",
    }
}

/// A path that may be put on a screen.
fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_place_without_its_controls() {
        let error = StoreError::of(Path::new("a\u{1b}[2J"), io::ErrorKind::NotFound.into());
        let told = error.to_string();
        assert!(!told.contains('\u{1b}') && told.contains("[2J"), "{told}");
        assert_eq!(error.problem().code, "file-gone");
        let closed = StoreError::of(Path::new("a"), io::ErrorKind::PermissionDenied.into());
        assert_eq!(closed.problem().code, "file-closed");
    }
}
