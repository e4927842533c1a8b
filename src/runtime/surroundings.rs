//! What the environment tells: colours, letters beyond ASCII, and who is there.

use std::env;

use crate::store::config::Config;
use crate::ui::symbols::{ASCII, Symbols, UNICODE};
use crate::ui::theme::Depth;

/// Who annotates: who the config says, else the name under which one is logged in.
pub fn creator(config: &Config) -> String {
    let name = ["USER", "LOGNAME"]
        .into_iter()
        .find_map(|name| env::var(name).ok());
    config.name.clone().or(name).unwrap_or_default()
}

/// The colours of the terminal: none with `NO_COLOR`; else `COLORTERM` and `TERM` say how many.
pub fn depth() -> Depth {
    let value = |name: &str| env::var(name).unwrap_or_default();
    let (term, colour) = (value("TERM"), value("COLORTERM"));
    if !value("NO_COLOR").is_empty() || term == "dumb" {
        Depth::None
    } else if colour == "truecolor" || colour == "24bit" {
        Depth::True
    } else if term.contains("256") {
        Depth::TwoHundredFiftySix
    } else {
        Depth::Sixteen
    }
}

/// The signs that the terminal's locale can show.
pub fn symbols() -> Symbols {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let locale = locale.unwrap_or_default().to_lowercase();
    if locale.contains("utf-8") || locale.contains("utf8") {
        UNICODE
    } else {
        ASCII
    }
}
