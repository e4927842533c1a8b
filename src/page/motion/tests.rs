//! Motions in English, Chinese and Japanese, and that they always arrive.

use proptest::prelude::*;

use super::*;
use crate::page::layout::tests::markdown_text;
use crate::page::layout::{Layout, Options};
use crate::page::motion::row::{ends, rows_between, vertical};
use crate::text::markdown;

/// Everything between two full stops, or between the ends of blocks, is a sentence here.
fn sentences(document: &Document) -> Vec<TextRange> {
    let mut found = Vec::new();
    for block in &document.blocks {
        let mut start = block.text.start;
        for part in document
            .slice(block.text)
            .as_str()
            .split_inclusive(['.', '。', '\n'])
        {
            let lead = (part.len() - part.trim_start().len()) as u32;
            let end = start + part.trim_end().len() as u32;
            if start + lead < end {
                found.push(TextRange::new(start + lead, end));
            }
            start += part.len() as u32;
        }
    }
    found
}

/// The beginnings of all units, by going forward from the start.
fn stops(file: &str, unit: Unit) -> Vec<String> {
    let document = markdown::read(file, 0);
    let sentences = sentences(&document);
    let course = Course {
        document: &document,
        sentences: &sentences,
    };
    let mut at = 0;
    let mut stops = Vec::new();
    loop {
        stops.push(
            document.text.as_str()[at as usize..]
                .chars()
                .take(2)
                .collect(),
        );
        let next = course.next(unit, at);
        if next == at {
            return stops;
        }
        at = next;
    }
}

fn object(file: &str, unit: Unit, at: u32) -> String {
    let document = markdown::read(file, 0);
    let sentences = sentences(&document);
    let range = Course {
        document: &document,
        sentences: &sentences,
    }
    .around(unit, at);
    document.slice(range.unwrap()).to_string()
}

#[test]
fn words_are_the_words_of_the_script() {
    assert_eq!(
        stops("It can't be, 3.5% so.", Unit::Word),
        ["It", "ca", "be", "3.", "so", "."]
    );
    assert_eq!(object("人工智能治理的国际合作。", Unit::Word, 6), "智能");
    assert_eq!(object("これは日本語の文章です。", Unit::Word, 9), "日本語");
    assert_eq!(object("a U.S. bill", Unit::Word, 2), "U.S");
    assert_eq!(object("one, two", Unit::Word, 3), "two");
    assert_eq!(object("one!", Unit::Word, 3), "one");
}

#[test]
fn a_word_behind_a_long_stretch_is_found() {
    let file = format!("one {} two", "-".repeat(5_000));
    assert_eq!(stops(&file, Unit::Word), ["on", "tw", "o"]);
    assert_eq!(
        object(&"word".repeat(1_000), Unit::Word, 2_000).len(),
        4_000
    );
}

#[test]
fn characters_are_clusters_and_never_line_ends() {
    assert_eq!(
        stops("e\u{301}a\n\n👩‍👩‍👧b", Unit::Character),
        ["e\u{301}", "a\n", "👩\u{200d}", "b"]
    );
}

#[test]
fn sentences_and_paragraphs_begin_where_they_are_said_to() {
    let file = "One. Two.\n\n> Three.\n\n| a | b |\n|---|---|\n| c | d |\n\nEnd";
    assert_eq!(
        stops(file, Unit::Sentence),
        ["On", "Tw", "Th", "a\n", "b\n", "c\n", "d\n", "En", "d"]
    );
    assert_eq!(stops(file, Unit::Paragraph), ["On", "Th", "a\n", "En", "d"]);
    assert_eq!(object(file, Unit::Sentence, 6), "Two.");
    assert_eq!(object(file, Unit::Paragraph, 6), "One. Two.");
    assert_eq!(object(file, Unit::Paragraph, 19), "b");
}

#[test]
fn going_back_ends_at_the_beginning() {
    let document = markdown::read("One two.\n\nThree", 0);
    let sentences = sentences(&document);
    let course = Course {
        document: &document,
        sentences: &sentences,
    };
    assert_eq!(course.previous(Unit::Word, 9), 4);
    assert_eq!(course.previous(Unit::Word, 5), 4);
    assert_eq!(course.previous(Unit::Paragraph, 9), 0);
    assert_eq!(course.previous(Unit::Character, 9), 7);
    assert_eq!(course.previous(Unit::Sentence, 0), 0);
    assert_eq!(course.between(9, 4), TextRange::new(4, 10));
}

#[test]
fn up_and_down_keep_the_column_and_pass_over_empty_rows() {
    let document = markdown::read("one two\n\n> three\n\nfour five", 0);
    let layout = Layout::of(&document, 40, &Options::default());
    let text = document.text.as_str();
    let down = vertical(&document, &layout, 5, 1, 5);
    assert_eq!(&text[down as usize..], "ee\nfour five");
    let further = vertical(&document, &layout, down, 1, 5);
    assert_eq!(&text[further as usize..], "five");
    assert_eq!(vertical(&document, &layout, further, 9, 5), further);
    assert_eq!(vertical(&document, &layout, further, -9, 30), 6);
    assert_eq!(ends(&document, &layout, down), (8, 12));
    assert_eq!(
        rows_between(&document, &layout, further, 5),
        TextRange::new(0, 23)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn every_motion_goes_on_or_stays(file in markdown_text(), width in 2u16..60) {
        let document = markdown::read(&file, 0);
        let sentences = sentences(&document);
        let layout = Layout::of(&document, width, &Options::default());
        let course = Course { document: &document, sentences: &sentences };
        for unit in [Unit::Character, Unit::Word, Unit::Sentence, Unit::Paragraph] {
            let mut at = 0;
            for _ in 0..=document.text.as_str().len() {
                let next = course.next(unit, at);
                prop_assert!(next >= at);
                prop_assert!(course.previous(unit, next) <= next);
                prop_assert!(course.around(unit, next).is_none_or(|range| document.text.as_str().get(range.bytes()).is_some()));
                if next == at {
                    break;
                }
                at = next;
            }
            prop_assert_eq!(course.next(unit, at), at);
            let up = vertical(&document, &layout, at, -1, 3);
            prop_assert!(up <= at && document.text.as_str().is_char_boundary(up as usize));
        }
    }
}
