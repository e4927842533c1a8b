//! A library on disk: listed without surprises, read without harm.
//!
//! Paths are relative to the library and keep the bytes that the file system has. Nothing outside
//! is ever read, and nothing but regular files is ever opened.

mod read;
mod walk;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::clip::article::Stamp;
use crate::clip::read_limit::{FIRST, WHOLE};
use crate::library::contents::LeftOut;
use crate::store::error::StoreError;
pub use crate::store::folder::walk::is_article;
use crate::text::clean::SafeText;
use crate::text::markdown::LineBreaks;
use crate::text::path;
use crate::text::problem::{Problem, Severity};

/// The folder below a library that holds its annotations; what lies in it is no article.
pub const ANNOTATIONS: &str = "annotations";

/// The code of the problem that a file was not read to its end.
pub const TOO_LONG: &str = "file-size";

/// A folder of articles, or one of them.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is, with all links resolved.
    root: PathBuf,
    /// The one file that was asked for.
    only: Option<OsString>,
    /// What a single line end within a paragraph of its articles is.
    pub(super) line_breaks: LineBreaks,
    /// Where indexes lie; `None` where nothing is to be kept of it.
    pub(super) index: Option<PathBuf>,
}

/// What lies in a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderListing {
    /// The articles, sorted by path.
    pub files: Vec<FoundFile>,
    /// What was left out, sorted by path.
    pub skipped: Vec<Skipped>,
    /// The folders where articles were looked for, the library itself as the empty path.
    pub folders: Vec<PathBuf>,
}

/// A file that is an article by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path below the library.
    pub path: PathBuf,
    /// Its size and time when the folder was walked.
    pub stamp: Stamp,
}

/// Something that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its path below the library.
    pub path: PathBuf,
    /// Why.
    pub reason: SkipReason,
}

/// Why something in a library is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Its name begins with a dot.
    Hidden,
    /// It is where annotations are kept.
    Annotations,
    /// A link to something of the library, which is listed under its own name.
    LinkInside,
    /// A link to something outside.
    LinkOutside,
    /// A link that leads nowhere.
    LinkBroken,
    /// A link that leads to itself.
    LinkLoop,
    /// A pipe, a socket or a device.
    NotAFile,
    /// The program wrote it itself.
    OwnExport,
    /// It cannot be read; what the file system said.
    Unreadable(SafeText),
}

/// A file's bytes, or the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// The bytes, cut at the end of a line where there are more.
    pub bytes: Vec<u8>,
    /// What the file was when it was read.
    pub stamp: Stamp,
    /// Whether these are all its bytes.
    pub whole: bool,
}

impl Folder {
    /// Opens a folder, or one file.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let failed = |error| StoreError::of(path, error);
        let root = fs::canonicalize(path).map_err(failed)?;
        let kind = fs::metadata(&root).map_err(failed)?;
        if kind.is_dir() {
            fs::read_dir(&root).map_err(failed)?;
            return Ok(Self {
                root,
                only: None,
                line_breaks: LineBreaks::default(),
                index: None,
            });
        }
        match (root.parent(), root.file_name()) {
            (Some(folder), Some(name)) if kind.is_file() => Ok(Self {
                root: folder.to_owned(),
                only: Some(name.to_owned()),
                line_breaks: LineBreaks::default(),
                index: None,
            }),
            _ => Err(StoreError::NotAFile(path.to_owned())),
        }
    }

    /// Whether all of its articles are meant.
    pub fn is_whole(&self) -> bool {
        self.only.is_none()
    }

    /// The folder, with all links resolved; for one file, the folder it lies in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The last name of its path.
    pub fn name(&self) -> SafeText {
        let whole = self.root.as_os_str();
        let name = self
            .only
            .as_deref()
            .or(self.root.file_name())
            .unwrap_or(whole);
        SafeText::line(&name.to_string_lossy())
    }

    /// Lists the articles: files ending in `.md`, `.markdown`, `.mdown` or `.mkd` in any case.
    ///
    /// Hidden things and `annotations/` are left out, `.ignore` is honoured, links are not
    /// followed; what is left out is said, except for what `.ignore` names.
    pub fn walk(&self) -> FolderListing {
        match &self.only {
            Some(name) => self.only_file(name),
            None => walk::walk(&self.root),
        }
    }

    /// Reads an article whole, or its first mebibyte where it has more than two.
    pub fn read(&self, path: &Path) -> Result<RawFile, StoreError> {
        read::read(&self.root, path, WHOLE, FIRST)
    }

    /// Reads at most the first `limit` bytes of an article, to show more of a long one.
    pub fn read_up_to(&self, path: &Path, limit: u64) -> Result<RawFile, StoreError> {
        read::read(&self.root, path, limit, limit)
    }

    fn only_file(&self, name: &OsString) -> FolderListing {
        let path = PathBuf::from(name);
        let folders = vec![PathBuf::new()];
        match fs::symlink_metadata(self.root.join(name)) {
            Ok(metadata) => FolderListing {
                files: vec![FoundFile {
                    path,
                    stamp: read::stamp(&metadata),
                }],
                skipped: Vec::new(),
                folders,
            },
            Err(error) => {
                let reason = SkipReason::Unreadable(SafeText::line(&error.to_string()));
                FolderListing {
                    files: Vec::new(),
                    skipped: vec![Skipped { path, reason }],
                    folders,
                }
            }
        }
    }
}

impl SkipReason {
    /// The reason in words, to stand after a path.
    pub fn words(&self) -> SafeText {
        match self {
            Self::Hidden => "hidden".into(),
            Self::Annotations => "kept by postil for annotations".into(),
            Self::LinkInside => "a link to something listed under its own name".into(),
            Self::LinkOutside => "a link that leads outside the library".into(),
            Self::LinkBroken => "a link that leads nowhere".into(),
            Self::LinkLoop => "a link that leads to itself".into(),
            Self::NotAFile => "a pipe, a socket or a device".into(),
            Self::OwnExport => "written by `postil annotations export`".into(),
            Self::Unreadable(told) => told.clone(),
        }
    }

    /// Whether a reader would want to hear of it unasked.
    pub fn is_surprising(&self) -> bool {
        !matches!(self, Self::Hidden | Self::Annotations | Self::LinkInside)
    }
}

impl Skipped {
    /// The same as the explorer lists it; `None` where nothing is wrong.
    pub fn left_out(&self) -> Option<LeftOut> {
        Some(LeftOut {
            path: SafeText::line(&path::written(&self.path).text),
            problem: self.problem()?,
        })
    }

    /// The same as a problem; `None` where nothing is wrong.
    pub fn problem(&self) -> Option<Problem> {
        let code = match &self.reason {
            SkipReason::Hidden | SkipReason::Annotations | SkipReason::LinkInside => return None,
            SkipReason::LinkOutside => "link-outside",
            SkipReason::LinkBroken => "link-broken",
            SkipReason::LinkLoop => "link-loop",
            SkipReason::NotAFile => "file-kind",
            SkipReason::OwnExport => "own-export",
            SkipReason::Unreadable(_) => "file-unread",
        };
        Some(Problem::of_file(
            Severity::Warning,
            code,
            self.reason.words(),
            "not read".into(),
        ))
    }
}

impl RawFile {
    /// Says that there is more of the file; `None` where it is whole.
    pub fn problem(&self) -> Option<Problem> {
        let mebibytes = self.stamp.size.div_ceil(1 << 20);
        let reason = SafeText::line(&format!("the file has {mebibytes} MiB"));
        let recovered = SafeText::line(&format!("its first {} bytes are shown", self.bytes.len()));
        (!self.whole).then(|| Problem::of_file(Severity::Warning, TOO_LONG, reason, recovered))
    }
}

#[cfg(test)]
mod tests;
