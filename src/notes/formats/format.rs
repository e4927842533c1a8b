//! The forms that annotations are written and read in, and how to tell them.

use serde_json::Value;

use super::markdown::{self, Updated};
use super::{ExportItem, ImportError, Record, clipper, csv, hypothesis, json, w3c};
use crate::notes::annotation::Annotation;

/// What is done about a file that is there and is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It is left alone.
    Keep,
    /// It is written over; of Markdown what is there stays.
    Write,
}

/// Forms that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteForm {
    /// By article, to be read by people; a file that is there is brought up to date.
    Markdown,
    /// A page of W3C Web Annotations.
    W3c,
    /// A JSON object a line.
    JsonLines,
    /// A table.
    Csv,
    /// The table that Readwise takes.
    Readwise,
}

impl WriteForm {
    /// The form that the end of a path names, in any case of letters; a table is Readwise's where
    /// the path ends in `readwise.csv`.
    pub fn of_path(path: &str) -> Option<Self> {
        let forms = [
            (".md", Self::Markdown),
            (".json", Self::W3c),
            (".jsonl", Self::JsonLines),
            ("readwise.csv", Self::Readwise),
            (".csv", Self::Csv),
        ];
        let path = path.to_lowercase();
        let mut named = forms.into_iter().filter(|(end, _)| path.ends_with(end));
        named.next().map(|(_, form)| form)
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::W3c => "W3C Web Annotations",
            Self::JsonLines => "JSON lines",
            Self::Csv => "CSV",
            Self::Readwise => "CSV for Readwise",
        }
    }

    /// Whether a file may be written again unasked: it bears our marks, and what a person wrote
    /// between them stays. Only Markdown bears any.
    pub fn owns(self, there: &str) -> bool {
        self == Self::Markdown && markdown::has_marks(there)
    }

    /// The file as it should be now; `there` is what is in it, empty for a new one.
    pub fn write(self, there: &str, all: &[ExportItem<'_>]) -> Updated {
        let records = || all.iter().map(Record::new).collect::<Vec<_>>();
        let text = match self {
            Self::Markdown => return markdown::update(there, all),
            Self::W3c => w3c::page(all),
            Self::JsonLines => json::text(&records()),
            Self::Csv => csv::table(&records()),
            Self::Readwise => csv::readwise(all),
        };
        Updated {
            text,
            left: Vec::new(),
        }
    }
}

/// Forms that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadForm {
    /// W3C Web Annotations: one, a list, a page or a collection.
    W3c,
    /// The answer of the Hypothesis API, or the file that its client saves.
    Hypothesis,
    /// Highlights that Obsidian Web Clipper exported.
    WebClipper,
}

impl ReadForm {
    /// The form that a text has by its keys. What is like none of them is taken for W3C, whose
    /// reader says what it misses.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn recognise(text: &str) -> Result<Self, ImportError> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| ImportError::Json(error.to_string()))?;
        let is_page = |value: &Value| value.get("highlights").is_some_and(Value::is_array);
        let is_row = |value: &Value| value.get("type").is_none() && value.get("uri").is_some();
        Ok(match &value {
            Value::Array(items) if items.first().is_some_and(is_page) => Self::WebClipper,
            Value::Array(items) if items.first().is_some_and(is_row) => Self::Hypothesis,
            Value::Object(keys) if keys.contains_key("type") => Self::W3c,
            Value::Object(keys)
                if ["rows", "annotations"]
                    .iter()
                    .any(|key| keys.contains_key(*key)) =>
            {
                Self::Hypothesis
            }
            Value::Object(keys) if keys.values().any(is_page) => Self::WebClipper,
            _ => Self::W3c,
        })
    }

    /// The annotations of a text of this form.
    ///
    /// # Errors
    /// When the text is of another form.
    pub fn read(self, text: &str) -> Result<Vec<Annotation>, ImportError> {
        match self {
            Self::W3c => w3c::read(text),
            Self::Hypothesis => hypothesis::read(text),
            Self::WebClipper => clipper::read(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_path_says_the_form() {
        for (path, form) in [
            ("a.md", Some(WriteForm::Markdown)),
            ("~/A.JSON", Some(WriteForm::W3c)),
            ("a.jsonl", Some(WriteForm::JsonLines)),
            ("a.csv", Some(WriteForm::Csv)),
            ("my-Readwise.csv", Some(WriteForm::Readwise)),
            ("a.txt", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(WriteForm::of_path(path), form, "{path}");
        }
    }

    #[test]
    fn the_keys_of_a_text_say_the_form() {
        let page = r#"{"url": "https://example.org", "highlights": []}"#;
        for (text, form) in [
            (r#"{"type": "AnnotationPage", "items": []}"#, ReadForm::W3c),
            (
                r#"[{"type": "Annotation", "target": "https://example.org"}]"#,
                ReadForm::W3c,
            ),
            ("[]", ReadForm::W3c),
            (r#"{"total": 0, "rows": []}"#, ReadForm::Hypothesis),
            (r#"{"annotations": []}"#, ReadForm::Hypothesis),
            (
                r#"[{"id": "a", "uri": "https://example.org"}]"#,
                ReadForm::Hypothesis,
            ),
            (&format!("[{page}]"), ReadForm::WebClipper),
            (
                &format!(r#"{{"https://example.org": {page}}}"#),
                ReadForm::WebClipper,
            ),
        ] {
            assert_eq!(ReadForm::recognise(text), Ok(form), "{text}");
            assert!(form.read(text).is_ok(), "{text}");
        }
        assert!(matches!(
            ReadForm::recognise("# no"),
            Err(ImportError::Json(_))
        ));
    }

    #[test]
    fn only_marks_of_ours_let_a_file_be_written_unasked() {
        let ours = "mine\n<!-- postil a b -->\nx\n<!-- /postil -->\n";
        assert!(WriteForm::Markdown.owns(ours));
        assert!(!WriteForm::Markdown.owns("# An article\n"));
        assert!(!WriteForm::Csv.owns(ours));
    }
}
