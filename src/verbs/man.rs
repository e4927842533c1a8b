//! `postil man`: the manual page, in the form that `man` reads.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;

/// Prints the manual page of the command line `command`, its verbs and their options with it.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(command: &Command, out: &mut impl Write) -> io::Result<ExitCode> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for verb in command.get_subcommands() {
        let man = Man::new(verb.clone());
        writeln!(page, ".SH POSTIL {}", verb.get_name().to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out.write_all(&page)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
