//! The key list of the README and of the default config, printed from the table of commands.

use std::fmt::Write;

use crate::input::action::COMMANDS;

/// The commands as a Markdown table for each group.
pub fn markdown() -> String {
    let mut text = String::new();
    for group in COMMANDS.chunk_by(|a, b| a.group == b.group) {
        let _ = writeln!(
            text,
            "\n**{}**\n\n| keys | what they do | name |\n|---|---|---|",
            group[0].group.title()
        );
        for row in group {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|keys| format!("`{}`", keys.replace('|', "\\|")))
                .collect();
            let _ = writeln!(
                text,
                "| {} | {} | `{}` |",
                keys.join(" "),
                row.help,
                row.name
            );
        }
    }
    text.push('\n');
    text
}

/// The commands as the commented section `keys` of a config.
pub fn config() -> String {
    let mut text = String::from("# keys:\n");
    for row in COMMANDS {
        let keys: Vec<String> = row
            .keys
            .iter()
            .map(|keys| format!("\"{}\"", keys.replace('\\', "\\\\").replace('"', "\\\"")))
            .collect();
        let _ = writeln!(
            text,
            "#   {}: [{}] # {}",
            row.name,
            keys.join(", "),
            row.help
        );
    }
    text
}
