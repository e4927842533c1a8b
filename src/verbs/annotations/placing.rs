//! Annotations with their articles: where each of them is.

use std::sync::Arc;

use crate::core::anchor::sheet::whole;
use crate::core::annotation::{Annotation, Palette};
use crate::core::article::Article;
use crate::core::date::Date;
use crate::core::exchange::{Outgoing, Provenance, State};
use crate::core::path;
use crate::core::placement::Placed;
use crate::store::config::Config;
use crate::store::placing::Placer;
use crate::store::shelf::Shelf;
use crate::verbs::reading::Read;

/// Annotations with their articles.
pub struct Placing {
    /// The articles, and the annotations.
    pub read: Read,
    /// Where annotations are.
    pub placer: Placer,
    /// The reader's words for colours.
    pub palette: Palette,
}

impl Placing {
    /// Reads a library and its annotations.
    pub fn open(shelf: Shelf, config: &Config) -> anyhow::Result<Self> {
        let mut placer = Placer::new(shelf.clone());
        let read = Read::whole(shelf)?;
        placer.know(Arc::clone(&read.library));
        Ok(Self {
            read,
            placer,
            palette: config.palette.clone(),
        })
    }

    /// Every annotation with its place: by path and place, those without a place first.
    pub fn outgoing(&mut self) -> Vec<(Placed, Outgoing<'_>)> {
        let Self {
            read,
            placer,
            palette,
        } = self;
        let notebook = &read.desk.notebook;
        let mut all: Vec<(Placed, Outgoing<'_>)> = notebook
            .entries()
            .map(|entry| {
                let placed = placer.place(entry.annotation());
                let article = placed.article.and_then(|id| read.library.article(id));
                let article = article.map(|article| provenance(article));
                let colour = entry.annotation().colour.as_deref();
                let colour = colour.map(|word| palette.own(word).to_owned());
                (
                    placed,
                    Outgoing {
                        entry,
                        article,
                        state: placed.state,
                        range: placed.source,
                        colour,
                    },
                )
            })
            .collect();
        let is_placed = |state: State| state >= State::Unsure;
        all.sort_by(|(_, a), (_, b)| {
            let order = |outgoing: &Outgoing<'_>| {
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
}

/// What is said of an article when annotations leave the library.
fn provenance(article: &Article) -> Provenance {
    let head = &article.head;
    let authors: Vec<&str> = head
        .authors
        .iter()
        .map(|author| author.name.as_str())
        .collect();
    let day = |date: Option<&Date>| Some(date?.day?.to_string());
    Provenance {
        path: path::written(&article.path).text,
        title: head.title.as_str().to_owned(),
        authors: authors.join(", "),
        url: head.source.clone(),
        published: day(head.published.as_ref()),
        clipped: day(head.created.as_ref()),
    }
}

/// Fills in what the library knows of an annotation that came from elsewhere.
pub fn complete(annotation: &mut Annotation, placer: &mut Placer, read: &Read) {
    let found = placer.place(annotation);
    let Some(article) = found.article.and_then(|id| read.library.article(id)) else {
        return;
    };
    annotation.target.article = whole(article).article;
    let Some(here) = found.source.filter(|_| found.state == State::Sure) else {
        return;
    };
    let Some(made) = placer
        .sheet(article.id)
        .and_then(|sheet| sheet.target(article, here))
    else {
        return;
    };
    annotation.target.position = made.position;
    annotation.target.text = made.text;
    annotation.target.article = made.article;
}
