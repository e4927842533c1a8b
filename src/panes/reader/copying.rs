//! Copying: the sentence, a quotation of it, a reference to the article.

use crate::core::article::Article;
use crate::core::gate::Shown;
use crate::input::action::Action;
use crate::panes::pane::{Cx, Request, ignored};
use crate::panes::reader::{Reader, article_shown};

impl Reader {
    pub(super) fn copy(&self, action: Action, cx: &Cx) -> Vec<Request> {
        let Some((opened, article)) = article_shown(cx) else {
            return ignored();
        };
        let sentence = self.sentence(cx).unwrap_or_default();
        let words = opened.document.slice(sentence).to_shown();
        let (text, what) = match action {
            Action::CopyQuote => (quote(&words, article), "the quote"),
            Action::CopyReference => (reference(article), "the reference"),
            _ => (words, "the sentence"),
        };
        vec![Request::Copy { text, what }]
    }
}

/// A Markdown quotation with its origin.
fn quote(words: &Shown, article: &Article) -> Shown {
    let lines: Vec<String> = words
        .as_str()
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    Shown::block(&format!(
        "{}\n>\n> — {}",
        lines.join("\n"),
        reference(article)
    ))
}

/// A reference: authors, title, date, address.
fn reference(article: &Article) -> Shown {
    let head = &article.head;
    let mut parts: Vec<String> = head
        .authors
        .iter()
        .map(|author| author.name.to_string())
        .collect();
    parts.push(format!("“{}”", head.title));
    parts.extend(head.published.as_ref().map(|date| date.shown().to_string()));
    parts.extend(head.source.clone());
    Shown::line(&parts.join(", "))
}
