//! A pasted text while it comes in.

use crate::input::key::{Code, Key};
use crate::input::terminal_input::Event;

/// Bytes taken from one paste: more would make each key in a note slow.
pub const LONGEST_PASTE: usize = 1 << 20;

/// What has come of a paste.
#[derive(Debug, Default)]
pub(super) struct Paste {
    text: String,
    is_cut: bool,
    /// Whether the last was a carriage return: with the line feed behind it it is one line end.
    returned: bool,
}

impl Paste {
    /// Takes what would be a key if it were not pasted. Between terminals line ends become keys: tmux 3.5 writes them
    /// as it would write Enter and Ctrl-j (`CSI 13;1u`, `CSI 27;5;106~`).
    pub(super) fn take(&mut self, key: Key) {
        if key.alt {
            return;
        }
        let returned = key.code == Code::Enter;
        match (key.code, key.ctrl) {
            (Code::Enter, _) => self.push('\n'),
            (Code::Char('j'), true) if !self.returned => self.push('\n'),
            (Code::Tab, _) => self.push('\t'),
            (Code::Char(c), false) => self.push(c),
            _ => {}
        }
        self.returned = returned;
    }

    /// The whole of it.
    pub(super) fn end(self) -> Event {
        Event::Paste {
            text: self.text,
            whole: !self.is_cut,
        }
    }

    fn push(&mut self, c: char) {
        self.is_cut |= self.text.len() + c.len_utf8() > LONGEST_PASTE;
        if !self.is_cut {
            self.text.push(c);
        }
    }
}
