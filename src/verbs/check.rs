//! `postil check`: what is wrong with the files, and what was done about it.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::core::gate::Shown;
use crate::core::problem::{Problem, Severity};
use crate::verbs::filters::FilterArgs;
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, Look};
use crate::verbs::places::PathField;
use crate::verbs::reading::Read;

/// What `postil check` is told.
#[derive(Args, Debug)]
pub struct CheckArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

/// A problem as JSON has it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    path: PathField,
    line: u32,
    column: u32,
    severity: Severity,
    code: &'static str,
    reason: &'a Shown,
    recovered: &'a Shown,
}

fn columns<'a>() -> [Column<Row<'a>>; 5] {
    [
        Column {
            head: "place",
            cell: |row| row.place(),
            look: Look::Name,
        },
        Column {
            head: "severity",
            cell: |row| Shown::from(severity(row.severity)),
            look: Look::Detail,
        },
        Column {
            head: "code",
            cell: |row| Shown::from(row.code),
            look: Look::Detail,
        },
        Column {
            head: "reason",
            cell: |row| row.reason.clone(),
            look: Look::Detail,
        },
        Column {
            head: "recovered",
            cell: |row| row.recovered.clone(),
            look: Look::Detail,
        },
    ]
}

/// Prints the problems of the articles that pass the filters. Fails when there is more than hints.
pub fn run(args: &CheckArgs, read: &Read, out: &mut Output) -> anyhow::Result<ExitCode> {
    let wanted = args
        .filters
        .articles(&read.library, &read.annotated(), &[])?;
    let articles = read
        .library
        .articles()
        .iter()
        .filter(|article| wanted.contains(&article.id));
    let mut rows: Vec<Row<'_>> = articles
        .flat_map(|article| {
            article
                .problems
                .iter()
                .map(move |problem| row(PathField::of(article), problem))
        })
        .collect();
    rows.sort_by(|a, b| (&a.path.path, a.line, a.column).cmp(&(&b.path.path, b.line, b.column)));
    let only_hints = rows.iter().all(|row| row.severity == Severity::Hint);
    args.filters.cut(&mut rows);
    out.rows(&rows, &columns())?;
    Ok(if only_hints {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn row(path: PathField, problem: &Problem) -> Row<'_> {
    Row {
        path,
        line: problem.line,
        column: problem.column,
        severity: problem.severity,
        code: problem.code,
        reason: &problem.reason,
        recovered: &problem.recovered,
    }
}

impl Row<'_> {
    /// Path, line and column, as compilers write them.
    fn place(&self) -> Shown {
        let Self {
            path: PathField { path, .. },
            line,
            column,
            ..
        } = self;
        Shown::line(&match (line, column) {
            (0, _) => path.clone(),
            (line, 0) => format!("{path}:{line}"),
            (line, column) => format!("{path}:{line}:{column}"),
        })
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}
