//! What a terminal sends: bytes, cut anywhere, to keys, pastes, the mouse and the terminal's own answers.
//!
//! A terminal sends what it is asked on the same line as the keys, whenever it likes, also to a program that did
//! not ask. So the input is cut into whole characters and control sequences first ([`lexer`]), by the grammar that
//! they have in common, and only then is each given a meaning: what has none for us is dropped whole, and no part
//! of it becomes a key.

mod key_sequence;
mod lexer;
mod mouse_report;
mod paste;
mod reply;
mod sequence;
#[cfg(test)]
mod tests;

use crate::input::key::{Code, Key};
use crate::input::mouse::Pointer;
pub use crate::input::terminal_input::paste::LONGEST_PASTE;
pub use crate::input::terminal_input::reply::Reply;

use lexer::{Lexeme, LexemeKind, Lexer};
use paste::Paste;
use sequence::Sequence;

/// What came from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed, or repeats.
    Key(Key),
    /// A text was pasted.
    Paste {
        /// The text, with `\n` at its line ends and no other control character than the tab.
        text: String,
        /// Whether that is all of it; what is longer than [`LONGEST_PASTE`] is cut there.
        whole: bool,
    },
    /// The mouse did something.
    Mouse(Pointer),
    /// The window got the keyboard, or lost it.
    Focus(bool),
    /// The window has this many columns and rows now (mode 2048).
    Resize(u16, u16),
    /// The terminal answered, whoever asked.
    Reply(Reply),
}

/// Reads what a terminal sends, however it is cut.
#[derive(Debug, Default)]
pub struct Decoder {
    lexer: Lexer,
    lexemes: Vec<Lexeme>,
    /// The paste that has begun and not ended.
    paste: Option<Paste>,
}

impl Decoder {
    /// Takes more bytes in, and adds what they come to.
    pub fn feed(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for byte in bytes {
            self.lexer.push(*byte, &mut self.lexemes);
            self.take_lexemes(events);
        }
    }

    /// Milliseconds to wait for more before [`Self::flush`]; none where nothing hangs in the air.
    pub fn rest(&self) -> Option<u32> {
        self.lexer.rest(self.paste.is_some())
    }

    /// Takes what hangs in the air for all there is, because nothing followed for a while.
    pub fn flush(&mut self, events: &mut Vec<Event>) {
        // The end of a paste may be lost on the way; then the Esc key is the way out, which is an ESC that nothing
        // follows. Anything shorter would run the rest of a paste that stalls as keys.
        let gives_up = self.lexer.is_at_escape();
        self.lexer.flush(&mut self.lexemes);
        if let Some(paste) = self.paste.take_if(|_| gives_up) {
            self.lexemes.clear();
            events.push(paste.end());
        }
        self.take_lexemes(events);
    }

    fn take_lexemes(&mut self, events: &mut Vec<Event>) {
        for index in 0..self.lexemes.len() {
            let lexeme = &self.lexemes[index];
            if let Some(paste) = &mut self.paste {
                if lexeme.is_sequence(b'~', PASTE_END) {
                    events.extend(self.paste.take().map(Paste::end));
                } else if let Some(Event::Key(key)) = meaning(lexeme) {
                    paste.take(key);
                }
                continue;
            }
            let event = meaning(lexeme);
            // An ESC before a key is Alt; before anything else it was the Esc key.
            if lexeme.escaped && !matches!(event, Some(Event::Key(_))) {
                events.push(Event::Key(Key::plain(Code::Esc)));
            }
            if lexeme.is_sequence(b'~', PASTE_START) {
                self.paste = Some(Paste::default());
            }
            events.extend(event);
        }
        self.lexemes.clear();
    }
}

/// First number of the sequence before a paste.
const PASTE_START: u32 = 200;

/// First number of the sequence after a paste.
const PASTE_END: u32 = 201;

/// What a lexeme says; nothing for what is not for us.
fn meaning(lexeme: &Lexeme) -> Option<Event> {
    let key = |key: Key| {
        Event::Key(Key {
            alt: key.alt || lexeme.escaped,
            ..key
        })
    };
    match &lexeme.kind {
        LexemeKind::Char(c) => key_sequence::of_char(*c).map(key),
        LexemeKind::Control(sequence) => {
            of_sequence(sequence).or_else(|| key_sequence::of_control(sequence).map(key))
        }
        LexemeKind::SingleShift(sequence) => key_sequence::of_single_shift(sequence).map(key),
        LexemeKind::Console(letter) => key_sequence::of_console(*letter).map(key),
        LexemeKind::Mouse(bytes) => mouse_report::of_bytes(*bytes).map(Event::Mouse),
        LexemeKind::Text(opener, body) => reply::of_text(*opener, body).map(Event::Reply),
    }
}

/// What a control sequence says that is no key.
fn of_sequence(sequence: &Sequence) -> Option<Event> {
    let size = |at| u16::try_from(sequence.number(at)?).ok();
    match sequence.form() {
        [0, 0, b'I'] => Some(Event::Focus(true)),
        [0, 0, b'O'] => Some(Event::Focus(false)),
        [0, 0, b't'] if sequence.number(0) == Some(48) => Some(Event::Resize(size(2)?, size(1)?)),
        [b'<', 0, b'M' | b'm'] | [0, 0, b'M'] => {
            mouse_report::of_sequence(sequence).map(Event::Mouse)
        }
        _ => reply::of_sequence(sequence).map(Event::Reply),
    }
}
