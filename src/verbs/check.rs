//! `postil check`: what is wrong with the files, and what was done about it.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::store::annotations::Damaged;
use crate::store::folder::Skipped;
use crate::store::load;
use crate::text::clean::SafeText;
use crate::text::problem::{Problem, Severity};
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::Output;
use crate::verbs::output::table::Column;
use crate::verbs::places::ArticlePath;

/// What `postil check` is told.
#[derive(Args, Debug)]
pub struct CheckArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

impl CheckArgs {
    /// What must be known to answer.
    pub fn need(&self) -> Need {
        self.filters.need() | Need::TEXTS
    }
}

/// A problem as JSON has it.
#[derive(Debug, Serialize)]
struct ProblemRow {
    #[serde(flatten)]
    path: ArticlePath,
    line: u32,
    column: u32,
    severity: Severity,
    code: SafeText,
    reason: SafeText,
    recovered: SafeText,
}

fn columns() -> [Column<ProblemRow>; 5] {
    [
        Column::name("place", ProblemRow::place),
        Column::detail("severity", |row| SafeText::from(severity(row.severity))),
        Column::detail("code", |row| row.code.clone()),
        Column::detail("reason", |row| row.reason.clone()),
        Column::detail("recovered", |row| row.recovered.clone()),
    ]
}

/// Prints the problems of the articles that pass the filters, hints on how clips could be better,
/// and what was not read. Fails when there is more than hints.
pub fn run(args: &CheckArgs, read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let filter = args.filters.filter(&[])?;
    let wanted = args
        .filters
        .articles(&read.library, &read.filter_context(), &[])?;
    let articles = read.library.articles();
    let hints = load::hints(&read.library_files, &read.library);
    let own = articles.iter().flat_map(|article| {
        let problems = article.problems.iter();
        problems.map(|problem| (article.id, problem.clone()))
    });
    let told = own
        .chain(hints.told)
        .filter(|(id, _)| wanted.contains(id))
        .filter_map(|(id, problem)| {
            let article = read.library.article(id)?;
            Some((ArticlePath::of(article), problem))
        });
    let mut rows: Vec<ProblemRow> = told.map(|(path, problem)| row(path, problem)).collect();
    if filter.is_empty() {
        rows.extend(not_read(&read.skipped));
        rows.extend(read.session.damaged.iter().map(|file| damaged(file, read)));
    }
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

/// What should perhaps have been read; filters choose among articles, which these are not.
fn not_read(skipped: &[Skipped]) -> impl Iterator<Item = ProblemRow> {
    skipped
        .iter()
        .filter_map(|left| Some(row(ArticlePath::of_path(&left.path), left.problem()?)))
}

/// An annotation that is not what it says.
fn damaged(file: &Damaged, read: &OpenLibrary) -> ProblemRow {
    let root = read.library_files.root().unwrap_or(Path::new(""));
    let path = file.path.strip_prefix(root).unwrap_or(&file.path);
    ProblemRow {
        path: ArticlePath::of_path(path),
        line: 0,
        column: 0,
        severity: Severity::Error,
        code: "annotation-damaged".into(),
        reason: SafeText::line(&file.reason),
        recovered: "the file stays as it is, and what it says is shown nowhere".into(),
    }
}

fn row(path: ArticlePath, problem: Problem) -> ProblemRow {
    ProblemRow {
        path,
        line: problem.line,
        column: problem.column,
        severity: problem.severity,
        code: SafeText::line(&problem.code),
        reason: problem.reason,
        recovered: problem.recovered,
    }
}

impl ProblemRow {
    /// Path, line and column, as compilers write them.
    fn place(&self) -> SafeText {
        let Self {
            path: ArticlePath { path, .. },
            line,
            column,
            ..
        } = self;
        SafeText::line(&match (line, column) {
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
