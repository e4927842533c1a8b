//! Colours: reading their names, and finding the nearest one that a terminal has.

use ratatui::style::{Color, Style};

/// How many colours a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: modifiers alone.
    None,
    /// The sixteen that the user of the terminal has chosen.
    Sixteen,
    /// xterm's 256.
    TwoHundredFiftySix,
    /// Red, green and blue of 8 bits each.
    True,
}

/// The sixteen colours: name, value, and the red, green and blue that xterm gives it by default.
const SIXTEEN: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

/// Steps of red, green and blue in xterm's colour cube (colours 16 to 231).
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Reads a colour: one of the sixteen by name, `default`, a number of xterm's 256, or `#rrggbb`.
pub(super) fn parse(text: &str) -> Option<Color> {
    if let Some(hex) = text.strip_prefix('#') {
        let [_, r, g, b] = u32::from_str_radix(hex, 16)
            .ok()
            .filter(|_| hex.len() == 6)?
            .to_be_bytes();
        return Some(Color::Rgb(r, g, b));
    }
    if text == "default" {
        return Some(Color::Reset);
    }
    let named = SIXTEEN
        .into_iter()
        .find(|(name, ..)| *name == text)
        .map(|(_, colour, _)| colour);
    named.or_else(|| text.parse().ok().map(Color::Indexed))
}

/// The style in the nearest colours that a terminal has.
pub(super) fn degrade(mut style: Style, depth: Depth) -> Style {
    style.fg = style.fg.and_then(|colour| nearest(colour, depth));
    style.bg = style.bg.and_then(|colour| nearest(colour, depth));
    style
}

fn nearest(colour: Color, depth: Depth) -> Option<Color> {
    match (depth, colour) {
        (Depth::None, _) => None,
        (Depth::TwoHundredFiftySix, Color::Rgb(r, g, b)) => {
            Some(Color::Indexed(indexed([r, g, b])))
        }
        (Depth::Sixteen, Color::Rgb(r, g, b)) => Some(sixteen([r, g, b])),
        (Depth::Sixteen, Color::Indexed(number)) => Some(sixteen(rgb(number))),
        _ => Some(colour),
    }
}

/// Red, green and blue of one of xterm's 256 colours.
fn rgb(number: u8) -> [u8; 3] {
    match number {
        0..16 => SIXTEEN[usize::from(number)].2,
        16..232 => {
            let step = |unit: u8| CUBE[usize::from((number - 16) / unit % 6)];
            [step(36), step(6), step(1)]
        }
        232.. => [8 + 10 * (number - 232); 3],
    }
}

/// The nearest of xterm's 240 fixed colours.
fn indexed(wanted: [u8; 3]) -> u8 {
    (16..=255)
        .min_by_key(|number| distance(rgb(*number), wanted))
        .unwrap_or(16)
}

/// The nearest of the sixteen, by xterm's default values.
fn sixteen(wanted: [u8; 3]) -> Color {
    let near = SIXTEEN
        .into_iter()
        .min_by_key(|(.., rgb)| distance(*rgb, wanted));
    near.map_or(Color::Reset, |(_, colour, _)| colour)
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.into_iter()
        .zip(b)
        .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_by_name_number_and_hex() {
        assert_eq!(parse("bright-red"), Some(Color::LightRed));
        assert_eq!(parse("#0a0B0c"), Some(Color::Rgb(10, 11, 12)));
        assert_eq!(parse("244"), Some(Color::Indexed(244)));
        assert_eq!(parse("#12345"), None);
        assert_eq!(parse("256"), None);
    }

    #[test]
    fn the_nearest_colour_is_taken() {
        let near = |colour, depth| nearest(colour, depth).unwrap();
        assert_eq!(
            near(Color::Rgb(255, 0, 0), Depth::TwoHundredFiftySix),
            Color::Indexed(196)
        );
        assert_eq!(
            near(Color::Rgb(128, 128, 128), Depth::TwoHundredFiftySix),
            Color::Indexed(244)
        );
        assert_eq!(near(Color::Indexed(196), Depth::Sixteen), Color::LightRed);
        assert_eq!(near(Color::Rgb(1, 2, 3), Depth::True), Color::Rgb(1, 2, 3));
        assert_eq!(nearest(Color::Red, Depth::None), None);
    }
}
