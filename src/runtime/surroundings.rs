//! What the terminal can show, as its environment tells: colours, and letters beyond ASCII.

use std::env;

use crate::ui::symbols::{ASCII, Symbols, UNICODE};
use crate::ui::theme::{Depth, Theme};

/// The bundled theme, in the colours that the terminal has.
///
/// `NO_COLOR` leaves modifiers only; else `COLORTERM` and `TERM` say how many colours there are.
pub fn theme(name: Option<&str>) -> Theme {
    let depth = depth();
    let name = if depth == Depth::None {
        "mono"
    } else {
        name.unwrap_or("default")
    };
    Theme::named(name).unwrap_or_default().at(depth)
}

/// The colours of the terminal.
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
