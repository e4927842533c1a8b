//! Going to a place: in the article that is open or in another, by a jump that can be taken back.

use crate::app::message::Effect;
use crate::app::state::App;
use crate::clip::read_limit::FIRST;
use crate::library::location::Location;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Notice;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, Place};

impl App {
    /// Whether an article is the one in the reader.
    pub(super) fn is_open(&self, article: ArticleId) -> bool {
        let opened = self.cx.opened();
        opened.is_some_and(|opened| opened.article == article)
    }

    /// Jumps to a stop; where one was is kept to go back to.
    pub(super) fn go(&mut self, stop: Location) {
        if let Some(here) = self.here() {
            self.jumps.leave(here.into());
        }
        self.show(stop);
    }

    /// Shows a stop in the reader.
    pub(super) fn show(&mut self, stop: Location) {
        self.go_pane(PaneId::Reader);
        self.bring(stop);
    }

    /// Brings a stop into the reader; the keyboard stays where it is.
    pub(super) fn bring(&mut self, stop: Location) {
        let Location { article, spot } = stop;
        let open = self.cx.opened().filter(|opened| opened.article == article);
        if let Some(range) = open.and_then(|opened| spot.source(&opened.own)) {
            self.send(&Notice::Jumped(Place { article, range }));
        } else {
            self.panes.reader.await_stop(stop);
            self.open(article);
        }
    }

    /// Opens an article where it was last left, and gives it the keyboard.
    pub(super) fn read(&mut self, article: ArticleId) {
        self.unmark_unread(article);
        let opens = !self.is_open(article);
        if let Some(here) = self.here().filter(|_| opens) {
            self.jumps.leave(here.into());
        }
        self.go_pane(PaneId::Reader);
        if opens {
            self.open(article);
        }
    }

    /// Has an article loaded.
    pub(super) fn open(&mut self, article: ArticleId) {
        // What was asked for beyond the first part belongs to the article that it was asked of.
        let most = if self.is_open(article) {
            self.panes.reader.most()
        } else {
            FIRST
        };
        self.effects.push(Effect::Open {
            article,
            comments: self.panes.reader.comments(),
            most,
        });
    }

    /// Reads the article again, at the same place.
    pub(super) fn reopen(&mut self) {
        if let Some(here) = self.here() {
            self.panes.reader.await_stop(here.into());
            self.open(here.article);
        }
    }

    pub(super) fn back(&mut self) {
        let here = self.here().map(Location::from);
        match self.jumps.back(here) {
            Some(stop) => self.show(stop),
            None => self.say("Nowhere to go back to"),
        }
    }

    pub(super) fn forward(&mut self) {
        let here = self.here().map(Location::from);
        match self.jumps.forward(here) {
            Some(stop) => self.show(stop),
            None => self.say("Nowhere to go forward to"),
        }
    }

    /// Keeps stops to go forward to.
    pub(super) fn keep_ahead(&mut self, stops: Vec<Location>) {
        self.say(SafeText::line(&format!(
            "{} more: ] j goes to the next",
            stops.len()
        )));
        self.jumps.plan(stops);
    }
}
