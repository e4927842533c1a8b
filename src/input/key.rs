//! Keys as people press them: parsed from and printed as `ctrl-d` or `g g`.

use std::fmt;
use std::str::FromStr;

/// One key press. Shift is part of the letter (`G`), except on keys that have no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character; the blank is printed as `space`.
    Char(char),
    /// Any letter or digit; only in bindings, such as a bookmark's `B` and a letter.
    AnyLetter,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The names of keys that are not characters.
const NAMES: [(&str, Code); 17] = [
    ("space", Code::Char(' ')),
    ("letter", Code::AnyLetter),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("shift-tab", Code::BackTab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pgup", Code::PageUp),
    ("pgdn", Code::PageDown),
    ("f1", Code::F(1)),
];

impl Key {
    /// The key of a character, without Ctrl and Alt.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A key without Ctrl and Alt.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// Whether pressing `pressed` satisfies this key of a binding.
    pub fn takes(self, pressed: Self) -> bool {
        self == pressed || (self.code == Code::AnyLetter && pressed.letter().is_some())
    }

    /// The letter or digit that was pressed, if it was one.
    pub fn letter(self) -> Option<char> {
        self.typed().filter(|c| c.is_alphanumeric())
    }

    /// The character to type, if the key has one.
    pub fn typed(self) -> Option<char> {
        match self {
            Self {
                code: Code::Char(c),
                ctrl: false,
                alt: false,
            } => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(n)) => write!(f, "f{n}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

/// Why a written key cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no key; write a character, a name such as `enter`, or `ctrl-` or `alt-` and one of them"
)]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (ctrl, rest) = held(text, "ctrl-");
        let (alt, rest) = held(rest, "alt-");
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == rest) {
            return Ok(Self {
                code: *code,
                ctrl,
                alt,
            });
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(Self {
                code: Code::Char(c),
                ctrl,
                alt,
            }),
            _ => Err(UnknownKey(text.to_owned())),
        }
    }
}

/// Whether a written key begins with the name of what is held, and what stands behind it.
fn held<'a>(text: &'a str, name: &str) -> (bool, &'a str) {
    match text.strip_prefix(name) {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, text),
    }
}

/// Reads keys pressed one after the other, written with blanks between them: `g g`.
pub fn sequence(text: &str) -> Result<Vec<Key>, UnknownKey> {
    text.split_whitespace().map(str::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_can_be_read_again() {
        for text in [
            "a",
            "G",
            "ctrl-d",
            "space",
            "ctrl-space",
            "alt-b",
            "ctrl-alt-left",
            "shift-tab",
            "f1",
            "/",
            "-",
            "ctrl--",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        assert_eq!(sequence("g g").unwrap(), [Key::char('g'); 2]);
        assert!("ctrl-".parse::<Key>().is_err());
        assert!("hyper-x".parse::<Key>().is_err());
    }

    #[test]
    fn any_letter_takes_letters_and_digits_only() {
        let any = Key::plain(Code::AnyLetter);
        assert!(any.takes(Key::char('x')));
        assert!(any.takes(Key::char('7')));
        assert!(!any.takes(Key::char('/')));
        assert!(!any.takes(Key {
            ctrl: true,
            ..Key::char('x')
        }));
    }
}
