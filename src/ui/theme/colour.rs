//! Colours: reading their names, and finding the nearest one that a terminal has.

use ratatui::style::{Color, Style};

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// The least contrast of a letter and its ground: what the Web Content Accessibility Guidelines
/// (WCAG 2, 1.4.3 and 1.4.11) ask of large text and of signs.
pub(super) const LEAST: f64 = 3.0;

/// How many colours a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None: modifiers alone.
    None,
    /// The first eight of the sixteen.
    Eight,
    /// The sixteen that the user of the terminal has chosen.
    Sixteen,
    /// xterm's 256.
    TwoHundredFiftySix,
    /// Red, green and blue of 8 bits each.
    True,
}

/// The sixteen colours: name, value, and the red, green and blue that xterm gives it by default.
const SIXTEEN: [(&str, Color, Rgb); 16] = [
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
    let count = match depth {
        Depth::None => return None,
        Depth::Eight => 8,
        Depth::Sixteen => 16,
        Depth::TwoHundredFiftySix => {
            return Some(match colour {
                Color::Rgb(r, g, b) => Color::Indexed(indexed([r, g, b])),
                _ => colour,
            });
        }
        Depth::True => return Some(colour),
    };
    Some(match colour {
        Color::Rgb(r, g, b) => among(&SIXTEEN[..count], [r, g, b], |_| true),
        Color::Indexed(number) => among(&SIXTEEN[..count], rgb(number), |_| true),
        _ => among_its_own(colour, count),
    })
}

/// One of the sixteen among the first `count` of them. Whoever uses these does not know the ground:
/// what shows on black and on white must go on doing so.
fn among_its_own(colour: Color, count: usize) -> Color {
    let Some(at) = SIXTEEN.iter().position(|(_, named, _)| *named == colour) else {
        return colour;
    };
    let shows = |rgb: Rgb| {
        [[0; 3], [255; 3]]
            .into_iter()
            .all(|ground| ratio(rgb, ground) >= LEAST)
    };
    let wanted = SIXTEEN[at].2;
    if at < count {
        return colour;
    }
    among(&SIXTEEN[..count], wanted, |rgb| {
        shows(rgb) || !shows(wanted)
    })
}

/// Red, green and blue; `None` for the terminal's own letters or ground.
pub(super) fn rgb_of(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(number) => Some(rgb(number)),
        _ => SIXTEEN
            .into_iter()
            .find(|(_, named, _)| *named == colour)
            .map(|(.., rgb)| rgb),
    }
}

/// Red, green and blue of one of xterm's 256 colours.
fn rgb(number: u8) -> Rgb {
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
fn indexed(wanted: Rgb) -> u8 {
    (16..=255)
        .min_by_key(|number| distance(rgb(*number), wanted))
        .unwrap_or(16)
}

/// The nearest of some of the sixteen, by xterm's default values.
fn among(some: &[(&str, Color, Rgb)], wanted: Rgb, fits: impl Fn(Rgb) -> bool) -> Color {
    let fitting = some.iter().filter(|(.., rgb)| fits(*rgb));
    let near = fitting.min_by_key(|(.., rgb)| distance(*rgb, wanted));
    near.map_or(Color::Reset, |(_, colour, _)| *colour)
}

/// The colour that many terminals show bold letters in.
pub(super) fn bright(colour: Color) -> Color {
    let at = SIXTEEN.iter().position(|(_, named, _)| *named == colour);
    let at = match colour {
        Color::Indexed(number) => Some(usize::from(number)),
        _ => at,
    };
    at.filter(|at| *at < 8)
        .map_or(colour, |at| SIXTEEN[at + 8].1)
}

/// The squared distance of two colours.
pub(super) fn distance(a: Rgb, b: Rgb) -> u32 {
    a.into_iter()
        .zip(b)
        .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
        .sum()
}

/// The contrast of two colours by WCAG, from 1 to 21.
pub(super) fn ratio(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a colour by WCAG, from 0 to 1.
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
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
