//! A library's annotations, opened for a verb: read, changed and saved.

use std::collections::HashMap;

use anyhow::{Context, bail};

use crate::library::contents::Library;
use crate::notes::anchor::AnchorText;
use crate::notes::anchor::article::Catalogue;
use crate::notes::annotation::{AnnotationId, Colour, Palette};
use crate::notes::notebook::{Change, Entry, Notebook};
use crate::runtime::stderr::say;
use crate::search::nearest::did_you_mean;
use crate::store::annotations::{self, AnnotationStore, Damaged};
use crate::store::library_files::LibraryFiles;
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange};
use crate::verbs::refused::Refused;

/// Annotations without their articles: enough to change them.
pub struct AnnotationSession {
    store: AnnotationStore,
    /// What there is.
    pub notebook: Notebook,
    /// Files that are not what they say.
    pub damaged: Vec<Damaged>,
}

impl AnnotationSession {
    /// Reads the annotations of a library.
    pub fn open(library_files: &LibraryFiles) -> anyhow::Result<Self> {
        let folders =
            Folders::of_user().context("there is no home to keep annotations in: set $HOME")?;
        let store = AnnotationStore::of_library_files(library_files, &folders.data);
        let fresh = store.loader().refresh();
        let mut notebook = Notebook::default();
        for revision in fresh.revisions {
            notebook.insert(revision);
        }
        Ok(Self {
            store,
            notebook,
            damaged: fresh.damaged,
        })
    }

    /// How many annotations articles bear, where they bear any.
    pub fn counts(&self, library: &Library) -> HashMap<ArticleId, usize> {
        let mut counts = HashMap::new();
        let mut entries = self.notebook.entries().peekable();
        if entries.peek().is_none() {
            return counts;
        }
        let catalogue = Catalogue::new(library.articles().iter().map(AsRef::as_ref));
        for entry in entries {
            for article in catalogue.find(&entry.annotation().target) {
                *counts.entry(article).or_default() += 1;
            }
        }
        counts
    }

    /// The annotation that an id, or the beginning of one, names.
    pub fn entry(&self, id: &str) -> anyhow::Result<Entry<'_>> {
        let id = id.trim().trim_start_matches("urn:uuid:").to_lowercase();
        let mut named = self
            .notebook
            .entries()
            .filter(|entry| entry.annotation().id.to_string().starts_with(&id));
        match (named.next(), named.next()) {
            (Some(one), None) if !id.is_empty() => Ok(one),
            (Some(_), Some(_)) => bail!(
                "{} begins the id of several annotations: give more of it",
                SafeText::line(&id)
            ),
            _ => bail!("there is no annotation {}", SafeText::line(&id)),
        }
    }

    /// Does something as one step, and saves it before it returns.
    pub fn change(&mut self, changes: Vec<Change>) -> anyhow::Result<Vec<AnnotationId>> {
        let revisions = self.notebook.apply(changes, &annotations::now())?;
        // Tidying up belongs to whoever writes; a mere look at a library changes nothing in it.
        self.store.sweep(std::time::SystemTime::now());
        let mut elsewhere = None;
        for revision in &revisions {
            let saved = self.store.commit(revision).context("not saved")?;
            elsewhere = saved.instead.map(|why| (why, saved.path)).or(elsewhere);
        }
        if let Some((why, path)) = elsewhere {
            let folder = path
                .ancestors()
                .nth(2)
                .unwrap_or(&path)
                .display()
                .to_string();
            say(SafeText::line(&format!("{why}; saved in {folder} instead")).as_str());
        }
        Ok(revisions
            .into_iter()
            .map(|revision| revision.annotation.id)
            .collect())
    }
}

/// The one place where words stand in an article.
pub fn only_place(
    anchor_text: &AnchorText,
    file: &str,
    words: &str,
    prefix: &str,
) -> anyhow::Result<SourceRange> {
    let places = anchor_text.quotes(words, prefix);
    match places.as_slice() {
        [one] => Ok(*one),
        [] => bail!(
            "these words are not in the article: {}",
            SafeText::line(words)
        ),
        several => {
            for place in several {
                say(SafeText::line(&line_of(file, *place)).as_str());
            }
            bail!(
                "these words stand there {} times; tell the places apart with --prefix, the words before them",
                several.len()
            )
        }
    }
}

/// A place as `line:column: …words…`, with what stands before the words in their line.
fn line_of(file: &str, place: SourceRange) -> String {
    let before = file.get(..place.start as usize).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rsplit('\n').next().unwrap_or_default();
    let column = start.chars().count() + 1;
    let shown = start.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    format!("{line}:{column}: …{}{}", &start[shown..], place.of(file))
}

/// The word that is written down for a colour that somebody named.
pub fn colour(named: &str, palette: &Palette) -> anyhow::Result<String> {
    let Some(colour) = palette.colour(named) else {
        let all: Vec<&str> = Colour::ALL
            .iter()
            .map(|colour| palette.word(*colour))
            .collect();
        let near = did_you_mean(named, all.iter().copied());
        let all = all.join(", ");
        return Err(
            Refused::because(format!("{named} is no colour; colours are {all}{near}")).into(),
        );
    };
    Ok(palette.word(colour).to_owned())
}
