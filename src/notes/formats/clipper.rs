//! Highlights that Obsidian Web Clipper saved: by page, each a piece of HTML.

use serde_json::Value;

use super::ImportError;
use crate::notes::annotation::{Annotation, AnnotationId, ArticleRef, Quote, Target};

/// The highlights of an export: a list of pages, or pages by address.
pub fn read(text: &str) -> Result<Vec<Annotation>, ImportError> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| ImportError::Json(error.to_string()))?;
    let pages: Vec<Value> = match value {
        Value::Array(pages) => pages,
        Value::Object(pages) => pages.into_iter().map(|(_, page)| page).collect(),
        _ => return Err(ImportError::Form("neither a list nor an object of pages")),
    };
    let mut found = Vec::new();
    for page in &pages {
        let url = page
            .get("url")
            .and_then(Value::as_str)
            .ok_or(ImportError::Form("a page has no url"))?;
        let highlights = page.get("highlights").and_then(Value::as_array);
        let highlights = highlights.ok_or(ImportError::Form("a page has no list of highlights"))?;
        found.extend(
            highlights
                .iter()
                .filter_map(|highlight| annotation(url, highlight)),
        );
    }
    Ok(found)
}

fn annotation(url: &str, highlight: &Value) -> Option<Annotation> {
    let text = |key: &str| {
        highlight
            .get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let exact = words(text("text").or_else(|| text("content"))?);
    if exact.is_empty() {
        return None;
    }
    let mut target = Target::of_article(Some(url), None, ArticleRef::default());
    // The same words marked twice in one page are told apart by when that was.
    let when = text("timestamp").unwrap_or_default();
    let name = [url, &exact, when].join("\n");
    target.quote = Some(Quote {
        exact,
        ..Quote::default()
    });
    let mut made = Annotation::new(
        AnnotationId::derived("web-clipper", &name),
        when,
        "",
        target,
    );
    let notes = highlight
        .get("notes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
    made.note = if notes.is_empty() {
        text("comment").map(str::to_owned)
    } else {
        Some(notes.join("\n\n"))
    };
    made.colour = text("color").or_else(|| text("colour")).map(str::to_owned);
    made.kept
        .keys
        .insert("x:webClipper".to_owned(), highlight.clone());
    Some(made)
}

/// The words of a piece of HTML as a browser writes it out: tags dropped, blocks on lines of their
/// own. Browsers write no references but these five. The names of imported highlights are made of
/// these words: whatever reads them otherwise imports every highlight a second time.
fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let end = after.find('>').filter(|_| is_tag);
        let Some(end) = end else {
            words.push('<');
            rest = after;
            continue;
        };
        if ends_line(&after[..end]) && !words.ends_with('\n') {
            words.push('\n');
        }
        rest = &after[end + 1..];
    }
    words.push_str(rest);
    let references = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let words = references
        .iter()
        .fold(words, |words, (from, to)| words.replace(from, to));
    words.trim().to_owned()
}

/// Whether a tag ends a line, such as `/p` or `br`.
fn ends_line(tag: &str) -> bool {
    let name = tag
        .trim_end_matches('/')
        .split_whitespace()
        .next()
        .unwrap_or_default();
    matches!(
        name,
        "br" | "/p"
            | "/div"
            | "/li"
            | "/tr"
            | "/blockquote"
            | "/h1"
            | "/h2"
            | "/h3"
            | "/h4"
            | "/h5"
            | "/h6"
    )
}
