//! Cuts input into characters and whole control sequences, by the grammar of ECMA-48 and a few older forms.

use crate::input::terminal_input::sequence::Sequence;

/// The byte that begins a sequence, and the Esc key.
const ESC: u8 = 0x1b;
/// Ends a control string as well as ST does (xterm).
const BEL: u8 = 0x07;
/// Takes back a sequence that is not complete (ECMA-48).
const CAN: u8 = 0x18;
/// The same.
const SUB: u8 = 0x1a;

/// Bytes kept of a control sequence; the longest, a kitty key with its text, has under a hundred.
const LONGEST_SEQUENCE: usize = 256;

/// Bytes kept of a control string; what is longer is still read to its end, because its rest must not become keys.
const LONGEST_TEXT: usize = 64 * 1024;

/// Milliseconds after which an ESC was the Esc key. A terminal sends a sequence at once, and even a serial line of
/// 9600 baud takes 1 ms a byte; nobody notices the wait.
const ESC_REST: u32 = 30;

/// Milliseconds after which nothing more of a longer beginning comes: a packet that is lost comes again after
/// one second at first (RFC 6298).
const LONG_REST: u32 = 1_000;

/// A whole piece of input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// What it is.
    pub kind: LexemeKind,
    /// Whether an ESC stands before it.
    pub escaped: bool,
}

/// What a lexeme is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum LexemeKind {
    /// A character, also a control of one byte.
    Char(char),
    /// A control sequence: CSI.
    Control(Sequence),
    /// A key of a VT100: SS3.
    SingleShift(Sequence),
    /// `ESC [ [` and a letter: function keys of the Linux console.
    Console(u8),
    /// `CSI M` and three bytes: the mouse of the first xterm.
    Mouse([u8; 3]),
    /// A control string, with the byte that opened it behind ESC: OSC, DCS, APC, PM, SOS.
    Text(u8, Vec<u8>),
}

impl Lexeme {
    /// Whether it is the plain control sequence with that last byte and first number.
    pub(super) fn is_sequence(&self, last: u8, number: u32) -> bool {
        matches!(&self.kind, LexemeKind::Control(sequence)
            if sequence.form() == [0, 0, last] && sequence.number(0) == Some(number))
    }
}

/// The lexer between two bytes. It keeps at most [`LONGEST_TEXT`] bytes.
#[derive(Debug, Default)]
pub(super) struct Lexer {
    state: LexerState,
    /// What has come of the lexeme, without its opening.
    held: Vec<u8>,
    /// Whether an ESC stands before the lexeme.
    escaped: bool,
}

/// What has been opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LexerState {
    /// Nothing, or a character of several bytes.
    #[default]
    Character,
    /// ESC.
    Escape,
    /// CSI.
    Control,
    /// SS3.
    SingleShift,
    /// `CSI [`.
    Console,
    /// `CSI M`.
    Mouse,
    /// A control string, by this byte.
    Text(u8),
    /// The same, behind an ESC that may be the beginning of its end.
    TextEscape(u8),
}

impl Lexer {
    /// Takes a byte, and adds what it completes.
    pub(super) fn push(&mut self, byte: u8, out: &mut Vec<Lexeme>) {
        // A byte that breaks a lexeme off without belonging to it is the first of the next.
        while !self.takes(byte, out) {}
    }

    /// Whether it is known only by what follows, or does not, that an ESC is a key.
    pub(super) fn is_at_escape(&self) -> bool {
        self.state == LexerState::Escape
    }

    /// Milliseconds to wait for more; a character that is cut waits for its rest without a clock.
    pub(super) fn rest(&self, pasting: bool) -> Option<u32> {
        match self.state {
            LexerState::Character => None,
            // In a paste an ESC is hardly a key.
            LexerState::Escape if !pasting => Some(ESC_REST),
            _ => Some(LONG_REST),
        }
    }

    /// Ends what is open: it was keys if it is short enough, else it was cut and is dropped.
    pub(super) fn flush(&mut self, out: &mut Vec<Lexeme>) {
        let pressed = match self.state {
            LexerState::Character => return,
            LexerState::Control if self.held.is_empty() => Some(b'['),
            LexerState::SingleShift if self.held.is_empty() => Some(b'O'),
            LexerState::Text(opener) if self.held.is_empty() => Some(opener),
            LexerState::Escape | LexerState::TextEscape(_) => None,
            _ => return self.drop(),
        };
        self.put_escape_apart(out);
        self.escaped = pressed.is_some();
        self.emit(LexemeKind::Char(char::from(pressed.unwrap_or(ESC))), out);
    }

    fn takes(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        match self.state {
            LexerState::Character => self.character(byte, out),
            LexerState::Escape => self.behind_escape(byte, out),
            LexerState::Control => self.control(byte, out),
            LexerState::SingleShift => self.single_shift(byte, out),
            LexerState::Console if matches!(byte, b'A'..=b'E') => {
                self.emit(LexemeKind::Console(byte), out)
            }
            LexerState::Mouse if byte >= b' ' => self.mouse(byte, out),
            LexerState::Text(opener) => self.text(opener, byte, out),
            LexerState::TextEscape(opener) => self.behind_text(opener, byte, out),
            LexerState::Console | LexerState::Mouse => self.break_off(byte),
        }
    }

    fn character(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        if byte == ESC && self.held.is_empty() {
            self.state = LexerState::Escape;
            return true;
        }
        self.held.push(byte);
        match std::str::from_utf8(&self.held) {
            Ok(text) => {
                let c = text.chars().next();
                c.is_none_or(|c| self.emit(LexemeKind::Char(c), out))
            }
            Err(error) if error.error_len().is_none() => true,
            Err(_) => {
                // What was cut off is dropped; the byte that showed it may begin something of its own.
                let is_alone = self.held.len() == 1;
                self.drop();
                is_alone
            }
        }
    }

    fn behind_escape(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        match byte {
            ESC => {
                self.put_escape_apart(out);
                self.escaped = true;
            }
            b'[' => self.state = LexerState::Control,
            b'O' => self.state = LexerState::SingleShift,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.put_escape_apart(out);
                self.state = LexerState::Text(byte);
            }
            _ => {
                self.put_escape_apart(out);
                self.escaped = true;
                self.state = LexerState::Character;
                return false;
            }
        }
        true
    }

    /// Gives out the ESC before the one that opened what is open now: it was a key.
    fn put_escape_apart(&mut self, out: &mut Vec<Lexeme>) {
        if std::mem::take(&mut self.escaped) {
            out.push(Lexeme {
                kind: LexemeKind::Char(char::from(ESC)),
                escaped: false,
            });
        }
    }

    fn control(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        let is_first = self.held.is_empty();
        // rxvt ends keys with Shift by `$`, which elsewhere stands before the last byte, but only behind a marker
        // or two numbers (DECRPM).
        let is_of_rxvt = byte == b'$' && !is_first && self.held.iter().all(u8::is_ascii_digit);
        match byte {
            b'[' if is_first => self.state = LexerState::Console,
            b'M' if is_first => self.state = LexerState::Mouse,
            0x40..=0x7e => return self.end(byte, LexemeKind::Control, out),
            _ if is_of_rxvt => return self.end(byte, LexemeKind::Control, out),
            0x20..=0x3f => self.hold(byte, LONGEST_SEQUENCE),
            _ => return self.break_off(byte),
        }
        true
    }

    fn single_shift(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        match byte {
            b'0'..=b'9' | b';' => self.hold(byte, LONGEST_SEQUENCE),
            0x20..=0x7e => return self.end(byte, LexemeKind::SingleShift, out),
            _ => return self.break_off(byte),
        }
        true
    }

    fn mouse(&mut self, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        self.held.push(byte);
        match *self.held {
            [button, column, row] => self.emit(LexemeKind::Mouse([button, column, row]), out),
            _ => true,
        }
    }

    fn text(&mut self, opener: u8, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        match byte {
            ESC => self.state = LexerState::TextEscape(opener),
            BEL => {
                let body = std::mem::take(&mut self.held);
                return self.emit(LexemeKind::Text(opener, body), out);
            }
            // The bytes that ECMA-48 does not allow here: a string whose end is lost does not swallow Ctrl-c.
            0x00..0x08 | 0x0e..0x20 | 0x7f => return self.break_off(byte),
            _ => self.hold(byte, LONGEST_TEXT),
        }
        true
    }

    fn behind_text(&mut self, opener: u8, byte: u8, out: &mut Vec<Lexeme>) -> bool {
        if byte == b'\\' {
            let body = std::mem::take(&mut self.held);
            return self.emit(LexemeKind::Text(opener, body), out);
        }
        self.drop();
        self.state = LexerState::Escape;
        false
    }

    /// Keeps a byte, and one more than the most as a sign that there were more.
    fn hold(&mut self, byte: u8, most: usize) {
        if self.held.len() <= most {
            self.held.push(byte);
        }
    }

    /// Ends a sequence; one that is too long or against the grammar is dropped.
    fn end(&mut self, last: u8, what: fn(Sequence) -> LexemeKind, out: &mut Vec<Lexeme>) -> bool {
        let whole = self.held.len() <= LONGEST_SEQUENCE;
        if let Some(sequence) = Sequence::read(&self.held, last).filter(|_| whole) {
            return self.emit(what(sequence), out);
        }
        self.drop();
        true
    }

    fn emit(&mut self, kind: LexemeKind, out: &mut Vec<Lexeme>) -> bool {
        let escaped = self.escaped;
        out.push(Lexeme { kind, escaped });
        self.drop();
        true
    }

    fn break_off(&mut self, byte: u8) -> bool {
        self.drop();
        matches!(byte, CAN | SUB)
    }

    fn drop(&mut self) {
        self.state = LexerState::Character;
        self.held.clear();
        self.escaped = false;
    }
}
