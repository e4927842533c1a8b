//! The reader's config: what may be set, and what is wrong with what was.
//!
//! The program reads the file and never writes it. What cannot be used is complained of with its
//! line and what to do, and the default holds for it; everything else holds as it is written.

pub mod file;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::input::mouse::Mouse;
use crate::notes::annotation::Palette;
use crate::search::bodies::DEFAULT_MEMORY;
use crate::search::filter::Filter;
use crate::store::error;
use crate::store::user_folders::Folders;
use crate::text::clean::SafeText;
use crate::text::markdown::LineBreaks;

/// The name of the file in the program's folder of settings.
const FILE: &str = "config.yaml";

/// Keys that the reader wants for a command, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWish {
    /// The name of the command.
    pub command: String,
    /// Its keys; none takes them away.
    pub keys: Vec<String>,
}

/// Something in the config that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}, line {line}: {reason}; {remedy}")]
pub struct Complaint {
    /// The config file.
    pub path: SafeText,
    /// Line from 1; 0 when the file cannot be read at all.
    pub line: usize,
    /// What is wrong, with the key it is about.
    pub reason: SafeText,
    /// What to do.
    pub remedy: SafeText,
}

/// What the reader has set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The library to open when none is named; a whole path.
    pub library: Option<PathBuf>,
    /// A bundled theme, or the whole path of a theme file.
    pub theme: Option<String>,
    /// Who annotates.
    pub name: Option<String>,
    /// Whether the mouse is listened to.
    pub mouse: Mouse,
    /// What a single line end within a paragraph is.
    pub line_breaks: LineBreaks,
    /// The reader's words for the colours of highlights.
    pub palette: Palette,
    /// Filters by name.
    pub filters: BTreeMap<String, Filter>,
    /// Keys that shall be other than those of the table.
    pub keys: Vec<KeyWish>,
    /// Memory for the texts of the library, in bytes; `None` where nothing was said.
    pub search_memory: Option<u64>,
    /// What cannot be used.
    pub complaints: Vec<Complaint>,
    path: PathBuf,
    text: String,
}

impl Config {
    /// The config of whoever runs the program; everything at its default where there is none.
    pub fn of_user() -> Self {
        let Some(folders) = Folders::of_user() else {
            return Self::default();
        };
        let path = folders.config.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => Self::read(text, path, &folders.home),
            Err(error) if error.kind() == ErrorKind::NotFound => Self {
                path,
                ..Self::default()
            },
            Err(error) => {
                let mut config = Self {
                    path,
                    ..Self::default()
                };
                let reason = format!("{}: the config cannot be read", error::reason(&error));
                config.complain(&[], &reason, "mend it or move it away");
                config
            }
        }
    }

    /// Reads the text of a config that lies at `path`; `~` stands for `home`.
    pub fn read(text: String, path: PathBuf, home: &Path) -> Self {
        let mut config = Self {
            path,
            text,
            ..Self::default()
        };
        match file::entries(&config.text) {
            Ok(entries) => {
                for (key, value) in entries {
                    config.set(&key, &value, home);
                }
            }
            Err(fault) => {
                let complaint = Complaint {
                    line: fault.line,
                    ..config.complaint(&[], &fault.reason, "mend this first: nothing of it holds")
                };
                config.complaints.push(complaint);
            }
        }
        config
    }

    /// Where the file lies, or would lie; empty for somebody without a home.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file.
    pub fn is_there(&self) -> bool {
        !self.text.is_empty() || self.path.is_file()
    }

    /// Memory for the texts of the library, in bytes.
    pub fn search_memory(&self) -> usize {
        let fitting = |bytes| usize::try_from(bytes).unwrap_or(usize::MAX);
        self.search_memory.map_or(DEFAULT_MEMORY, fitting)
    }

    /// A complaint about the key that `keys` lead to, from the outermost on.
    pub fn complaint(&self, keys: &[&str], reason: &str, remedy: &str) -> Complaint {
        let name = keys.join(": ");
        let colon = if name.is_empty() { "" } else { ": " };
        Complaint {
            path: SafeText::line(&self.path.to_string_lossy()),
            line: crate::text::key_line::line_of(&self.text, keys),
            reason: SafeText::line(&format!("{name}{colon}{reason}")),
            remedy: SafeText::line(remedy),
        }
    }

    fn complain(&mut self, keys: &[&str], reason: &str, remedy: &str) {
        let complaint = self.complaint(keys, reason, remedy);
        self.complaints.push(complaint);
    }
}

#[cfg(test)]
mod tests;
