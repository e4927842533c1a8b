//! `postil annotations export`: annotations in forms that other programs read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::core::exchange::{Outgoing, Record, csv, markdown, w3c};
use crate::core::gate::Shown;
use crate::store::config::Config;
use crate::store::files;
use crate::store::shelf::Shelf;
use crate::verbs::annotations::list::ChosenArgs;
use crate::verbs::annotations::placing::Placing;
use crate::verbs::output::{Form, Output, json};

/// What `postil annotations export` is told.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// In which form
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    format: Format,
    /// Write to this file. A Markdown file that is there is brought up to date, and what you wrote
    /// into it stays
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    chosen: ChosenArgs,
}

/// Forms that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// By article, to be read by people
    #[default]
    Markdown,
    /// A page of W3C Web Annotations
    W3c,
    /// A JSON object a line
    Jsonl,
    /// A table
    Csv,
    /// The table that Readwise takes
    Readwise,
}

/// Writes the annotations that are meant.
pub fn run(
    args: &ExportArgs,
    shelf: Shelf,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut placing = Placing::open(shelf, config)?;
    let wanted = args.chosen.articles(&mut placing)?;
    let mut all = placing.outgoing();
    all.retain(|(placed, outgoing)| {
        args.chosen
            .takes(wanted.as_ref(), &config.palette, (placed, outgoing))
    });
    let all: Vec<Outgoing<'_>> = all.into_iter().map(|(_, outgoing)| outgoing).collect();
    let text = text(args, &all)?;
    match &args.output {
        Some(path) => files::replace(path, text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?,
        // Somebody looks at it: nothing of an article may command the terminal.
        None if matches!(out.form(), Form::Table(_)) => {
            out.write_all(Shown::block(&text).as_str().as_bytes())?;
        }
        None => out.write_all(text.as_bytes())?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn text(args: &ExportArgs, all: &[Outgoing<'_>]) -> anyhow::Result<String> {
    let records = || all.iter().map(Record::new).collect::<Vec<_>>();
    Ok(match args.format {
        Format::Markdown => {
            let updated = markdown::update(&there(args.output.as_deref())?, all);
            for key in &updated.left {
                eprintln!(
                    "postil: {} was edited by hand and stays as it is",
                    Shown::line(key)
                );
            }
            updated.text
        }
        Format::W3c => w3c::page(all),
        Format::Jsonl => {
            let mut lines = Vec::new();
            json::lines(&mut lines, &records())?;
            String::from_utf8(lines).context("JSON is UTF-8")?
        }
        Format::Csv => csv::table(&records()),
        Format::Readwise => csv::readwise(all),
    })
}

/// What is in the file that will be written; nothing where there is none.
fn there(path: Option<&Path>) -> anyhow::Result<String> {
    let Some(path) = path else {
        return Ok(String::new());
    };
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        answer => {
            answer.with_context(|| format!("{} cannot be brought up to date", path.display()))
        }
    }
}
