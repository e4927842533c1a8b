//! The review: annotations one by one in a strip below the reader, each at its place.

use crate::app::state::App;
use crate::input::action::Action;
use crate::input::keymap::Command;
use crate::notes::annotation::AnnotationId;
use crate::panes::pane_id::PaneId;
use crate::panes::request::Request;

impl App {
    /// Begins with the annotation that is meant, else with the first that is listed.
    pub(super) fn start_review(&mut self) {
        let walk = self.panes.annotations.walk();
        if walk.is_empty() {
            return self.say("Nothing to review here: . widens the list to the library");
        }
        let from = self.annotation_here();
        self.go_pane(PaneId::Reader);
        self.show_over(PaneId::Review);
        let requests = self.panes.review.start(walk, from, &self.cx);
        self.reviewed(requests);
    }

    /// Goes on to the next annotation where a review is under way.
    pub(super) fn review_next(&mut self) {
        if self.keyboard() == PaneId::Review {
            let requests = self.panes.review.next(&self.cx);
            self.reviewed(requests);
        }
    }

    /// Ends a review that is at its last annotation.
    pub(super) fn end_review(&mut self) {
        if !self.panes.review.goes_on(&self.cx) {
            self.review_next();
        }
    }

    /// Goes to an annotation of the review that is under way.
    pub(super) fn review(&mut self, id: AnnotationId) {
        let requests = self.panes.review.choose(id, &self.cx);
        self.reviewed(requests);
    }

    fn reviewed(&mut self, requests: Vec<Request>) {
        self.carry_out(requests, Command::plain(Action::Review));
    }
}
