//! `postil completions SHELL`: what a shell needs to complete verbs and options.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::{Shell, generate};

/// What `postil completions` is told.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell that shall complete
    shell: Shell,
}

/// Prints the completions of the command line `command` for a shell.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(
    args: &CompletionsArgs,
    command: &mut Command,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    let name = command.get_name().to_owned();
    // Made in memory: the generator gives up loudly where its output is closed early.
    let mut script = Vec::new();
    generate(args.shell, command, name, &mut script);
    out.write_all(&script)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
