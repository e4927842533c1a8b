//! The card above an article: what it is called, who wrote it, where it comes from.

use crate::clip::article::Article;
use crate::panes::place_list::wrapped;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::ui::theme::Role;

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Its words.
    pub text: SafeText,
    /// How they are painted.
    pub role: Role,
}

/// The card of an article at a width in columns, with an empty line below it.
pub fn card(article: &Article, width: u16) -> Vec<CardLine> {
    let mut lines = Vec::new();
    push(
        &mut lines,
        article.head.title.as_str(),
        Role::Heading1,
        width,
    );
    push(&mut lines, &origin(article), Role::TextDim, width);
    push(&mut lines, &measure(article), Role::TextDim, width);
    if !is_named_by_title(article) {
        let path = path::written(&article.path).text;
        push(&mut lines, &path, Role::TextDim, width);
    }
    if !article.tags.is_empty() {
        let tags: Vec<String> = article.tags.iter().map(|tag| format!("#{tag}")).collect();
        push(&mut lines, &tags.join(" "), Role::Tag, width);
    }
    let aliases: Vec<&str> = article.head.other_names().map(SafeText::as_str).collect();
    if !aliases.is_empty() {
        let also = format!("also {}", aliases.join(" · "));
        push(&mut lines, &also, Role::TextDim, width);
    }
    let (described, other): (Vec<_>, Vec<_>) =
        article.head.said().partition(|(key, _)| key.is_empty());
    for (_, words) in described {
        push(&mut lines, words.as_str(), Role::Quote, width);
    }
    let other: Vec<String> = other
        .iter()
        .map(|(key, words)| format!("{key}: {words}"))
        .collect();
    push(&mut lines, &other.join(" · "), Role::TextDim, width);
    if let Some(problem) = article.problems.first() {
        let more = match article.problems.len() {
            1 => String::new(),
            count => format!(" (and {} more: g p)", count - 1),
        };
        push(
            &mut lines,
            &format!("! {}{more}", problem.reason),
            Role::BadgeProblem,
            width,
        );
    }
    lines.push(CardLine {
        text: SafeText::default(),
        role: Role::Text,
    });
    lines
}

/// Whether the title says where the file is.
fn is_named_by_title(article: &Article) -> bool {
    let name = article.path.with_extension("");
    let title = article.head.title.as_str().to_lowercase();
    name.to_string_lossy().to_lowercase() == title
}

/// Authors and site.
fn origin(article: &Article) -> String {
    let mut parts: Vec<String> = article
        .head
        .authors
        .iter()
        .map(|author| author.name.to_string())
        .collect();
    if !article.site.is_empty() {
        parts.push(article.site.to_string());
    }
    parts.join(", ")
}

/// Dates, language and length.
fn measure(article: &Article) -> String {
    let mut parts = Vec::new();
    if let Some(date) = &article.head.published {
        parts.push(format!("published {}", date.shown()));
    }
    if let Some(date) = &article.head.created {
        parts.push(format!("clipped {}", date.shown()));
    }
    match article.words {
        0 if !article.is_read() => {}
        0 => parts.push("empty".to_owned()),
        1 => parts.push("1 word".to_owned()),
        words => parts.push(format!("{words} words, {} min", article.reading_minutes())),
    }
    if article.encoding != "UTF-8" {
        parts.push(article.encoding.to_owned());
    }
    parts.join(" · ")
}

fn push(lines: &mut Vec<CardLine>, text: &str, role: Role, width: u16) {
    let text = SafeText::line(text);
    if text.is_empty() {
        return;
    }
    lines.extend(
        wrapped(&text, width)
            .into_iter()
            .map(|text| CardLine { text, role }),
    );
}
