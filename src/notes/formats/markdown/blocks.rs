//! What is written about articles and annotations.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::sections::{CLOSE, OPEN, hash_of};
use crate::notes::annotation::AnnotationId;
use crate::notes::formats::{ExportItem, text_fragment};

/// What stands between two marks, and what it belongs to.
pub(super) struct ManagedBlock {
    /// An annotation's UUID, or `article-` and a name made of its address or path.
    pub(super) key: String,
    /// The text between the marks, with a line feed at the end.
    pub(super) content: String,
}

impl ManagedBlock {
    pub(super) fn is_article(&self) -> bool {
        self.key.starts_with("article-")
    }

    pub(super) fn write(&self, text: &mut String) {
        let Self { key, content } = self;
        let hash = hash_of(content);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{OPEN}{key} {hash} -->
{content}{CLOSE}
"
        );
    }

    /// The same, with an empty line before and after it.
    pub(super) fn write_apart(&self, text: &mut String) {
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        self.write(text);
        text.push('\n');
    }
}

/// By article in the order given, each article followed by its annotations in the order of the text.
pub(super) fn blocks(all: &[ExportItem<'_>]) -> Vec<ManagedBlock> {
    let mut order: Vec<&str> = Vec::new();
    let mut articles: BTreeMap<&str, Vec<&ExportItem<'_>>> = BTreeMap::new();
    for outgoing in all {
        // By the page where there is one: it stays when the file is moved.
        let key = outgoing.url().unwrap_or(outgoing.path());
        let list = articles.entry(key).or_default();
        if list.is_empty() {
            order.push(key);
        }
        list.push(outgoing);
    }
    let mut blocks = Vec::new();
    for key in order {
        let Some(mut list) = articles.remove(key) else {
            continue;
        };
        list.sort_by_key(|outgoing| outgoing.range.map_or(0, |range| range.start));
        let name = AnnotationId::derived("article", key).to_string();
        blocks.push(ManagedBlock {
            key: format!("article-{name}"),
            content: article(list[0]),
        });
        blocks.extend(list.iter().map(|outgoing| ManagedBlock {
            key: outgoing.annotation().id.to_string(),
            content: annotation(outgoing),
        }));
    }
    blocks
}

fn article(outgoing: &ExportItem<'_>) -> String {
    let title = if outgoing.title().is_empty() {
        outgoing.path()
    } else {
        outgoing.title()
    };
    let mut facts = Vec::new();
    let provenance = outgoing.article.as_ref();
    facts.extend(
        provenance
            .map(|article| article.authors.as_str())
            .filter(|authors| !authors.is_empty())
            .map(safe),
    );
    facts.extend(
        outgoing
            .url()
            .map(|url| format!("<{}>", url.replace(['<', '>', ' '], ""))),
    );
    facts.extend(
        provenance
            .and_then(|article| article.published.as_deref())
            .map(|date| format!("published {}", safe(date))),
    );
    facts.extend(
        provenance
            .and_then(|article| article.clipped.as_deref())
            .map(|date| format!("clipped {}", safe(date))),
    );
    facts.extend(
        (!outgoing.path().is_empty())
            .then(|| format!("`{}`", safe(&outgoing.path().replace('`', "'")))),
    );
    format!("## {}\n\n{}\n", safe(title), facts.join(" · "))
}

fn annotation(outgoing: &ExportItem<'_>) -> String {
    let annotation = outgoing.annotation();
    let mut parts = Vec::new();
    let words = annotation.target.words();
    if !words.is_empty() {
        parts.push(
            words
                .lines()
                .map(|line| format!("> {}", unmarked(line)).trim_end().to_owned())
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    parts.extend(
        annotation
            .note
            .as_deref()
            .map(|note| unmarked(note.trim_end())),
    );
    let mut facts = Vec::new();
    facts.extend(
        outgoing
            .colour
            .as_deref()
            .map(|word| format!("*{}*", safe(word))),
    );
    facts.extend(
        annotation
            .tags
            .iter()
            .map(|tag| format!("#{}", safe(&tag.replace(char::is_whitespace, "-")))),
    );
    facts.extend(annotation.creator_name().map(safe));
    facts.extend(annotation.created.get(..10).map(str::to_owned));
    let link = outgoing.url().filter(|_| !words.is_empty());
    facts.extend(link.map(|url| {
        format!(
            "[in the page](<{}>)",
            text_fragment::link(url, words).replace(['<', '>'], "")
        )
    }));
    parts.push(facts.join(" · "));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// One line in which nothing can end a comment of ours.
fn safe(text: &str) -> String {
    unmarked(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text in which nothing looks like a mark of ours; Markdown shows it unchanged.
fn unmarked(text: &str) -> String {
    text.replace("<!--", "\\<!--")
}
