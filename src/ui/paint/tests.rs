//! Rows painted with a letter a role, and marks over them.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::page::layout::Options;
use crate::text::markdown;

/// What is painted: the characters, and below them a letter for each cell's role.
fn painted(file: &str, area: Rect, marks: &[PaintedMark]) -> String {
    let document = markdown::read(file, 0);
    let layout = Layout::of(&document, area.width.max(1), &Options::default());
    let theme = Theme::letters();
    let mut buffer = Buffer::empty(area);
    let painter = Painter {
        document: &document,
        layout: &layout,
        marks,
        theme: &theme,
    };
    painter.draw(&mut buffer, area, 0);
    let mut picture = String::new();
    for y in 0..area.height {
        let cells = || (0..area.width).map(|x| &buffer[(x, y)]);
        let letters = cells().map(|cell| Role::of_letters(cell.style()).map_or(' ', Role::letter));
        let text: String = cells().map(ratatui::buffer::Cell::symbol).collect();
        let letters: String = letters.collect();
        for line in [text, letters] {
            picture += "▏";
            picture += line.trim_end();
            picture += "\n";
        }
    }
    picture
}

fn mark(start: u32, end: u32, role: Role, layer: Layer) -> PaintedMark {
    PaintedMark {
        source: SourceRange::new(start, end),
        role,
        layer,
    }
}

#[test]
fn runs_and_blocks_have_roles() {
    let file = "## A head\n\nHas **bold**, a [link](https://e.org) and `code`.\n\n> quoted\n";
    assert_snapshot!(painted(file, Rect::new(0, 0, 34, 5), &[]), @r"
    ▏A head
    ▏eeeeee
    ▏
    ▏
    ▏Has bold, a link and code.
    ▏aaaajjjjaaaappppaaaaammmma
    ▏
    ▏
    ▏│ quoted
    ▏s rrrrrr
    ");
}

#[test]
fn marks_lie_over_one_another_in_order() {
    let marks = [
        mark(0, 11, Role::MarkYellow, Layer::Annotation),
        mark(4, 5, Role::Cursor, Layer::Cursor),
        mark(4, 7, Role::Match, Layer::Hit),
    ];
    assert_snapshot!(painted("one two three", Rect::new(0, 0, 20, 1), &marks), @r"
    ▏one two three
    ▏AAAA411AAAAaa
    ");
}

#[test]
fn a_mark_that_began_before_the_first_row_is_seen() {
    let (document, theme) = (markdown::read("one two three four", 0), Theme::letters());
    let layout = Layout::of(&document, 5, &Options::default());
    let marks = [mark(0, 18, Role::Match, Layer::Hit)];
    let area = Rect::new(0, 0, 5, 1);
    let mut buffer = Buffer::empty(area);
    Painter {
        document: &document,
        layout: &layout,
        marks: &marks,
        theme: &theme,
    }
    .draw(&mut buffer, area, 2);
    assert_eq!(buffer[(0, 0)].symbol(), "t");
    assert_eq!(Role::of_letters(buffer[(0, 0)].style()), Some(Role::Match));
}

#[test]
fn text_that_is_not_what_stands_in_the_file_is_marked_whole() {
    assert_snapshot!(painted("a &amp;&lt; b", Rect::new(0, 0, 8, 1), &[mark(4, 5, Role::Match, Layer::Hit)]), @r"
    ▏a &< b
    ▏aa1aaa
    ");
}

#[test]
fn rows_of_a_long_document_are_found_without_walking() {
    let file = "word\n\n".repeat(50_000);
    let (document, theme) = (markdown::read(&file, 0), Theme::letters());
    let layout = Layout::of(&document, 20, &Options::default());
    let area = Rect::new(0, 0, 20, 3);
    let mut buffer = Buffer::empty(area);
    let painter = Painter {
        document: &document,
        layout: &layout,
        marks: &[],
        theme: &theme,
    };
    painter.draw(&mut buffer, area, layout.rows.len() - 2);
    assert_eq!(buffer[(0, 1)].symbol(), "w");
    assert_eq!(layout.rows.len(), 99_999);
    painter.draw(&mut buffer, area, usize::MAX);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_size_and_any_marks_are_safe(
        file in "([#>*`|\\- \n]|[a-z]{1,8}|\\PC|\u{301}|\u{d4e}|世|👩‍👩‍👧|\\[a\\]\\(b\\)){0,40}",
        (x, y, width, height) in (0u16..9, 0u16..9, 0u16..9, 0u16..9),
        spans in prop::collection::vec((0u32..80, 0u32..20), 0..6),
        first in 0usize..5,
    ) {
        let document = markdown::read(&file, 0);
        let layout = Layout::of(&document, 7, &Options::default());
        let mut marks: Vec<PaintedMark> = spans.into_iter()
            .map(|(start, length)| mark(start, start + length, Role::Match, Layer::Hit))
            .collect();
        marks.sort_by_key(|mark| mark.source);
        let theme = Theme::default();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 6));
        let area = Rect::new(x, y, width, height);
        Painter { document: &document, layout: &layout, marks: &marks, theme: &theme }.draw(&mut buffer, area, first);
        for (index, cell) in buffer.content.iter().enumerate() {
            let at = ratatui::layout::Position { x: index as u16 % 10, y: index as u16 / 10 };
            prop_assert!(area.contains(at) || *cell == ratatui::buffer::Cell::EMPTY);
        }
    }
}
