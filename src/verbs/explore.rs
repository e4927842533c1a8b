//! `postil [LIBRARY]` and `postil demo`: the explorer.

use std::env;
use std::process::ExitCode;

use crate::app::state::Settings;
use crate::core::gate::Shown;
use crate::input::keymap::Keymap;
use crate::runtime::{run, surroundings};
use crate::store::shelf::Shelf;

/// Opens the explorer; without a terminal it says in one line what to use instead.
///
/// # Errors
/// When the terminal cannot be taken, read or written.
pub fn run(shelf: impl FnOnce() -> anyhow::Result<Shelf>) -> anyhow::Result<ExitCode> {
    if !run::has_terminal() {
        eprintln!(
            "postil: the explorer needs a terminal; `postil list` prints the articles instead"
        );
        return Ok(ExitCode::from(2));
    }
    let shelf = shelf()?;
    let greeting = match &shelf {
        Shelf::Bundled => {
            "The bundled library; `postil FOLDER` opens your own. ? shows all keys".into()
        }
        Shelf::Folder(_) => Shown::default(),
    };
    let settings = Settings {
        keymap: Keymap::of_table()?,
        theme: surroundings::theme(None),
        symbols: surroundings::symbols(),
        name: shelf.name(),
        greeting,
        creator: creator(),
    };
    Ok(ExitCode::from(run::explore(&shelf, settings)?))
}

/// Who annotates: the name under which one is logged in.
pub fn creator() -> String {
    let name = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| env::var(name).ok());
    name.unwrap_or_default()
}
