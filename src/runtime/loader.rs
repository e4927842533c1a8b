//! The loader: reads the library, and links its names anew whenever the reader puts some right.

use std::collections::BTreeSet;
use std::path::PathBuf;
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

    /// Reads the library and hands on what is known after 64 files, after 128, and so on, so that
    /// handing it on costs no more than reading it; `take` answers whether to go on. What `put_right`
    /// brings meanwhile holds from the next batch on.
    pub fn read(
        &mut self,
        mut put_right: impl FnMut() -> Option<Curation>,
        mut take: impl FnMut(Message) -> bool,
    ) {
        let files = self.shelf.list().files;
        let total = files.len() as u32;
        self.library = Library::default();
        let mut next = load::BATCH as u32;
        let mut read = 0;
        for files in load::numbered(&files).chunks(load::BATCH) {
            self.library
                .add(load::batch(&self.shelf, files, &self.names));
            read += files.len() as u32;
            let corrected = put_right().map(|curation| self.put_right(curation));
            if corrected.is_none() && read < next && read < total {
                if !take(Message::Progress { read, total }) {
                    return;
                }
                continue;
            }
            next = next.max(read * 2);
            let go_on = take(self.linked()) && take(Message::Progress { read, total });
            if !go_on {
                return;
            }
        }
        if total == 0 {
            take(self.linked());
        }
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
        Message::Library(Arc::new(self.library.clone()))
    }
}

/// Works until nobody can tell it anything any more.
pub fn work(mut loader: Loader, inbox: &Receiver<Work>, out: &Sender<Message>) {
    while let Ok(first) = inbox.recv() {
        let mut mail = Mail::default();
        mail.take(std::iter::once(first).chain(inbox.try_iter()));
        while std::mem::take(&mut mail.read) {
            if let Some(curation) = mail.curation.take() {
                loader.put_right(curation);
            }
            let put_right = || {
                mail.take(inbox.try_iter());
                mail.curation.take()
            };
            loader.read(put_right, |message| out.send(message).is_ok());
        }
        if let Some(curation) = mail.curation {
            // Whoever is gone needs no answer; then nothing more is received either.
            let _ = out.send(loader.curate(curation));
        }
    }
}

/// What has come and was not done yet.
#[derive(Default)]
struct Mail {
    read: bool,
    curation: Option<Curation>,
}

impl Mail {
    fn take(&mut self, work: impl Iterator<Item = Work>) {
        for work in work {
            match work {
                Work::Read => self.read = true,
                Work::Curate(curation) => self.curation = Some(curation),
            }
        }
    }
}
