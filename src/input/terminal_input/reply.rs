//! Answers of the terminal, which come when they like.

use crate::input::terminal_input::sequence::Sequence;

/// An answer of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// What it can do (DA1), or which it is (DA2).
    Attributes {
        /// 1 or 2.
        level: u8,
        /// The numbers, as it gives them.
        numbers: Vec<u32>,
    },
    /// Its own number, in hexadecimal digits (DA3).
    Unit(String),
    /// How it has a mode (DECRPM).
    Mode {
        /// The number of a private mode.
        mode: u32,
        /// 0 unknown, 1 set, 2 not set, 3 always set, 4 never set.
        state: u32,
    },
    /// A colour that it draws with (OSC 4 and 10 to 19).
    Colour {
        /// 4 for a colour of the palette, 10 for the text, 11 for the background, 12 for the cursor.
        number: u32,
        /// Which of the palette.
        index: Option<u32>,
        /// Red, green and blue, each from 0 to 65535.
        rgb: [u16; 3],
    },
    /// What is on the clipboard, in Base64 (OSC 52).
    Clipboard(String),
    /// How it writes keys: the flags of kitty's keyboard protocol.
    Keyboard(u32),
    /// Its name and version (XTVERSION).
    Version(String),
    /// Where the cursor is, from 1.
    Cursor {
        /// The row.
        row: u32,
        /// The column.
        column: u32,
    },
}

/// The answer in a control sequence.
pub(super) fn of_sequence(sequence: &Sequence) -> Option<Reply> {
    let number = |at| sequence.number(at);
    let attributes = |level| Reply::Attributes {
        level,
        numbers: sequence.numbers(),
    };
    Some(match sequence.form() {
        [b'?', 0, b'c'] => attributes(1),
        [b'>', 0, b'c'] => attributes(2),
        [b'?', b'$', b'y'] => Reply::Mode {
            mode: number(0)?,
            state: number(1)?,
        },
        [b'?', 0, b'u'] => Reply::Keyboard(number(0)?),
        [0 | b'?', 0, b'R'] => Reply::Cursor {
            row: number(0)?,
            column: number(1)?,
        },
        _ => return None,
    })
}

/// The answer in a control string that this byte opened behind ESC.
pub(super) fn of_text(opener: u8, body: &[u8]) -> Option<Reply> {
    let text = std::str::from_utf8(body).ok()?;
    if opener == b'P' {
        let unit = text.strip_prefix("!|").map(|text| Reply::Unit(text.into()));
        return unit.or_else(|| Some(Reply::Version(text.strip_prefix(">|")?.into())));
    }
    let (number, rest) = text.split_once(';').filter(|_| opener == b']')?;
    let (number, rest) = (number.parse().ok()?, rest);
    match number {
        4 => {
            let (index, colour) = rest.split_once(';')?;
            let index = Some(index.parse().ok()?);
            let rgb = rgb(colour)?;
            Some(Reply::Colour { number, index, rgb })
        }
        10..=19 => {
            let (index, rgb) = (None, rgb(rest)?);
            Some(Reply::Colour { number, index, rgb })
        }
        52 => Some(Reply::Clipboard(rest.split_once(';')?.1.into())),
        _ => None,
    }
}

/// A colour as X11 writes it: `rgb:` and three numbers of one to four hexadecimal digits, the most of which is full light.
fn rgb(colour: &str) -> Option<[u16; 3]> {
    let numbers = colour
        .strip_prefix("rgb:")
        .or_else(|| colour.strip_prefix("rgba:"))?;
    let mut lights = numbers.split('/').map(|digits| {
        let most = 16_u32.checked_pow(digits.len() as u32)?.checked_sub(1)?;
        let light = u32::from(u16::from_str_radix(digits, 16).ok()?);
        u16::try_from(light * u32::from(u16::MAX) / most).ok()
    });
    Some([lights.next()??, lights.next()??, lights.next()??])
}
