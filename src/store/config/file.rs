//! The config as it is written: the forms that YAML gives to what is set.

use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

/// Why a text is no config at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFault {
    /// Line from 1.
    pub line: usize,
    /// What the parser said.
    pub reason: String,
}

/// One text, or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several, or none.
    Several(Vec<String>),
}

impl From<OneOrMany> for Vec<String> {
    fn from(words: OneOrMany) -> Self {
        match words {
            OneOrMany::One(word) => vec![word],
            OneOrMany::Several(words) => words,
        }
    }
}

/// The keys of a config with their values, in the order of the file.
pub fn entries(text: &str) -> Result<Vec<(String, Value)>, ConfigFault> {
    let read: Option<Mapping> = serde_yaml::from_str(text).map_err(|error| ConfigFault {
        line: error.location().map_or(1, |at| at.line()),
        reason: error.to_string(),
    })?;
    let entries = read.unwrap_or_default().into_iter();
    Ok(entries.map(|(key, value)| (name(&key), value)).collect())
}

/// The entries of a value that should be a map; `None` for any other.
pub fn map(value: &Value) -> Option<Vec<(String, &Value)>> {
    match value {
        Value::Mapping(map) => Some(map.iter().map(|(key, value)| (name(key), value)).collect()),
        Value::Null => Some(Vec::new()),
        _ => None,
    }
}

/// A value in the form that it should have.
pub fn form<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_yaml::from_value(value.clone()).ok()
}

/// A value as a complaint quotes it: its beginning, on one line.
pub fn quoted(value: &Value) -> String {
    let text = serde_yaml::to_string(value).unwrap_or_default();
    let mut words: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(40)
        .collect();
    if words.len() < text.trim().len() {
        let _ = write!(words, " …");
    }
    words
}

fn name(key: &Value) -> String {
    form(key).unwrap_or_else(|| quoted(key))
}
