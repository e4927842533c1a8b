//! Copying: the selection or the sentence, a quotation of it, a reference to the article.

use crate::clip::article::Article;
use crate::input::action::Action;
use crate::notes::formats::text_fragment;
use crate::panes::pane::Cx;
use crate::panes::reader::{Reader, article_shown};
use crate::panes::request::{Request, ignored};
use crate::text::clean::SafeText;

impl Reader {
    /// Copies what is selected, else the sentence at the current place, in the form that is asked for.
    pub(super) fn copy(&mut self, action: Action, cx: &Cx) -> Vec<Request> {
        let Some((opened, article)) = article_shown(cx) else {
            return ignored();
        };
        let selecting = self.selected(cx).is_some();
        let words = opened
            .document
            .slice(self.meant(cx).unwrap_or_default())
            .to_shown();
        let (text, what) = match action {
            Action::CopyQuote => (quote(&words, &reference(article)), "the quote"),
            Action::CopyPassage => (quote(&words, &passage(&words, article)), "the quote"),
            Action::CopyReference => (reference(article), "the reference"),
            _ if selecting => (words, "the selection"),
            _ => (words, "the sentence"),
        };
        if selecting {
            self.put_cursor_away();
        }
        vec![Request::Copy { text, what }]
    }
}

/// A Markdown quotation with its origin.
fn quote(words: &SafeText, origin: &SafeText) -> SafeText {
    let lines: Vec<String> = words
        .as_str()
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    SafeText::block(&format!("{}\n>\n> — {origin}", lines.join("\n")))
}

/// A reference: authors, title, date, address.
fn reference(article: &Article) -> SafeText {
    reference_to(article, article.head.source.clone())
}

/// A reference whose address leads to the words in the page, where a browser knows how.
fn passage(words: &SafeText, article: &Article) -> SafeText {
    let source = article.head.source.as_deref();
    reference_to(
        article,
        source.map(|source| text_fragment::link(source, words.as_str())),
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
