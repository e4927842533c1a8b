//! Copying: the selection or the sentence, a quotation of it, a reference to the article.

use crate::input::action::Action;
use crate::notes::formats::reference::{passage, quote, reference};
use crate::panes::pane::Cx;
use crate::panes::reader::{Reader, article_shown};
use crate::panes::request::{Request, ignored};

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
            Action::CopyQuote => (quote(words.as_str(), &reference(article)), "the quote"),
            Action::CopyPassage => (
                quote(words.as_str(), &passage(words.as_str(), article)),
                "the quote",
            ),
            _ if selecting => (words, "the selection"),
            _ => (words, "the sentence"),
        };
        if selecting {
            self.put_cursor_away();
        }
        vec![Request::Copy { text, what }]
    }
}
