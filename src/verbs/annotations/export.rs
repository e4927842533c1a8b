//! `postil annotations export`: annotations in forms that other programs read.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Args, ValueEnum};

use crate::notes::formats::Existing;
use crate::notes::formats::{ExportItem, Record, WriteForm};
use crate::runtime::stderr::say;
use crate::store::config::Config;
use crate::store::error::reason;
use crate::store::import_export::{self, Exported};
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
use crate::verbs::annotations::list::ChosenArgs;
use crate::verbs::annotations::placed::LocatedAnnotations;
use crate::verbs::output::{Output, OutputForm};

/// What `postil annotations export` is told.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// In which form; where nothing is said, what the ending of the file says, else Markdown, or JSON
    /// where that is asked for
    #[arg(long, value_enum, value_name = "FORM")]
    format: Option<ExportFormat>,
    /// Write to this file. A Markdown file that is there is brought up to date, and what you wrote
    /// into it stays
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    chosen: ChosenArgs,
}

impl ExportArgs {
    /// Whether it says itself in which form annotations are written.
    pub(super) fn has_own_form(&self) -> bool {
        self.format.is_some() || self.output.is_some()
    }
}

/// Forms that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
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
    library_files: LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let mut placing = LocatedAnnotations::open(library_files, config, args.chosen.filters.need())?;
    let wanted = args.chosen.articles(&mut placing)?;
    let library_files = placing.read.library_files.clone();
    let mut all = placing.outgoing();
    all.retain(|(placed, outgoing)| {
        args.chosen
            .includes(wanted.as_ref(), &config.palette, (placed, outgoing))
    });
    args.chosen.filters.cut(&mut all);
    let all: Vec<ExportItem<'_>> = all.into_iter().map(|(_, outgoing)| outgoing).collect();
    let by_ending = args
        .output
        .as_ref()
        .and_then(|path| WriteForm::of_path(&path.to_string_lossy()));
    let form = match args.format {
        Some(format) => format.form(),
        None => by_ending.unwrap_or(WriteForm::Markdown),
    };
    let Some(path) = &args.output else {
        if matches!(out.form(), OutputForm::Json | OutputForm::JsonLines) {
            let records: Vec<Record> = all.iter().map(Record::new).collect();
            out.rows(&records, &[])?;
        } else {
            out.text(&form.write("", &all).text)?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let exported = import_export::write(&library_files, path, form, &all, Existing::Write)
        .map_err(|error| anyhow!("{}: cannot write {}", reason(&error), path.display()))?;
    if let Exported::Written { left } = exported {
        for key in &left {
            let key = SafeText::line(key);
            say(&format!("{key} was edited by hand and stays as it is"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl ExportFormat {
    fn form(self) -> WriteForm {
        match self {
            Self::Markdown => WriteForm::Markdown,
            Self::W3c => WriteForm::W3c,
            Self::Jsonl => WriteForm::JsonLines,
            Self::Csv => WriteForm::Csv,
            Self::Readwise => WriteForm::Readwise,
        }
    }
}
