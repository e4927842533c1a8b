//! What is wrong with a file: where, why, and what was done about it.

use serde::Serialize;

use crate::core::gate::Shown;

/// How much a problem matters to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in code points, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, such as `front-matter-colon`.
    pub code: &'static str,
    /// What is wrong.
    pub reason: Shown,
    /// What was done about it.
    pub recovered: Shown,
}
