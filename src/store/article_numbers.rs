//! Which file is which article: a number that was once given to a path means that file as long as the
//! library is open, whatever comes, changes or goes beside it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::library::contents::Library;
use crate::store::folder::FoundFile;
use crate::text::range::ArticleId;

/// The numbers that were given. One that is taken is never given to another path.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    known: HashMap<PathBuf, ArticleId>,
    next: u32,
}

impl Numbering {
    /// The numbers that the articles of a library have.
    pub fn of(library: &Library) -> Self {
        let articles = library.articles();
        Self {
            known: articles
                .iter()
                .map(|article| (article.path.clone(), article.id))
                .collect(),
            next: articles.last().map_or(0, |last| last.id.0 + 1),
        }
    }

    /// Files with the numbers of their articles; new ones get the next, in the order of the files.
    pub fn number<'a>(&mut self, files: &'a [FoundFile]) -> Vec<(ArticleId, &'a FoundFile)> {
        files
            .iter()
            .map(|file| (self.number_of(&file.path), file))
            .collect()
    }

    fn number_of(&mut self, path: &Path) -> ArticleId {
        if let Some(id) = self.known.get(path) {
            return *id;
        }
        let id = ArticleId(self.next);
        self.next += 1;
        self.known.insert(path.to_owned(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::article::Stamp;

    fn numbers(numbering: &mut Numbering, paths: &[&str]) -> Vec<u32> {
        let found = |path: &&str| FoundFile {
            path: path.into(),
            stamp: Stamp::default(),
        };
        let files: Vec<FoundFile> = paths.iter().map(found).collect();
        let numbered = numbering.number(&files);
        numbered.into_iter().map(|(id, _)| id.0).collect()
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
