//! Letters that can be told from their ground, whatever styles have come to lie over one another.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::ui::theme::Theme;
use crate::ui::theme::colour::{LEAST, Rgb, bright, distance, ratio, rgb_of};

/// What WCAG 2 (1.4.3) asks of running text: letters that have to change get it, lest they stay
/// the faintest.
const RUNNING_TEXT: f64 = 4.5;

/// Letters and ground of a terminal that shows light on dark, and of one that shows dark on light.
const TERMINALS: [(Rgb, Rgb); 2] = [([229; 3], [0; 3]), ([0; 3], [255; 3])];

/// How a cell looks: foreground, background and modifiers as they are written.
type Look = (Color, Color, Modifier);

impl Theme {
    /// Changes letters of a drawn area that cannot be told from their ground, to the nearest colour
    /// of the theme that can. A colour on the terminal's own ground stays: nobody knows that ground.
    pub fn tell_apart(&self, buffer: &mut Buffer, area: Rect) {
        let mut known: HashMap<Look, Look> = HashMap::new();
        // Most cells look like the one before them.
        let mut last: Option<(Look, Look)> = None;
        for position in area.intersection(buffer.area).positions() {
            let Some(cell) = buffer.cell_mut(position) else {
                continue;
            };
            let drawn = (cell.fg, cell.bg, cell.modifier);
            let told = match last {
                Some((before, told)) if before == drawn => told,
                _ => *known
                    .entry(drawn)
                    .or_insert_with(|| told_apart(drawn, &self.colours)),
            };
            last = Some((drawn, told));
            (cell.fg, cell.bg, cell.modifier) = told;
        }
    }
}

fn told_apart((fg, bg, modifier): Look, colours: &[Color]) -> Look {
    if contrast((fg, bg, modifier)) >= LEAST {
        return (fg, bg, modifier);
    }
    let lighter = [
        Modifier::DIM,
        Modifier::BOLD,
        Modifier::DIM | Modifier::BOLD,
    ];
    let lighter = lighter.map(|weight| (fg, bg, modifier - weight));
    if let Some(look) = lighter.into_iter().find(|look| contrast(*look) >= LEAST) {
        return look;
    }
    let (Some(fore), Some(back)) = (rgb_of(fg), rgb_of(bg)) else {
        return (fg, bg, modifier);
    };
    let modifier = modifier - Modifier::DIM - Modifier::BOLD;
    let is_reversed = modifier.contains(Modifier::REVERSED);
    let with = |letters: Color| {
        if is_reversed {
            (fg, letters, modifier)
        } else {
            (letters, bg, modifier)
        }
    };
    let wanted = if is_reversed { back } else { fore };
    let away = |colour: &Color| rgb_of(*colour).map_or(u32::MAX, |rgb| distance(rgb, wanted));
    let shown = |colour: &Color| contrast(with(*colour));
    let good = colours
        .iter()
        .filter(|colour| shown(colour) >= RUNNING_TEXT)
        .min_by_key(|colour| away(colour));
    let best = || colours.iter().max_by(|a, b| shown(a).total_cmp(&shown(b)));
    good.or_else(best)
        .map_or((fg, bg, modifier), |colour| with(*colour))
}

/// The contrast of a cell, from 1 to 21: the lowest one where terminals differ.
fn contrast((fg, bg, modifier): Look) -> f64 {
    let bold = modifier.contains(Modifier::BOLD).then(|| bright(fg));
    let seen = TERMINALS.into_iter().flat_map(|(letters, ground)| {
        let back = rgb_of(bg).unwrap_or(ground);
        let fores = [Some(fg), bold].into_iter().flatten();
        fores.map(move |fg| {
            let fore = rgb_of(fg).unwrap_or(letters);
            let (fore, back) = if modifier.contains(Modifier::REVERSED) {
                (back, fore)
            } else {
                (fore, back)
            };
            if modifier.contains(Modifier::DIM) {
                ratio(faint(fore, back), back)
            } else {
                ratio(fore, back)
            }
        })
    });
    seen.fold(f64::INFINITY, f64::min)
}

/// Dim letters: a third of the way to their ground, as most terminals draw them.
fn faint(fore: Rgb, back: Rgb) -> Rgb {
    let mixed = |at: usize| ((u16::from(fore[at]) * 2 + u16::from(back[at])) / 3) as u8;
    [mixed(0), mixed(1), mixed(2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_cannot_be_told_take_the_nearest_colour_that_can() {
        let colours = [Color::Rgb(20, 20, 30), Color::Rgb(90, 90, 90), Color::White];
        let ground = Color::Rgb(143, 180, 232);
        let muted = (Color::Rgb(139, 141, 156), ground, Modifier::DIM);
        let told = (colours[0], ground, Modifier::empty());
        assert_eq!(told_apart(muted, &colours), told);
        assert_eq!(told_apart(told, &colours), told);
        let reversed = (ground, muted.0, Modifier::REVERSED);
        assert_eq!(
            told_apart(reversed, &colours),
            (ground, colours[0], Modifier::REVERSED)
        );
    }

    #[test]
    fn weight_goes_before_colour() {
        let hit = |modifier| (Color::Black, Color::Cyan, modifier);
        let told = told_apart(hit(Modifier::BOLD), &[Color::White]);
        assert_eq!(told, hit(Modifier::empty()));
    }

    #[test]
    fn the_terminals_own_ground_is_left_to_whoever_chose_the_colour() {
        let yellow = (Color::Yellow, Color::Reset, Modifier::empty());
        assert_eq!(told_apart(yellow, &[Color::Red]), yellow);
    }
}
