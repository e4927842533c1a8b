//! The loader: reads the library, the article that is looked at before the others, and links its names
//! anew whenever the reader puts some right.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::app::message::Message;
use crate::core::curation::Curation;
use crate::core::library::Library;
use crate::core::range::ArticleId;
use crate::extract::linking;
use crate::extract::names::Names;
use crate::extract::names::added::Added;
use crate::store::load;
use crate::store::shelf::Shelf;

/// What the loader is told.
#[derive(Debug)]
pub enum Work {
    /// Read the library, once more.
    Read,
    /// What was put right about its names comes to this now.
    Curate(Curation),
    /// Somebody looks at this article: read it before the others.
    First(ArticleId),
}

/// What was asked of the loader while it reads.
#[derive(Debug, Default)]
pub struct Asked {
    /// What was put right about names.
    pub curation: Option<Curation>,
    /// An article that is looked at, and wants to be read before the others.
    pub first: Option<ArticleId>,
}

/// The loader of one library.
pub struct Loader {
    shelf: Shelf,
    names: Names,
    curation: Curation,
    library: Library,
}

impl Loader {
    /// A loader that has read nothing but `library`, of which nothing was put right yet.
    pub fn new(shelf: Shelf, names: Names, library: Library) -> Self {
        Self {
            shelf,
            names,
            curation: Curation::default(),
            library,
        }
    }

    /// Reads the library: first the heads of all files, so that every article is listed, then their
    /// texts; files that are as they were when they were read before are not read again. `take`
    /// answers whether to go on, and `asked` is done between two batches.
    ///
    /// What is known is handed on each time that twice as much is, so that handing it on costs no more
    /// than reading.
    pub fn read(
        &mut self,
        mut asked: impl FnMut() -> Asked,
        mut take: impl FnMut(Message) -> bool,
    ) {
        let files = self.shelf.list().files;
        let before = std::mem::take(&mut self.library);
        self.library.add(load::unchanged(&before, &files));
        let files = load::numbered(&files);
        // Whoever takes nothing any more wants nothing more either.
        let _ = self
            .read_heads(&files, &mut asked, &mut take)
            .and_then(|()| self.read_texts(&files, &mut asked, &mut take));
    }

    fn read_heads(
        &mut self,
        files: &[(ArticleId, &Path)],
        asked: &mut impl FnMut() -> Asked,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<()> {
        let mut next = load::HEADS;
        let mut read = 0;
        for batch in files.chunks(load::HEADS) {
            let unknown = chosen(batch, |id| self.library.article(id).is_none());
            self.library.add(load::heads(&self.shelf, &unknown));
            read += batch.len();
            let total = files.len() as u32;
            told(take, Message::Progress { read: 0, total })?;
            if read >= next || read == files.len() {
                next = read * 2;
                told(take, self.snapshot())?;
            }
            self.do_asked(asked(), take)?;
        }
        Some(())
    }

    fn read_texts(
        &mut self,
        files: &[(ArticleId, &Path)],
        asked: &mut impl FnMut() -> Asked,
        take: &mut impl FnMut(Message) -> bool,
    ) -> Option<()> {
        let total = files.len() as u32;
        let mut known = self.texts();
        // Handing a library on costs about what reading a sixteenth of its texts costs.
        let least = (files.len() / 16).max(load::BATCH);
        let mut next = known + least;
        let mut read = 0;
        for batch in files.chunks(load::BATCH) {
            read += batch.len() as u32;
            let unread = chosen(batch, |id| self.wants_reading(id));
            self.library
                .add(load::batch(&self.shelf, &unread, &self.names));
            known += unread.len();
            if known >= next || read == total {
                next = (known * 2).max(known + least);
                told(take, self.linked())?;
            }
            told(take, Message::Progress { read, total })?;
            self.do_asked(asked(), take)?;
        }
        if total == 0 {
            told(take, self.linked())?;
        }
        Some(())
    }

    /// Does what was asked, and hands on what came of it.
    fn do_asked(&mut self, asked: Asked, take: &mut impl FnMut(Message) -> bool) -> Option<()> {
        if let Some(id) = asked.first.filter(|id| self.wants_reading(*id)) {
            told(take, self.read_first(id))?;
        }
        if let Some(curation) = asked.curation {
            told(take, self.curate(curation))?;
        }
        Some(())
    }

    /// How many articles the text is known of.
    fn texts(&self) -> usize {
        let articles = self.library.articles().iter();
        articles.filter(|article| article.is_read).count()
    }

    /// Whether only the head of an article is known.
    fn wants_reading(&self, id: ArticleId) -> bool {
        let article = self.library.article(id);
        article.is_some_and(|article| !article.is_read)
    }

    /// Reads an article before the others; its names are linked by themselves, because linking those
    /// of a large library takes longer than somebody who looks at it would wait.
    fn read_first(&mut self, id: ArticleId) -> Message {
        let path = self.library.article(id).map(|article| article.path.clone());
        let file = path.as_deref().map(|path| (id, path));
        let read = load::batch(&self.shelf, file.as_slice(), &self.names);
        let linked = linking::link(&read, &self.curation);
        self.library.add(read);
        self.library.add_linked(linked);
        self.snapshot()
    }

    /// Applies corrections to what was read, and gives the library as it is with them.
    pub fn curate(&mut self, curation: Curation) -> Message {
        self.put_right(curation);
        self.linked()
    }

    /// Takes corrections in; articles that hold a form which was added, or is no longer, are read again.
    fn put_right(&mut self, curation: Curation) {
        let forms = |curation: &Curation| -> BTreeSet<String> {
            let added = curation.added().into_iter();
            added.map(|(form, _)| form.trim().to_owned()).collect()
        };
        let (before, now) = (forms(&self.curation), forms(&curation));
        let changed: Vec<&String> = before.symmetric_difference(&now).collect();
        self.names.set_added(Added::new(curation.added()));
        self.curation = curation;
        if changed.is_empty() {
            return;
        }
        let touched: Vec<(ArticleId, PathBuf)> = self
            .library
            .articles()
            .iter()
            .filter(|article| {
                changed
                    .iter()
                    .any(|form| article.text.as_str().contains(*form))
            })
            .map(|article| (article.id, article.path.clone()))
            .collect();
        let touched: Vec<_> = touched
            .iter()
            .map(|(id, path)| (*id, path.as_path()))
            .collect();
        self.library
            .add(load::batch(&self.shelf, &touched, &self.names));
    }

    fn linked(&mut self) -> Message {
        let linked = linking::link(self.library.articles(), &self.curation);
        self.library.set_linked(linked);
        self.snapshot()
    }

    /// The library as it is known now, arranged here and not where one types.
    fn snapshot(&self) -> Message {
        self.library.arrange();
        Message::Library(Arc::new(self.library.clone()))
    }
}

/// The files of a batch that something holds for.
fn chosen<'a>(
    batch: &[(ArticleId, &'a Path)],
    holds: impl Fn(ArticleId) -> bool,
) -> Vec<(ArticleId, &'a Path)> {
    let files = batch.iter().copied();
    files.filter(|(id, _)| holds(*id)).collect()
}

/// Tells somebody; `None` where nobody listens any more.
fn told(take: &mut impl FnMut(Message) -> bool, message: Message) -> Option<()> {
    take(message).then_some(())
}

/// Works until nobody can tell it anything any more.
pub fn work(mut loader: Loader, inbox: &Receiver<Work>, out: &Sender<Message>) {
    while let Ok(first) = inbox.recv() {
        let mut mail = Mail::default();
        mail.take(std::iter::once(first).chain(inbox.try_iter()));
        while std::mem::take(&mut mail.read) {
            if let Some(curation) = mail.asked.curation.take() {
                loader.put_right(curation);
            }
            let asked = || mail.asked_for(inbox.try_iter());
            loader.read(asked, |message| out.send(message).is_ok());
        }
        // Whoever is gone needs no answer; then nothing more is received either.
        let _ = loader.do_asked(mail.asked, &mut |message| out.send(message).is_ok());
    }
}

/// What has come and was not done yet.
#[derive(Default)]
struct Mail {
    read: bool,
    asked: Asked,
}

impl Mail {
    /// What is asked for now. An article is, once no other was since the last time: who leafs through a
    /// list looks at none of its articles for long, and each that is handed on costs a list made anew.
    fn asked_for(&mut self, work: impl Iterator<Item = Work>) -> Asked {
        let before = self.asked.first.take();
        self.take(work);
        let first = before.filter(|_| self.asked.first.is_none());
        Asked {
            curation: self.asked.curation.take(),
            first,
        }
    }

    fn take(&mut self, work: impl Iterator<Item = Work>) {
        for work in work {
            match work {
                Work::Read => self.read = true,
                Work::Curate(curation) => self.asked.curation = Some(curation),
                Work::First(id) => self.asked.first = Some(id),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A library of so many files, each of which names Huawei.
    fn library(files: usize) -> (tempfile::TempDir, Loader) {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..files {
            let clip = format!("---\ntitle: Clip {number}\n---\nHuawei sells phones in Uganda.\n");
            fs::write(folder.path().join(format!("{number:03}.md")), clip).unwrap();
        }
        let shelf = Shelf::open(folder.path()).unwrap();
        let loader = Loader::new(shelf, Names::embedded().unwrap(), Library::default());
        (folder, loader)
    }

    /// The libraries that are handed on while everything is read, of which `first` is asked at once.
    fn handed_on(loader: &mut Loader, first: Option<ArticleId>) -> Vec<Arc<Library>> {
        let mut asked = Some(Asked {
            curation: None,
            first,
        });
        let mut handed_on = Vec::new();
        loader.read(
            || asked.take().unwrap_or_default(),
            |message| {
                if let Message::Library(library) = message {
                    handed_on.push(library);
                }
                true
            },
        );
        handed_on
    }

    fn read(library: &Library) -> usize {
        let articles = library.articles().iter();
        articles.filter(|article| article.is_read).count()
    }

    #[test]
    fn all_articles_are_listed_before_a_text_is_read() {
        let (_folder, mut loader) = library(70);
        let handed_on = handed_on(&mut loader, None);
        let read: Vec<(usize, usize)> = handed_on
            .iter()
            .map(|library| (library.articles().len(), read(library)))
            .collect();
        assert_eq!(read, [(70, 0), (70, 64), (70, 70)]);
        let title = &handed_on[0].articles()[9].head.title;
        assert_eq!(title.as_str(), "Clip 9");
    }

    #[test]
    fn the_article_that_is_looked_at_has_its_names_before_the_others() {
        let (_folder, mut loader) = library(70);
        let handed_on = handed_on(&mut loader, Some(ArticleId(69)));
        let names = |library: &Library, id: u32| -> Vec<String> {
            let entities = library.entities_in(ArticleId(id)).into_iter();
            entities
                .map(|(entity, _)| entity.name.to_string())
                .collect()
        };
        assert_eq!(names(&handed_on[1], 69), ["Huawei", "Uganda"]);
        assert_eq!((read(&handed_on[1]), names(&handed_on[1], 68)), (1, vec![]));
        let last = handed_on.last().unwrap();
        let huawei = last.entity(crate::core::entity::Kind::Organisation, "Huawei");
        assert_eq!(huawei.unwrap().articles, 70);
    }

    #[test]
    fn an_article_is_read_first_when_it_is_looked_at_for_longer_than_a_moment() {
        let mut mail = Mail::default();
        let mut first = |asked: &[u32]| {
            let work = asked.iter().map(|id| Work::First(ArticleId(*id)));
            mail.asked_for(work).first
        };
        let asked = [first(&[1, 2]), first(&[3]), first(&[]), first(&[])];
        assert_eq!(asked, [None, None, Some(ArticleId(3)), None]);
    }

    #[test]
    fn files_that_have_not_changed_are_not_read_again() {
        let (folder, mut loader) = library(3);
        let before = handed_on(&mut loader, None);
        fs::write(folder.path().join("001.md"), "Nokia sells phones.\n").unwrap();
        fs::remove_file(folder.path().join("000.md")).unwrap();
        let again = handed_on(&mut loader, None);
        assert_eq!(read(&again[0]), 1);
        let last = again.last().unwrap();
        let texts: Vec<&str> = last
            .articles()
            .iter()
            .map(|article| article.text.as_str())
            .collect();
        let kept = before.last().unwrap().articles()[2].text.as_str();
        assert_eq!(texts, ["Nokia sells phones.", kept]);
        assert_eq!(last.articles()[1].id, ArticleId(1));
    }
}
