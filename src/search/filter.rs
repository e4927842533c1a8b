//! Filters: which articles take part, as the command line, the chips and the query language say it.

mod constraint;
mod date_bound;

use std::fmt;

pub use constraint::{Constraint, ConstraintError};
pub use date_bound::{DateBound, DateUnit};

/// Constraints that an article must meet.
///
/// An article has one path, one site and one date, so that several of those mean any of them; of
/// names, sources, authors, tags and queries it must meet every one. What `|` stands between is one constraint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In the order in which they were given, each once.
    pub(super) constraints: Vec<Constraint>,
    /// Another filter that an article must pass as well.
    pub(super) within: Option<Box<Filter>>,
}

impl Filter {
    /// Whether every article passes.
    pub fn is_empty(&self) -> bool {
        self.constraints.is_empty() && self.within.is_none()
    }

    /// The filter that lets through what passes both: a site that is typed narrows one that is
    /// pinned, where two that are typed together widen each other.
    #[must_use]
    pub fn within(mut self, other: &Self) -> Self {
        let all = match self.within {
            Some(inner) => inner.within(other),
            None => other.clone(),
        };
        self.within = (!all.is_empty()).then(|| Box::new(all));
        self
    }

    /// Its own constraints, in the order in which they were given.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// Adds a constraint, unless it is there.
    pub fn add(&mut self, constraint: Constraint) {
        if !self.constraints.contains(&constraint) {
            self.constraints.push(constraint);
        }
    }

    /// Takes a constraint away.
    pub fn remove(&mut self, constraint: &Constraint) {
        self.constraints.retain(|kept| kept != constraint);
    }
}

impl FromIterator<Constraint> for Filter {
    fn from_iter<T: IntoIterator<Item = Constraint>>(constraints: T) -> Self {
        let mut filter = Self::default();
        constraints.into_iter().for_each(|one| filter.add(one));
        filter
    }
}

/// As one would type it.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, constraint) in self.constraints.iter().enumerate() {
            let blank = if number > 0 { " " } else { "" };
            write!(f, "{blank}{constraint}")?;
        }
        Ok(())
    }
}
