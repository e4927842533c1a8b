//! The list of jumps: where one has been, to go back and forward.

use crate::library::location::Location;

/// Longest way back; older stops are forgotten.
const LONGEST: usize = 500;

/// The stops behind and ahead, the nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JumpList {
    behind: Vec<Location>,
    ahead: Vec<Location>,
}

impl JumpList {
    /// Leaves `here` by a jump; what lay ahead is forgotten.
    pub fn leave(&mut self, here: Location) {
        self.ahead.clear();
        if self.behind.last() != Some(&here) {
            self.behind.push(here);
        }
        let over = self.behind.len().saturating_sub(LONGEST);
        self.behind.drain(..over);
    }

    /// Puts stops ahead, the next one first, in the place of those that lay there.
    pub fn plan(&mut self, stops: Vec<Location>) {
        self.ahead = stops;
        self.ahead.reverse();
    }

    /// Goes one stop back; `here` lies ahead from then on.
    pub fn back(&mut self, here: Option<Location>) -> Option<Location> {
        let before = self.behind.pop()?;
        self.ahead.extend(here);
        Some(before)
    }

    /// Goes one stop forward; `here` lies behind from then on.
    pub fn forward(&mut self, here: Option<Location>) -> Option<Location> {
        let after = self.ahead.pop()?;
        self.behind.extend(here);
        Some(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::location::Spot;
    use crate::text::range::{ArticleId, SourceRange};

    fn stop(start: u32) -> Location {
        Location {
            article: ArticleId(0),
            spot: Spot::Source(SourceRange::new(start, start + 1)),
        }
    }

    #[test]
    fn back_and_forward_walk_the_same_stops() {
        let mut jumps = JumpList::default();
        jumps.leave(stop(1));
        jumps.leave(stop(2));
        assert_eq!(jumps.back(Some(stop(3))), Some(stop(2)));
        assert_eq!(jumps.back(Some(stop(2))), Some(stop(1)));
        assert_eq!(jumps.back(Some(stop(1))), None);
        assert_eq!(jumps.forward(Some(stop(1))), Some(stop(2)));
        assert_eq!(jumps.forward(Some(stop(2))), Some(stop(3)));
        jumps.plan(vec![stop(7), stop(8)]);
        assert_eq!(jumps.forward(None), Some(stop(7)));
        jumps.leave(stop(9));
        assert_eq!(jumps.forward(None), None, "a jump forgets what lay ahead");
    }
}
