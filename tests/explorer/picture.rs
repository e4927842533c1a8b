//! The picture of the README: a frame of the real program as SVG.

use std::fmt::Write;
use std::path::Path;

use postil::ui::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::stage::Stage;

/// Width and height of a cell, in the picture's units.
const CELL: (usize, usize) = (8, 17);

/// A dark palette for the sixteen colours of a terminal.
const PALETTE: [&str; 16] = [
    "#2b2f36", "#e06c75", "#98c379", "#d9b26a", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7a818e", "#f08a92", "#b2d68e", "#e9c98a", "#82c4ff", "#d99aee", "#7fd0da", "#ffffff",
];
const BACKGROUND: &str = "#1b1e24";
const FOREGROUND: &str = "#c8ccd4";

/// Run `POSTIL_UPDATE=1 cargo test --test explorer picture` to draw it anew.
#[test]
fn the_picture_of_the_readme_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screen.svg");
    let mut stage = Stage::seeds_in(Theme::default(), 132, 36);
    stage.press("pane.reader").find("supercomputing");
    let drawn = svg(&stage);
    if std::env::var_os("POSTIL_UPDATE").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "run: POSTIL_UPDATE=1 cargo test --test explorer picture"
    );
}

fn svg(stage: &Stage) -> String {
    let buffer = stage.buffer();
    let (columns, rows) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{BACKGROUND}\"/>\n"
    );
    for y in 0..rows {
        let row = &buffer.content[y * columns..(y + 1) * columns];
        let mut x = 0;
        for run in row.chunk_by(|a, b| look(a) == look(b)) {
            draw_run(&mut svg, run, x, y);
            x += run.len();
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Foreground, background and modifiers as they are seen.
fn look(cell: &Cell) -> (String, Option<String>, Modifier) {
    let fore = colour(cell.fg).unwrap_or_else(|| FOREGROUND.to_owned());
    let back = colour(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        return (
            back.unwrap_or_else(|| BACKGROUND.to_owned()),
            Some(fore),
            cell.modifier,
        );
    }
    (fore, back, cell.modifier)
}

fn draw_run(svg: &mut String, run: &[Cell], x: usize, y: usize) {
    let (fore, back, modifier) = look(&run[0]);
    let (left, top, width) = (x * CELL.0, y * CELL.1, run.len() * CELL.0);
    if let Some(back) = back {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    let text: String = run.iter().map(Cell::symbol).collect();
    if text.trim().is_empty() {
        return;
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut style = String::new();
    for (set, property) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if modifier.contains(set) {
            style.push_str(property);
        }
    }
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{}\" textLength=\"{width}\" xml:space=\"preserve\" fill=\"{fore}\"{style}>{text}</text>",
        top + CELL.1 - 4
    );
}

fn colour(colour: Color) -> Option<String> {
    let named = |index: usize| Some(PALETTE[index].to_owned());
    match colour {
        Color::Reset => None,
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Indexed(index) => named(usize::from(index) % 16),
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    }
}
