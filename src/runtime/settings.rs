//! What the explorer is started with: the reader's config over the defaults, in what the terminal
//! can show.

use std::fs;

use crate::app::state::Settings;
use crate::input::key::UnknownKey;
use crate::input::keymap::{Keymap, Rebinding};
use crate::runtime::environment;
use crate::store::config::{Complaint, Config};
use crate::text::clean::SafeText;
use crate::ui::theme::{Depth, Theme};

/// The settings for a library called `name`, and everything in the config that cannot be used.
///
/// # Errors
/// When a key of the program's own table cannot be read.
pub fn settings(config: &Config, name: SafeText) -> Result<(Settings, Vec<Complaint>), UnknownKey> {
    let (keymap, refused) = keymap(config)?;
    let (theme, unusable) = theme(config);
    let settings = Settings {
        keymap,
        theme,
        symbols: environment::symbols().what,
        name,
        greeting: SafeText::default(),
        creator: environment::creator(config),
        palette: config.palette.clone(),
        filters: config.filters.clone(),
        mouse: config.mouse,
    };
    let mut complaints = config.complaints.clone();
    complaints.extend(refused);
    complaints.extend(unusable);
    complaints.sort_by_key(|complaint| complaint.line);
    Ok((settings, complaints))
}

/// The table's keys with the reader's over them, and the wishes that cannot be met.
///
/// # Errors
/// When a key of the table cannot be read.
pub fn keymap(config: &Config) -> Result<(Keymap, Vec<Complaint>), UnknownKey> {
    let wishes = config.keys.iter().map(|wish| Rebinding {
        command: wish.command.clone(),
        keys: wish.keys.clone(),
    });
    let wishes: Vec<Rebinding> = wishes.collect();
    let (keymap, refused) = Keymap::of_table()?.rebound(&wishes);
    let complaints = refused.into_iter().filter_map(|(index, reason)| {
        let keys = ["keys", wishes.get(index)?.command.as_str()];
        let remedy = "the table's keys hold for it; `postil config keys` lists all";
        Some(config.complaint(&keys, &reason.to_string(), remedy))
    });
    Ok((keymap, complaints.collect()))
}

/// The theme that the config names, in the colours that the terminal has; without colours only
/// the one that needs none.
fn theme(config: &Config) -> (Theme, Option<Complaint>) {
    let depth = environment::depth().what;
    let wanted = config.theme.as_deref().map(|name| read_theme(config, name));
    let (wanted, complaint) = match wanted {
        Some(Err(complaint)) => (None, Some(complaint)),
        Some(Ok(theme)) => (Some(theme), None),
        None => (None, None),
    };
    let theme = match depth {
        Depth::None => Theme::named("mono"),
        _ => wanted,
    };
    (theme.unwrap_or_default().at(depth), complaint)
}

fn read_theme(config: &Config, name: &str) -> Result<Theme, Complaint> {
    if let Some(theme) = Theme::named(name) {
        return Ok(theme);
    }
    let names: Vec<&str> = Theme::names().collect();
    let remedy = format!(
        "write one of {}, or the path of a theme file",
        names.join(", ")
    );
    let complaint = |reason: &str| config.complaint(&["theme"], reason, &remedy);
    if !name.contains('/') {
        return Err(complaint(&format!("no theme is called '{name}'")));
    }
    let text = fs::read_to_string(name).map_err(|error| complaint(&format!("{name}: {error}")))?;
    Theme::read(&text, name).map_err(|error| complaint(&error.to_string()))
}
