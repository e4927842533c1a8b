//! Annotations as comma-separated values (RFC 4180): all fields, or those that Readwise takes.

use super::{ExportItem, Record};

/// One line: fields with commas, quotes or line ends are quoted; ends in CR LF.
pub fn line<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            line.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&field.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(field);
        }
    }
    line.push_str("\r\n");
    line
}

/// Every field of every record, under the names that JSON has for them; tags separated by blanks.
pub fn table(records: &[Record]) -> String {
    let mut table = line([
        "id", "path", "title", "state", "start", "end", "quote", "note", "colour", "tags",
        "creator", "created", "modified", "variants",
    ]);
    for record in records {
        let number =
            |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let fields = [
            text(&record.id),
            text(&record.path),
            text(&record.title),
            record.state.name().to_owned(),
            number(record.start),
            number(record.end),
            text(&record.quote),
            text(&record.note),
            text(&record.colour),
            tags(&record.tags),
            text(&record.creator),
            text(&record.created),
            text(&record.modified),
            record.variants.len().to_string(),
        ];
        table.push_str(&line(fields.iter().map(String::as_str)));
    }
    table
}

/// A tag holds no blank of its own in most programs; where it does, it is quoted.
fn tags(tags: &[String]) -> String {
    let tag = |tag: &String| {
        if tag.contains(' ') {
            format!("\"{tag}\"")
        } else {
            tag.clone()
        }
    };
    tags.iter().map(tag).collect::<Vec<_>>().join(" ")
}

/// The columns of Readwise's import of CSV files. It wants words for every row, so a note on a
/// whole article stands in the place of the words; tags follow the note as `.tag`, which Readwise
/// reads as tags at the beginning of a note.
pub fn readwise(all: &[ExportItem<'_>]) -> String {
    let mut table = line([
        "Highlight",
        "Title",
        "Author",
        "URL",
        "Note",
        "Location",
        "Date",
    ]);
    for outgoing in all {
        let annotation = outgoing.annotation();
        let tags: Vec<_> = annotation
            .tags
            .iter()
            .map(|tag| format!(".{}", tag.replace(char::is_whitespace, "_")))
            .collect();
        let note = annotation.note.as_deref().unwrap_or_default();
        let words = annotation.target.words();
        let (highlight, note) = if words.is_empty() {
            (note, "")
        } else {
            (words, note)
        };
        let note = [tags.join(" "), note.to_owned()]
            .into_iter()
            .filter(|part| !part.is_empty());
        let author = outgoing
            .article
            .as_ref()
            .map_or("", |article| &article.authors);
        let location = outgoing
            .range
            .map(|range| range.start.to_string())
            .unwrap_or_default();
        // ISO 8601 with a blank, as Readwise's own exports have it.
        let date = annotation.created.replace('T', " ").replace('Z', "");
        let note = note.collect::<Vec<_>>().join(" ");
        let url = outgoing.url().unwrap_or_default();
        if !highlight.is_empty() {
            table.push_str(&line([
                highlight,
                outgoing.title(),
                author,
                url,
                &note,
                &location,
                &date,
            ]));
        }
    }
    table
}
