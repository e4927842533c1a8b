//! The strict YAML parser, given one key at a time and only what the limits let through.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::text::clean::SafeText;

/// Why the strict parser refused, and the byte of its input where it did.
pub(super) struct YamlError {
    pub(super) at: usize,
    pub(super) reason: SafeText,
}

impl YamlError {
    fn new(error: &serde_yaml::Error, chunk: &str) -> Self {
        let at = error.location().map_or(0, |location| location.index());
        let at = (0..=at.min(chunk.len()))
            .rev()
            .find(|at| chunk.is_char_boundary(*at))
            .unwrap_or(0);
        let told = error.to_string();
        let reason = told.split(" at line ").next().unwrap_or(&told);
        Self {
            at,
            reason: SafeText::line(&format!("not valid YAML: {reason}")),
        }
    }
}

/// The text of `key: value`, as it was written: numbers and dates stay words.
pub(super) fn text(chunk: &str) -> Result<Option<String>, YamlError> {
    let parsed: Result<BTreeMap<String, Option<String>>, _> = serde_yaml::from_str(chunk);
    parsed
        .map(|map| map.into_values().next().flatten())
        .map_err(|error| YamlError::new(&error, chunk))
}

/// The texts in the map of `key: {…}`, by their keys; what is no text is left out.
pub(super) fn map(chunk: &str) -> Result<Vec<(String, String)>, YamlError> {
    let parsed: BTreeMap<String, Value> =
        serde_yaml::from_str(chunk).map_err(|error| YamlError::new(&error, chunk))?;
    let Some(Value::Mapping(mapping)) = parsed.into_values().next() else {
        return Ok(Vec::new());
    };
    let pairs = mapping.into_iter();
    Ok(pairs
        .filter_map(|(key, value)| Some((word(&key)?, word(&value)?)))
        .collect())
}

/// A key of an object with the words of its value.
pub(super) struct Member {
    pub(super) key: String,
    pub(super) words: Vec<String>,
    pub(super) is_list: bool,
}

/// The keys and values of a whole block in one pair of braces, as JSON writers leave it.
pub(super) fn object(block: &str) -> Result<Vec<Member>, YamlError> {
    let parsed: Value =
        serde_yaml::from_str(block).map_err(|error| YamlError::new(&error, block))?;
    let Value::Mapping(mapping) = parsed else {
        return Ok(Vec::new());
    };
    let members = mapping.into_iter().filter_map(|(key, value)| {
        let is_list = value.is_sequence();
        let words = match &value {
            Value::Sequence(items) => items.iter().filter_map(word).collect(),
            single => word(single).into_iter().collect(),
        };
        Some(Member {
            key: word(&key)?,
            words,
            is_list,
        })
    });
    Ok(members.collect())
}

/// A single value as a word.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
