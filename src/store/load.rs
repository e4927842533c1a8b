//! Reading a library: every file of it to an article, on all cores, in batches; heads alone first
//! where somebody waits.

use std::path::Path;
use std::sync::Arc;

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::clip::article::{Article, Stamp};
use crate::clip::facts::Facts;
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::library::hints::Hints;
use crate::library::ingest::{self, DecodedFile};
use crate::library::linked_entities::Linked;
use crate::library::linking;
use crate::library::lint::{self, Linter};
use crate::names::pipeline::Names;
use crate::names::user_names::Added;
use crate::notes::formats;
use crate::store::article_numbers::{NumberedFile, Numbering};
use crate::store::error::StoreError;
use crate::store::folder::{FoundFile, RawFile};
use crate::store::library_files::LibraryFiles;
use crate::store::library_index::LibraryIndex;
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

/// Under which names facts about all articles together are kept.
const LINKED: &str = "linked";
const HINTS: &str = "hints";

/// What linked names depend on beside the articles.
fn by(curation: &Curation) -> Vec<u8> {
    format!("{curation:?}").into_bytes()
}

/// Reads the articles of a library: those that are as they were from its index, the others from their files.
pub struct ArticleReader {
    library_files: LibraryFiles,
    index: Option<LibraryIndex>,
    /// How much is read of an article.
    facts: Facts,
    /// What finds names, where they are wanted.
    names: Option<Names>,
    /// The forms that the reader has added to them.
    added: Added,
}

impl ArticleReader {
    /// Reads everything that a file says.
    pub fn new(library_files: LibraryFiles, names: Names) -> Self {
        Self::with(library_files, Facts::Names, Some(names))
    }

    /// Reads so much of each article, but no names.
    pub fn without_names(library_files: LibraryFiles, facts: Facts) -> Self {
        Self::with(library_files, facts.min(Facts::Text), None)
    }

    fn with(library_files: LibraryFiles, facts: Facts, names: Option<Names>) -> Self {
        Self {
            index: LibraryIndex::open(&library_files),
            added: Added::default(),
            library_files,
            facts,
            names,
        }
    }

    /// Where the articles lie.
    pub fn library_files(&self) -> &LibraryFiles {
        &self.library_files
    }

    /// From now on the names that the reader has added are found too.
    pub fn set_added(&mut self, added: Added) {
        if let Some(names) = &mut self.names {
            names.set_added(added.clone());
        }
        self.added = added;
    }

    /// Reads files in their order and hands on batches of articles; stops when `take` answers `false`. What is kept of
    /// files that are gone is forgotten.
    ///
    /// An article's id is the number of its file in the listing.
    pub fn batches(
        &mut self,
        files: &[FoundFile],
        mut take: impl FnMut(Vec<Arc<Article>>) -> bool,
    ) {
        if let Some(index) = &mut self.index {
            index.forget_others(files);
        }
        for files in Numbering::default().number(files).chunks(HEADS) {
            if !take(self.batch(files)) {
                return;
            }
        }
    }

    /// Reads some files, in their order, on all cores.
    pub fn batch(&mut self, files: &[NumberedFile]) -> Vec<Arc<Article>> {
        let kept = self.kept(files);
        let Self {
            library_files,
            names,
            ..
        } = &*self;
        let read = |(kept, file): (Option<Arc<Article>>, &NumberedFile)| {
            let is_kept = kept.is_some();
            let read = || article(library_files, file.id, file.path, names.as_ref());
            (is_kept, kept.unwrap_or_else(|| Arc::new(read())))
        };
        let read: Vec<(bool, Arc<Article>)> = kept.into_par_iter().zip(files).map(read).collect();
        if let Some(index) = &mut self.index {
            let new = read.iter().filter(|(is_kept, _)| !is_kept);
            let new: Vec<Arc<Article>> = new.map(|(_, article)| Arc::clone(article)).collect();
            index.keep(&new, &self.added);
        }
        read.into_iter().map(|(_, article)| article).collect()
    }

    /// What the index has of some files as they are now, in their order.
    pub fn kept(&mut self, files: &[NumberedFile]) -> Vec<Option<Arc<Article>>> {
        match &mut self.index {
            Some(index) => index.articles(files, self.facts, &self.added),
            None => vec![None; files.len()],
        }
    }

    /// What lists say of the articles as they were when they were read last, sorted by path.
    pub fn listed(&mut self) -> Vec<Article> {
        self.index
            .as_mut()
            .map(LibraryIndex::listed)
            .unwrap_or_default()
    }

    /// The names of all articles linked to entities: kept where neither articles nor corrections have changed.
    pub fn linked(&mut self, articles: &[Arc<Article>], curation: &Curation) -> Linked {
        if let Some(linked) = self.kept_linked(articles, curation) {
            return linked;
        }
        let linked = linking::link(articles, curation);
        if let Some(index) = &mut self.index {
            index.keep_whole(LINKED, &by(curation), articles, &linked);
        }
        linked
    }

    /// The same where it is kept: then of the articles need be known only what lists say.
    pub fn kept_linked(
        &mut self,
        articles: &[Arc<Article>],
        curation: &Curation,
    ) -> Option<Linked> {
        self.index.as_mut()?.whole(LINKED, &by(curation), articles)
    }

    /// What is told of clips that could be better, likewise.
    pub fn hints(&mut self, library: &Library) -> Hints {
        let articles = library.articles();
        let index = self.index.as_mut();
        if let Some(kept) = index.and_then(|index| index.whole(HINTS, &[], articles)) {
            return kept;
        }
        let hints = hints(&self.library_files, library);
        if let Some(index) = &mut self.index {
            index.keep_whole(HINTS, &[], articles, &hints);
        }
        hints
    }

    /// Forgets what is kept of files that are no longer there.
    pub fn forget_others(&mut self, files: &[FoundFile]) {
        if let Some(index) = &mut self.index {
            index.forget_others(files);
        }
    }
}

/// Reads the heads of some files on all cores, in their order.
pub fn heads(library_files: &LibraryFiles, files: &[NumberedFile]) -> Vec<Arc<Article>> {
    let read = |file: &NumberedFile| {
        let raw = library_files.read_up_to(file.path, HEAD);
        Arc::new(made(&raw, None, file.id, file.path, ingest::head))
    };
    files.par_iter().map(read).collect()
}

/// Reads one file, with its names where it is said how. Whatever is wrong with it, there is an article.
pub fn article(
    library_files: &LibraryFiles,
    id: ArticleId,
    path: &Path,
    names: Option<&Names>,
) -> Article {
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
    hints_again(&mut Linter::default(), library_files, library)
}

/// The same, by somebody who knows what was told before.
pub fn hints_again(linter: &mut Linter, library_files: &LibraryFiles, library: &Library) -> Hints {
    linter.hints(library.articles(), |hint, article| {
        let raw = lint::has_line(&hint).then(|| library_files.read(&article.path));
        match raw {
            Some(Ok(raw)) => lint::locate(hint, article, &decode(&raw.bytes).text),
            _ => hint,
        }
    })
}
