//! The loader: reads the library, the article that is looked at before the others, again whatever
//! changes on disk, and links its names anew whenever the reader puts some right.

pub mod queue;
mod urgent;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use notify::{Event, RecursiveMode};

use crate::app::message::Message;
use crate::clip::article::{Article, Stamp};
use crate::library::contents::Library;
use crate::library::contents::changes::Changes;
use crate::library::correction::Curation;
use crate::library::linking::Linker;
use crate::library::lint::Linter;
use crate::names::pipeline::Names;
use crate::runtime::loader::queue::{LoaderTask, UrgentTasks};
use crate::runtime::watch::FolderWatcher;
use crate::store::article_numbers::{NumberedFile, Numbering};
use crate::store::folder::{Skipped, is_article};
use crate::store::library_files::LibraryFiles;
use crate::store::load::{self, ArticleReader};
use crate::text::range::ArticleId;

/// The loader of one library.
pub struct LibraryLoader {
    reader: ArticleReader,
    curation: Curation,
    numbering: Numbering,
    library: Library,
    /// What was read and is not in the library yet: entities point into articles, so that they and
    /// their links are taken in together.
    fresh: Vec<Arc<Article>>,
    /// Articles of the library whose files are gone, to be forgotten at the same time.
    gone: HashSet<ArticleId>,
    watch: Option<FolderWatcher>,
    /// Whether all of its texts were known at a time.
    was_whole: bool,
    /// Whether the library as it is, with what was put right, was not handed on whole yet.
    is_owed: bool,
    linker: Linker,
    linter: Linter,
}

/// At most so many folders are watched: what older systems allow (inotify(7)).
const MOST_WATCHED: usize = 8192;

/// How long the list waits until it is whole: rows that are shown before that move while others come in between,
/// which somebody who types ahead cannot know; but nobody waits longer for the first rows of a very large library.
const PATIENCE: Duration = Duration::from_secs(1);

impl LibraryLoader {
    /// A loader that has read nothing but `library`, of which nothing was put right yet.
    pub fn new(library_files: LibraryFiles, names: Names, library: Library) -> Self {
        Self {
            reader: ArticleReader::new(library_files, names),
            curation: Curation::default(),
            numbering: Numbering::of(&library),
            library,
            fresh: Vec::new(),
            gone: HashSet::new(),
            watch: None,
            was_whole: false,
            is_owed: true,
            linker: Linker::default(),
            linter: Linter::default(),
        }
    }

    /// Hears of what other programs change in the library, through a channel of its own inbox. The
    /// library that comes with the program does not change.
    pub fn watch(&mut self, inbox: Sender<LoaderTask>) {
        if self.reader.library_files().root().is_none() {
            return;
        }
        self.watch = Some(FolderWatcher::new(
            RecursiveMode::NonRecursive,
            move |event| {
                if may_change_articles(event) {
                    // A loader that is gone needs to hear nothing.
                    let _ = inbox.send(LoaderTask::Changed);
                }
            },
        ));
    }

    /// Reads the library: first what its index has of it, before its files are looked for; then the heads of files that
    /// are new, so that every article is listed; then the texts, those that the index has before the others. Files that
    /// are as they were when they were read before are not read again. `take`
    /// answers whether to go on, and `asked` is done between two batches. Says what had changed since
    /// the last time.
    ///
    /// What is known is handed on each time that twice as much is, so that handing it on costs no more
    /// than reading.
    pub fn read(
        &mut self,
        mut asked: impl FnMut() -> UrgentTasks,
        mut take: impl FnMut(Message) -> bool,
    ) -> Changes {
        if self.list_kept(&mut take).is_none() {
            return Changes::default();
        }
        let listing = self.reader.library_files().list();
        self.reader.forget_others(&listing.files);
        self.follow(&listing.folders);
        let left_out = listing.skipped.iter().filter_map(Skipped::left_out);
        self.library.set_left_out(left_out);
        let files = self.numbering.number(&listing.files);
        let changes = self.compare(&files);
        let wanted: Vec<NumberedFile> = files
            .into_iter()
            .filter(|file| !self.has_read(file.id, file.stamp))
            .collect();
        // Whoever takes nothing any more wants nothing more either.
        let _ = self
            .read_heads(&wanted, &mut asked, &mut take)
            .and_then(|()| self.read_kept(&wanted, &mut asked, &mut take))
            .and_then(|rest| self.read_texts(&rest, wanted.len(), &mut asked, &mut take));
        changes
    }

    /// Hands on what the index lists, the first time.
    fn list_kept(&mut self, take: &mut impl FnMut(Message) -> bool) -> Option<()> {
        if !self.library.articles().is_empty() {
            return Some(());
        }
        let kept = self.reader.listed();
        if kept.is_empty() {
            return Some(());
        }
        let numbering = &mut self.numbering;
        self.library.list(kept.into_iter().map(|article| {
            let id = numbering.number_of(&article.path);
            Arc::new(Article { id, ..article })
        }));
        send(take, Message::Library(Arc::new(self.library.clone())))
    }

    /// Watches the folders where articles are looked for.
    fn follow(&mut self, folders: &[PathBuf]) {
        if let (Some(watch), Some(root)) = (&mut self.watch, self.reader.library_files().root()) {
            // The library itself too where it is gone for now and may come back.
            let own = PathBuf::new();
            let below = folders.iter().filter(|folder| **folder != own);
            let folders = std::iter::once(&own).chain(below).take(MOST_WATCHED);
            // Joined with nothing, a path would end in a slash.
            watch.follow(folders.map(|folder| root.join(folder).components().collect()));
        }
    }

    /// What has changed since the library was read before; what is gone is to be forgotten.
    fn compare(&mut self, files: &[NumberedFile]) -> Changes {
        let there: HashSet<ArticleId> = files.iter().map(|file| file.id).collect();
        let known = self.library.articles().iter().map(|article| article.id);
        let exports: HashSet<ArticleId> = self.library.exports().map(|(id, _)| id).collect();
        let known = known.chain(exports.iter().copied());
        self.gone = known.filter(|id| !there.contains(id)).collect();
        let mut changes = Changes {
            gone: self.gone.len(),
            ..Changes::default()
        };
        for file in files {
            match self.library.article(file.id) {
                None => changes.new += usize::from(!exports.contains(&file.id)),
                Some(known) if known.is_read() && known.stamp != file.stamp => {
                    // What cannot be read has no stamp, and is tried again each time.
                    changes.changed += usize::from(known.stamp != Stamp::default());
                }
                Some(_) => {}
            }
        }
        changes
    }

    fn read_heads(
        &mut self,
        wanted: &[NumberedFile],
        asked: &mut impl FnMut() -> UrgentTasks,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<()> {
        let is_known = |file: &&NumberedFile| {
            let article = self.library.article(file.id);
            article.is_some_and(|article| article.is_read() || article.stamp == file.stamp)
        };
        let unknown: Vec<NumberedFile> = wanted
            .iter()
            .filter(|file| !is_known(file))
            .copied()
            .collect();
        let total = wanted.len() as u32;
        let (mut next, mut read) = (0, 0);
        let began = Instant::now();
        for batch in unknown.chunks(load::HEADS) {
            self.library
                .add(load::heads(self.reader.library_files(), batch));
            read += batch.len();
            send(take, Message::Progress { read: 0, total })?;
            if began.elapsed() >= PATIENCE && read >= next || read == unknown.len() {
                next = read * 2;
                send(take, self.snapshot())?;
            }
            self.do_asked(asked(), take)?;
        }
        Some(())
    }

    /// Takes in what the index has, hands it on at once, and gives the files that it does not have.
    fn read_kept<'a>(
        &mut self,
        wanted: &[NumberedFile<'a>],
        asked: &mut impl FnMut() -> UrgentTasks,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<Vec<NumberedFile<'a>>> {
        let total = wanted.len() as u32;
        let mut rest = Vec::new();
        for batch in wanted.chunks(load::HEADS) {
            for (kept, file) in self.reader.kept(batch).into_iter().zip(batch) {
                match kept {
                    Some(article) => self.fresh.push(article),
                    None => rest.push(*file),
                }
            }
            let read = self.fresh.len() as u32;
            send(take, Message::Progress { read, total })?;
            self.do_asked(asked(), take)?;
        }
        // A few files more are soon read, and everything is handed on together.
        if !self.fresh.is_empty() && rest.len() > load::BATCH {
            self.hand_on(take)?;
        }
        Some(rest)
    }

    /// Reads files, of so many in all that are taken in.
    fn read_texts(
        &mut self,
        wanted: &[NumberedFile],
        total: usize,
        asked: &mut impl FnMut() -> UrgentTasks,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<()> {
        let mut known = self.texts();
        // Handing a library on costs about what reading a sixteenth of its texts costs.
        let least = (self.library.articles().len() / 16).max(load::BATCH);
        let mut next = known + least;
        let total = total as u32;
        let mut read = total - wanted.len() as u32;
        for batch in wanted.chunks(load::BATCH) {
            let mut articles = self.reader.batch(batch);
            articles.retain(|article| !self.has_read(article.id, article.stamp));
            self.fresh.extend(articles);
            read += batch.len() as u32;
            known += batch.len();
            if known >= next || read == total {
                next = (known * 2).max(known + least);
                self.hand_on(take)?;
            }
            send(take, Message::Progress { read, total })?;
            self.do_asked(asked(), take)?;
        }
        self.hand_on(take)
    }

    /// How many articles the text is known of.
    fn texts(&self) -> usize {
        let articles = self.library.articles().iter();
        articles.filter(|article| article.is_read()).count()
    }

    /// Whether the text of a file is known as it was when the file had this stamp.
    fn has_read(&self, id: ArticleId, stamp: Stamp) -> bool {
        let article = self.library.article(id);
        article.is_some_and(|article| article.is_read() && article.stamp == stamp)
    }

    /// Hands on what is new, if anything is; the first time also that there is nothing.
    fn hand_on(&mut self, take: &mut impl FnMut(Message) -> bool) -> Option<()> {
        let has_news = !self.fresh.is_empty() || !self.gone.is_empty();
        if !has_news && !self.is_owed {
            return Some(());
        }
        send(take, self.linked())
    }

    fn linked(&mut self) -> Message {
        let is_changed = !self.fresh.is_empty() || !self.gone.is_empty();
        self.library.add(std::mem::take(&mut self.fresh));
        self.library.remove(&std::mem::take(&mut self.gone));
        let is_whole = self.texts() == self.library.articles().len();
        let articles = self.library.articles();
        // What is kept of all articles together is kept for the next start, not for each change.
        let linked = if is_whole && !self.was_whole {
            self.reader.linked(articles, &self.curation)
        } else {
            self.linker.link(articles, &self.curation)
        };
        self.library.set_linked(linked);
        // Copies are known when all texts are.
        if is_changed && is_whole {
            let hints = if self.was_whole {
                load::hints_again(&mut self.linter, self.reader.library_files(), &self.library)
            } else {
                self.reader.hints(&self.library)
            };
            self.library.set_hints(hints);
        }
        self.was_whole |= is_whole;
        self.is_owed = false;
        self.snapshot()
    }

    /// The library as it is known now, arranged here and not where one types.
    fn snapshot(&self) -> Message {
        self.library.arrange();
        Message::Library(Arc::new(self.library.clone()))
    }
}

/// Sends a message on; `None` where nobody listens any more.
fn send(take: &mut impl FnMut(Message) -> bool, message: Message) -> Option<()> {
    take(message).then_some(())
}

/// Whether something happened that may change which articles there are, or one of them: anything but
/// what happens to files of other kinds. Where nothing is told, it may be anything.
fn may_change_articles(event: &Event) -> bool {
    let of_other_kind = |path: &PathBuf| !is_article(path) && path.is_file();
    event.paths.is_empty() || !event.paths.iter().all(of_other_kind)
}

#[cfg(test)]
mod tests;
