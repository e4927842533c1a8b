//! Keys to actions: the table overlaid by the reader's own bindings.

mod user_keys;

use crate::input::action::{Action, COMMANDS, Context};
use crate::input::key::{Key, UnknownKey, sequence};
pub use crate::input::keymap::user_keys::{Rebinding, Refused};

/// An action to run, with what was typed around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// What to do.
    pub action: Action,
    /// The count typed before it.
    pub count: Option<u32>,
    /// The letter that the binding left open, such as a bookmark's.
    pub letter: Option<char>,
}

impl Command {
    /// The action alone.
    pub const fn plain(action: Action) -> Self {
        Self {
            action,
            count: None,
            letter: None,
        }
    }

    /// How often to do it: the count, else once.
    pub fn times(self) -> usize {
        self.count.unwrap_or(1) as usize
    }
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Run this.
    Run(Command),
    /// More keys may follow.
    Pending,
    /// Nothing.
    Nothing,
}

/// Keys of one action in one context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it works.
    pub context: Context,
    /// The keys, one after the other.
    pub keys: Vec<Key>,
    /// What they mean.
    pub action: Action,
}

/// All bindings.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// Two bindings that cannot stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The context in which both work.
    pub context: Context,
    /// The binding that is the same as, or the beginning of, the other.
    pub first: Binding,
    /// The other.
    pub second: Binding,
}

impl Keymap {
    /// The bindings of the table.
    ///
    /// # Errors
    /// When a key of the table cannot be read.
    pub fn of_table() -> Result<Self, UnknownKey> {
        let mut bindings = Vec::new();
        for row in COMMANDS {
            for context in row.contexts {
                for keys in row.keys {
                    bindings.push(Binding {
                        context: *context,
                        keys: sequence(keys)?,
                        action: row.action,
                    });
                }
            }
        }
        Ok(Self { bindings })
    }

    /// What `pressed` means in `context`; a nearer context hides a farther one.
    pub fn answer(&self, context: Context, pressed: &[Key]) -> Answer {
        let mut pending = false;
        for layer in context.layers() {
            for binding in self
                .bindings
                .iter()
                .filter(|binding| binding.context == *layer)
            {
                if !begins(&binding.keys, pressed) {
                    continue;
                }
                if binding.keys.len() == pressed.len() {
                    let letter = open_letter(&binding.keys, pressed);
                    return Answer::Run(Command {
                        action: binding.action,
                        count: None,
                        letter,
                    });
                }
                pending = true;
            }
        }
        if pending {
            Answer::Pending
        } else {
            Answer::Nothing
        }
    }

    /// Bindings that `pressed` is the beginning of, to be shown as hints.
    pub fn continuations(&self, context: Context, pressed: &[Key]) -> Vec<&Binding> {
        let mut found: Vec<&Binding> = Vec::new();
        for layer in context.layers() {
            let of_layer = self
                .bindings
                .iter()
                .filter(|binding| binding.context == *layer);
            found.extend(of_layer.filter(|binding| {
                binding.keys.len() > pressed.len() && begins(&binding.keys, pressed)
            }));
        }
        found
    }

    /// The keys of an action, as written.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for binding in self
            .bindings
            .iter()
            .filter(|binding| binding.action == action)
        {
            let written = written(&binding.keys);
            if !keys.contains(&written) {
                keys.push(written);
            }
        }
        keys
    }

    /// The first keys that mean an action in a context, as written.
    pub fn key_in(&self, context: Context, action: Action) -> Option<String> {
        let means = |binding: &&Binding| {
            let answer = self.answer(context, &binding.keys);
            matches!(answer, Answer::Run(command) if command.action == action)
        };
        let mut bindings = self.bindings.iter().filter(|one| one.action == action);
        bindings.find(means).map(|binding| written(&binding.keys))
    }

    /// What the keys pressed, or a sequence that they begin, mean where no text is typed.
    pub fn elsewhere(&self, pressed: &[Key]) -> Option<&Binding> {
        let mut bindings = self.bindings.iter();
        bindings.find(|binding| !binding.context.is_typing() && begins(&binding.keys, pressed))
    }

    /// Bindings that would make a key wait, or hide one another, in some context.
    pub fn clashes(&self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (index, first) in self.bindings.iter().enumerate() {
            for (other, second) in self.bindings.iter().enumerate() {
                let both = first.context == second.context;
                let same =
                    first.keys == second.keys && index < other && first.action != second.action;
                let shorter =
                    first.keys.len() < second.keys.len() && begins(&second.keys, &first.keys);
                if both && same || shorter && meet(first.context, second.context) {
                    clashes.push(Clash {
                        context: second.context,
                        first: first.clone(),
                        second: second.clone(),
                    });
                }
            }
        }
        clashes
    }
}

/// Keys as they are written in the table.
pub fn written(keys: &[Key]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether two contexts can be looked up together.
fn meet(a: Context, b: Context) -> bool {
    a.layers().contains(&b) || b.layers().contains(&a)
}

/// Whether `keys` begin with what was pressed.
fn begins(keys: &[Key], pressed: &[Key]) -> bool {
    keys.len() >= pressed.len()
        && keys
            .iter()
            .zip(pressed)
            .all(|(key, pressed)| key.takes(*pressed))
}

/// The letter that stands where the binding leaves one open.
fn open_letter(keys: &[Key], pressed: &[Key]) -> Option<char> {
    let open = keys
        .iter()
        .position(|key| key.code == crate::input::key::Code::AnyLetter)?;
    pressed.get(open).and_then(|key| key.letter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_binding_is_the_beginning_of_another() {
        let clashes = Keymap::of_table().unwrap().clashes();
        assert!(clashes.is_empty(), "{clashes:#?}");
    }

    #[test]
    fn a_sequence_is_pending_until_it_is_whole() {
        let keymap = Keymap::of_table().unwrap();
        let g = Key::char('g');
        assert_eq!(keymap.answer(Context::Articles, &[g]), Answer::Pending);
        assert_eq!(
            keymap.answer(Context::Articles, &[g, g]),
            Answer::Run(Command::plain(Action::Top))
        );
        assert_eq!(
            keymap.answer(Context::Articles, &[g, Key::char('X')]),
            Answer::Nothing
        );
        assert!(keymap.continuations(Context::Reader, &[g]).len() >= 5);
    }

    #[test]
    fn letters_are_letters_while_typing() {
        let keymap = Keymap::of_table().unwrap();
        for c in ('a'..='z')
            .chain('A'..='Z')
            .chain(['/', '?', ':', '.', ' '])
        {
            assert_eq!(
                keymap.answer(Context::Box, &[Key::char(c)]),
                Answer::Nothing
            );
        }
    }
}
