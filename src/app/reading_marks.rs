//! Articles are marked: starred, kept for later, taken for unread.

use std::sync::Arc;

use crate::app::message::Effect;
use crate::app::state::App;
use crate::library::reading_position::ReadingState;
use crate::panes::request::Notice;
use crate::text::clean::SafeText;
use crate::text::path;
use crate::text::range::ArticleId;

impl App {
    /// Turns a state of an article round, says so, and has it remembered.
    pub(super) fn mark(&mut self, article: ArticleId, state: ReadingState) {
        let Some(article) = self.cx.library.article(article) else {
            return;
        };
        let path = path::written(&article.path).text;
        let title = article.head.title.clone();
        let was_read = self.cx.stops.of(&path).is_some();
        let marks = Arc::make_mut(&mut self.cx.stops).turn(&path, state);
        let words = match (state, self.cx.stops.is(&path, state)) {
            (ReadingState::Starred, true) => "Starred",
            (ReadingState::Starred, false) => "No longer starred",
            (ReadingState::Later, true) => "Kept for later",
            (ReadingState::Later, false) => "No longer kept for later",
            (ReadingState::Unread, true) => "Unread",
            (ReadingState::Unread, false) => "Read",
        };
        self.say(SafeText::line(&format!("{words}: {title}")));
        if let Some(at) = self.cx.stops.of(&path).filter(|_| !was_read) {
            let path = path.clone();
            self.effects.push(Effect::Left { path, at });
        }
        self.effects.push(Effect::Marked(path, marks));
        self.send(&Notice::ReadBefore);
        if !self.cx.filter.is_empty() {
            self.filter_anew();
        }
    }

    /// An article is read now: it is no longer taken for unread.
    pub(super) fn unmark_unread(&mut self, article: ArticleId) {
        let Some(article) = self.cx.library.article(article) else {
            return;
        };
        let path = path::written(&article.path).text;
        if self.cx.stops.marks(&path).unread {
            let marks = Arc::make_mut(&mut self.cx.stops).turn(&path, ReadingState::Unread);
            self.effects.push(Effect::Marked(path, marks));
            self.send(&Notice::ReadBefore);
        }
    }
}
