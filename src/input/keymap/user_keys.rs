//! The reader's own keys over those of the table, without any that would make a key ambiguous.

use crate::input::action::{Action, COMMANDS, CommandRow};
use crate::input::key::{Code, Key, UnknownKey, sequence};
use crate::input::keymap::{Binding, Keymap, written};

/// Keys wanted for a command instead of those of the table; none takes them away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The name of the command.
    pub command: String,
    /// Its keys, as written.
    pub keys: Vec<String>,
}

/// Why keys cannot be given to a command, so that it keeps those of the table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No command is called so.
    #[error("no command is called so")]
    NoCommand,
    /// What is written is no key.
    #[error(transparent)]
    NoKey(#[from] UnknownKey),
    /// Nothing is written.
    #[error("an empty key can never be pressed")]
    Empty,
    /// A letter that could not be typed any more.
    #[error("`{0}` is a letter where one types")]
    Letter(String),
    /// The command wants a letter after its key, or does not.
    #[error("`{0}` must {1} with `letter`, as in the table")]
    OpenLetter(String, &'static str),
    /// Another command has the key, or one that begins with it.
    #[error("`{keys}` would stand in the way of `{other}` ({others})")]
    Clash {
        /// The keys wanted.
        keys: String,
        /// The command that has them.
        other: &'static str,
        /// Its keys.
        others: String,
    },
}

impl Keymap {
    /// The same keymap with the reader's keys, and the wishes that cannot be met, by their index.
    pub fn rebound(&self, wishes: &[Rebinding]) -> (Self, Vec<(usize, Refused)>) {
        let mut refused = Vec::new();
        let mut granted: Vec<(usize, &CommandRow, Vec<Vec<Key>>)> = Vec::new();
        for (index, wish) in wishes.iter().enumerate() {
            match read(wish) {
                Ok((row, keys)) => granted.push((index, row, keys)),
                Err(reason) => refused.push((index, reason)),
            }
        }
        loop {
            let keymap = self.with(&granted);
            // The last wish that clashes goes; without it the others may stand.
            let Some((at, reason)) = worst(&keymap, &granted) else {
                refused.sort_by_key(|(index, _)| *index);
                return (keymap, refused);
            };
            let (index, ..) = granted.remove(at);
            refused.push((index, reason));
        }
    }

    fn with(&self, granted: &[(usize, &CommandRow, Vec<Vec<Key>>)]) -> Self {
        let is_granted = |action: Action| granted.iter().any(|(_, row, _)| row.action == action);
        let mut bindings = self.bindings.clone();
        bindings.retain(|binding| !is_granted(binding.action));
        for (_, row, sequences) in granted {
            for context in row.contexts {
                bindings.extend(sequences.iter().map(|keys| Binding {
                    context: *context,
                    keys: keys.clone(),
                    action: row.action,
                }));
            }
        }
        Self { bindings }
    }
}

/// The row and the keys that a wish names.
fn read(wish: &Rebinding) -> Result<(&'static CommandRow, Vec<Vec<Key>>), Refused> {
    let row = COMMANDS
        .iter()
        .find(|row| row.name == wish.command)
        .ok_or(Refused::NoCommand)?;
    let wants_letter = row.keys.iter().any(|keys| keys.ends_with("letter"));
    let mut sequences = Vec::new();
    for text in &wish.keys {
        let keys = sequence(text)?;
        let Some(last) = keys.last() else {
            return Err(Refused::Empty);
        };
        let is_open = |key: &Key| key.code == Code::AnyLetter;
        if wants_letter != is_open(last) || keys.iter().filter(|key| is_open(key)).count() > 1 {
            let must = if wants_letter { "end" } else { "not end" };
            return Err(Refused::OpenLetter(text.clone(), must));
        }
        let types = row.contexts.iter().any(|context| context.is_typing());
        if types && keys.iter().any(|key| key.typed().is_some()) {
            return Err(Refused::Letter(text.clone()));
        }
        sequences.push(keys);
    }
    Ok((row, sequences))
}

/// The last wish that clashes with something, and with what.
fn worst(
    keymap: &Keymap,
    granted: &[(usize, &CommandRow, Vec<Vec<Key>>)],
) -> Option<(usize, Refused)> {
    let clashes = keymap.clashes();
    let found = clashes.iter().filter_map(|clash| {
        let at = |binding: &Binding| {
            granted
                .iter()
                .rposition(|(_, row, _)| row.action == binding.action)
        };
        let (own, other) = if at(&clash.second) > at(&clash.first) {
            (&clash.second, &clash.first)
        } else {
            (&clash.first, &clash.second)
        };
        let reason = Refused::Clash {
            keys: written(&own.keys),
            other: other.action.row().name,
            others: written(&other.keys),
        };
        Some((at(own)?, reason))
    });
    found.max_by_key(|(at, _)| *at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::action::Context;
    use crate::input::keymap::{Answer, Command};

    fn wish(command: &str, keys: &[&str]) -> Rebinding {
        Rebinding {
            command: command.to_owned(),
            keys: keys.iter().map(ToString::to_string).collect(),
        }
    }

    fn reasons(wishes: &[Rebinding]) -> Vec<(usize, String)> {
        let (keymap, refused) = Keymap::of_table().unwrap().rebound(wishes);
        assert!(keymap.clashes().is_empty());
        let told = refused.into_iter();
        told.map(|(index, reason)| (index, reason.to_string()))
            .collect()
    }

    #[test]
    fn keys_of_the_reader_take_the_place_of_those_of_the_table() {
        let table = Keymap::of_table().unwrap();
        let wishes = [wish("pane.zen", &["Z", "g z"]), wish("pane.sort", &[])];
        let (keymap, refused) = table.rebound(&wishes);
        assert_eq!(refused, []);
        let answer = |key: char| keymap.answer(Context::Reader, &[Key::char(key)]);
        assert_eq!(answer('Z'), Answer::Run(Command::plain(Action::Zen)));
        assert_eq!(
            (answer('z'), answer('s')),
            (Answer::Nothing, Answer::Nothing)
        );
        assert_eq!(keymap.keys_of(Action::Zen), ["Z", "g z"]);
    }

    #[test]
    fn two_commands_may_change_their_keys() {
        let wishes = [wish("move.down", &["k"]), wish("move.up", &["j"])];
        assert_eq!(reasons(&wishes), []);
    }

    #[test]
    fn what_cannot_be_granted_is_told_and_the_rest_holds() {
        let wishes = [
            wish("pane.zed", &["Z"]),
            wish("pane.zen", &["hyper-z"]),
            wish("pane.sort", &["S"]),
            wish("reload", &["g"]),
            wish("type.accept", &["a"]),
            wish("annotate.colour", &["M"]),
            wish("help", &["?", "q"]),
            wish("quit", &[" "]),
        ];
        let told = reasons(&wishes);
        assert_eq!(
            told.iter().map(|(index, _)| *index).collect::<Vec<_>>(),
            [0, 1, 3, 4, 5, 6, 7]
        );
        assert_eq!(told[0].1, "no command is called so");
        assert!(told[1].1.starts_with("`hyper-z` is no key"));
        assert!(told[2].1.starts_with("`g` would stand in the way of `"));
        assert_eq!(told[3].1, "`a` is a letter where one types");
        assert!(told[4].1.contains("must end with `letter`"));
        assert_eq!(told[5].1, "`q` would stand in the way of `quit` (q)");
        assert_eq!(told[6].1, "an empty key can never be pressed");
    }
}
