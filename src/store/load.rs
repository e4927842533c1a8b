//! Reading a library: every file of a shelf to an article, on all cores, in batches.

use std::path::Path;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::core::article::{Article, Stamp};
use crate::core::decode::{Decoded, decode};
use crate::core::range::ArticleId;
use crate::extract::digest::{Reading, digest};
use crate::extract::names::Names;
use crate::store::folder::Found;
use crate::store::shelf::Shelf;

/// Files read before a batch is handed on; small enough that the first articles are seen at once.
pub const BATCH: usize = 64;

/// Reads files in their order and hands on batches of articles; stops when `take` answers `false`.
///
/// An article's id is the number of its file in the listing.
pub fn batches(
    shelf: &Shelf,
    files: &[Found],
    names: &Names,
    mut take: impl FnMut(Vec<Arc<Article>>) -> bool,
) {
    for files in numbered(files).chunks(BATCH) {
        if !take(batch(shelf, files, names)) {
            return;
        }
    }
}

/// The paths of files with the ids that their articles have.
pub fn numbered(files: &[Found]) -> Vec<(ArticleId, &Path)> {
    let paths = files.iter().map(|file| file.path.as_path());
    (0..).map(ArticleId).zip(paths).collect()
}

/// Reads some files on all cores, in their order.
pub fn batch(shelf: &Shelf, files: &[(ArticleId, &Path)], names: &Names) -> Vec<Arc<Article>> {
    let read = |(id, path): &(ArticleId, &Path)| Arc::new(article(shelf, *id, path, names));
    files.par_iter().map(read).collect()
}

/// Reads one file. Whatever is wrong with it, there is an article.
pub fn article(shelf: &Shelf, id: ArticleId, path: &Path, names: &Names) -> Article {
    let raw = shelf.read(path);
    let (bytes, stamp, mut problems) = match &raw {
        Ok(raw) => (
            raw.bytes.as_slice(),
            raw.stamp,
            Vec::from_iter(raw.problem()),
        ),
        Err(error) => (&[][..], Stamp::default(), vec![error.problem()]),
    };
    let Decoded {
        text,
        encoding,
        problems: odd,
    } = decode(bytes);
    problems.extend(odd);
    let reading = Reading {
        id,
        path: path.to_owned(),
        text: &text,
        encoding: encoding.name(),
        stamp,
        problems,
    };
    digest(reading, names)
}
