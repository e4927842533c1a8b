//! What is wrong with a file: where, why, and what was done about it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::text::clean::SafeText;
use crate::text::range::line_starts;

/// How much a problem matters to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something of the file could not be read.
    Error,
    /// Something was read, but perhaps not as it was meant.
    Warning,
    /// Nothing is broken; the clip could be better.
    Hint,
}

/// One thing wrong with a file; never a failure to open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Line in the file, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in code points, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, such as `front-matter-colon`.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub reason: SafeText,
    /// What was done about it.
    pub recovered: SafeText,
}

impl Problem {
    /// The same problem, moved to byte `at` of `text`.
    #[must_use]
    pub fn at(self, text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let starts = line_starts(text).take_while(|start| *start <= at);
        let (line, line_start) = starts.fold((0, 0), |(line, _), start| (line + 1, start));
        let column = before[line_start..]
            .trim_start_matches('\u{feff}')
            .chars()
            .count() as u32
            + 1;
        Self {
            line,
            column,
            ..self
        }
    }

    /// A problem of a whole file.
    pub fn of_file(
        severity: Severity,
        code: &'static str,
        reason: SafeText,
        recovered: SafeText,
    ) -> Self {
        Self {
            line: 0,
            column: 0,
            severity,
            code: Cow::Borrowed(code),
            reason,
            recovered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_any_line_end_and_columns_count_code_points() {
        let problem =
            || Problem::of_file(Severity::Hint, "code", "reason".into(), "recovered".into());
        let text = "\u{feff}é\r\nä:x\rz\nw";
        let place = |needle: char| {
            let moved = problem().at(text, text.find(needle).unwrap());
            (moved.line, moved.column)
        };
        assert_eq!(place('é'), (1, 1));
        assert_eq!(place('x'), (2, 3));
        assert_eq!(place('z'), (3, 1));
        assert_eq!(place('w'), (4, 1));
        assert_eq!(problem().at(text, 999).line, 4, "past the end is the end");
    }
}
