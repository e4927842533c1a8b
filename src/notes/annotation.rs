//! What a reader added: a highlight, a note, tags, and the place in an article they belong to.
//!
//! The fields are those of the W3C Web Annotation Data Model that the program understands;
//! everything else that a file says is kept in [`UnknownFields`] and written back.

pub mod colour;
pub mod id;
pub mod read;
pub mod revision;
pub mod saved_filter;
pub mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::library::correction::Correction;
pub use colour::{Colour, Palette};
pub use id::{AnnotationId, RevisionId};
pub use revision::Revision;
pub use saved_filter::SavedFilter;

/// The key by which a revision says that it is exactly what an import brought.
pub const IMPORTED: &str = "x:imported";

/// The newest form of a file that this program writes, and the only one it changes.
pub const SCHEMA: u64 = 1;

/// The name of the text that selectors speak of.
pub const PLAIN: &str = crate::notes::annotation_text::NAME;

/// One annotation as one revision of it says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its name for ever.
    pub id: AnnotationId,
    /// Why it was made, in the words of the standard: `highlighting`, `commenting` …
    pub motivation: String,
    /// When it was made, as written: ISO 8601. Clocks decide nothing.
    pub created: String,
    /// When this revision was made, as written: ISO 8601.
    pub modified: String,
    /// Who made it, as the file has it; see [`Annotation::creator_name`].
    pub creator: Option<Value>,
    /// The program that wrote it, as the file has it.
    pub generator: Option<Value>,
    /// What the reader wrote; plain text of any number of lines.
    pub note: Option<String>,
    /// The word of its colour: a colour's own name or one that the reader gave it.
    pub colour: Option<String>,
    /// Tags without `#`, in order.
    pub tags: Vec<String>,
    /// What it is about.
    pub target: Target,
    /// What it puts right about the names of the library, instead of marking an article.
    pub correction: Option<Correction>,
    /// The filter that it gives a name to, instead of marking an article.
    pub filter: Option<SavedFilter>,
    /// Whether this revision says that it is gone.
    pub deleted: bool,
    /// The form of the file it was read from; see [`Annotation::is_read_only`].
    pub schema: u64,
    /// Everything in the file that means nothing to us.
    pub kept: UnknownFields,
}

/// What an annotation is about: an article, or a stretch of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// The address that the article was clipped from; a `urn:x-postil:` name where it has none.
    pub source: String,
    /// The words meant, with those around them; absent for a whole article.
    pub quote: Option<Quote>,
    /// Where they stood; absent for a whole article.
    pub position: Option<TextPosition>,
    /// When the article was clipped, as written: ISO 8601.
    pub source_date: Option<String>,
    /// The text that the selectors speak of, such as [`PLAIN`].
    pub text: Option<String>,
    /// Where the article lay in the library.
    pub article: Option<ArticleRef>,
}

/// Words of an article and their neighbours, in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points after them.
    pub suffix: String,
}

/// A stretch of plain text in code points, half open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPosition {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
}

/// How an annotation remembers its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRef {
    /// Path below the library with `/`; percent-encoded where it is not UTF-8.
    pub path: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of the decoded body with line ends made LF, in 64 hex digits; may be empty.
    pub body_sha256: String,
    /// The line of the file on which the stretch began, from 1; 0 when unknown.
    pub line: u32,
}

/// What a file says beyond our fields; a later revision says it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownFields {
    /// Contexts beside our own.
    pub contexts: Vec<Value>,
    /// Keys of the annotation.
    pub keys: Map<String, Value>,
    /// Keys of the body that holds the note.
    pub note: Map<String, Value>,
    /// Keys of the body that holds the colour.
    pub colour: Map<String, Value>,
    /// Keys of the bodies that hold tags, by tag.
    pub tags: BTreeMap<String, Map<String, Value>>,
    /// Bodies of other purposes.
    pub bodies: Vec<Value>,
    /// Keys of the target.
    pub target: Map<String, Value>,
    /// Targets after the first.
    pub targets: Vec<Value>,
    /// Keys of the quote's selector.
    pub quote: Map<String, Value>,
    /// Keys of the position's selector.
    pub position: Map<String, Value>,
    /// Selectors of other types, such as the `XPath` of a browser.
    pub selectors: Vec<Value>,
    /// Keys of the state that holds the date of the clip.
    pub state: Map<String, Value>,
    /// Keys of the article's memory.
    pub article: Map<String, Value>,
}

impl Annotation {
    /// An annotation without note, colour or tags, made `at` (ISO 8601, UTC) by `creator`.
    pub fn new(id: AnnotationId, at: &str, creator: &str, target: Target) -> Self {
        Self {
            id,
            motivation: String::new(),
            created: at.to_owned(),
            modified: at.to_owned(),
            creator: (!creator.is_empty())
                .then(|| serde_json::json!({ "type": "Person", "nickname": creator })),
            generator: None,
            note: None,
            colour: None,
            tags: Vec::new(),
            target,
            correction: None,
            filter: None,
            deleted: false,
            schema: SCHEMA,
            kept: UnknownFields::default(),
        }
    }

    /// A correction of names as an annotation: it is kept, merged and undone as one, and is about
    /// the names of the library instead of an article.
    pub fn correcting(id: AnnotationId, at: &str, creator: &str, correction: Correction) -> Self {
        Self {
            correction: Some(correction),
            ..Self::on_library(id, at, creator, "entities")
        }
    }

    /// A name for a filter as an annotation: it is kept, merged and undone as one.
    pub fn naming(id: AnnotationId, at: &str, creator: &str, filter: SavedFilter) -> Self {
        Self {
            filter: Some(filter),
            ..Self::on_library(id, at, creator, "filters")
        }
    }

    fn on_library(id: AnnotationId, at: &str, creator: &str, part: &str) -> Self {
        let target = Target {
            source: format!("{}{part}", write::VOCABULARY),
            ..Target::default()
        };
        Self::new(id, at, creator, target)
    }

    /// Whether it marks an article, or a stretch of one, rather than saying something of the library.
    pub fn is_on_article(&self) -> bool {
        self.correction.is_none() && self.filter.is_none()
    }

    /// Who made it: the nickname, name or address that the file gives.
    pub fn creator_name(&self) -> Option<&str> {
        let creator = match self.creator.as_ref()? {
            Value::Array(several) => several.first()?,
            one => one,
        };
        let named = |key| creator.get(key).and_then(Value::as_str);
        creator
            .as_str()
            .or_else(|| named("nickname"))
            .or_else(|| named("name"))
            .or_else(|| named("id"))
    }

    /// Whether a newer program wrote it in a form that this one must not change.
    pub fn is_read_only(&self) -> bool {
        self.schema != SCHEMA
    }

    /// Whether it marks a stretch of text rather than a whole article.
    pub fn is_anchored(&self) -> bool {
        self.target.quote.is_some() || self.target.position.is_some()
    }

    /// The motivation to write: the one it came with, else what it is used for.
    pub fn purpose(&self) -> &str {
        if !self.motivation.is_empty() {
            &self.motivation
        } else if self.correction.is_some() {
            "editing"
        } else if self.filter.is_some() {
            "bookmarking"
        } else if self.is_anchored() {
            "highlighting"
        } else if self.note.is_some() || self.tags.is_empty() {
            "commenting"
        } else {
            "tagging"
        }
    }
}

impl Target {
    /// The page it was clipped from; `None` where the source is only a name of ours.
    pub fn url(&self) -> Option<&str> {
        (!self.source.is_empty() && !self.source.starts_with("urn:x-postil:"))
            .then_some(self.source.as_str())
    }

    /// The quoted words; empty for a whole article.
    pub fn words(&self) -> &str {
        self.quote.as_ref().map_or("", |quote| &quote.exact)
    }
}
