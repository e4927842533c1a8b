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

/// The editor of those who name none.
pub const EDITOR: &str = "vi";

/// Terminals that know eight colours, by `TERM`; those that call themselves `linux` or `xterm` know
/// the bright ones too.
const EIGHT: [&str; 5] = ["ansi", "cons25", "cygwin", "screen", "xterm-color"];

/// Something that was found out, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected<T> {
    /// What was found.
    pub what: T,
    /// By what, in words.
    pub why: String,
}

impl<T> Detected<T> {
    fn new(what: T, why: impl Into<String>) -> Self {
        Self {
            what,
            why: why.into(),
        }
    }

    /// By a variable of the environment.
    fn by(what: T, name: &str) -> Self {
        Self::new(what, format!("{name}={}", value(name)))
    }
}

/// What a variable says; empty where it is not set.
fn value(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// The first of some variables that is set to something.
fn first_set(names: &[&'static str]) -> Option<&'static str> {
    let mut names = names.iter().copied();
    names.find(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The colours of the terminal: none with `NO_COLOR`; else `COLORTERM` and `TERM` say how many.
pub fn depth() -> Detected<Depth> {
    let (term, colour) = (value("TERM"), value("COLORTERM"));
    if let Some(name) = first_set(&["NO_COLOR"]) {
        Detected::by(Depth::None, name)
    } else if term == "dumb" {
        Detected::by(Depth::None, "TERM")
    } else if colour == "truecolor" || colour == "24bit" {
        Detected::by(Depth::True, "COLORTERM")
    } else if term.contains("256") {
        Detected::by(Depth::TwoHundredFiftySix, "TERM")
    } else if EIGHT.contains(&term.as_str()) {
        Detected::by(Depth::Eight, "TERM")
    } else {
        Detected::by(Depth::Sixteen, "TERM")
    }
}

/// The signs that the terminal's locale can show.
pub fn symbols() -> Detected<Symbols> {
    let Some(name) = first_set(&["LC_ALL", "LC_CTYPE", "LANG"]) else {
        return Detected::new(ASCII, "neither LC_ALL, LC_CTYPE nor LANG is set");
    };
    let locale = value(name).to_lowercase();
    let is_unicode = locale.contains("utf-8") || locale.contains("utf8");
    Detected::by(if is_unicode { UNICODE } else { ASCII }, name)
}

/// What a text is copied by.
pub fn clipboard() -> Detected<&'static str> {
    match first_set(&["TMUX"]) {
        Some(name) => Detected::new("by tmux, which passes them on", format!("{name} is set")),
        None => Detected::new("by the terminal (OSC 52)", "TMUX is not set"),
    }
}

/// Whether a browser can be seen from this terminal.
pub fn browser() -> Detected<bool> {
    if let Some(name) = first_set(&["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"]) {
        return Detected::new(false, format!("{name} is set"));
    }
    match first_set(&["DISPLAY", "WAYLAND_DISPLAY"]) {
        Some(name) => Detected::by(true, name),
        None if cfg!(target_os = "macos") => Detected::new(true, "macOS has one"),
        None => Detected::new(false, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
    }
}

/// The command line of the reader's own editor.
pub fn editor() -> Detected<String> {
    match first_set(&["VISUAL", "EDITOR"]) {
        Some(name) => Detected::new(value(name), format!("{name} is set")),
        None => Detected::new(EDITOR.to_owned(), "neither VISUAL nor EDITOR is set"),
    }
}
