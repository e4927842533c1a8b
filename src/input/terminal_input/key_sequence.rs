//! Keys as terminals write them: controls of one byte, sequences of xterm, rxvt, the Linux console and VT100 keypads,
//! and numbers of characters as xterm (modifyOtherKeys) and kitty have them.

use crate::input::key::{Code, Key};
use crate::input::terminal_input::sequence::Sequence;

/// Bits of the number for modifiers, less one.
const SHIFT: u32 = 1;
/// Alt.
const ALT: u32 = 2;
/// Ctrl.
const CTRL: u32 = 4;
/// Super, Hyper, Meta: what is pressed with them is for the window manager, and means nothing here.
const FOREIGN: u32 = 8 | 16 | 32;

/// kitty's number for a key that came up.
const RELEASED: u32 = 3;

/// The key that types a character, or the control of one byte.
pub(super) fn of_char(c: char) -> Option<Key> {
    let ctrl = |letter: u8| Key {
        ctrl: true,
        ..Key::char(char::from(letter))
    };
    Some(match c {
        '\r' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\x1b' => Key::plain(Code::Esc),
        '\x7f' => Key::plain(Code::Backspace),
        '\0' => ctrl(b' '),
        '\x01'..='\x1a' => ctrl(c as u8 + b'a' - 1),
        // Ctrl with the signs that lie there differs by keyboard; the digits are on each (xterm).
        '\x1c'..='\x1f' => ctrl(c as u8 - 0x1c + b'4'),
        _ if c.is_control() => return None,
        _ => Key::char(c),
    })
}

/// The key of a control sequence.
pub(super) fn of_control(sequence: &Sequence) -> Option<Key> {
    let [marker, intermediate, last] = sequence.form();
    if marker != 0 || intermediate != 0 || sequence.part(1, 1) == Some(RELEASED) {
        return None;
    }
    let held = sequence
        .number(1)
        .map_or(0, |number| number.saturating_sub(1));
    let number = sequence.number(0).unwrap_or(1);
    match (last, number) {
        (b'u', _) => of_number(sequence.part(0, 1), number, sequence.number(2), held),
        (b'~', 27) => of_number(None, sequence.number(2)?, None, held),
        (b'~', _) => with(of_tilde(number)?, held),
        // rxvt has other last bytes instead of a number for modifiers.
        (b'$', _) => with(of_tilde(number)?, SHIFT),
        (b'^', _) => with(of_tilde(number)?, CTRL),
        (b'@', _) => with(of_tilde(number)?, CTRL | SHIFT),
        (b'a'..=b'd', _) => with(of_letter(last.to_ascii_uppercase())?, SHIFT),
        // `CSI row ; column R` is where the cursor is, which late answers say; kitty has F3 elsewhere for this.
        (b'R', _) if !sequence.is_bare() => None,
        _ => with(of_letter(last)?, held),
    }
}

/// The key of a single shift: arrows and function keys, and the keypad of a VT100.
pub(super) fn of_single_shift(sequence: &Sequence) -> Option<Key> {
    let [.., last] = sequence.form();
    // Old xterms have the modifiers alone here, others have a 1 before them.
    let held = sequence.number(1).or(sequence.number(0));
    let held = held.map_or(0, |number| number.saturating_sub(1));
    match last {
        b' ' => with(Code::Char(' '), held),
        b'I' => with(Code::Tab, held),
        b'M' => with(Code::Enter, held),
        b'X' => with(Code::Char('='), held),
        b'j'..=b'y' => with(Code::Char(char::from(last - b'j' + b'*')), held),
        b'a'..=b'd' => with(of_letter(last.to_ascii_uppercase())?, CTRL),
        _ => with(of_letter(last)?, held),
    }
}

/// The function keys of the Linux console.
pub(super) fn of_console(letter: u8) -> Option<Key> {
    let number = letter.checked_sub(b'A')? + 1;
    Some(Key::plain(Code::F(number)))
}

/// Keys by the last byte of their sequence.
fn of_letter(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        b'Z' => Code::BackTab,
        _ => return None,
    })
}

/// Keys by the number before a tilde. The function keys have gaps, as on a VT220.
fn of_tilde(number: u32) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(number as u8 - 10),
        17..=21 => Code::F(number as u8 - 11),
        23..=26 => Code::F(number as u8 - 12),
        28..=29 => Code::F(number as u8 - 13),
        31..=34 => Code::F(number as u8 - 14),
        _ => return None,
    })
}

/// The key of a character's number: `shifted` is the character with Shift and `text` what it types, where the
/// terminal says so.
fn of_number(shifted: Option<u32>, number: u32, text: Option<u32>, held: u32) -> Option<Key> {
    let plain = held & (ALT | CTRL | FOREIGN) == 0;
    if let Some(typed) = text.filter(|_| plain).and_then(char::from_u32) {
        return of_char(typed);
    }
    if let Some(code) = of_keypad(number) {
        return with(code, held);
    }
    // What else kitty has a number for is no key of ours: modifiers, media keys.
    if (57_344..=63_743).contains(&number) {
        return None;
    }
    let c = char::from_u32(number)?;
    if held & CTRL != 0 {
        // With these Ctrl is the key that it is on terminals that send but a byte.
        let code = match c.to_ascii_lowercase() {
            '[' => Code::Esc,
            'i' => Code::Tab,
            'm' => Code::Enter,
            letter => return with(of_char(letter).filter(|key| !key.ctrl)?.code, held),
        };
        return with(code, held & !CTRL);
    }
    let shifted = shifted.and_then(char::from_u32);
    let c = if held & SHIFT == 0 || c.is_control() {
        c
    } else {
        shifted.unwrap_or_else(|| c.to_uppercase().next().unwrap_or(c))
    };
    with(of_char(c).filter(|key| !key.ctrl)?.code, held)
}

/// kitty's numbers for the keypad.
fn of_keypad(number: u32) -> Option<Code> {
    let number = number.checked_sub(57_399)?;
    Some(match number {
        0..=9 => Code::Char(char::from(b'0' + number as u8)),
        10..=13 => Code::Char(['.', '/', '*', '-'][number as usize - 10]),
        14 => Code::Char('+'),
        15 => Code::Enter,
        16 => Code::Char('='),
        17 => Code::Char(','),
        18 => Code::Left,
        19 => Code::Right,
        20 => Code::Up,
        21 => Code::Down,
        22 => Code::PageUp,
        23 => Code::PageDown,
        24 => Code::Home,
        25 => Code::End,
        27 => Code::Delete,
        _ => return None,
    })
}

/// A key with what was held; Shift is told of Tab alone.
fn with(code: Code, held: u32) -> Option<Key> {
    let code = if code == Code::Tab && held & SHIFT != 0 {
        Code::BackTab
    } else {
        code
    };
    (held & FOREIGN == 0).then_some(Key {
        code,
        ctrl: held & CTRL != 0,
        alt: held & ALT != 0,
    })
}
