//! Where a library's articles lie: in a folder, or in the program itself.

use std::path::{Path, PathBuf};

use crate::notes::annotation::RevisionId;
use crate::store::bundled;
use crate::store::error::StoreError;
use crate::store::folder::{Folder, FolderListing, RawFile};
use crate::text::clean::SafeText;
use crate::text::markdown::LineBreaks;

/// The place that articles are taken from; both kinds are listed and read alike.
#[derive(Clone, Debug)]
pub enum LibraryFiles {
    /// A folder on disk, or one file in it.
    Folder(Folder),
    /// The library that comes with the program.
    Bundled,
}

impl LibraryFiles {
    /// Opens the folder or file at `path`.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Folder::open(path).map(Self::Folder)
    }

    /// The same, its articles read with such line ends.
    pub fn with_line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        if let Self::Folder(folder) = &mut self {
            folder.line_breaks = line_breaks;
        }
        self
    }

    /// The same, what was found out about its articles kept in that folder, if in any.
    pub fn with_index(mut self, index: Option<PathBuf>) -> Self {
        if let Self::Folder(folder) = &mut self {
            folder.index = index;
        }
        self
    }

    /// The folder in which is kept what was found out about its articles.
    pub fn index(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) if folder.is_whole() => folder.index.as_deref(),
            _ => None,
        }
    }

    /// What a single line end within a paragraph of its articles is.
    pub fn line_breaks(&self) -> LineBreaks {
        match self {
            Self::Folder(folder) => folder.line_breaks,
            Self::Bundled => LineBreaks::default(),
        }
    }

    /// What a title calls it.
    pub fn name(&self) -> SafeText {
        match self {
            Self::Folder(folder) => folder.name(),
            Self::Bundled => "bundled library".into(),
        }
    }

    /// The folder on disk, with all links resolved; `None` for the bundled library.
    pub fn root(&self) -> Option<&Path> {
        match self {
            Self::Folder(folder) => Some(folder.root()),
            Self::Bundled => None,
        }
    }

    /// What tells it from other libraries in the user's own folders: a hash of where it is.
    pub fn key(&self) -> String {
        match self.root() {
            Some(root) => RevisionId::of(root.as_os_str().as_encoded_bytes()).to_string(),
            None => "bundled".to_owned(),
        }
    }

    /// Its articles, and what was left out.
    pub fn list(&self) -> FolderListing {
        match self {
            Self::Folder(folder) => folder.walk(),
            Self::Bundled => bundled::list(),
        }
    }

    /// Whether a file that is there is one of its articles, by whatever path.
    pub fn has(&self, path: &Path) -> bool {
        let whole = path.canonicalize();
        match (self.root(), whole) {
            (Some(root), Ok(path)) => {
                let found = self.list().files.into_iter();
                found
                    .map(|file| root.join(file.path))
                    .any(|article| article == path)
            }
            _ => false,
        }
    }

    /// Reads an article whole, or the beginning of a very long one.
    pub fn read(&self, path: &Path) -> Result<RawFile, StoreError> {
        match self {
            Self::Folder(folder) => folder.read(path),
            Self::Bundled => bundled::read(path),
        }
    }

    /// Reads at most the first `limit` bytes of an article, to show more of a long one.
    pub fn read_up_to(&self, path: &Path, limit: u64) -> Result<RawFile, StoreError> {
        match self {
            Self::Folder(folder) => folder.read_up_to(path, limit),
            Self::Bundled => bundled::read(path),
        }
    }
}
