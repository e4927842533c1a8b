//! `postil timeline`: articles, or the mentions of an entity, by month.

use std::collections::HashMap;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::library::contents::timeline::months;
use crate::runtime::stderr::say;
use crate::search::entity_forms::is_named;
use crate::text::clean::SafeText;
use crate::text::range::ArticleId;
use crate::verbs::filters::FilterArgs;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, number};

/// What `postil timeline` is told.
#[derive(Args, Debug)]
pub struct TimelineArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

impl TimelineArgs {
    /// What must be known to answer.
    pub fn need(&self) -> Need {
        self.filters.need()
    }
}

/// A month as JSON has it.
#[derive(Debug, Serialize)]
struct MonthRow {
    /// `2024-05`; the year alone where no more is known.
    month: String,
    articles: u32,
    /// Absent where no entity was asked for.
    mentions: Option<u32>,
}

fn columns(with_mentions: bool) -> Vec<Column<MonthRow>> {
    let mut columns = vec![
        Column::name("month", |row: &MonthRow| SafeText::line(&row.month)),
        Column::count("articles", |row: &MonthRow| number(row.articles)),
    ];
    if with_mentions {
        columns.push(Column::count("mentions", |row: &MonthRow| {
            number(row.mentions.unwrap_or_default())
        }));
    }
    columns
}

/// Prints the months in which the articles that pass the filters were published; with `--entity`
/// also how often they name it. Articles without a date that can be read are left out, and counted
/// on standard error.
pub fn run(args: &TimelineArgs, read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let library = &read.library;
    let wanted = args
        .filters
        .articles(library, &read.filter_context(), &[])?;
    let asked = !args.filters.entity.is_empty();
    let mut mentions: HashMap<ArticleId, u32> = HashMap::new();
    let entities = library.entities().iter();
    for entity in entities.filter(|entity| asked && is_named(entity, &args.filters.entity)) {
        for at in &entity.mentions {
            *mentions.entry(at.article).or_default() += 1;
        }
    }
    let counted: Vec<_> = library
        .articles()
        .iter()
        .filter(|article| wanted.contains(&article.id))
        .map(|article| {
            let named = mentions.get(&article.id).copied().unwrap_or_default();
            (article.as_ref(), named)
        })
        .collect();
    let months = months(counted.iter().copied());
    let dated: u32 = months.iter().map(|month| month.articles).sum();
    if let Some(undated) = counted.len().checked_sub(dated as usize).filter(|n| *n > 0) {
        say(&format!("{undated} more without a date of publication"));
    }
    let mut rows: Vec<MonthRow> = months
        .into_iter()
        .map(|month| MonthRow {
            month: month.month.to_string(),
            articles: month.articles,
            mentions: asked.then_some(month.mentions),
        })
        .collect();
    args.filters.cut(&mut rows);
    out.rows(&rows, &columns(asked))?;
    Ok(ExitCode::SUCCESS)
}
