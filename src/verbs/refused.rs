//! Wrong usage: something on the command line that cannot be meant, or that would do nothing.

use crate::runtime::stderr::say;
use crate::search::query::{Query, QueryProblem};
use crate::text::clean::SafeText;

/// Exit status of wrong usage.
pub const USAGE: u8 = 2;

/// Why something on the command line is refused, and what could be meant.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(SafeText);

impl Refused {
    /// Refuses for a reason.
    pub fn because(reason: impl AsRef<str>) -> Self {
        Self(SafeText::line(reason.as_ref()))
    }
}

/// Reads a query of which everything must be understood; `of` says where it was given.
///
/// # Errors
/// When part of it cannot be: with the reason and the place.
pub fn query(typed: &str, of: &str) -> Result<Query, Refused> {
    let query = Query::parse(typed);
    let placed = |problem: &QueryProblem| {
        let column = 1 + typed[..problem.range.start as usize].chars().count();
        let part = problem.range.of(typed);
        format!("{} ({of}, letter {column}: {part})", problem.reason)
    };
    if let Some(problem) = query.problems.first() {
        return Err(Refused::because(placed(problem)));
    }
    for doubt in &query.doubts {
        say(doubt.reason.as_str());
    }
    Ok(query)
}
