//! The bytes of a file, or one annotation of another program, as an [`Annotation`].
//!
//! The standard allows many spellings (one body or several, a string for an object); all are read,
//! and what is not understood is kept for the next revision. Nothing here recurses.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::write::{CONTEXT, VOCABULARY};
use super::{
    Annotation, AnnotationId, ArticleRef, Quote, RevisionId, SCHEMA, Target, TextPosition,
    UnknownFields,
};

type JsonObject = Map<String, Value>;

/// Why bytes are no annotation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not JSON, or cut short.
    #[error("not JSON: {0}")]
    Json(String),
    /// JSON, but something else than an annotation.
    #[error("no annotation: {0}")]
    Form(&'static str),
}

/// Reads a file: the annotation and the revisions it replaces.
pub fn bytes(bytes: &[u8]) -> Result<(Annotation, Vec<RevisionId>), Unreadable> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| Unreadable::Json(error.to_string()))?;
    annotation(value, AnnotationId::parse)
}

/// Reads a value; `name` tells what an id of another program is called here.
pub fn annotation(
    value: Value,
    name: impl Fn(&str) -> Option<AnnotationId>,
) -> Result<(Annotation, Vec<RevisionId>), Unreadable> {
    let Value::Object(mut keys) = value else {
        return Err(Unreadable::Form("not an object"));
    };
    let types = list(keys.remove("type"));
    if !types.iter().any(|name| name == "Annotation") {
        return Err(Unreadable::Form("its type is not Annotation"));
    }
    let id = text(&mut keys, "id").ok_or(Unreadable::Form("no id"))?;
    let id = name(&id).ok_or(Unreadable::Form("its id is no UUID"))?;
    let mut kept = UnknownFields {
        contexts: contexts(keys.remove("@context")),
        ..UnknownFields::default()
    };
    let targets = list(keys.remove("target"));
    let mut found = Annotation {
        id,
        motivation: text(&mut keys, "motivation").unwrap_or_default(),
        created: text(&mut keys, "created").unwrap_or_default(),
        modified: text(&mut keys, "modified").unwrap_or_default(),
        creator: keys.remove("creator").filter(|value| !value.is_null()),
        generator: keys.remove("generator").filter(|value| !value.is_null()),
        note: None,
        colour: None,
        tags: Vec::new(),
        target: target(targets, &mut kept).ok_or(Unreadable::Form("no target"))?,
        correction: known(&mut keys, "x:correction"),
        filter: known(&mut keys, "x:filter"),
        deleted: keys.remove("x:deleted") == Some(Value::Bool(true)),
        schema: keys
            .remove("x:schema")
            .map_or(SCHEMA, |schema| schema.as_u64().unwrap_or(0)),
        kept: UnknownFields::default(),
    };
    found.target.text = text(&mut keys, "x:text");
    found.target.article = keys
        .remove("x:article")
        .and_then(|value| article(value, &mut kept));
    bodies(&mut keys, &mut found, &mut kept);
    let supersedes = list(keys.remove("x:supersedes"));
    let supersedes = supersedes
        .iter()
        .filter_map(|hash| RevisionId::parse(hash.as_str()?))
        .collect();
    kept.keys = keys;
    found.kept = kept;
    Ok((found, supersedes))
}

/// The value of a key when it is a string; anything else stays among the keys.
fn text(keys: &mut JsonObject, key: &str) -> Option<String> {
    match keys.remove(key) {
        Some(Value::String(text)) => Some(text),
        Some(Value::Null) | None => None,
        Some(other) => {
            keys.insert(key.to_owned(), other);
            None
        }
    }
}

/// The standard lets a list of one be written without brackets.
fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list,
        Some(one) => vec![one],
    }
}

/// Contexts beside those that every file of ours has.
fn contexts(value: Option<Value>) -> Vec<Value> {
    let ours = serde_json::json!({ "x": VOCABULARY });
    list(value)
        .into_iter()
        .filter(|context| *context != ours && *context != CONTEXT)
        .collect()
}

/// The value of a key of ours; one of a form that we do not know stays among the keys.
fn known<T: DeserializeOwned>(keys: &mut JsonObject, key: &str) -> Option<T> {
    let known = serde_json::from_value(keys.get(key)?.clone()).ok()?;
    keys.remove(key);
    Some(known)
}

fn target(mut targets: Vec<Value>, kept: &mut UnknownFields) -> Option<Target> {
    if targets.is_empty() {
        return None;
    }
    let first = targets.remove(0);
    kept.targets = targets;
    let mut keys = match first {
        Value::String(source) => {
            return Some(Target {
                source,
                ..Target::default()
            });
        }
        Value::Object(keys) => keys,
        _ => return None,
    };
    let mut found = Target {
        source: source(&mut keys),
        ..Target::default()
    };
    found.source_date = state(&mut keys, &mut kept.state);
    for value in list(keys.remove("selector")) {
        selector(value, &mut found, kept);
    }
    kept.target = keys;
    Some(found)
}

/// The address of a target, whether it is written alone, as an object or as the target's own id.
fn source(keys: &mut JsonObject) -> String {
    let whole = match keys.get("source") {
        Some(Value::Object(source)) => {
            return source
                .get("id")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
        }
        Some(_) => text(keys, "source"),
        None => keys.get("id").and_then(Value::as_str).map(str::to_owned),
    };
    whole.unwrap_or_default()
}

fn state(keys: &mut JsonObject, kept: &mut JsonObject) -> Option<String> {
    let date = keys
        .get("state")?
        .as_object()?
        .get("sourceDate")?
        .as_str()?
        .to_owned();
    if let Some(Value::Object(mut state)) = keys.remove("state") {
        state.retain(|key, _| key != "sourceDate" && key != "type");
        *kept = state;
    }
    Some(date)
}

/// Takes the first quote and the first position; keeps every other selector as it is.
fn selector(value: Value, found: &mut Target, kept: &mut UnknownFields) {
    match (value.get("type").and_then(Value::as_str), value.as_object()) {
        (Some("TextQuoteSelector"), Some(keys))
            if found.quote.is_none() && keys.get("exact").is_some_and(Value::is_string) =>
        {
            let mut keys = keys.clone();
            let mut part = |key| text(&mut keys, key).unwrap_or_default();
            found.quote = Some(Quote {
                exact: part("exact"),
                prefix: part("prefix"),
                suffix: part("suffix"),
            });
            keys.remove("type");
            kept.quote = keys;
        }
        (Some("TextPositionSelector"), Some(keys)) if found.position.is_none() => {
            let number = |key| {
                keys.get(key)
                    .and_then(Value::as_u64)
                    .and_then(|number| usize::try_from(number).ok())
            };
            let (Some(start), Some(end)) = (number("start"), number("end")) else {
                kept.selectors.push(value);
                return;
            };
            found.position = Some(TextPosition {
                start,
                end: end.max(start),
            });
            let ours = ["type", "start", "end"];
            kept.position = keys
                .clone()
                .into_iter()
                .filter(|(key, _)| !ours.contains(&key.as_str()))
                .collect();
        }
        _ => kept.selectors.push(value),
    }
}

fn article(value: Value, kept: &mut UnknownFields) -> Option<ArticleRef> {
    let Value::Object(mut keys) = value else {
        return None;
    };
    let path = text(&mut keys, "path").unwrap_or_default();
    let title = text(&mut keys, "title").unwrap_or_default();
    let body_sha256 = text(&mut keys, "bodySha256").unwrap_or_default();
    let line = keys
        .remove("line")
        .and_then(|line| line.as_u64())
        .and_then(|line| u32::try_from(line).ok());
    kept.article = keys;
    Some(ArticleRef {
        path,
        title,
        body_sha256,
        line: line.unwrap_or(0),
    })
}

/// Sorts the bodies by purpose: the first comment is the note, the first class is the colour.
fn bodies(keys: &mut JsonObject, found: &mut Annotation, kept: &mut UnknownFields) {
    for body in list(keys.remove("body")) {
        let Some((purpose, value, rest)) = textual(&body) else {
            kept.bodies.push(body);
            continue;
        };
        match purpose {
            "commenting" if found.note.is_none() => {
                found.note = Some(value);
                kept.note = rest;
            }
            "classifying" if found.colour.is_none() => {
                found.colour = Some(value);
                kept.colour = rest;
            }
            "tagging" if !found.tags.contains(&value) => {
                if !rest.is_empty() {
                    kept.tags.insert(value.clone(), rest);
                }
                found.tags.push(value);
            }
            _ => kept.bodies.push(body),
        }
    }
    if found.note.is_none() {
        found.note = text(keys, "bodyValue");
    }
    // What we always write of a note is no news.
    if kept
        .note
        .get("format")
        .is_some_and(|format| format == "text/plain")
    {
        kept.note.remove("format");
    }
}

/// Purpose, text and further keys of a textual body; a body without purpose is a comment.
fn textual(body: &Value) -> Option<(&str, String, JsonObject)> {
    let keys = body.as_object()?;
    let kind = keys.get("type");
    let is_textual = kind.is_none_or(|kind| kind == "TextualBody");
    let value = keys
        .get("value")
        .and_then(Value::as_str)
        .filter(|_| is_textual)?;
    let purpose = keys
        .get("purpose")
        .map_or(Some("commenting"), Value::as_str)?;
    let ours = ["type", "purpose", "value"];
    let rest = keys.iter().filter(|(key, _)| !ours.contains(&key.as_str()));
    Some((
        purpose,
        value.to_owned(),
        rest.map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    ))
}
