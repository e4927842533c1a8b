//! The walk over a folder: what is an article, what is left out, and why.

use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};

use ignore::{DirEntry, WalkBuilder};

use super::{ANNOTATIONS, FolderListing, FoundFile, SkipReason, Skipped};
use crate::store::folder::read::stamp;
use crate::text::clean::SafeText;
use crate::text::path::is_article_ending;

/// Lists what lies below `root`, whose links are resolved.
pub(super) fn walk(root: &Path) -> FolderListing {
    let (left_out, told) = channel();
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .ignore(true)
        .filter_entry(move |entry| is_walked(entry, &left_out))
        .build();
    let mut listing = FolderListing::default();
    for entry in walk {
        match entry {
            Ok(entry) => listing.add_entry(root, &entry),
            Err(error) => {
                let (path, told) = described(&error);
                let path = below(root, &path.unwrap_or_default());
                listing.skip(path, SkipReason::Unreadable(told));
            }
        }
    }
    for (path, reason) in told.try_iter() {
        listing.skip(below(root, &path), reason);
    }
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    listing
}

impl FolderListing {
    /// Sorts one thing in: an article, something left out, or nothing of ours.
    fn add_entry(&mut self, root: &Path, entry: &DirEntry) {
        let Some(kind) = entry.file_type() else {
            return;
        };
        let path = below(root, entry.path());
        if kind.is_symlink() {
            if let Some(reason) = link(root, entry.path()) {
                self.skip(path, reason);
            }
        } else if kind.is_dir() {
            self.folders.push(path);
        } else if is_article(entry.path()) {
            self.file(path, kind, entry);
        }
    }

    fn file(&mut self, path: PathBuf, kind: FileType, entry: &DirEntry) {
        if !kind.is_file() {
            return self.skip(path, SkipReason::NotAFile);
        }
        match entry.metadata() {
            Ok(metadata) => self.files.push(FoundFile {
                path,
                stamp: stamp(&metadata),
            }),
            Err(error) => {
                let (_, told) = described(&error);
                self.skip(path, SkipReason::Unreadable(told));
            }
        }
    }

    fn skip(&mut self, path: PathBuf, reason: SkipReason) {
        self.skipped.push(Skipped { path, reason });
    }
}

/// Whether a name has the ending of an article, in any case.
pub fn is_article(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(is_article_ending)
}

/// Whether the walk goes on to an entry; what it leaves out is told.
fn is_walked(entry: &DirEntry, left_out: &Sender<(PathBuf, SkipReason)>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
    let reason = match is_folder {
        _ if hidden && (is_folder || is_article(entry.path())) => SkipReason::Hidden,
        _ if hidden => return false,
        true if entry.depth() == 1 && entry.file_name() == ANNOTATIONS => SkipReason::Annotations,
        _ => return true,
    };
    // The receiver outlives the walk.
    let _ = left_out.send((entry.path().to_owned(), reason));
    false
}

/// Why a link is not followed; `None` where it would lead to no article anyway.
fn link(root: &Path, path: &Path) -> Option<SkipReason> {
    let reason = match path.canonicalize() {
        Ok(target) if !is_article(path) && !target.is_dir() => return None,
        Ok(target) if target.starts_with(root) => SkipReason::LinkInside,
        Ok(_) => SkipReason::LinkOutside,
        Err(_) if !is_article(path) => return None,
        Err(error) if error.kind() == io::ErrorKind::NotFound => SkipReason::LinkBroken,
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            SkipReason::LinkLoop
        }
        Err(error) => SkipReason::Unreadable(SafeText::line(&error.to_string())),
    };
    Some(reason)
}

/// The path below the library.
fn below(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

/// What an error of the walk is about, and what the file system said.
fn described(error: &ignore::Error) -> (Option<PathBuf>, SafeText) {
    let mut path = None;
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: place, err } => {
                path = Some(place.clone());
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            last => return (path, SafeText::line(&last.to_string())),
        };
    }
}
