//! Pages of W3C Web Annotations: out as one page, in as anything that holds annotations.

use serde::Serialize;
use serde_json::Value;

use super::{ExportItem, ImportError};
use crate::notes::annotation::{
    Annotation, AnnotationId, PLAIN, Revision, RevisionId, read, write,
};

/// All annotations, each in all its variants, as one `AnnotationPage` of one
/// `AnnotationCollection`, in their exact form.
pub fn page(all: &[ExportItem<'_>]) -> String {
    #[derive(Serialize)]
    struct AnnotationCollection {
        id: String,
        r#type: &'static str,
        label: &'static str,
        total: usize,
    }
    #[derive(Serialize)]
    struct AnnotationPage<T> {
        #[serde(rename = "@context")]
        context: &'static str,
        id: String,
        r#type: &'static str,
        #[serde(rename = "partOf")]
        part_of: AnnotationCollection,
        #[serde(rename = "startIndex")]
        start_index: usize,
        items: Vec<T>,
    }
    let revisions: Vec<&Revision> = all
        .iter()
        .flat_map(|outgoing| outgoing.entry.variants.iter().copied())
        .collect();
    let names: String = revisions
        .iter()
        .map(|revision| revision.id.to_string())
        .collect();
    let name = |space: &str| format!("urn:uuid:{}", AnnotationId::derived(space, &names));
    let part_of = AnnotationCollection {
        id: name("collection"),
        r#type: "AnnotationCollection",
        label: "Annotations made with postil",
        total: revisions.len(),
    };
    let items = revisions
        .iter()
        .map(|revision| write::json(&revision.annotation, &revision.supersedes));
    let page = AnnotationPage {
        context: write::CONTEXT,
        id: name("page"),
        r#type: "AnnotationPage",
        part_of,
        start_index: 0,
        items: items.collect(),
    };
    serde_json::to_string_pretty(&page).unwrap_or_default() + "\n"
}

/// The annotations of a page, a collection with its first page, a list, or one alone.
pub fn read(text: &str) -> Result<Vec<Annotation>, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::Json(error.to_string()))?;
    let items = items(value).ok_or(ImportError::Form(
        "neither an annotation nor a page of them",
    ))?;
    let read = items.into_iter().map(|item| {
        let (mut annotation, _) = read::annotation(named(item), AnnotationId::parse)
            .map_err(|_| ImportError::Form("an item is no annotation"))?;
        leave_foreign_positions(&mut annotation);
        Ok(annotation)
    });
    read.collect()
}

fn items(value: Value) -> Option<Vec<Value>> {
    let is = |value: &Value, name: &str| match value.get("type") {
        Some(Value::Array(types)) => types.iter().any(|kind| kind == name),
        kind => kind.is_some_and(|kind| kind == name),
    };
    match value {
        Value::Array(items) => Some(items),
        one if is(&one, "Annotation") => Some(vec![one]),
        mut holder => {
            let page = if is(&holder, "AnnotationCollection") {
                holder.get_mut("first")?.take()
            } else {
                holder
            };
            match page {
                Value::Object(mut page) => page.remove("items")?.as_array().cloned(),
                _ => None,
            }
        }
    }
}

/// Gives an annotation of another program a name that is the same every time.
fn named(mut item: Value) -> Value {
    let foreign = match item.get("id").and_then(Value::as_str) {
        Some(id) if AnnotationId::parse(id).is_some() => return item,
        Some(id) => id.to_owned(),
        None => RevisionId::of(item.to_string().as_bytes()).to_string(),
    };
    if let Some(keys) = item.as_object_mut() {
        let name = format!("urn:uuid:{}", AnnotationId::derived("w3c", &foreign));
        if let Some(id) = keys.insert("id".to_owned(), Value::from(name)) {
            keys.entry("via").or_insert(id);
        }
    }
    item
}

/// A position in a text of which we do not know how it was made leads nowhere in ours.
fn leave_foreign_positions(annotation: &mut Annotation) {
    let target = &mut annotation.target;
    if target.text.as_deref() != Some(PLAIN)
        && let Some(position) = target.position.take()
    {
        let selector = serde_json::json!({
            "type": "TextPositionSelector", "start": position.start, "end": position.end
        });
        annotation.kept.selectors.push(selector);
    }
}
