//! References as CSL-JSON: one array, an object an article.

use serde_json::{Map, Value, json};

use super::Entry;
use super::person::Name;
use crate::notes::formats::json::array;
use crate::text::clean::SafeText;
use crate::text::date::Day;

pub(super) fn write(entries: &[Entry<'_>]) -> String {
    let items: Vec<Value> = entries.iter().map(item).collect();
    let mut out = Vec::new();
    // Nothing fails that is written to memory.
    let _ = array(&mut out, &items);
    String::from_utf8(out).unwrap_or_default()
}

fn item(entry: &Entry<'_>) -> Value {
    let head = &entry.article.head;
    let mut item = Map::new();
    let mut say = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(key.to_owned(), value);
        }
    };
    say("id", Some(json!(entry.key)));
    say("type", Some(json!("webpage")));
    say("title", Some(json!(entry.title())));
    let authors: Vec<Value> = entry.authors.iter().map(author).collect();
    say("author", (!authors.is_empty()).then(|| json!(authors)));
    say("container-title", entry.site().map(Value::from));
    say("issued", entry.published.map(date));
    say("accessed", entry.accessed.map(date));
    say("URL", entry.url().map(Value::from));
    say("DOI", entry.doi.as_deref().map(Value::from));
    let description = head.description.as_ref();
    say("abstract", description.map(|words| json!(words.as_str())));
    say("language", entry.article.language.map(Value::from));
    let tags = entry.article.tags.iter().map(SafeText::as_str);
    let tags: Vec<&str> = tags.collect();
    say(
        "keyword",
        (!tags.is_empty()).then(|| json!(tags.join(", "))),
    );
    Value::Object(item)
}

fn author(name: &Name) -> Value {
    match name {
        Name::Person { family, given } => json!({"family": family, "given": given}),
        Name::Whole(name) => json!({"literal": name}),
    }
}

/// A day by its parts, as far as they are known.
fn date(day: Day) -> Value {
    let parts = [
        i64::from(day.year),
        i64::from(day.month),
        i64::from(day.day),
    ];
    let known = parts.iter().position(|part| *part == 0).unwrap_or(3).max(1);
    json!({"date-parts": [parts[..known]]})
}
