//! `postil [LIBRARY]` and `postil demo`: the explorer.

use std::process::ExitCode;

use crate::app::mouse::MOUSE_ON;
use crate::input::mouse::Mouse;
use crate::runtime::stderr::say;
use crate::runtime::{run, settings};
use crate::store::config::{Complaint, Config};
use crate::store::library_files::LibraryFiles;
use crate::text::clean::SafeText;
use crate::verbs::refused::USAGE;

/// Opens the explorer; without a terminal it says in one line what to use instead.
///
/// # Errors
/// When the terminal cannot be taken, read or written.
pub fn run(
    config: &Config,
    library_files: impl FnOnce() -> anyhow::Result<LibraryFiles>,
) -> anyhow::Result<ExitCode> {
    if !run::has_terminal() {
        say("the explorer needs a terminal; `postil list` prints the articles instead");
        return Ok(ExitCode::from(USAGE));
    }
    let library_files = library_files()?;
    let (mut settings, complaints) = settings::settings(config, library_files.name())?;
    settings.greeting = greeting(&library_files, &complaints, config.mouse);
    Ok(ExitCode::from(run::explore(
        &library_files,
        settings,
        config.search_memory(),
    )?))
}

/// What is said at first: what is wrong with the config, else how to open a library of one's own.
fn greeting(library_files: &LibraryFiles, complaints: &[Complaint], mouse: Mouse) -> SafeText {
    match (complaints, library_files) {
        ([one], _) => SafeText::line(&one.to_string()),
        ([first, rest @ ..], _) => SafeText::line(&format!(
            "{first} (`postil config` tells {} more)",
            rest.len()
        )),
        ([], LibraryFiles::Bundled) => {
            "The bundled library; `postil FOLDER` opens your own. ? shows all keys".into()
        }
        ([], LibraryFiles::Folder(_)) if mouse == Mouse::On => MOUSE_ON.into(),
        ([], LibraryFiles::Folder(_)) => SafeText::default(),
    }
}
