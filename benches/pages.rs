//! What it costs to read, lay out and paint a long article, and to go to a place in it.

use divan::{Bencher, black_box};
use postil::page::layout::{Layout, Options};
use postil::page::locate;
use postil::text::document::Document;
use postil::text::markdown;
use postil::ui::paint::Painter;
use postil::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A paragraph of English with runs of several styles.
const ENGLISH: &str = "The quick brown fox — “jumps” over the *lazy* dog, and [a link](https://example.org/) \
                       shows where. More words follow.\n\n";
/// A paragraph of Chinese.
const CHINESE: &str =
    "人工智能治理的国际合作，需要各国政府、企业与研究机构共同努力，并提出建议。\n\n";
/// Bytes of an article.
const SIZE: usize = 300_000;

fn main() {
    divan::main();
}

/// An article of one paragraph over and over.
fn article(paragraph: &str) -> Document {
    markdown::read(&paragraph.repeat(SIZE / paragraph.len()), 0)
}

#[divan::bench(args = [("english", 80), ("english", 30), ("chinese", 80)])]
fn lay_out(bencher: Bencher, (language, width): (&str, u16)) {
    let document = article(if language == "english" {
        ENGLISH
    } else {
        CHINESE
    });
    bencher.bench(|| Layout::of(black_box(&document), width, &Options::default()));
}

#[divan::bench(args = ["beginning", "end"])]
fn paint(bencher: Bencher, place: &str) {
    let (document, theme) = (article(ENGLISH), Theme::default());
    let layout = Layout::of(&document, 80, &Options::default());
    let area = Rect::new(0, 0, 80, 48);
    let first = if place == "end" {
        layout.rows.len().saturating_sub(48)
    } else {
        0
    };
    let painter = Painter {
        document: &document,
        layout: &layout,
        marks: &[],
        theme: &theme,
    };
    let mut buffer = Buffer::empty(area);
    bencher.bench_local(|| painter.draw(&mut buffer, area, black_box(first)));
}

#[divan::bench]
fn go_to_the_end(bencher: Bencher) {
    let document = article(ENGLISH);
    let layout = Layout::of(&document, 80, &Options::default());
    let last = document.runs.last().map_or(0, |run| run.source.start);
    bencher.bench(|| locate::position_of(&document, &layout, black_box(last)));
}
