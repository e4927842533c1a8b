//! What is read of a library: all of it, and articles to be shown.

use std::sync::Arc;

use crate::app::message::Message;
use crate::clip::read_limit::FIRST;
use crate::library::contents::Library;
use crate::library::correction::Curation;
use crate::library::linking;
use crate::names::pipeline::Names;
use crate::notes::anchor::anchor_text::AnchorText;
use crate::panes::opened::Opened;
use crate::store::library_files::LibraryFiles;
use crate::store::load::{self, ArticleReader};
use crate::text::clean::SafeText;
use crate::text::decode::decode;
use crate::text::document::{Document, LinkForm};
use crate::text::markdown::{self, Comments, NoteFile, ReadOptions};
use crate::text::range::ArticleId;
use crate::text::sentences::sentences;

/// The whole library, of whose names nothing was put right.
pub fn whole(library_files: &LibraryFiles, names: Names) -> Library {
    let mut library = Library::default();
    let mut reader = ArticleReader::new(library_files.clone(), names);
    reader.batches(&library_files.list().files, |batch| {
        library.add(batch);
        true
    });
    let linked = linking::link(library.articles(), &Curation::default());
    library.set_linked(linked);
    library.set_hints(load::hints(library_files, &library));
    library
}

/// Loads an article to be shown: of a long file at most `most` bytes.
pub fn open(
    library_files: &LibraryFiles,
    library: &Library,
    id: ArticleId,
    comments: Comments,
    most: u64,
) -> Message {
    let Some(article) = library.article(id) else {
        return Message::NotOpened(id, "This article is no longer in the library".into());
    };
    let raw = if most > FIRST {
        library_files.read_up_to(&article.path, most)
    } else {
        library_files.read(&article.path)
    };
    match raw {
        Ok(raw) => {
            let text = decode(&raw.bytes).text;
            let line_breaks = library_files.line_breaks();
            let plain = ReadOptions {
                line_breaks,
                ..ReadOptions::default()
            };
            let own = Arc::new(markdown::read_with(&text, article.body, &plain));
            let find = |name: &str| note(library_files, library, id, name);
            let reading = ReadOptions {
                comments,
                notes: Some(&find),
                line_breaks,
            };
            let document = if comments == Comments::Shown || embeds_notes(&own) {
                Arc::new(markdown::read_with(&text, article.body, &reading))
            } else {
                Arc::clone(&own)
            };
            Message::Opened(Opened {
                article: id,
                sheet: Arc::new(AnchorText::new(&text, article.body)),
                text: text.into(),
                sentences: sentences(&document),
                document,
                own,
                stamp: article.stamp,
                more: !raw.whole,
            })
        }
        Err(error) => Message::NotOpened(id, SafeText::line(&error.to_string())),
    }
}

/// Whether a document has a place for another note.
fn embeds_notes(document: &Document) -> bool {
    let mut forms = document.links.iter().map(|link| link.form);
    forms.any(|form| form == LinkForm::Embed)
}

/// The note that article `from` calls `name`: one of the library, so nothing outside is read.
fn note(
    library_files: &LibraryFiles,
    library: &Library,
    from: ArticleId,
    name: &str,
) -> Option<NoteFile> {
    let article = library.article(library.resolve(name, from)?)?;
    let raw = library_files.read(&article.path).ok()?;
    Some(NoteFile {
        key: article.id.0.to_string(),
        text: decode(&raw.bytes).text.into(),
        body: article.body,
    })
}
