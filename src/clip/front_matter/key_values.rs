//! Keys with their values, joined where one key or several blocks say more than once what it is.

use std::collections::{HashMap, HashSet};

use super::keys::{HeadField, folded};
use super::problems::Diagnostics;
use super::value::{LocatedText, Value};
use crate::text::clean::SafeText;

/// A key with the value that was read.
#[derive(Clone, Debug)]
pub(super) struct KeyValue {
    /// The key as written.
    pub(super) key: String,
    /// Byte at which it starts.
    pub(super) at: usize,
    /// Its value as written.
    pub(super) raw: String,
    /// Its value as read.
    pub(super) value: Value,
}

/// What a key is about: a field, or itself.
#[derive(PartialEq, Eq, Hash)]
enum KeyMeaning {
    HeadField(HeadField),
    Key(String),
}

impl KeyMeaning {
    fn of(key: &str) -> Self {
        HeadField::of(key).map_or_else(
            || Self::Key(folded(key)),
            |(field, _)| Self::HeadField(field),
        )
    }
}

/// Joins the pairs of several blocks; what an earlier block says holds.
pub(super) fn merge_blocks(
    mut blocks: Vec<Vec<KeyValue>>,
    diagnostics: &mut Diagnostics<'_>,
) -> Vec<KeyValue> {
    let later = blocks.split_off(blocks.len().min(1));
    let mut merged: Vec<KeyValue> = blocks.into_iter().flatten().collect();
    for block in later {
        if let Some(first) = block.first() {
            let reason = "a second block of front matter";
            let recovered = "merged; what the first one says holds";
            diagnostics.warn(first.at, "front-matter-second", reason, recovered);
        }
        let said = merged.iter().filter(|pair| !pair.value.is_nothing());
        let said: HashSet<KeyMeaning> = said.map(|pair| KeyMeaning::of(&pair.key)).collect();
        merged.extend(
            block
                .into_iter()
                .filter(|pair| !said.contains(&KeyMeaning::of(&pair.key))),
        );
    }
    merged
}

/// Joins pairs of one key: lists are merged, of texts the last one holds.
pub(super) fn merge_duplicates(
    pairs: Vec<KeyValue>,
    diagnostics: &mut Diagnostics<'_>,
) -> Vec<KeyValue> {
    let mut places = HashMap::new();
    let mut merged: Vec<KeyValue> = Vec::new();
    for pair in pairs {
        let place = *places
            .entry(pair.key.to_lowercase())
            .or_insert(merged.len());
        let Some(first) = merged.get_mut(place) else {
            merged.push(pair);
            continue;
        };
        let reason = SafeText::line(&format!("the key {} stands here again", pair.key));
        let is_list = HeadField::of(&pair.key).is_some_and(|(field, _)| field.is_list());
        let recovered = if is_list {
            "both lists are used"
        } else {
            "the last value is used"
        };
        diagnostics.warn(pair.at, "front-matter-duplicate", reason, recovered);
        if is_list {
            let mut items = items_of(std::mem::replace(&mut first.value, Value::Nothing));
            items.extend(items_of(pair.value));
            first.value = Value::List(items);
        } else if pair.value != Value::Nothing {
            *first = pair;
        }
    }
    merged
}

/// The values of a list field, however many were given.
pub(super) fn items_of(value: Value) -> Vec<LocatedText> {
    match value {
        Value::Text(item) => vec![item],
        Value::List(items) => items,
        Value::Nothing | Value::Map(_) | Value::Refused => Vec::new(),
    }
}
