//! `postil annotations import`: annotations that other programs wrote.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::notes::annotation::Annotation;
use crate::notes::formats::{ReadForm, author_marks};
use crate::store::config::Config;
use crate::store::error::reason;
use crate::store::library_files::LibraryFiles;
use crate::store::locate_annotations::AnnotationLocator;
use crate::text::clean::SafeText;
use crate::verbs::annotations::placed::LocatedAnnotations;
use crate::verbs::open_library::Need;
use crate::verbs::open_library::{self, OpenLibrary};
use crate::verbs::output::{Output, OutputForm};

/// What `postil annotations import` is told.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The form of the file
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        required_unless_present = "marks"
    )]
    format: Option<ImportFormat>,
    /// Take in what the authors marked in their files, ==so==, instead of a file
    #[arg(long, conflicts_with_all = ["format", "file"])]
    marks: bool,
    /// The file; - for standard input; none for marks
    #[arg(value_name = "FILE", required_unless_present = "marks")]
    file: Option<PathBuf>,
}

/// Forms that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// W3C Web Annotations: one, a list, a page or a collection
    W3c,
    /// The answer of the Hypothesis API, or the file that its client saves
    Hypothesis,
    /// Highlights that Obsidian Web Clipper exported
    WebClipper,
}

/// What an import came to.
#[derive(Serialize)]
struct ImportSummary {
    added: usize,
    updated: usize,
    beside: usize,
    known: usize,
    orphans: usize,
}

/// Takes the annotations in and says what came of it.
pub fn run(
    args: &ImportArgs,
    library_files: LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    let given = match (args.format, &args.file) {
        (Some(format), Some(file)) => Some(parsed(format, file)?),
        _ => None,
    };
    let LocatedAnnotations {
        mut read,
        mut locator,
        ..
    } = LocatedAnnotations::open(library_files, config, Need::TEXTS)?;
    let incoming = given.unwrap_or_else(|| marked(&read, &mut locator));
    let import = locator.import(&read.session.notebook, incoming);
    let words = import.words();
    let sum = ImportSummary {
        added: import.added,
        updated: import.updated,
        beside: import.beside,
        known: import.known,
        orphans: import.orphans,
    };
    read.session.change(import.changes)?;
    if matches!(out.form(), OutputForm::Json | OutputForm::JsonLines) {
        out.object(&sum)?;
    } else {
        out.line(SafeText::line(&words).shown())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The annotations of a file.
fn parsed(format: ImportFormat, file: &Path) -> anyhow::Result<Vec<Annotation>> {
    let text = read(file)
        .map_err(|error| anyhow!("{}: cannot read {}", reason(&error), file.display()))?;
    let annotations = format.form().read(&text);
    annotations.map_err(|error| anyhow!("{error}: cannot import {}", file.display()))
}

/// What the authors of the library marked.
fn marked(read: &OpenLibrary, locator: &mut AnnotationLocator) -> Vec<Annotation> {
    let articles = read.library.articles().iter();
    let made = articles.filter_map(|article| {
        let anchor_text = locator.anchor_text(article.id)?;
        let document = open_library::document(&read.library_files, article);
        Some(author_marks::annotations(article, &document, &anchor_text))
    });
    made.flatten().collect()
}

fn read(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(path)
}

impl ImportFormat {
    fn form(self) -> ReadForm {
        match self {
            Self::W3c => ReadForm::W3c,
            Self::Hypothesis => ReadForm::Hypothesis,
            Self::WebClipper => ReadForm::WebClipper,
        }
    }
}
