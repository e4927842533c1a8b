//! A reference as an entry of BibTeX.

use super::Entry;
use super::person::Name;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

pub(super) fn entry(entry: &Entry<'_>) -> String {
    let mut fields: Vec<String> = Vec::new();
    let mut say = |name: &str, value: Option<String>| {
        fields.extend(value.map(|value| format!("  {name} = {value}")));
    };
    let braced = |text: &str| format!("{{{}}}", escaped(text));
    let authors: Vec<String> = entry.authors.iter().map(author).collect();
    let authors = (!authors.is_empty()).then(|| format!("{{{}}}", authors.join(" and ")));
    say("author", authors);
    // The inner braces keep capitals.
    say("title", Some(format!("{{{}}}", braced(entry.title()))));
    say(
        "year",
        entry.published.map(|day| format!("{{{}}}", day.year)),
    );
    let month = entry
        .published
        .and_then(|day| usize::from(day.month).checked_sub(1));
    say(
        "month",
        month
            .and_then(|month| MONTHS.get(month))
            .map(|month| (*month).to_owned()),
    );
    say("howpublished", entry.site().map(braced));
    say("doi", entry.doi.as_deref().map(braced));
    say(
        "url",
        entry.url().map(|url| format!("{{{}}}", address(url))),
    );
    say("urldate", entry.accessed.map(|day| format!("{{{day}}}")));
    let tags = entry.article.tags.iter().map(|tag| escaped(tag.as_str()));
    let tags: Vec<String> = tags.collect();
    say(
        "keywords",
        (!tags.is_empty()).then(|| format!("{{{}}}", tags.join(", "))),
    );
    say("language", entry.article.language.map(braced));
    format!("@misc{{{},\n{}\n}}\n", entry.key, fields.join(",\n"))
}

fn author(name: &Name) -> String {
    match name {
        Name::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Name::Whole(name) => format!("{{{}}}", escaped(name)),
    }
}

/// A text with the signs that mean something to LaTeX written out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address is taken as it stands, but for what would end the field.
fn address(url: &str) -> String {
    let url = url.replace('{', "%7B").replace('}', "%7D");
    url.replace('\\', "%5C")
}
