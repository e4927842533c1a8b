//! Which file is which article: a number that was once given to a path means that file as long as the
//! library is open, whatever comes, changes or goes beside it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;

use crate::clip::article::{Article, Stamp};
use crate::library::contents::Library;
use crate::store::folder::FoundFile;
use crate::text::range::ArticleId;

/// A file of the library as it is listed, and the number of its article.
#[derive(Clone, Copy, Debug)]
pub struct NumberedFile<'a> {
    /// The number.
    pub id: ArticleId,
    /// Its path below the library.
    pub path: &'a Path,
    /// What the file is now.
    pub stamp: Stamp,
}

impl<'a> NumberedFile<'a> {
    /// The file of an article as it was when it was read.
    pub fn of(article: &'a Article) -> Self {
        Self {
            id: article.id,
            path: &article.path,
            stamp: article.stamp,
        }
    }
}

/// The numbers that were given. One that is taken is never given to another path.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// Paths as they are written: to hash them their parts need not be told apart.
    known: HashMap<OsString, ArticleId>,
    next: u32,
}

impl Numbering {
    /// The numbers that the articles of a library have.
    pub fn of(library: &Library) -> Self {
        let articles = library.articles();
        Self {
            known: articles
                .iter()
                .map(|article| (article.path.clone().into_os_string(), article.id))
                .collect(),
            next: articles.last().map_or(0, |last| last.id.0 + 1),
        }
    }

    /// Files with the numbers of their articles; new ones get the next, in the order of the files.
    pub fn number<'a>(&mut self, files: &'a [FoundFile]) -> Vec<NumberedFile<'a>> {
        let numbered = files.iter().map(|file| NumberedFile {
            id: self.number_of(&file.path),
            path: &file.path,
            stamp: file.stamp,
        });
        numbered.collect()
    }

    /// The number of a file, known or new.
    pub fn number_of(&mut self, path: &Path) -> ArticleId {
        if let Some(id) = self.known.get(path.as_os_str()) {
            return *id;
        }
        let id = ArticleId(self.next);
        self.next += 1;
        self.known.insert(path.as_os_str().to_owned(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(numbering: &mut Numbering, paths: &[&str]) -> Vec<u32> {
        let found = |path: &&str| FoundFile {
            path: path.into(),
            stamp: Stamp::default(),
        };
        let files: Vec<FoundFile> = paths.iter().map(found).collect();
        let numbered = numbering.number(&files);
        numbered.into_iter().map(|file| file.id.0).collect()
    }

    #[test]
    fn a_path_keeps_its_number_and_no_other_gets_it() {
        let mut numbering = Numbering::default();
        assert_eq!(numbers(&mut numbering, &["b.md", "d.md"]), [0, 1]);
        assert_eq!(
            numbers(&mut numbering, &["a.md", "b.md", "c.md"]),
            [2, 0, 3]
        );
        assert_eq!(
            numbers(&mut numbering, &["a.md", "d.md", "e.md"]),
            [2, 1, 4]
        );
    }
}
