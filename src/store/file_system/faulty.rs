//! A disk whose n-th call fails, for tests.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io::Errno;

use super::{Disk, Files, FolderEntry};

/// Does what [`Disk`] does, until call number `at` (from 1), which fails.
pub struct Faulty {
    calls: AtomicUsize,
    at: usize,
    lasts: Lasts,
    error: Errno,
}

/// For how long a disk is broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// One call fails; the next ones work.
    Once,
    /// Every later call fails too.
    ForGood,
}

impl Faulty {
    /// A disk whose call number `at` fails with `error`.
    pub fn new(at: usize, error: Errno, lasts: Lasts) -> Self {
        Self {
            calls: AtomicUsize::new(0),
            at,
            lasts,
            error,
        }
    }

    /// How many calls there were.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }

    fn count(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        if call == self.at || (call > self.at && self.lasts == Lasts::ForGood) {
            return Err(self.error.into());
        }
        Ok(())
    }
}

impl Files for Faulty {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.count()?;
        Disk.create_new(path)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.count() {
            // A disk that is full has taken a part.
            Disk.write_all(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Disk.write_all(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.count()?;
        Disk.sync(file)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count()?;
        Disk.rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        Disk.remove(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        Disk.make_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        Disk.sync_folder(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.count()?;
        Disk.read(path, limit)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<FolderEntry>> {
        self.count()?;
        Disk.list(path)
    }
}
