//! An annotation as the bytes of its file: W3C Web Annotation JSON, keys in a fixed order.
//!
//! The same annotation gives the same bytes on every machine, because a revision is named by them.
//! UTF-8, line feeds, an indent of one space, a line feed at the end; unknown keys follow ours.

use serde::Serialize;
use serde::ser::SerializeSeq;
use serde_json::ser::PrettyFormatter;
use serde_json::{Map, Value, json};

use super::{Annotation, RevisionId, SavedFilter, Target, UnknownFields};
use crate::library::correction::Correction;

/// The context of the standard.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What `x:` stands for in our files.
pub const VOCABULARY: &str = "urn:x-postil:";

type JsonObject = Map<String, Value>;

/// The bytes of a file that says `annotation` and replaces the revisions `supersedes`.
pub fn bytes(annotation: &Annotation, supersedes: &[RevisionId]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2048);
    let json = AnnotationJson::new(annotation, supersedes);
    let mut printer =
        serde_json::Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    // Strings, numbers and lists into memory: there is nothing here that can fail.
    let outcome = json.serialize(&mut printer);
    debug_assert!(outcome.is_ok());
    bytes.push(b'\n');
    bytes
}

/// The same as a part of something larger, such as a page of annotations.
pub fn json<'a>(annotation: &'a Annotation, supersedes: &[RevisionId]) -> impl Serialize + 'a {
    AnnotationJson::new(annotation, supersedes)
}

/// Who writes: this program in this version.
pub(super) fn generator() -> Value {
    json!({ "type": "Software", "name": "postil", "x:version": env!("CARGO_PKG_VERSION") })
}

#[derive(Serialize)]
struct AnnotationJson<'a> {
    #[serde(rename = "@context")]
    context: Vec<Value>,
    id: String,
    r#type: &'static str,
    motivation: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    created: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    modified: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generator: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<BodyJson<'a>>,
    target: Targets<'a>,
    #[serde(rename = "x:schema")]
    schema: u64,
    #[serde(rename = "x:text", skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(rename = "x:article", skip_serializing_if = "Option::is_none")]
    article: Option<ArticleJson<'a>>,
    #[serde(rename = "x:correction", skip_serializing_if = "Option::is_none")]
    correction: Option<&'a Correction>,
    #[serde(rename = "x:filter", skip_serializing_if = "Option::is_none")]
    filter: Option<&'a SavedFilter>,
    #[serde(rename = "x:supersedes")]
    supersedes: Vec<String>,
    #[serde(rename = "x:deleted")]
    deleted: bool,
    #[serde(flatten)]
    kept: &'a JsonObject,
}

impl<'a> AnnotationJson<'a> {
    fn new(annotation: &'a Annotation, supersedes: &[RevisionId]) -> Self {
        let kept = &annotation.kept;
        let context = [Value::from(CONTEXT), json!({ "x": VOCABULARY })];
        Self {
            context: context
                .into_iter()
                .chain(kept.contexts.iter().cloned())
                .collect(),
            id: format!("urn:uuid:{}", annotation.id),
            r#type: "Annotation",
            motivation: annotation.purpose(),
            created: &annotation.created,
            modified: &annotation.modified,
            creator: annotation.creator.as_ref().map(Agent),
            generator: annotation.generator.as_ref().map(Agent),
            body: bodies(annotation),
            target: Targets {
                first: SpecificResource::new(&annotation.target, kept),
                rest: &kept.targets,
            },
            schema: annotation.schema,
            text: annotation.target.text.as_deref(),
            article: annotation
                .target
                .article
                .as_ref()
                .map(|article| ArticleJson {
                    path: &article.path,
                    title: &article.title,
                    body_sha256: &article.body_sha256,
                    line: article.line,
                    kept: &kept.article,
                }),
            correction: annotation.correction.as_ref(),
            filter: annotation.filter.as_ref(),
            supersedes: supersedes.iter().map(ToString::to_string).collect(),
            deleted: annotation.deleted,
            kept: &kept.keys,
        }
    }
}

/// A person or a program: known keys in the order of the golden file, others after them.
struct Agent<'a>(&'a Value);

impl Serialize for Agent<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const FIRST: [&str; 4] = ["type", "nickname", "name", "x:version"];
        let Some(keys) = self.0.as_object() else {
            return self.0.serialize(serializer);
        };
        let first = FIRST.into_iter().filter_map(|key| keys.get_key_value(key));
        let rest = keys
            .iter()
            .filter(|(key, _)| !FIRST.contains(&key.as_str()));
        serializer.collect_map(first.chain(rest))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum BodyJson<'a> {
    Textual {
        r#type: &'static str,
        purpose: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'a str>,
        value: &'a str,
        #[serde(flatten)]
        kept: JsonObject,
    },
    Kept(&'a Value),
}

impl<'a> BodyJson<'a> {
    /// A body of ours; `format` is kept where the file gave one.
    fn textual(
        purpose: &'static str,
        value: &'a str,
        format: Option<&'a str>,
        kept: Option<&'a JsonObject>,
    ) -> Self {
        let given = kept
            .and_then(|kept| kept.get("format"))
            .and_then(Value::as_str);
        let mut kept = kept.cloned().unwrap_or_default();
        kept.remove("format");
        Self::Textual {
            r#type: "TextualBody",
            purpose,
            format: given.or(format),
            value,
            kept,
        }
    }
}

fn bodies(annotation: &Annotation) -> Vec<BodyJson<'_>> {
    let kept = &annotation.kept;
    let note = annotation.note.as_deref();
    let note = note
        .map(|note| BodyJson::textual("commenting", note, Some("text/plain"), Some(&kept.note)));
    let tags = annotation
        .tags
        .iter()
        .map(|tag| BodyJson::textual("tagging", tag, None, kept.tags.get(tag)));
    let colour = annotation.colour.as_deref();
    let colour =
        colour.map(|word| BodyJson::textual("classifying", word, None, Some(&kept.colour)));
    note.into_iter()
        .chain(tags)
        .chain(colour)
        .chain(kept.bodies.iter().map(BodyJson::Kept))
        .collect()
}

/// One target as it is, several as a list.
struct Targets<'a> {
    first: SpecificResource<'a>,
    rest: &'a [Value],
}

impl Serialize for Targets<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.rest.is_empty() {
            return self.first.serialize(serializer);
        }
        let mut list = serializer.serialize_seq(Some(1 + self.rest.len()))?;
        list.serialize_element(&self.first)?;
        self.rest
            .iter()
            .try_for_each(|target| list.serialize_element(target))?;
        list.end()
    }
}

#[derive(Serialize)]
struct SpecificResource<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    selector: Vec<Selector<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<TimeState<'a>>,
    #[serde(flatten)]
    kept: &'a JsonObject,
}

#[derive(Serialize)]
struct TimeState<'a> {
    r#type: &'static str,
    #[serde(rename = "sourceDate")]
    source_date: &'a str,
    #[serde(flatten)]
    kept: &'a JsonObject,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Selector<'a> {
    Quote {
        r#type: &'static str,
        exact: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        prefix: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
        #[serde(flatten)]
        kept: &'a JsonObject,
    },
    Position {
        r#type: &'static str,
        start: usize,
        end: usize,
        #[serde(flatten)]
        kept: &'a JsonObject,
    },
    Kept(&'a Value),
}

impl<'a> SpecificResource<'a> {
    fn new(target: &'a Target, kept: &'a UnknownFields) -> Self {
        let quote = target.quote.as_ref().map(|quote| Selector::Quote {
            r#type: "TextQuoteSelector",
            exact: &quote.exact,
            prefix: &quote.prefix,
            suffix: &quote.suffix,
            kept: &kept.quote,
        });
        let position = target.position.map(|position| Selector::Position {
            r#type: "TextPositionSelector",
            start: position.start,
            end: position.end,
            kept: &kept.position,
        });
        let other = kept.selectors.iter().map(Selector::Kept);
        let date = target.source_date.as_deref();
        Self {
            source: &target.source,
            selector: quote.into_iter().chain(position).chain(other).collect(),
            state: date.map(|source_date| TimeState {
                r#type: "TimeState",
                source_date,
                kept: &kept.state,
            }),
            kept: &kept.target,
        }
    }
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    path: &'a str,
    title: &'a str,
    #[serde(rename = "bodySha256", skip_serializing_if = "str::is_empty")]
    body_sha256: &'a str,
    #[serde(skip_serializing_if = "is_unknown")]
    line: u32,
    #[serde(flatten)]
    kept: &'a JsonObject,
}

/// Line 0 says that the line is not known.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_unknown(line: &u32) -> bool {
    *line == 0
}
