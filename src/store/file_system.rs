//! The file operations that keeping annotations needs, as a trait, so that tests can make them fail.
//!
//! [`Disk`] does them; a test puts another [`Files`] in its place and lets the n-th call fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// One thing in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its whole path.
    pub path: PathBuf,
    /// Whether it is a folder; a link to one is not, so that no walk goes in circles.
    pub is_folder: bool,
    /// Size in bytes.
    pub size: u64,
    /// When it was last written.
    pub modified: Option<SystemTime>,
}

/// What can be done with files; every call is one that may fail.
pub trait Files: Send + Sync {
    /// Creates a file that must not exist.
    fn create_new(&self, path: &Path) -> io::Result<File>;
    /// Writes all bytes.
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Waits until the file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives a file another name, which must be free: `AlreadyExists` where it is not.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder; `AlreadyExists` where there is something of that name.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Reads a file of at most `limit` bytes; `FileTooLarge` beyond.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// What lies in a folder, sorted by name.
    fn list(&self, path: &Path) -> io::Result<Vec<FolderEntry>>;
}

/// Whether a link is opened in the place of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// What it leads to is opened.
    Followed,
    /// It is an error.
    Refused,
}

/// Opens a file to read it, without waiting for the other end where it is a pipe: whoever can put a file into a folder
/// could halt the program otherwise. What is no regular file is for the caller to refuse.
///
/// # Errors
/// When it cannot be opened, or is a socket, or a link that is refused.
pub fn open_at_once(path: &Path, links: Links) -> io::Result<File> {
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    flags.set(OFlags::NOFOLLOW, links == Links::Refused);
    match rustix::io::retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty())) {
        Ok(descriptor) => Ok(File::from(descriptor)),
        // A socket, or a link in the place of the file.
        Err(Errno::NXIO | Errno::LOOP) => Err(io::ErrorKind::InvalidInput.into()),
        Err(error) => Err(error.into()),
    }
}

/// The real thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        match rename_without_replacing(from, to) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => link_then_unlink(from, to),
            answer => Ok(answer?),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        match File::open(path)?.sync_all() {
            // Some network file systems have no way to sync a folder and say so.
            Err(error) if is_unsupported(&error) => Ok(()),
            answer => answer,
        }
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = open_at_once(path, Links::Followed)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is no regular file",
            ));
        }
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<FolderEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            // Gone since the folder was read: another program tidies up.
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            entries.push(FolderEntry {
                path: entry.path(),
                is_folder: metadata.is_dir(),
                size: metadata.len(),
                modified: metadata.modified().ok(),
            });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_without_replacing(from: &Path, to: &Path) -> Result<(), Errno> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    rustix::io::retry_on_intr(|| renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE))
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_without_replacing(_from: &Path, _to: &Path) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

/// The same in two steps, for file systems that cannot do it in one.
fn link_then_unlink(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // No hard links either. A plain rename may replace, but only by the same bytes: the name
        // is made of them.
        Err(_) if to.try_exists()? => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    let unsupported = [Errno::INVAL, Errno::NOTSUP].map(Errno::raw_os_error);
    error
        .raw_os_error()
        .is_some_and(|number| unsupported.contains(&number))
}

/// Writes a file that the user asked for: whole, or what is there stays as it is. A link stays one, and
/// whoever may read the file may do so still.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let there = path.canonicalize().ok();
    let path = there.as_deref().unwrap_or(path);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(name);
    let mut file = Disk.create_new(&temporary)?;
    let allowed = fs::metadata(path).map(|there| there.permissions());
    let written = allowed
        .map_or(Ok(()), |allowed| file.set_permissions(allowed))
        .and_then(|()| file.write_all(bytes))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What matters is said by the error.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Whether no process of that number runs on this machine.
pub fn process_is_gone(process: u32) -> bool {
    let Some(pid) = i32::try_from(process)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    else {
        return true;
    };
    rustix::process::test_kill_process(pid) == Err(Errno::SRCH)
}

#[cfg(test)]
pub mod faulty;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renaming_never_replaces_by_either_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for rename in [
            |from: &Path, to: &Path| Disk.rename_new(from, to),
            link_then_unlink,
        ] {
            fs::write(path("a"), "a").unwrap();
            fs::write(path("b"), "b").unwrap();
            assert_eq!(
                rename(&path("a"), &path("b")).unwrap_err().kind(),
                io::ErrorKind::AlreadyExists
            );
            rename(&path("a"), &path("c")).unwrap();
            assert!(!path("a").exists());
            assert_eq!(fs::read_to_string(path("b")).unwrap(), "b");
            assert_eq!(fs::read_to_string(path("c")).unwrap(), "a");
            fs::remove_file(path("c")).unwrap();
        }
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "abcd").unwrap();
        assert_eq!(Disk.read(&path, 4).unwrap(), b"abcd");
        assert_eq!(
            Disk.read(&path, 3).unwrap_err().kind(),
            io::ErrorKind::FileTooLarge
        );
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.md");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(replace(&folder.path().join("no/such/folder.md"), b"x").is_err());
        assert_eq!(Disk.list(folder.path()).unwrap().len(), 1);
    }

    #[test]
    fn this_process_is_not_gone_and_no_process_has_number_zero() {
        assert!(!process_is_gone(std::process::id()));
        assert!(process_is_gone(0));
        assert!(process_is_gone(u32::MAX));
    }
}
