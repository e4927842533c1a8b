//! An annotation as one flat record: what scripts and tables get.

use serde::Serialize;

use super::ExportItem;
use crate::notes::annotation::Annotation;
use crate::notes::placement::State;

/// One row; absent is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The annotation's UUID.
    pub id: Option<String>,
    /// The article's path below the library, or where it lay.
    pub path: Option<String>,
    /// The article's title.
    pub title: Option<String>,
    /// How sure the place is.
    pub state: State,
    /// First byte in the article's file.
    pub start: Option<u32>,
    /// The byte after the last.
    pub end: Option<u32>,
    /// The words that were marked.
    pub quote: Option<String>,
    /// What the reader wrote.
    pub note: Option<String>,
    /// The word of its colour.
    pub colour: Option<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
    /// Who made it.
    pub creator: Option<String>,
    /// When it was made.
    pub created: Option<String>,
    /// When it was changed last.
    pub modified: Option<String>,
    /// What each of its states says; more than one where it was changed twice.
    pub variants: Vec<VariantRow>,
}

/// One of the states of an annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VariantRow {
    /// What the reader wrote.
    pub note: Option<String>,
    /// The word of its colour, as it was written.
    pub colour: Option<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
}

impl Record {
    /// The row of an annotation.
    pub fn new(outgoing: &ExportItem<'_>) -> Self {
        let annotation = outgoing.annotation();
        let variants = outgoing.entry.variants.iter().map(|one| &one.annotation);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            id: Some(annotation.id.to_string()),
            path: some(outgoing.path()),
            title: some(outgoing.title()),
            state: outgoing.state,
            start: outgoing.range.map(|range| range.start),
            end: outgoing.range.map(|range| range.end),
            quote: some(annotation.target.words()),
            note: annotation.note.clone(),
            colour: outgoing.colour.clone(),
            tags: annotation.tags.clone(),
            creator: annotation.creator_name().map(str::to_owned),
            created: some(&annotation.created),
            modified: some(&annotation.modified),
            variants: variants.map(VariantRow::of).collect(),
        }
    }

    /// The row of a file that cannot be read.
    pub fn damaged(path: &str, reason: &str) -> Self {
        Self {
            id: None,
            path: Some(path.to_owned()),
            title: None,
            state: State::Damaged,
            start: None,
            end: None,
            quote: None,
            note: Some(reason.to_owned()),
            colour: None,
            tags: Vec::new(),
            creator: None,
            created: None,
            modified: None,
            variants: Vec::new(),
        }
    }
}

impl VariantRow {
    fn of(annotation: &Annotation) -> Self {
        Self {
            note: annotation.note.clone(),
            colour: annotation.colour.clone(),
            tags: annotation.tags.clone(),
        }
    }
}
