//! `postil annotations`: what the reader added, listed, made, changed, given away and taken in.

pub mod add;
pub mod edit;
pub mod export;
pub mod import;
pub mod list;
pub mod placed;
pub mod session;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::store::config::Config;
use crate::store::library_files::LibraryFiles;
use crate::verbs::output::Output;
use crate::verbs::refused::Refused;

/// What `postil annotations` is told.
#[derive(Args, Debug)]
pub struct AnnotationsArgs {
    #[command(subcommand)]
    what: Option<AnnotationsCommand>,
    #[command(flatten)]
    list: list::AnnotationListArgs,
}

/// What to do with annotations; without any of these they are listed.
#[derive(Debug, Subcommand)]
enum AnnotationsCommand {
    /// List annotations, a line each
    List(list::AnnotationListArgs),
    /// Mark words of an article, or note something on the whole of it; prints the id
    Add(add::AddArgs),
    /// Change the note, the colour or the tags of an annotation
    Edit(edit::EditArgs),
    /// Delete annotations; a deletion can be undone in the explorer
    Delete(edit::DeleteArgs),
    /// Write annotations in a form that other programs read
    Export(export::ExportArgs),
    /// Take in annotations that other programs wrote, as often as you like
    Import(import::ImportArgs),
    /// Confirm an uncertain place, or give a lost annotation a new one
    Reattach(edit::ReattachArgs),
}

impl AnnotationsArgs {
    /// Whether it says itself in which form annotations are printed.
    pub fn has_own_form(&self) -> bool {
        matches!(&self.what, Some(AnnotationsCommand::Export(args)) if args.has_own_form())
    }
}

/// Does it.
pub fn run(
    args: &AnnotationsArgs,
    library_files: LibraryFiles,
    config: &Config,
    out: &mut Output,
) -> anyhow::Result<ExitCode> {
    if args.what.is_some() && args.list != list::AnnotationListArgs::default() {
        let words = "options of a verb stand behind it: postil annotations list --tag law";
        return Err(Refused::because(words).into());
    }
    match &args.what {
        None => list::run(&args.list, library_files, config, out),
        Some(AnnotationsCommand::List(args)) => list::run(args, library_files, config, out),
        Some(AnnotationsCommand::Add(args)) => add::run(args, &library_files, config, out),
        Some(AnnotationsCommand::Edit(args)) => {
            edit::edit(args, &library_files, &config.palette, out)
        }
        Some(AnnotationsCommand::Delete(args)) => edit::delete(args, &library_files, out),
        Some(AnnotationsCommand::Export(args)) => export::run(args, library_files, config, out),
        Some(AnnotationsCommand::Import(args)) => import::run(args, library_files, config, out),
        Some(AnnotationsCommand::Reattach(args)) => {
            edit::reattach(args, library_files, config, out)
        }
    }
}
