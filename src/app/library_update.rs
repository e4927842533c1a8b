//! The library anew: what is known of it grows while it is read, and changes when its files do.

use std::sync::Arc;

use crate::app::message::Effect;
use crate::app::start::Start;
use crate::app::state::App;
use crate::clip::article::Article;
use crate::library::contents::Library;
use crate::library::location::{Location, Spot};
use crate::library::reading_position::ReadingPositions;
use crate::panes::list_work::Bulk;
use crate::panes::opened::Opened;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Notice;
use crate::text::path;

impl App {
    /// An article that has changed since it was opened is opened again.
    pub(super) fn set_library(&mut self, library: Arc<Library>) {
        let before = std::mem::replace(&mut self.cx.library, library);
        self.select();
        self.send(&Notice::LibraryChanged);
        self.lists.are_of_new_library = true;
        self.effects.push(Effect::Know);
        let opened = self.cx.opened().filter(|_| !self.is_waiting());
        let changed = opened.filter(|opened| self.has_changed(opened, &before));
        if let Some(article) = changed.map(|opened| opened.article) {
            self.open(article);
        }
        self.let_go(Bulk::new(before));
    }

    /// Takes in what was read before.
    pub(super) fn set_reading(&mut self, before: ReadingPositions) {
        Arc::make_mut(&mut self.cx.stops).remember(before);
        if self.is_waiting() {
            self.pin_again();
        }
        self.send(&Notice::ReadBefore);
        self.start.reading_is_known();
    }

    /// Shows the top of the rows of articles that have come, as long as nobody has moved, and begins.
    pub(super) fn articles_listed(&mut self) {
        if self.lists.awaits_for(PaneId::Filters) {
            return;
        }
        if std::mem::take(&mut self.lists.are_of_new_library) {
            self.open_top();
            self.start.rows_stand();
        }
        self.begin();
    }

    fn open_top(&mut self) {
        let is_at_top = matches!(self.start, Start::AtTop);
        if is_at_top {
            self.panes.articles.go_top();
        }
        let top = self.panes.articles.current();
        let opened = self.cx.opened().map(|opened| opened.article);
        let is_wanted = opened.is_none() || is_at_top && top != opened;
        if let Some(top) = top.filter(|_| is_wanted && !self.is_waiting()) {
            self.open(top);
        }
    }

    fn is_waiting(&self) -> bool {
        matches!(self.start, Start::Waiting { .. })
    }

    /// Begins where the library was left, else at its top, so that every pane has something to show; then acts
    /// on the keys that came before.
    fn begin(&mut self) {
        let Some(held) = self.start.begin() else {
            return;
        };
        let last = self.cx.stops.last.as_ref();
        let is_last = |article: &&Arc<Article>| Some(&path::written(&article.path).text) == last;
        let left = self.cx.library.articles().iter().find(is_last);
        if let Some(left) = left.map(|article| article.id) {
            self.start = Start::Done;
            self.panes.articles.choose(left);
            self.open(left);
        } else if let Some(top) = self.panes.articles.current() {
            self.open(top);
        }
        for input in held {
            self.input(input);
        }
    }

    /// Whether it has become known just now that an article says something else than it did when it was
    /// opened.
    fn has_changed(&self, opened: &Opened, before: &Library) -> bool {
        let stamp = |library: &Library| Some(library.article(opened.article)?.stamp);
        let now = stamp(&self.cx.library);
        now.is_some() && now != stamp(before) && now != Some(opened.stamp)
    }

    /// Sees to it that an article which has changed is shown where it was read: there where an
    /// annotation of these words would be. Whoever is at its top stays there.
    pub(super) fn keep_place(&mut self, opened: &Opened) {
        let before = self
            .cx
            .opened()
            .filter(|before| before.article == opened.article && before.stamp != opened.stamp);
        let (Some(before), Some(here)) = (before, self.here()) else {
            return;
        };
        if self.panes.reader.left_at(&self.cx) == 0 {
            return;
        }
        let article = self.cx.library.article(opened.article);
        let words = article.and_then(|article| before.sheet.target(article, here.range));
        let place = words.and_then(|words| opened.sheet.find(&words).range());
        if let Some(place) = place {
            self.panes.reader.await_stop(Location {
                article: opened.article,
                spot: Spot::Source(place),
            });
        }
    }
}
