//! The command line: which verb, with which arguments, and how it ended.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use postil::core::gate::Shown;
use postil::store::shelf::Shelf;
use postil::verbs::{explore, tag};

/// Explore a folder of clipped articles: who is in them, what they cite, what you noted
#[derive(Parser)]
#[command(name = "postil", version)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The folder to open; the bundled library without one
    library: Option<PathBuf>,
}

/// What is asked for.
#[derive(Subcommand)]
enum Verb {
    /// Find names in plain texts: JSON Lines of {"id","text"} in, JSON Lines out
    Tag,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match do_verb(&cli) {
        Ok(code) => code,
        // Whoever read our output has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("postil: {}", Shown::line(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn do_verb(cli: &Cli) -> anyhow::Result<ExitCode> {
    match cli.verb {
        None => explore::run(&match &cli.library {
            Some(path) => Shelf::open(path)?,
            None => Shelf::Bundled,
        }),
        Some(Verb::Tag) => tag::run(io::stdin().lock(), &mut BufWriter::new(io::stdout().lock())),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let causes = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes
        .into_iter()
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
