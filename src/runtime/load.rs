//! What the loader's threads do, as functions: libraries that grow, and articles to be shown.

use std::sync::Arc;

use crate::app::message::Message;
use crate::core::anchor::sheet::Sheet;
use crate::core::curation::Curation;
use crate::core::decode::decode;
use crate::core::gate::Shown;
use crate::core::library::Library;
use crate::core::markdown;
use crate::core::range::ArticleId;
use crate::extract::linking;
use crate::extract::names::Names;
use crate::panes::opened::Opened;
use crate::store::load;
use crate::store::shelf::Shelf;

/// Reads a library and hands on what is known after 64 files, after 128, and so on, so that handing
/// it on costs no more than reading it; `take` answers whether to go on.
pub fn growing(shelf: &Shelf, names: &Names, mut take: impl FnMut(Message) -> bool) {
    let files = shelf.list().files;
    let total = files.len() as u32;
    let mut library = Library::default();
    let mut next = load::BATCH as u32;
    let mut read = 0;
    load::batches(shelf, &files, names, |batch| {
        read += batch.len() as u32;
        library.add(batch);
        if read < next && read < total {
            return take(Message::Progress { read, total });
        }
        next = read * 2;
        let entities = linking::link(library.articles(), &Curation::default()).entities;
        library.set_entities(entities);
        take(Message::Library(Arc::new(library.clone()))) && take(Message::Progress { read, total })
    });
    if total == 0 {
        take(Message::Library(Arc::new(library)));
    }
}

/// The whole library.
pub fn whole(shelf: &Shelf, names: &Names) -> Library {
    let mut whole = Arc::new(Library::default());
    growing(shelf, names, |message| {
        if let Message::Library(library) = message {
            whole = library;
        }
        true
    });
    Arc::unwrap_or_clone(whole)
}

/// Loads an article to be shown.
pub fn open(shelf: &Shelf, library: &Library, id: ArticleId, _comments: bool) -> Message {
    let Some(article) = library.article(id) else {
        return Message::NotOpened(id, "This article is no longer in the library".into());
    };
    match shelf.read(&article.path) {
        Ok(raw) => {
            let decoded = decode(&raw.bytes);
            let document = markdown::read(&decoded.text, article.body);
            Message::Opened(Opened {
                article: id,
                sheet: Arc::new(Sheet::new(&decoded.text, article.body)),
                text: decoded.text.into(),
                document: Arc::new(document),
                more: !raw.whole,
            })
        }
        Err(error) => Message::NotOpened(
            id,
            Shown::line(&format!("{}: {error}", article.path.display())),
        ),
    }
}
