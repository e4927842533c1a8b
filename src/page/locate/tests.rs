//! From cells to bytes and back.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::page::layout::Options;
use crate::page::layout::tests::{markdown_files, markdown_text};
use crate::text::markdown;

fn laid_out(file: &str, width: u16) -> (Document, Layout) {
    let document = markdown::read(file, 0);
    let layout = Layout::of(&document, width, &Options::default());
    (document, layout)
}

/// Asserts that every cluster that is shown leads to its source, and its source back to its cell.
fn assert_there_and_back(file: &str, document: &Document, layout: &Layout) {
    for row in 0..layout.rows.len() {
        for piece in layout.row(row) {
            let What::Text { text, .. } = piece.what else {
                continue;
            };
            let mut column = piece.column;
            for (start, cluster) in document.slice(text).as_str().grapheme_indices(true) {
                let wide = cluster_columns(cluster);
                if wide > 0 && column < layout.width {
                    let at = Position { row, column };
                    let start = text.start + start as u32;
                    let range = TextRange::new(start, start + cluster.len() as u32);
                    assert_eq!(text_at(document, layout, at), Some(range));
                    assert_eq!(position_of_text(document, layout, start), Some(at));
                    match source_at(document, layout, at) {
                        Some(source) => {
                            assert!(file.get(source.bytes()).is_some_and(|s| !s.is_empty()));
                        }
                        None => assert_eq!(cluster, " ", "text has a source"),
                    }
                    assert!(rows_of_text(layout, range).contains(&row));
                }
                column += wide;
            }
        }
    }
}

#[test]
fn a_cell_leads_to_its_bytes() {
    let file = "Is *very* &amp; true.\n";
    let (document, layout) = laid_out(file, 40);
    let source =
        |column| source_at(&document, &layout, Position { row: 0, column }).map(|at| at.of(file));
    assert_eq!(source(3), Some("v"));
    assert_eq!(source(8), Some("&amp;"));
    assert_eq!(source(10), Some("t"));
    assert_eq!(source(15), None);
}

#[test]
fn a_blank_that_a_list_left_of_a_tab_stands_for_no_byte() {
    let file = "- [\r\r    \t\x000";
    for width in [1, 5, 40] {
        let (document, layout) = laid_out(file, width);
        assert_there_and_back(file, &document, &layout);
    }
}

#[test]
fn both_columns_of_a_wide_letter_are_the_letter() {
    let file = "a世b";
    let (document, layout) = laid_out(file, 40);
    let source =
        |column| source_at(&document, &layout, Position { row: 0, column }).map(|at| at.of(file));
    assert_eq!(
        [source(1), source(2), source(3)],
        [Some("世"), Some("世"), Some("b")]
    );
}

#[test]
fn markup_leads_to_the_text_after_it() {
    let file = "one\n\n> **two**\n";
    let (document, layout) = laid_out(file, 40);
    let two = Some(Position { row: 2, column: 2 });
    for source in 5..10 {
        assert_eq!(position_of(&document, &layout, source), two);
    }
    assert_eq!(rows_of(&document, &layout, SourceRange::new(0, 10)), 0..3);
    assert_eq!(rows_of(&document, &layout, SourceRange::new(5, 6)), 2..3);
}

#[test]
fn a_blank_dropped_at_the_end_lies_behind_the_row() {
    let (document, layout) = laid_out("one two", 4);
    assert_eq!(
        position_of_text(&document, &layout, 3),
        Some(Position { row: 0, column: 3 })
    );
    assert_eq!(
        position_of_text(&document, &layout, 4),
        Some(Position { row: 1, column: 0 })
    );
}

#[test]
fn nothing_is_nowhere() {
    let (document, layout) = laid_out("", 40);
    assert_eq!(position_of(&document, &layout, 9), None);
    assert_eq!(
        text_at(&document, &layout, Position { row: 7, column: 7 }),
        None
    );
    assert_eq!(rows_of(&document, &layout, SourceRange::new(0, 9)), 0..0);
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn cells_of_the_corpora_lead_to_their_source_and_back() {
    let corpora = std::env::var("POSTIL_CORPORA").unwrap();
    for path in markdown_files(corpora.into()).into_iter().step_by(100) {
        if let Ok(file) = std::fs::read_to_string(&path)
            && file.len() < 20_000
        {
            let (document, layout) = laid_out(&file, 60);
            assert_there_and_back(&file, &document, &layout);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_cell_leads_to_its_source_and_back(file in markdown_text(), width in 2u16..120) {
        let (document, layout) = laid_out(&file, width);
        assert_there_and_back(&file, &document, &layout);
    }
}
