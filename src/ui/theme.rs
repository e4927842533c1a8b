//! Looks of everything on the screen: roles, and themes that give each of them a style.
//!
//! Themes are data: `assets/themes/*.yaml` say `role: "foreground background modifiers"`. A role
//! that is not given takes the style of its parent, the name up to the last dot. All of it is
//! worked out when a theme is read, so a look-up is an index. No other code names a colour. Where
//! styles come to lie over one another, [`Theme::tell_apart`] sees to it that letters can be read.

mod colour;
mod contrast;
mod file;
mod letters;
mod role;

use ratatui::style::{Color, Style};

pub use crate::ui::theme::colour::Depth;
pub use crate::ui::theme::file::ThemeError;
pub use crate::ui::theme::role::Role;

/// The themes that come with the program: name and file.
const BUNDLED: [(&str, &str); 4] = [
    ("default", include_str!("../../assets/themes/default.yaml")),
    ("mono", include_str!("../../assets/themes/mono.yaml")),
    ("dusk", include_str!("../../assets/themes/dusk.yaml")),
    ("paper", include_str!("../../assets/themes/paper.yaml")),
];

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; Role::ALL.len()],
    /// The colours of the styles, each once; the terminal's own are not among them.
    colours: Vec<Color>,
}

impl Theme {
    /// Names of the bundled themes, the default one first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUNDLED.into_iter().map(|(name, _)| name)
    }

    /// The text of a bundled theme's file, to start one's own from.
    pub fn text(name: &str) -> Option<&'static str> {
        BUNDLED
            .into_iter()
            .find(|(bundled, _)| *bundled == name)
            .map(|(_, text)| text)
    }

    /// A bundled theme.
    pub fn named(name: &str) -> Option<Self> {
        Self::read(Self::text(name)?, name).ok()
    }

    /// Reads a theme file; `file` is named in errors.
    pub fn read(text: &str, file: &str) -> Result<Self, ThemeError> {
        let given = file::read(text, file)?;
        let mut styles = [Style::new(); Role::ALL.len()];
        for role in Role::ALL {
            let mut name = Some(role.name());
            while let Some(at) = name {
                if let Some(style) = given.get(at) {
                    styles[role as usize] = *style;
                    break;
                }
                name = at.rsplit_once('.').map(|(parent, _)| parent);
            }
        }
        Ok(Self::of(&styles))
    }

    fn of(styles: &[Style; Role::ALL.len()]) -> Self {
        let mut colours = Vec::new();
        for colour in styles.iter().flat_map(|style| [style.fg, style.bg]) {
            if let Some(colour) = colour.filter(|colour| *colour != Color::Reset)
                && !colours.contains(&colour)
            {
                colours.push(colour);
            }
        }
        Self {
            styles: *styles,
            colours,
        }
    }

    /// A theme for tests in which every role has a colour of its own; see [`Role::letter`].
    pub fn letters() -> Self {
        Self::of(&letters::styles())
    }

    /// The same theme in the colours that a terminal has.
    #[must_use]
    pub fn at(self, depth: Depth) -> Self {
        Self::of(&self.styles.map(|style| colour::degrade(style, depth)))
    }

    /// The style of a role, to be patched over what lies below.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }
}

impl Default for Theme {
    /// The bundled theme named `default`.
    fn default() -> Self {
        Self::named("default").unwrap_or(Self::of(&[Style::new(); Role::ALL.len()]))
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn every_bundled_theme_is_sound() {
        for name in Theme::names() {
            let read = Theme::read(Theme::text(name).unwrap(), name);
            assert!(read.is_ok(), "{name}: {read:?}");
        }
    }

    #[test]
    fn a_role_that_is_not_given_takes_its_parents_style() {
        let theme = Theme::read(
            "roles:\n  heading: red - bold\n  heading.2: \"- - italic\"\n",
            "t",
        )
        .unwrap();
        let red = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        assert_eq!(theme.style(Role::Heading1), red);
        assert_eq!(
            theme.style(Role::Heading2),
            Style::new().add_modifier(Modifier::ITALIC)
        );
        assert_eq!(theme.style(Role::Link), Style::new());
    }

    #[test]
    fn the_default_leaves_the_background_and_uses_sixteen_colours() {
        let theme = Theme::default();
        assert_eq!(theme.style(Role::Text), Style::new());
        assert_eq!(theme.clone().at(Depth::Sixteen), theme);
    }

    #[test]
    fn mono_has_no_colour() {
        let theme = Theme::named("mono").unwrap();
        assert_eq!(theme.clone().at(Depth::None), theme);
        for role in [
            Role::Match,
            Role::Selection,
            Role::Cursor,
            Role::MarkYellow,
            Role::Link,
        ] {
            assert!(
                !theme.style(role).add_modifier.is_empty(),
                "{}",
                role.name()
            );
        }
    }
}
