//! Collects what is wrong with a front matter while it is read.

use crate::text::clean::SafeText;
use crate::text::problem::{Problem, Severity};

/// More than these would bury the ones that help; it also bounds the cost of a hostile file.
const MOST: usize = 32;

/// The problems of one text so far.
pub(super) struct Diagnostics<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Diagnostics<'t> {
    /// None yet.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            problems: Vec::new(),
        }
    }

    /// Something was read, but perhaps not as it was meant.
    pub(super) fn warn(
        &mut self,
        at: usize,
        code: &'static str,
        reason: impl Into<SafeText>,
        recovered: impl Into<SafeText>,
    ) {
        let recovered = recovered.into();
        self.push(
            at,
            Problem::of_file(Severity::Warning, code, reason.into(), recovered),
        );
    }

    /// Something could not be read.
    pub(super) fn error(
        &mut self,
        at: usize,
        code: &'static str,
        reason: impl Into<SafeText>,
        recovered: impl Into<SafeText>,
    ) {
        let recovered = recovered.into();
        self.push(
            at,
            Problem::of_file(Severity::Error, code, reason.into(), recovered),
        );
    }

    /// All of them, by line.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.problems
            .sort_by_key(|problem| (problem.line, problem.column));
        self.problems
    }

    /// Keeps one problem of a code a line, and not more than can be read.
    fn push(&mut self, at: usize, problem: Problem) {
        if self.problems.len() >= MOST {
            return;
        }
        let problem = problem.at(self.text, at);
        let known = |other: &Problem| other.line == problem.line && other.code == problem.code;
        if !self.problems.iter().any(known) {
            self.problems.push(problem);
        }
    }
}
