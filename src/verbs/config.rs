//! `postil config`: where the reader's config lies, what may stand in it, and what is wrong with it.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::input::action::COMMANDS;
use crate::input::key_list;
use crate::input::keymap::Keymap;
use crate::runtime::settings;
use crate::runtime::stderr::say;
use crate::search::nearest::did_you_mean;
use crate::store::config::{Complaint, Config};
use crate::text::clean::SafeText;
use crate::ui::theme::Theme;
use crate::verbs::output::Output;
use crate::verbs::output::table::Column;
use crate::verbs::refused::Refused;

/// Everything but the keys, every setting commented out.
const TEMPLATE: &str = include_str!("../../assets/config.yaml");

/// What `postil config` is told.
#[derive(Args, Debug)]
pub struct ConfigArgs {
    #[command(subcommand)]
    what: Option<ConfigCommand>,
}

/// What is wanted of the config; without any of these, whether all of it can be used.
#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Print where it lies
    Path,
    /// Print a config that sets nothing, to start one's own from
    Print,
    /// List every command with its keys as they are now
    Keys,
    /// List the themes that come with the program, or print one to start one's own from
    Themes {
        /// The theme to print
        name: Option<String>,
    },
}

impl ConfigArgs {
    /// Whether what is wanted is rows, which have several forms.
    pub fn prints_rows(&self) -> bool {
        matches!(self.what, Some(ConfigCommand::Keys))
    }
}

/// Does it.
pub fn run(args: &ConfigArgs, config: &Config, out: &mut Output) -> anyhow::Result<ExitCode> {
    match &args.what {
        None => return check(config, out),
        Some(ConfigCommand::Path) => {
            out.line(SafeText::line(&config.path().to_string_lossy()).shown())?;
        }
        Some(ConfigCommand::Print) => out.write_all(default_text().as_bytes())?,
        Some(ConfigCommand::Keys) => {
            let (keymap, complaints) = settings::keymap(config)?;
            tell(&complaints);
            out.rows(&rows(&keymap), &columns())?;
        }
        Some(ConfigCommand::Themes { name: None }) => {
            for name in Theme::names() {
                out.line(SafeText::line(name).shown())?;
            }
        }
        Some(ConfigCommand::Themes { name: Some(name) }) => {
            let Some(text) = Theme::text(name) else {
                let names = Theme::names().collect::<Vec<_>>().join(", ");
                let near = did_you_mean(name, Theme::names());
                let words = format!("no theme is called {name}{near}; themes are {names}");
                return Err(Refused::because(words).into());
            };
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error what of the config cannot be used.
pub fn tell(complaints: &[Complaint]) {
    for complaint in complaints {
        say(&complaint.to_string());
    }
}

/// A config that sets nothing: what may be set, in words and commented out.
pub fn default_text() -> String {
    format!("{TEMPLATE}{}", key_list::config())
}

/// Says where the config lies and whether all of it can be used.
fn check(config: &Config, out: &mut Output) -> anyhow::Result<ExitCode> {
    let path = config.path().to_string_lossy();
    let (_, complaints) = settings::settings(config, SafeText::default())?;
    tell(&complaints);
    let words = if !config.is_there() {
        format!("{path}: not there; `postil config print` prints one to start from")
    } else if complaints.is_empty() {
        format!("{path}: all of it can be used")
    } else {
        format!("{path}: {} things cannot be used", complaints.len())
    };
    out.line(SafeText::line(&words).shown())?;
    out.flush()?;
    Ok(if complaints.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A command with its keys.
#[derive(Serialize)]
struct KeysRow {
    name: &'static str,
    keys: Vec<String>,
    group: &'static str,
    help: &'static str,
}

fn rows(keymap: &Keymap) -> Vec<KeysRow> {
    let row = COMMANDS.iter().map(|row| KeysRow {
        name: row.name,
        keys: keymap.keys_of(row.action),
        group: row.group.title(),
        help: row.help,
    });
    row.collect()
}

fn columns() -> [Column<KeysRow>; 3] {
    [
        Column::name("command", |row| row.name.into()),
        Column::detail("keys", |row| SafeText::line(&row.keys.join(", "))),
        Column::detail("what they do", |row| row.help.into()),
    ]
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::input::mouse::Mouse;
    use crate::notes::annotation::Palette;
    use crate::search::bodies::DEFAULT_MEMORY;

    #[test]
    fn the_printed_config_sets_nothing_and_holds_when_it_is_set() {
        let read = |text: &str| {
            Config::read(
                text.to_owned(),
                PathBuf::from("c.yaml"),
                Path::new("/home/ada"),
            )
        };
        let printed = default_text();
        let asleep = read(&printed);
        assert_eq!(asleep.complaints, []);
        assert!(asleep.keys.is_empty() && asleep.theme.is_none());

        let woken: Vec<&str> = printed
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .collect();
        let config = read(&woken.join("\n"));
        assert_eq!(config.complaints, []);
        assert_eq!(
            (
                config.theme.as_deref(),
                config.mouse,
                config.search_memory()
            ),
            (Some("default"), Mouse::Off, DEFAULT_MEMORY)
        );
        assert_eq!(config.palette, Palette::default());
        assert!(config.filters.contains_key("recent"));
        let (keymap, complaints) = settings::keymap(&config).unwrap();
        assert_eq!(complaints, []);
        let table = Keymap::of_table().unwrap();
        for row in COMMANDS {
            assert_eq!(
                keymap.keys_of(row.action),
                table.keys_of(row.action),
                "{}",
                row.name
            );
        }
    }
}
