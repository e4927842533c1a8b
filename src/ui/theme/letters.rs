//! A letter for every role, so that a test can print a second picture of a frame that shows styles.

use ratatui::style::{Color, Style};

use crate::ui::theme::Role;

/// Letters by the number of the role.
const LETTERS: &str =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβγδεζηθικλμνξοπρστυφχψω";

impl Role {
    /// The letter that stands for the role in pictures of styles.
    pub fn letter(self) -> char {
        LETTERS.chars().nth(self as usize).unwrap_or('?')
    }

    /// The role whose colour a cell bears that was drawn in [`Theme::letters`]; the topmost one
    /// where several lie over one another.
    ///
    /// [`Theme::letters`]: crate::ui::theme::Theme::letters
    pub fn of_letters(style: Style) -> Option<Self> {
        match style.fg {
            Some(Color::Rgb(0, 0, number)) => Self::ALL.get(usize::from(number)).copied(),
            _ => None,
        }
    }
}

/// The colours of that theme: blue by the number of the role.
pub(super) fn styles() -> [Style; Role::ALL.len()] {
    Role::ALL.map(|role| Style::new().fg(Color::Rgb(0, 0, role as u8)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Theme;

    #[test]
    fn every_role_has_a_letter_and_a_colour_of_its_own() {
        let mut letters: Vec<char> = Role::ALL.iter().map(|role| role.letter()).collect();
        letters.dedup();
        assert!(letters.len() == Role::ALL.len() && !letters.contains(&'?'));
        for role in Role::ALL {
            assert_eq!(Role::of_letters(Theme::letters().style(role)), Some(role));
            assert_eq!(Role::named(role.name()), Some(role));
        }
    }
}
