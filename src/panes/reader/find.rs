//! Finding in the text of the article: what was typed, every hit, and the one that is meant.

use crate::input::action::Action;
use crate::panes::pane::Cx;
use crate::panes::reader::{Reader, row_of};
use crate::panes::request::{Request, ignored};
use crate::search::occurrences::occurrences;
use crate::text::document::Document;
use crate::text::range::{SourceRange, TextRange};
use crate::ui::field::Field;

/// A search in the article.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// What was typed.
    pub field: Field,
    /// Whether it is still being typed.
    pub typing: bool,
    hits: Vec<TextRange>,
    places: Vec<SourceRange>,
    at: Option<usize>,
}

impl Find {
    /// Begins typing, with what was sought before still there.
    pub fn start(&mut self) {
        self.typing = true;
        self.field = Field::default();
        self.hits.clear();
        self.places.clear();
        self.at = None;
    }

    /// Looks again, and means the first hit at or after byte `from` of the text.
    pub fn look(&mut self, document: &Document, from: u32) {
        self.hits = occurrences(document.text.as_str(), self.field.text());
        self.places = self
            .hits
            .iter()
            .map(|hit| document.source_of(*hit).unwrap_or_default())
            .collect();
        let after = self.hits.partition_point(|hit| hit.end <= from);
        self.at = match self.hits.len() {
            0 => None,
            count => Some(after % count),
        };
    }

    /// Means the next hit, or the previous one, coming round at the ends.
    pub fn step(&mut self, by: isize) -> Option<TextRange> {
        let count = isize::try_from(self.hits.len())
            .ok()
            .filter(|count| *count > 0)?;
        let at = isize::try_from(self.at.unwrap_or(0)).unwrap_or(0);
        self.at = usize::try_from((at + by).rem_euclid(count)).ok();
        self.current()
    }

    /// The hit that is meant.
    pub fn current(&self) -> Option<TextRange> {
        self.hits.get(self.at?).copied()
    }

    /// The source of each hit, with whether it is the one that is meant.
    pub fn places(&self) -> impl Iterator<Item = (SourceRange, bool)> {
        self.places
            .iter()
            .enumerate()
            .map(|(index, place)| (*place, Some(index) == self.at))
    }

    /// "4 of 14", or that nothing was found; of a file that goes on only what is shown was searched.
    pub fn count(&self, goes_on: bool) -> String {
        match (self.at, self.field.is_empty()) {
            (_, true) => String::new(),
            (Some(at), _) => format!("{} of {}", at + 1, self.hits.len()),
            (None, _) if goes_on => "not found in what is shown; + reads more".to_owned(),
            (None, _) => "not found".to_owned(),
        }
    }
}

impl Reader {
    pub(super) fn act_find(&mut self, action: Action, cx: &Cx) -> Vec<Request> {
        let (Some(find), Some(opened)) = (self.find.as_mut(), cx.opened()) else {
            return ignored();
        };
        match action {
            Action::Accept => {
                find.typing = false;
                return self.went(cx);
            }
            Action::Cancel => {
                self.find = None;
                return Vec::new();
            }
            action if find.field.act(action) => find.look(&opened.document, self.position.at),
            _ => return ignored(),
        }
        self.show_hit(cx);
        Vec::new()
    }

    /// Scrolls to the hit that is meant; the place itself moves when the search is accepted.
    pub(super) fn show_hit(&mut self, cx: &Cx) {
        let hit = self.find.as_ref().and_then(Find::current);
        if let (Some(hit), Some(opened), Some(layout)) = (hit, cx.opened(), &self.layout) {
            let row = row_of(opened, layout, hit.start) + self.card.len();
            self.bring(row);
        }
    }

    pub(super) fn step_hit(&mut self, by: isize, cx: &Cx) -> Vec<Request> {
        let Some(find) = self.find.as_mut() else {
            return vec![Request::Say(
                "Nothing was searched yet: / searches in the text".into(),
            )];
        };
        let hit = find.step(by);
        if let Some(place) = hit.and_then(|hit| cx.opened()?.document.source_of(hit)) {
            self.go(place, cx);
        }
        Vec::new()
    }

    /// Makes the hit that is meant the current place.
    pub(super) fn went(&mut self, cx: &Cx) -> Vec<Request> {
        let hit = self.find.as_ref().and_then(Find::current);
        let place = hit.and_then(|hit| cx.opened()?.document.source_of(hit));
        match (place, cx.opened()) {
            (Some(range), Some(opened)) => vec![Request::Go(opened.stop(range))],
            _ => Vec::new(),
        }
    }
}
