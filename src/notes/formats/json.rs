//! JSON whose strings are exact and yet cannot command a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::clean::SafeText;

/// Prints one array, an object a line.
pub fn array<T: Serialize>(out: &mut impl Write, rows: &[T]) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, row) in rows.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        object(out, row)?;
    }
    out.write_all(if rows.is_empty() { b"]\n" } else { b"\n]\n" })
}

/// Prints an object a line.
pub fn lines<T: Serialize>(out: &mut impl Write, rows: &[T]) -> io::Result<()> {
    for row in rows {
        object(out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The same as a text; empty where a value has no JSON, which no record is.
pub fn text<T: Serialize>(rows: &[T]) -> String {
    let mut out = Vec::new();
    match lines(&mut out, rows) {
        Ok(()) => String::from_utf8(out).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

fn object<T: Serialize>(out: &mut impl Write, object: &T) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Escaping(CompactFormatter));
    object.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes every character that the gate would not let pass as it is.
struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if text.is_ascii() && !text.contains('\u{7f}') || SafeText::block(text).as_str() == text {
            return self.0.write_string_fragment(out, text);
        }
        let mut units = [0; 2];
        for letter in text.chars() {
            if letter.is_ascii() && letter != '\u{7f}' || passes(letter) {
                write!(out, "{letter}")?;
            } else {
                for unit in letter.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// Whether a character is letter, mark or sign of its own, by itself.
fn passes(letter: char) -> bool {
    SafeText::block(letter.encode_utf8(&mut [0; 4]))
        .as_str()
        .chars()
        .eq([letter])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let mut out = Vec::new();
        lines(&mut out, &[text]).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_control_leaves_and_every_string_comes_back_as_it_was() {
        for text in [
            "a\u{1b}[31m",
            "\u{9b}2J",
            "\u{7f}",
            "\u{202e}abc",
            "é中文👩‍🔬",
            "\"\\\n",
            "\u{e0041}x",
        ] {
            let printed = printed(text);
            let control =
                |c: char| c.is_control() && c != '\n' || c == '\u{202e}' || c == '\u{e0041}';
            assert!(!printed.contains(control), "{printed:?}");
            assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
        }
    }

    #[test]
    fn an_empty_array_is_an_array() {
        let mut out = Vec::new();
        array::<u8>(&mut out, &[]).unwrap();
        assert_eq!(out, b"[]\n");
    }
}
