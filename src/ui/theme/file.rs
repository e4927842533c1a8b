//! Theme files: a palette, and a style for each role that is given.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::text::clean::SafeText;
use crate::text::key_line::line_of;
use crate::ui::theme::{Role, colour};

/// Why a theme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct ThemeError {
    /// The file.
    pub file: SafeText,
    /// Line from 1; 0 when it is not known.
    pub line: usize,
    /// What is wrong, with the role it is about.
    pub reason: SafeText,
}

/// A theme file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Names for colours, each used by that name in `roles`.
    #[serde(default)]
    palette: BTreeMap<String, String>,
    /// `role: "foreground background modifiers"`; `-` leaves what lies below.
    roles: BTreeMap<String, String>,
}

/// Reads a theme file: the styles it gives, by name of the role or of a parent of roles.
pub(super) fn read(text: &str, file: &str) -> Result<BTreeMap<String, Style>, ThemeError> {
    let error = |line: usize, reason: &str| ThemeError {
        file: SafeText::line(file),
        line,
        reason: SafeText::line(reason),
    };
    let parsed: File = serde_yaml::from_str(text).map_err(|failure| {
        error(
            failure.location().map_or(0, |at| at.line()),
            &failure.to_string(),
        )
    })?;
    let mut palette = BTreeMap::new();
    for (name, value) in &parsed.palette {
        let colour = colour::parse(value).ok_or_else(|| {
            error(
                line_of(text, &["palette", name]),
                &format!("{name}: '{value}' is not a colour"),
            )
        })?;
        palette.insert(name.as_str(), colour);
    }
    let mut styles = BTreeMap::new();
    for (name, value) in &parsed.roles {
        if !is_role_or_parent(name) {
            return Err(error(
                line_of(text, &["roles", name]),
                &format!("{name}: there is no such role"),
            ));
        }
        let style = style(value, &palette).map_err(|reason| {
            error(
                line_of(text, &["roles", name]),
                &format!("{name}: {reason}"),
            )
        })?;
        styles.insert(name.clone(), style);
    }
    Ok(styles)
}

/// Whether roles bear this name, or begin with it and a dot.
fn is_role_or_parent(name: &str) -> bool {
    Role::ALL.iter().any(|role| {
        role.name()
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Reads `foreground background modifiers`; what is left out stays as it is below.
fn style(text: &str, palette: &BTreeMap<&str, Color>) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_whitespace().peekable();
    for set in [Style::fg, Style::bg] {
        let Some(word) = words.next_if(|word| modifier(word).is_none()) else {
            break;
        };
        if word != "-" {
            let colour = palette.get(word).copied().or_else(|| colour::parse(word));
            style = set(
                style,
                colour.ok_or_else(|| format!("'{word}' is not a colour"))?,
            );
        }
    }
    for word in words {
        style = style
            .add_modifier(modifier(word).ok_or_else(|| format!("'{word}' is not a modifier"))?);
    }
    Ok(style)
}

/// The modifiers that theme files may use.
fn modifier(word: &str) -> Option<Modifier> {
    match word {
        "bold" => Some(Modifier::BOLD),
        "dim" => Some(Modifier::DIM),
        "italic" => Some(Modifier::ITALIC),
        "underline" => Some(Modifier::UNDERLINED),
        "reverse" => Some(Modifier::REVERSED),
        "strike" => Some(Modifier::CROSSED_OUT),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_name_colours_and_modifiers() {
        let read = read(
            "palette: { ink: '#102030' }\nroles:\n  link: ink - underline\n  cursor: reverse\n",
            "t",
        );
        let styles = read.unwrap();
        let link = Style::new()
            .fg(Color::Rgb(16, 32, 48))
            .add_modifier(Modifier::UNDERLINED);
        assert_eq!(styles["link"], link);
        assert_eq!(
            styles["cursor"],
            Style::new().add_modifier(Modifier::REVERSED)
        );
    }

    #[test]
    fn errors_name_file_line_and_role() {
        let reason = |text: &str| read(text, "mine.yaml").unwrap_err().to_string();
        assert_eq!(
            reason("roles:\n  link: rde\n"),
            "mine.yaml, line 2: link: 'rde' is not a colour"
        );
        assert_eq!(
            reason("roles:\n  text: red\n  lnik: red\n"),
            "mine.yaml, line 3: lnik: there is no such role"
        );
        assert_eq!(
            reason("roles:\n  link: red - bald\n"),
            "mine.yaml, line 2: link: 'bald' is not a modifier"
        );
        assert!(reason("roles: [").starts_with("mine.yaml, line "));
    }
}
