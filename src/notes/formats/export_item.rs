//! Annotations with what the library knows about them, ready to be given away.

use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::notes::annotation::{Annotation, Palette};
use crate::notes::notebook::{Entry, Notebook};
use crate::notes::placement::State;
use crate::notes::placement::{Placed, Placements};
use crate::text::date::Date;
use crate::text::path;
use crate::text::range::SourceRange;

/// An annotation with what the library knows about it, ready to be given away.
#[derive(Clone, Debug)]
pub struct ExportItem<'a> {
    /// What it is, in all its variants.
    pub entry: Entry<'a>,
    /// The article it is about; `None` when that is not in the library.
    pub article: Option<Provenance>,
    /// How sure its place is.
    pub state: State,
    /// Its place in the article's file.
    pub range: Option<SourceRange>,
    /// The word of its colour, as the reader calls it.
    pub colour: Option<String>,
}

/// What is said of an article when annotations leave the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path below the library, with `/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its authors, separated by commas.
    pub authors: String,
    /// The page it was clipped from.
    pub url: Option<String>,
    /// When the page was published, as written.
    pub published: Option<String>,
    /// When it was clipped, as written.
    pub clipped: Option<String>,
}

impl ExportItem<'_> {
    /// What it says; of several variants the one that is shown first.
    pub fn annotation(&self) -> &Annotation {
        self.entry.annotation()
    }

    /// The article's path: where it lies now, else where it lay.
    pub fn path(&self) -> &str {
        let remembered = self.annotation().target.article.as_ref();
        let now = self.article.as_ref().map(|article| article.path.as_str());
        now.or_else(|| remembered.map(|article| article.path.as_str()))
            .unwrap_or_default()
    }

    /// The article's title: what it is now, else what it was.
    pub fn title(&self) -> &str {
        let remembered = self.annotation().target.article.as_ref();
        let now = self.article.as_ref().map(|article| article.title.as_str());
        now.or_else(|| remembered.map(|article| article.title.as_str()))
            .unwrap_or_default()
    }

    /// The page it is about.
    pub fn url(&self) -> Option<&str> {
        let now = self
            .article
            .as_ref()
            .and_then(|article| article.url.as_deref());
        now.or_else(|| self.annotation().target.url())
    }
}

/// Every annotation with its place: by path and place, those without a place first.
pub fn all<'n>(
    notebook: &'n Notebook,
    library: &Library,
    placements: &Placements,
    palette: &Palette,
) -> Vec<(Placed, ExportItem<'n>)> {
    let mut all: Vec<(Placed, ExportItem<'n>)> = notebook
        .entries()
        .map(|entry| {
            let placed = placements.get(&entry.annotation().id);
            let placed = placed.copied().unwrap_or(Placed::MISSING);
            let article = placed.article.and_then(|id| library.article(id));
            let colour = entry.annotation().colour.as_deref();
            let colour = colour.map(|word| palette.own(word).to_owned());
            let outgoing = ExportItem {
                entry,
                article: article.map(|article| provenance(article)),
                state: placed.state,
                range: placed.source,
                colour,
            };
            (placed, outgoing)
        })
        .collect();
    let is_placed = |state: State| state >= State::Unsure;
    all.sort_by(|(_, a), (_, b)| {
        let order = |outgoing: &ExportItem<'_>| {
            (
                is_placed(outgoing.state),
                outgoing.path().to_owned(),
                outgoing.range,
            )
        };
        order(a).cmp(&order(b))
    });
    all
}

/// What is said of an article when annotations leave the library.
fn provenance(article: &Article) -> Provenance {
    let head = &article.head;
    let day = |date: Option<&Date>| Some(date?.day?.to_string());
    Provenance {
        path: path::written(&article.path).text,
        title: head.title.as_str().to_owned(),
        authors: head.author_line(),
        url: head.source.clone(),
        published: day(head.published.as_ref()),
        clipped: day(head.created.as_ref()),
    }
}
