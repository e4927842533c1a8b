//! Reading one file: bounded, never through a link, never something that could hang.

use std::fs::Metadata;
use std::io::Read;
use std::path::{Component, Path};
use std::time::{SystemTime, UNIX_EPOCH};

use super::RawFile;
use crate::clip::article::Stamp;
use crate::store::error::StoreError;
use crate::store::file_system::{Links, open_at_once};

/// How far from the end of a beginning a line end is looked for, in bytes.
const LAST_LINE: usize = 64 * 1024;

/// Reads `path` below `root` whole if it has at most `whole` bytes, else its first `first` bytes.
///
/// A file that changes meanwhile is read once more; if it changes again, what was read counts, and
/// its stamp is the one from before, so that the change is seen later.
pub(super) fn read(
    root: &Path,
    path: &Path,
    whole: u64,
    first: u64,
) -> Result<RawFile, StoreError> {
    let place = resolve(root, path)?;
    let failed = |error| StoreError::of(path, error);
    let mut read = (Vec::new(), Stamp::default());
    for _ in 0..2 {
        let file = open_at_once(&place, Links::Refused).map_err(failed)?;
        let before = file.metadata().map_err(failed)?;
        if !before.is_file() {
            return Err(StoreError::NotAFile(path.to_owned()));
        }
        let limit = if before.len() <= whole { whole } else { first };
        let mut bytes = Vec::with_capacity(before.len().min(limit) as usize);
        // One more byte than allowed shows that a file of unknown size has more.
        (&file)
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let after = file.metadata().map_err(failed)?;
        read = (bytes, stamp(&before));
        if read.1 == stamp(&after) {
            break;
        }
    }
    let (mut bytes, stamp) = read;
    let limit = if stamp.size <= whole { whole } else { first };
    let is_whole = bytes.len() as u64 <= limit;
    if !is_whole {
        bytes.truncate(limit as usize);
        bytes.truncate(tidy_end(&bytes));
    }
    Ok(RawFile {
        bytes,
        stamp,
        whole: is_whole,
    })
}

/// Where a path of the library lies, once it is certain that it lies in the library.
fn resolve(root: &Path, path: &Path) -> Result<std::path::PathBuf, StoreError> {
    let outside = || StoreError::Outside(path.to_owned());
    let mut parts = path.components();
    if !parts.all(|part| matches!(part, Component::Normal(_))) {
        return Err(outside());
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(outside());
    };
    let mut place = root.to_owned();
    if folder != Path::new("") {
        let failed = |error| StoreError::of(path, error);
        place = root.join(folder).canonicalize().map_err(failed)?;
        if !place.starts_with(root) {
            return Err(outside());
        }
    }
    Ok(place.join(name))
}

/// What a file is, to see later whether it has changed.
pub(super) fn stamp(metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().map_or(0, nanoseconds);
    Stamp {
        size: metadata.len(),
        modified,
        changed: changed(metadata),
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec())
}

/// No such time is known.
#[cfg(not(unix))]
fn changed(_: &Metadata) -> i128 {
    0
}

/// Nanoseconds since 1970; negative before.
fn nanoseconds(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    }
}

/// Where to cut a beginning: after its last whole line, else after its last whole character.
fn tidy_end(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return bytes.len() & !1;
    }
    let tail = bytes.len().saturating_sub(LAST_LINE);
    if let Some(last) = memchr::memrchr(b'\n', &bytes[tail..]) {
        return tail + last + 1;
    }
    let starts = |byte: &u8| *byte & 0b1100_0000 != 0b1000_0000;
    let last = bytes
        .iter()
        .rev()
        .take(4)
        .position(starts)
        .map_or(0, |back| back + 1);
    let torn = std::str::from_utf8(&bytes[bytes.len() - last..]).is_err();
    bytes.len() - if torn { last } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_ends_with_a_line_or_a_character() {
        assert_eq!(tidy_end(b"one\ntwo"), 4);
        assert_eq!(tidy_end("aé".as_bytes()), 3);
        assert_eq!(tidy_end(&"aé".as_bytes()[..2]), 1);
        assert_eq!(tidy_end(&"a漢".as_bytes()[..3]), 1);
        assert_eq!(tidy_end(b"\xff\xfea\0b"), 4);
        assert_eq!(tidy_end(b""), 0);
    }

    #[test]
    fn paths_that_leave_the_library_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for path in ["../x.md", "/etc/passwd", "a/../../x.md", "", "."] {
            let read = read(&root, Path::new(path), 9, 9);
            assert!(
                matches!(read, Err(StoreError::Outside(_))),
                "{path}: {read:?}"
            );
        }
    }
}
