//! Layouts drawn as text, and what holds for every layout.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::page::plain;
use crate::page::width::columns;
use crate::text::markdown;

/// A document at a width, as text; a line before the first column keeps blanks there in sight.
fn drawn(file: &str, width: u16, options: &Options) -> String {
    let document = markdown::read(file, 0);
    let layout = Layout::of(&document, width, options);
    let line = |row| format!("▏{}", plain::line(&document, &layout, row));
    (0..layout.rows.len())
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn plainly(file: &str, width: u16) -> String {
    drawn(file, width, &Options::default())
}

/// Asserts what every layout promises.
pub(in crate::page) fn assert_sound(document: &Document, layout: &Layout) {
    let mut shown = Vec::new();
    for (index, row) in layout.rows.iter().enumerate() {
        let mut column = 0;
        for piece in layout.row(index) {
            assert!(
                piece.column >= column,
                "pieces overlap in row {index}: {piece:?}"
            );
            column = piece.column + piece.width;
            if let What::Text { run, text } = piece.what {
                assert!(
                    row.text.covers(text) && document.runs[run as usize].text.contains(text.start)
                );
                shown.push(text);
                let wide = columns(document.slice(text).as_str());
                assert!(usize::from(piece.width) == wide || layout.width < 2);
            }
        }
        assert!(
            column <= layout.width,
            "row {index} ends at column {column}"
        );
    }
    for pair in layout.rows.windows(2) {
        assert!(pair[0].text.start <= pair[1].text.start && pair[0].text.end <= pair[1].text.end);
    }
    shown.sort();
    let text: String = shown
        .iter()
        .map(|text| document.slice(*text).as_str())
        .collect();
    let visible = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    assert_eq!(visible(&text), visible(document.text.as_str()));
    assert!(
        shown.windows(2).all(|pair| pair[0].end <= pair[1].start),
        "text is shown twice"
    );
}

#[test]
fn paragraphs_and_headings() {
    assert_snapshot!(plainly("# Title here\n\nThe quick brown fox jumps over\nthe lazy dog.\n\nNext.", 20), @r"
    ▏Title here
    ▏
    ▏The quick brown fox
    ▏jumps over the lazy
    ▏dog.
    ▏
    ▏Next.
    ");
}

#[test]
fn lists_hang() {
    let file = "- one two three four five\n- six\n  - seven eight nine ten\n\n9. nine\n10. ten\n\n- [ ] open\n- [x] done task of some length\n";
    assert_snapshot!(plainly(file, 24), @r"
    ▏• one two three four
    ▏  five
    ▏• six
    ▏  • seven eight nine ten
    ▏
    ▏ 9. nine
    ▏10. ten
    ▏
    ▏☐ open
    ▏☑ done task of some
    ▏  length
    ");
}

#[test]
fn lists_keep_their_markers_where_nothing_can_be_indented() {
    assert_snapshot!(plainly("- one two three\n- four\n", 10), @r"
    ▏• one two
    ▏three
    ▏• four
    ");
}

#[test]
fn quotes_have_bars_also_between_paragraphs() {
    assert_snapshot!(plainly("> A quote that goes on for a while.\n>\n> - Item in it\n>\n> > Inner words\n\nAfter.", 30), @r"
    ▏│ A quote that goes on for a
    ▏│ while.
    ▏│
    ▏│ • Item in it
    ▏│
    ▏│ │ Inner words
    ▏
    ▏After.
    ");
}

#[test]
fn code_wraps_or_is_cut() {
    let file = "```rust\nfn main() {\n    println!(\"hello, world\");\n}\n```\n";
    assert_snapshot!(plainly(file, 22), @r#"
    ▏  rust
    ▏  fn main() {
    ▏      println!("hello,
    ▏  world");
    ▏  }
    "#);
    let cut = Options {
        code: LongCode::From(4),
        ..Options::default()
    };
    assert_snapshot!(drawn(file, 22, &cut), @r#"
    ▏  rust
    ▏ ‹ain() {
    ▏ ‹println!("hello, wo›
    ▏ ‹
    "#);
}

#[test]
fn a_letter_without_columns_stands_behind_the_one_at_the_edge() {
    // A Hangul vowel that takes no column of its own, after a mark for a control.
    let document = markdown::read("    \u{7f}\u{d7c1}", 0);
    let options = Options {
        code: LongCode::From(0),
        ..Options::default()
    };
    for width in 0..4 {
        assert_sound(&document, &Layout::of(&document, width, &options));
    }
    let document = markdown::read("\u{7f}\u{d7c1}", 0);
    assert_sound(&document, &Layout::of(&document, 1, &options));
}

#[test]
fn wide_letters_and_emoji_keep_their_columns() {
    assert_snapshot!(plainly("> 人工智能治理的国际合作。\n> 👩‍👩‍👧 家庭\n", 24), @r"
    ▏│ 人工智能治理的国际合
    ▏│ 作。
    ▏│ 👩‍👩‍👧 家庭
    ");
}

#[test]
fn rules_and_ascii_signs() {
    let ascii = Options {
        glyphs: GlyphSet::Ascii,
        ..Options::default()
    };
    assert_snapshot!(drawn("- a\n\n---\n\n> b\n\n- [x] c", 30, &ascii), @r"
    ▏* a
    ▏
    ▏------------------------------
    ▏
    ▏| b
    ▏
    ▏[x] c
    ");
}

#[test]
fn a_long_row_of_flags_takes_linear_time() {
    let document = markdown::read(&"🇩🇪".repeat(20_000), 0);
    let layout = Layout::of(&document, 80, &Options::default());
    assert_eq!(layout.rows.len(), 500);
}

#[test]
fn a_second_paragraph_of_an_item_gives_its_list_air() {
    assert_snapshot!(plainly("- one\n\n  more\n- two\n\nend", 30), @r"
    ▏• one
    ▏
    ▏  more
    ▏
    ▏• two
    ▏
    ▏end
    ");
}

const TABLE: &str = "| Body | Members | What it asks for |\n|:--|--:|:-:|\n| OECD | 47 | Principles for trustworthy systems, revised in 2024 |\n| 欧洲委员会 | 46 | a convention |\n| | | none |\n";

#[test]
fn tables_that_fit_are_aligned() {
    assert_snapshot!(plainly(TABLE, 80), @r"
    ▏Body       │ Members │                  What it asks for
    ▏───────────┼─────────┼────────────────────────────────────────────────────
    ▏OECD       │      47 │ Principles for trustworthy systems, revised in 2024
    ▏欧洲委员会 │      46 │                    a convention
    ▏           │         │                        none
    ");
    assert_snapshot!(plainly(TABLE, 44), @r"
    ▏Body       │ Members │   What it asks for
    ▏───────────┼─────────┼──────────────────────
    ▏OECD       │      47 │    Principles for
    ▏           │         │ trustworthy systems,
    ▏           │         │    revised in 2024
    ▏───────────┼─────────┼──────────────────────
    ▏欧洲委员会 │      46 │     a convention
    ▏───────────┼─────────┼──────────────────────
    ▏           │         │         none
    ");
}

#[test]
fn tables_that_do_not_fit_become_records() {
    assert_snapshot!(plainly(TABLE, 24), @r"
    ▏Body · Members
    ▏What it asks for
    ▏
    ▏Body: OECD
    ▏Members: 47
    ▏What it asks for:
    ▏  Principles for
    ▏  trustworthy systems,
    ▏  revised in 2024
    ▏
    ▏Body: 欧洲委员会
    ▏Members: 46
    ▏What it asks for:
    ▏  a convention
    ▏
    ▏What it asks for:
    ▏  none
    ");
    assert_snapshot!(plainly(TABLE, 9), @r"
    ▏Body
    ▏Members
    ▏What it
    ▏asks for
    ▏
    ▏OECD
    ▏47
    ▏Principle
    ▏s for
    ▏trustwort
    ▏hy
    ▏systems,
    ▏revised
    ▏in 2024
    ▏
    ▏欧洲委员
    ▏会
    ▏46
    ▏a
    ▏conventio
    ▏n
    ▏
    ▏none
    ");
}

#[test]
fn callouts_have_a_title_and_may_be_folded() {
    let file = "> [!warning]- Mind the gap\n> Body of it\n> - [/] half\n\n> [!tip]\n> Hint\n";
    assert_snapshot!(plainly(file, 40), @r"
    ▏▌ ▾ warning: Mind the gap
    ▏▌ Body of it
    ▏▌
    ▏▌ [/] half
    ▏
    ▏▌ Tip
    ▏▌ Hint
    ");
    let folded = folded_at_first(&markdown::read(file, 0));
    assert_snapshot!(drawn(file, 40, &Options { folded, ..Options::default() }), @r"
    ▏▌ ▸ warning: Mind the gap
    ▏
    ▏▌ Tip
    ▏▌ Hint
    ");
}

#[test]
fn footnotes_and_embeds_are_labelled() {
    let file = "A note[^1].\n\n![[picture.png]]\n\n[^1]: The first note, with some more words.\n[^b]: Second\n\nUse[^b].";
    assert_snapshot!(plainly(file, 30), @r"
    ▏A note[1].
    ▏
    ▏▣ picture.png
    ▏
    ▏[1] The first note, with some
    ▏    more words.
    ▏[2] Second
    ▏
    ▏Use[2].
    ");
}

#[test]
fn a_table_in_a_list_hangs_after_its_marker() {
    assert_snapshot!(plainly("- | a | b |\n  |---|---|\n  | 1 | 2 |\n", 30), @r"
    ▏• a   │ b
    ▏  ────┼────
    ▏  1   │ 2
    ");
}

/// Markdown with some of everything.
pub(in crate::page) fn markdown_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,12}",
        1 => Just("**strong words**".to_owned()),
        1 => Just("[a link](https://example.org/)".to_owned()),
        1 => Just("人工智能".to_owned()),
        1 => Just("👩‍👩‍👧e\u{301}".to_owned()),
        1 => Just("`code`".to_owned()),
        1 => Just("a\u{a0}b &amp; \\*".to_owned()),
        1 => "[a-z]{30,60}",
        1 => "(\\PC|🇩|\u{d4e}|\u{301}){1,6}",
    ];
    let line = (
        prop::sample::select(vec![
            "", "# ", "- ", "1. ", "> ", "  - ", "> > ", "- [ ] ", "    ",
        ]),
        prop::collection::vec(word, 0..9),
    )
        .prop_map(|(start, words)| format!("{start}{}", words.join(" ")));
    let block = prop_oneof![
        6 => line,
        1 => Just("| a | b |\n|---|--:|\n| one two three | 2 |\n| x |".to_owned()),
        1 => Just("```rs\nlet x = 1;\n\n    deep();\n```".to_owned()),
        1 => Just("---".to_owned()),
    ];
    prop::collection::vec((block, prop::sample::select(vec!["\n", "\n\n"])), 0..9)
        .prop_map(|blocks| blocks.into_iter().map(|(block, end)| block + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_layout_is_sound(file in markdown_text(), width in 1u16..200) {
        let document = markdown::read(&file, 0);
        assert_sound(&document, &Layout::of(&document, width, &Options::default()));
        assert_sound(&document, &Layout::of(&document, u16::MAX, &Options::default()));
    }
}

/// Every Markdown file below a folder.
pub(in crate::page) fn markdown_files(folder: std::path::PathBuf) -> Vec<std::path::PathBuf> {
    let (mut folders, mut files) = (vec![folder], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
#[ignore = "reads the folder that POSTIL_CORPORA names"]
fn articles_of_the_corpora_are_laid_out_soundly() {
    let corpora = std::env::var("POSTIL_CORPORA").unwrap();
    let widths = [11, 24, 40, 80, 200].into_iter().cycle();
    for (path, width) in markdown_files(corpora.into())
        .into_iter()
        .step_by(4)
        .zip(widths)
    {
        if let Ok(file) = std::fs::read_to_string(&path) {
            let document = markdown::read(&file, 0);
            assert_sound(
                &document,
                &Layout::of(&document, width, &Options::default()),
            );
        }
    }
}
