//! What Hypothesis gives away: the answers of its search API, and the files that its client saves.

use serde_json::{Map, Value, json};

use super::ImportError;
use crate::notes::annotation::{Annotation, AnnotationId, ArticleRef, Quote, Target};

/// Where the record that was imported is kept whole, so that nothing of it is lost.
const RECORD: &str = "x:hypothesis";

/// The annotations of an export: `{"rows": […]}`, `{"annotations": […]}` or a bare list.
pub fn read(text: &str) -> Result<Vec<Annotation>, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::Json(error.to_string()))?;
    let rows = match value {
        Value::Array(rows) => rows,
        Value::Object(mut keys) => match keys.remove("rows").or_else(|| keys.remove("annotations"))
        {
            Some(Value::Array(rows)) => rows,
            _ => return Err(ImportError::Form("no list of rows or annotations")),
        },
        _ => return Err(ImportError::Form("neither a list nor an object")),
    };
    rows.into_iter()
        .map(|row| annotation(row).ok_or(ImportError::Form("a row has no id")))
        .collect()
}

fn annotation(row: Value) -> Option<Annotation> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let id = text("id");
    if id.is_empty() {
        return None;
    }
    let mut made = Annotation::new(
        AnnotationId::derived("hypothesis", id),
        text("created"),
        "",
        target(&row),
    );
    if !text("updated").is_empty() {
        text("updated").clone_into(&mut made.modified);
    }
    made.creator = creator(&row);
    made.note = Some(text("text").to_owned()).filter(|note| !note.is_empty());
    if made.note.is_some() {
        made.kept
            .note
            .insert("format".to_owned(), json!("text/markdown"));
    }
    let tags = row
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    made.tags = tags.filter_map(Value::as_str).map(str::to_owned).collect();
    if row
        .get("references")
        .and_then(Value::as_array)
        .is_some_and(|references| !references.is_empty())
    {
        "replying".clone_into(&mut made.motivation);
    }
    made.kept.keys.insert(RECORD.to_owned(), row);
    Some(made)
}

/// `acct:ada@hypothes.is`, with the name that is shown where one is given.
fn creator(row: &Value) -> Option<Value> {
    let account = row.get("user")?.as_str()?;
    let bare = account.strip_prefix("acct:").unwrap_or(account);
    let nickname = bare.split_once('@').map_or(bare, |(nickname, _)| nickname);
    let mut creator = Map::from_iter([
        ("type".to_owned(), json!("Person")),
        ("nickname".to_owned(), json!(nickname)),
        ("id".to_owned(), json!(account)),
    ]);
    let name = row
        .pointer("/user_info/display_name")
        .and_then(Value::as_str);
    creator.extend(name.map(|name| ("name".to_owned(), json!(name))));
    Some(Value::Object(creator))
}

/// The page and the quote; positions in a browser mean nothing in a clip.
fn target(row: &Value) -> Target {
    let title = row.pointer("/document/title");
    let title = title
        .and_then(|title| title.as_str().or_else(|| title.get(0)?.as_str()))
        .unwrap_or_default();
    let uri = row
        .get("uri")
        .or_else(|| row.pointer("/target/0/source"))
        .and_then(Value::as_str);
    let article = ArticleRef {
        title: title.to_owned(),
        ..ArticleRef::default()
    };
    let mut target = Target::of_article(uri, None, article);
    let selectors = row
        .pointer("/target/0/selector")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut quotes = selectors.filter(|selector| {
        selector
            .get("type")
            .is_some_and(|kind| kind == "TextQuoteSelector")
    });
    target.quote = quotes.next().map(|selector| {
        let part = |key: &str| {
            selector
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Quote {
            exact: part("exact"),
            prefix: part("prefix"),
            suffix: part("suffix"),
        }
    });
    target
}
