//! `postil index`: what is kept of the library from one run to the next, and making it anew.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::store::library_index::{LibraryIndex, drop_index};
use crate::text::clean::SafeText;
use crate::verbs::open_library::{Need, OpenLibrary};
use crate::verbs::output::Output;
use crate::verbs::output::table::{Column, number};
use crate::verbs::refused::Refused;

/// What `postil index` is told.
#[derive(Args, Debug)]
pub struct IndexArgs {
    #[command(subcommand)]
    what: Option<IndexCommand>,
}

/// What is wanted of the index; without any of these, what it holds.
#[derive(Debug, Subcommand)]
enum IndexCommand {
    /// Say where it lies and what it holds
    Status,
    /// Read the whole library and make it anew
    Rebuild,
    /// Remove it; nothing is lost but the time to make it again
    Drop,
}

/// What an index holds, as JSON has it.
#[derive(Debug, Serialize)]
struct IndexRow {
    path: String,
    /// Articles that lie in the library.
    articles: usize,
    /// Articles of which is known what lists say, their text, their names.
    listed: i64,
    texts: i64,
    names: i64,
    bytes: u64,
}

fn columns() -> [Column<IndexRow>; 6] {
    [
        Column::count("articles", |row| SafeText::line(&row.articles.to_string())),
        Column::count("listed", |row| SafeText::line(&row.listed.to_string())),
        Column::count("texts", |row| SafeText::line(&row.texts.to_string())),
        Column::count("names", |row| SafeText::line(&row.names.to_string())),
        Column::count("MB", |row| number((row.bytes / 1_000_000) as u32)),
        Column::name("path", |row| SafeText::line(&row.path)),
    ]
}

/// Does it.
pub fn run(
    args: &IndexArgs,
    library_files: &LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    if library_files.index().is_none() {
        let why = "no index is kept of the bundled library, of one file alone, without a home, or with --no-index";
        return Err(Refused::because(format!("{why}: name a folder")).into());
    }
    match args.what {
        Some(IndexCommand::Drop) => {
            drop_index(library_files).context("the index cannot be removed")?;
            return Ok(ExitCode::SUCCESS);
        }
        Some(IndexCommand::Rebuild) => {
            drop_index(library_files).context("the index cannot be removed")?;
            OpenLibrary::whole(library_files.clone(), config, Need::ALL)?;
        }
        Some(IndexCommand::Status) | None => {}
    }
    let articles = library_files.list().files.len();
    let mut index = LibraryIndex::open(library_files)
        .context("the index cannot be written: `postil doctor` says why")?;
    let status = index.status();
    let row = IndexRow {
        path: index.path().to_string_lossy().into_owned(),
        articles,
        listed: status.listed,
        texts: status.texts,
        names: status.names,
        bytes: status.bytes,
    };
    out.rows(&[row], &columns())?;
    Ok(ExitCode::SUCCESS)
}
