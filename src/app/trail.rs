//! The trail: where one has been, to go back and forward.

use crate::core::range::Place;

/// Longest way back; older stops are forgotten.
const LONGEST: usize = 500;

/// The places behind and ahead, the nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

impl Trail {
    /// Leaves `here` by a jump; what lay ahead is forgotten.
    pub fn leave(&mut self, here: Place) {
        self.ahead.clear();
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        let over = self.behind.len().saturating_sub(LONGEST);
        self.behind.drain(..over);
    }

    /// Puts stops ahead, the next one first, in the place of those that lay there.
    pub fn plan(&mut self, places: Vec<Place>) {
        self.ahead = places;
        self.ahead.reverse();
    }

    /// Goes one stop back; `here` lies ahead from then on.
    pub fn back(&mut self, here: Option<Place>) -> Option<Place> {
        let before = self.behind.pop()?;
        self.ahead.extend(here);
        Some(before)
    }

    /// Goes one stop forward; `here` lies behind from then on.
    pub fn forward(&mut self, here: Option<Place>) -> Option<Place> {
        let after = self.ahead.pop()?;
        self.behind.extend(here);
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::range::{ArticleId, SourceRange};

    fn place(start: u32) -> Place {
        Place {
            article: ArticleId(0),
            range: SourceRange::new(start, start + 1),
        }
    }

    #[test]
    fn back_and_forward_walk_the_same_stops() {
        let mut trail = Trail::default();
        trail.leave(place(1));
        trail.leave(place(2));
        assert_eq!(trail.back(Some(place(3))), Some(place(2)));
        assert_eq!(trail.back(Some(place(2))), Some(place(1)));
        assert_eq!(trail.back(Some(place(1))), None);
        assert_eq!(trail.forward(Some(place(1))), Some(place(2)));
        assert_eq!(trail.forward(Some(place(2))), Some(place(3)));
        trail.plan(vec![place(7), place(8)]);
        assert_eq!(trail.forward(None), Some(place(7)));
        trail.leave(place(9));
        assert_eq!(trail.forward(None), None, "a jump forgets what lay ahead");
    }
}
