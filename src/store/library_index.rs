//! The index: what was found out about the articles of a library, kept from one run to the next.
//!
//! One file of tables for each library, below the user's folder for what can be made again. It may be deleted at any
//! time: what it does not hold, what is damaged and what was read from another file than lies there now is computed
//! anew. Nothing that goes wrong with it is an error; at worst the program does without.

mod fact_bytes;
mod index_files;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use rusqlite::{Connection, ErrorCode, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clip::article::{Article, Stamp};
use crate::clip::facts::Facts;
use crate::names::user_names::Added;
use crate::store::article_numbers::NumberedFile;
use crate::store::folder::FoundFile;
use crate::store::library_files::LibraryFiles;
pub use crate::store::library_index::index_files::drop_index;
use crate::store::library_index::index_files::{
    files, make_folder, path_of, remove, remove_others,
};
use crate::store::library_index::tables::Parts;

/// A file that was changed so short a time ago may change again and bear the same times: nothing is kept of it.
/// Two seconds are the coarsest that file systems count (FAT).
const SETTLED: Duration = Duration::from_secs(2);

/// The index of one library; one that cannot be used knows nothing and keeps nothing.
pub struct LibraryIndex {
    path: PathBuf,
    connection: Option<Connection>,
}

/// What an index holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexStatus {
    /// Articles of which is known what lists say.
    pub listed: i64,
    /// Articles whose text is known.
    pub texts: i64,
    /// Articles whose names are known.
    pub names: i64,
    /// Bytes on disk.
    pub bytes: u64,
}

impl LibraryIndex {
    /// The index of a library, made where there is none. The libraries that have none are the bundled one, one file
    /// alone, and those that were opened [without](LibraryFiles::with_index).
    pub fn open(library_files: &LibraryFiles) -> Option<Self> {
        let path = path_of(library_files)?;
        if !path.exists() {
            // Another program, or another version of it, computes other facts.
            remove_others(&path, library_files);
            make_folder(path.parent()?).ok()?;
        }
        let connection = tables::connect(&path).or_else(|error| {
            // What is damaged is made anew once; then something else is wrong.
            if !tables::is_damage(&error) {
                return Err(error);
            }
            remove(&path);
            tables::connect(&path)
        });
        let connection = Some(connection.ok()?);
        Some(Self { path, connection })
    }

    /// What is known of some files as they are now, in their order; nothing of those that have changed.
    pub fn articles(
        &mut self,
        files: &[NumberedFile],
        facts: Facts,
        added: &Added,
    ) -> Vec<Option<Arc<Article>>> {
        let parts = self.ask(|connection| tables::parts(connection, files, facts));
        let parts = parts.unwrap_or_else(|| vec![None; files.len()]);
        let read = |(parts, file): (Option<Parts>, &NumberedFile)| {
            article(&parts?, file, added).map(Arc::new)
        };
        parts.into_par_iter().zip(files).map(read).collect()
    }

    /// What lists say of every article, as it was when it was read, sorted by path.
    pub fn listed(&mut self) -> Vec<Article> {
        let rows = self.ask(tables::listed).unwrap_or_default();
        let articles = rows.par_iter();
        let articles = articles.filter_map(|(path, facts)| fact_bytes::listed(path, facts));
        let mut articles: Vec<Article> = articles.collect();
        // Not by its bytes, by which the rows are nearly sorted: `a/b` comes before `a-b`.
        articles.sort_by(|a, b| a.path.cmp(&b.path));
        articles
    }

    /// Keeps what was found out about articles, but for those whose files may change and bear the same stamp.
    pub fn keep(&mut self, articles: &[Arc<Article>], added: &Added) {
        let now = SystemTime::now();
        let parts = |article: &Arc<Article>| {
            let added = added.number_in(article.text.as_str());
            (article.path.clone(), fact_bytes::parts(article, added))
        };
        let settled = articles.par_iter();
        let settled = settled.filter(|article| is_settled(article.stamp, now));
        let rows: Vec<(PathBuf, Parts)> = settled.map(parts).collect();
        if !rows.is_empty() {
            self.ask(|connection| tables::write(connection, &rows));
        }
    }

    /// What was found out, under a name, about all these articles together and by nothing else than `by`; nothing where
    /// they are not the same any more, or may change without being seen to.
    pub fn whole<T: DeserializeOwned>(
        &mut self,
        name: &str,
        by: &[u8],
        articles: &[Arc<Article>],
    ) -> Option<T> {
        let owner = owner(articles, by)?;
        let kept = self.ask(|connection| tables::whole(connection, name));
        fact_bytes::opened_for(&owner, &kept.flatten()?)
    }

    /// Keeps what was found out, likewise.
    pub fn keep_whole(
        &mut self,
        name: &str,
        by: &[u8],
        articles: &[Arc<Article>],
        facts: &impl Serialize,
    ) {
        let owner = owner(articles, by);
        let bytes = owner.and_then(|owner| fact_bytes::sealed_for(&owner, facts));
        if let Some(bytes) = bytes {
            self.ask(|connection| tables::write_whole(connection, name, &bytes));
        }
    }

    /// Forgets the articles whose files are not among those of the library.
    pub fn forget_others(&mut self, files: &[FoundFile]) {
        self.ask(|connection| tables::forget_others(connection, files));
    }

    /// What it holds.
    pub fn status(&mut self) -> IndexStatus {
        let [listed, texts, names] = self.ask(tables::counts).unwrap_or_default();
        let sizes = files(&self.path).filter_map(|path| fs::metadata(path).ok());
        IndexStatus {
            listed,
            texts,
            names,
            bytes: sizes.map(|file| file.len()).sum(),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What came of a question; nothing where it could not be put. What is damaged goes, to be made anew by whoever
    /// opens it next.
    fn ask<T>(&mut self, question: impl FnOnce(&mut Connection) -> Result<T>) -> Option<T> {
        let error = match question(self.connection.as_mut()?) {
            Ok(answer) => return Some(answer),
            Err(error) => error,
        };
        // Another program writes; the next question may find it done.
        if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) {
            self.connection = None;
        }
        if tables::is_damage(&error) {
            remove(&self.path);
        }
        None
    }
}

/// The article of a file as it is now, from the parts that are kept of it.
fn article(parts: &Parts, file: &NumberedFile, added: &Added) -> Option<Article> {
    let (first, rest) = parts.split_first()?;
    let mut article = fact_bytes::listed(file.path, first)?;
    if article.stamp != file.stamp {
        return None;
    }
    article.id = file.id;
    if let Some(text) = rest.first() {
        fact_bytes::add_text(&mut article, text)?;
    }
    if let Some(names) = rest.get(1) {
        let added = added.number_in(article.text.as_str());
        fact_bytes::add_names(&mut article, names, added)?;
    }
    Some(article)
}

/// What facts about articles together belong to; nothing where these may change without being seen to.
fn owner(articles: &[Arc<Article>], by: &[u8]) -> Option<Vec<u8>> {
    let now = SystemTime::now();
    let mut all = articles.iter();
    let is_settled = all.all(|article| is_settled(article.stamp, now));
    is_settled.then(|| fact_bytes::owner_of_all(articles, by))
}

/// Whether a file with these times cannot change any more without bearing others.
fn is_settled(stamp: Stamp, now: SystemTime) -> bool {
    let last = u64::try_from(stamp.modified.max(stamp.changed)).unwrap_or_default();
    let last = UNIX_EPOCH + Duration::from_nanos(last);
    stamp != Stamp::default() && now.duration_since(last).is_ok_and(|age| age >= SETTLED)
}

#[cfg(test)]
mod tests;
