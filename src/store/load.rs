//! Reading a library: every file of it to an article, on all cores, in batches; heads alone first
//! where somebody waits.

use std::path::Path;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::clip::article::{Article, Stamp};
use crate::library::contents::Library;
use crate::library::hints::Hints;
use crate::library::ingest::{self, DecodedFile};
use crate::library::lint;
use crate::names::pipeline::Names;
use crate::notes::formats;
use crate::store::error::StoreError;
use crate::store::folder::{FoundFile, RawFile};
use crate::store::library_files::LibraryFiles;
use crate::text::decode::{Decoded, decode};
use crate::text::markdown::LineBreaks;
use crate::text::problem::Problem;
use crate::text::range::ArticleId;

/// Files read before a batch is handed on; small enough that the first articles are seen at once.
pub const BATCH: usize = 64;
/// The same when only heads are read, which takes about a twentieth of the time.
pub const HEADS: usize = 1024;
/// How much of a file is read for its head, in bytes: room for long front matter, and for a heading
/// where there is none.
const HEAD: u64 = 8 * 1024;

/// Reads files in their order and hands on batches of articles; stops when `take` answers `false`.
///
/// An article's id is the number of its file in the listing.
pub fn batches(
    library_files: &LibraryFiles,
    files: &[FoundFile],
    names: &Names,
    mut take: impl FnMut(Vec<Arc<Article>>) -> bool,
) {
    let paths = files.iter().map(|file| file.path.as_path());
    let numbered: Vec<_> = (0..).map(ArticleId).zip(paths).collect();
    for files in numbered.chunks(BATCH) {
        if !take(batch(library_files, files, names)) {
            return;
        }
    }
}

/// Reads some files on all cores, in their order.
pub fn batch(
    library_files: &LibraryFiles,
    files: &[(ArticleId, &Path)],
    names: &Names,
) -> Vec<Arc<Article>> {
    let read = |(id, path): &(ArticleId, &Path)| Arc::new(article(library_files, *id, path, names));
    files.par_iter().map(read).collect()
}

/// Reads the heads of some files on all cores, in their order.
pub fn heads(library_files: &LibraryFiles, files: &[(ArticleId, &Path)]) -> Vec<Arc<Article>> {
    let read = |(id, path): &(ArticleId, &Path)| {
        let raw = library_files.read_up_to(path, HEAD);
        Arc::new(made(&raw, None, *id, path, ingest::head))
    };
    files.par_iter().map(read).collect()
}

/// Reads one file. Whatever is wrong with it, there is an article.
pub fn article(library_files: &LibraryFiles, id: ArticleId, path: &Path, names: &Names) -> Article {
    let raw = library_files.read(path);
    let long = raw.as_ref().ok().and_then(RawFile::problem);
    let line_breaks = library_files.line_breaks();
    made(&raw, long, id, path, |file| {
        let file = DecodedFile {
            line_breaks,
            ..file
        };
        ingest::digest(file, names)
    })
}

/// The article of what was read of a file; `long` says that it goes on.
fn made(
    raw: &Result<RawFile, StoreError>,
    long: Option<Problem>,
    id: ArticleId,
    path: &Path,
    make: impl FnOnce(DecodedFile<'_>) -> Article,
) -> Article {
    let (bytes, stamp) = raw
        .as_ref()
        .map_or((&[][..], Stamp::default()), |raw| (&raw.bytes, raw.stamp));
    let failed = raw.as_ref().err().map(StoreError::problem);
    let Decoded {
        text,
        encoding,
        problems: odd,
    } = decode(bytes);
    let is_export = formats::markdown::has_marks(&text);
    let article = make(DecodedFile {
        id,
        path: path.to_owned(),
        text: &text,
        encoding: encoding.name(),
        stamp,
        line_breaks: LineBreaks::default(),
        problems: long.into_iter().chain(failed).chain(odd).collect(),
    });
    Article {
        is_export,
        ..article
    }
}

/// What is told of clips that could be better. A hint on a certain line gets its place, for which the
/// file is read once more.
pub fn hints(library_files: &LibraryFiles, library: &Library) -> Hints {
    let mut hints = lint::hints(library.articles());
    for (id, hint) in &mut hints.told {
        let article = library.article(*id).filter(|_| lint::has_line(hint));
        let Some(article) = article else { continue };
        if let Ok(raw) = library_files.read(&article.path) {
            *hint = lint::locate(hint.clone(), article, &decode(&raw.bytes).text);
        }
    }
    hints
}
