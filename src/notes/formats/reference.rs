//! References to articles as people write them, and quotes with the reference below.

use crate::clip::article::Article;
use crate::clip::citation::Citation;
use crate::notes::formats::text_fragment;
use crate::text::clean::SafeText;

/// A Markdown quotation with its origin.
pub fn quote(words: &str, origin: &SafeText) -> SafeText {
    quote_citing(words, origin, &[])
}

/// The same with the pages that the words cite below the origin.
pub fn quote_citing(words: &str, origin: &SafeText, cited: &[&Citation]) -> SafeText {
    let lines = words.lines().map(|line| format!("> {line}"));
    let mut lines: Vec<String> = lines.collect();
    lines.push(format!(">\n> — {origin}"));
    if !cited.is_empty() {
        let pages = cited.iter().map(|citation| page(citation));
        let pages: Vec<String> = pages.collect();
        lines.push(format!(">\n> cites {}", pages.join(", ")));
    }
    SafeText::block(&lines.join("\n"))
}

/// A page as a Markdown link; an address with a blank or a closing bracket stands between angles.
fn page(citation: &Citation) -> String {
    let anchor = citation.anchor.as_str().replace('\\', "\\\\");
    let anchor = anchor.replace('[', "\\[").replace(']', "\\]");
    if citation.url.contains([' ', '(', ')']) {
        format!("[{anchor}](<{}>)", citation.url)
    } else {
        format!("[{anchor}]({})", citation.url)
    }
}

/// A reference: authors, title, date, address.
pub fn reference(article: &Article) -> SafeText {
    reference_to(article, article.head.source.clone())
}

/// A reference whose address leads to the words in the page, where a browser knows how.
pub fn passage(words: &str, article: &Article) -> SafeText {
    let source = article.head.source.as_deref();
    reference_to(
        article,
        source.map(|source| text_fragment::link(source, words)),
    )
}

fn reference_to(article: &Article, address: Option<String>) -> SafeText {
    let head = &article.head;
    let mut parts: Vec<String> = head
        .authors
        .iter()
        .map(|author| author.name.to_string())
        .collect();
    parts.push(format!("“{}”", head.title));
    parts.extend(head.published.as_ref().map(|date| date.shown().to_string()));
    parts.extend(address);
    SafeText::line(&parts.join(", "))
}
