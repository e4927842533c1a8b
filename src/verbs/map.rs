//! `postil map`: two kinds of entities against each other, by the sentences that name both.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::clip::entity::Kind;
use crate::library::contents::co_occurrence::{EntityPair, Together};
use crate::notes::formats::csv;
use crate::text::clean::SafeText;
use crate::verbs::filters::{FilterArgs, kind};
use crate::verbs::open_library::OpenLibrary;
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, number};

/// What `postil map` is told.
#[derive(Args, Debug)]
pub struct MapArgs {
    /// The kind of entity that each row is about
    #[arg(long, value_name = "KIND", default_value = "organisation", value_parser = kind)]
    rows: Kind,
    /// The kind of entity that each column is about
    #[arg(long, value_name = "KIND", default_value = "place", value_parser = kind)]
    columns: Kind,
    /// Print the whole matrix as comma-separated values
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

impl MapArgs {
    /// Whether it says itself in which form the map is printed.
    pub fn has_own_form(&self) -> bool {
        self.csv
    }
}

/// A cell of the map as JSON has it.
#[derive(Debug, Serialize)]
struct MapCell<'a> {
    row: &'a SafeText,
    column: &'a SafeText,
    sentences: u32,
    articles: u32,
}

fn columns<'a>() -> [Column<MapCell<'a>>; 4] {
    [
        Column::name("row", |cell| cell.row.clone()),
        Column::name("column", |cell| cell.column.clone()),
        Column::count("sentences", |cell| number(cell.sentences)),
        Column::count("articles", |cell| number(cell.articles)),
    ]
}

/// Prints which entities of two kinds the same sentences name, most frequent first, in the articles
/// that pass the filters.
pub fn run(args: &MapArgs, read: &OpenLibrary, out: &mut Output) -> anyhow::Result<ExitCode> {
    let wanted = args
        .filters
        .articles(&read.library, &read.filter_context(), &[])?;
    let mut pairs = read.library.together(args.rows, args.columns, &wanted);
    args.filters.cut(&mut pairs);
    if args.csv {
        for line in matrix(&pairs) {
            out.write_all(csv::line(line.iter().map(String::as_str)).as_bytes())?;
        }
        out.flush()?;
    } else {
        let cells: Vec<MapCell<'_>> = pairs.iter().map(cell).collect();
        out.rows(&cells, &columns())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn cell<'a>(pair: &EntityPair<'a>) -> MapCell<'a> {
    let Together {
        sentences,
        articles,
    } = pair.together;
    MapCell {
        row: &pair.row.name,
        column: &pair.column.name,
        sentences,
        articles,
    }
}

/// The map as lines of cells: a head of columns, then a line a row, both by how often they occur.
fn matrix(pairs: &[EntityPair<'_>]) -> Vec<Vec<String>> {
    let rows = in_order(pairs.iter().map(|pair| &pair.row.name));
    let columns = in_order(pairs.iter().map(|pair| &pair.column.name));
    let cells: HashMap<(&SafeText, &SafeText), u32> = pairs
        .iter()
        .map(|pair| {
            let at = (&pair.row.name, &pair.column.name);
            (at, pair.together.sentences)
        })
        .collect();
    let head = columns.iter().map(|column| column.as_str().to_owned());
    let mut lines = vec![std::iter::once(String::new()).chain(head).collect()];
    for row in rows {
        let count = |column: &&SafeText| cells.get(&(row, *column)).copied().unwrap_or_default();
        let counts = columns.iter().map(|column| count(column).to_string());
        lines.push(
            std::iter::once(row.as_str().to_owned())
                .chain(counts)
                .collect(),
        );
    }
    lines
}

/// Each name once, where it comes first.
fn in_order<'a>(names: impl Iterator<Item = &'a SafeText>) -> Vec<&'a SafeText> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}
