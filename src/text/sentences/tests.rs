//! Cases of sentences: each is written with a bar where a cut is wanted.

use proptest::prelude::*;

use super::*;
use crate::text::clean::SafeText;
use crate::text::document::Run;
use crate::text::range::SourceRange;

fn cut(text: &str) -> Vec<&str> {
    of_text(text)
        .into_iter()
        .map(|range| range.of(text))
        .collect()
}

#[test]
fn stops_end_sentences_and_other_dots_do_not() {
    let cases = [
        "It rose.|Then it fell!|Did it?|Yes.",
        "Mr. Smith met Dr. Lee.|They spoke.",
        "He met J. R. R. Tolkien.|She did not.",
        "See Patrick P. Lin and Lee, E. (2020).|It is good.",
        "Firms such as Apple Inc. and Dahua Co. Ltd. grew.|Others shrank.",
        "It was sold to Apple Inc.|The price was high.",
        "She lives in the U.S. Congress is near.",
        "She lives in the U.S.|The law is new.",
        "The U.S. government said no.|It did.",
        "Growth was 3.5 per cent in 2020.|In 2021 it was 4.1.",
        "See https://e.org/a.b?c=d.e for more.|Or e.org.",
        "He said \"Location.\"|She went on.",
        "He said “Stop.”|“Why?” she did not ask.",
        "\"Really?\" he asked.|No one knew.",
        "(It was late.)|He left.",
        "It was late (see p. 5).|He left.",
        "Well... maybe.|Well…|Maybe.",
        "Wait … what?",
        "What?!|Nothing.",
        "See e.g. Lee et al. (2020), Fig. 3 and No. 78366.|It is good.",
        "Did you agree?|No.|We did.",
        "1. First item.|2 more.",
        "At 5 p.m. on Monday it began.|It ended at 7 p.m.|The end.",
        "He has a Ph.D. from Oxford.|She has none.",
        "In Jan. 2020 it began.",
        "It grew.|iPhones sold well.",
        "v. 2.0.1 is out.|Get it.",
        "人工智能发展很快。|监管跟不上！|“真的吗？”|他问。",
        "これは文です。|次の文「終わり。」|最後",
        "AI 很重要。|The rest is English.|好。",
        "यह एक वाक्य है।|यह दूसरा है।",
        "هل هذا سؤال؟|نعم.",
        "É verdade.|Ótimo!|¿Qué?|Ça va.",
        "Line one\n|line two.\n|\n",
        "No stop at all",
        "...",
        "Section 230.|It is a law.",
    ];
    for case in cases {
        let text = case
            .replace('|', " ")
            .replace("。 ", "。")
            .replace("\n ", "\n");
        let wanted: Vec<&str> = case
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        assert_eq!(cut(&text), wanted, "{case}");
    }
}

#[test]
fn a_footnote_mark_belongs_to_the_sentence_that_it_follows() {
    let text = "It rose.12 Then it fell.";
    let run = |start: u32, end: u32, style| Run {
        text: TextRange::new(start, end),
        source: SourceRange::new(start, end),
        exact: true,
        style,
        link: None,
    };
    let paragraph = |start, end| Block {
        kind: BlockKind::Paragraph,
        text: TextRange::new(start, end),
        source: SourceRange::new(start, end),
        container: None,
        residue: false,
    };
    let document = Document {
        text: SafeText::block(text),
        blocks: vec![paragraph(0, 24)],
        runs: vec![
            run(0, 8, Inline::empty()),
            run(8, 10, Inline::FOOTNOTE),
            run(10, 24, Inline::empty()),
        ],
        ..Document::default()
    };
    let found: Vec<&str> = sentences(&document)
        .into_iter()
        .map(|range| range.of(text))
        .collect();
    assert_eq!(found, ["It rose.12", "Then it fell."]);
}

#[test]
fn sentences_never_cross_blocks_and_a_heading_is_one() {
    let text = "A. B. C\nOne two\nthree. Four";
    let block = |kind, start, end| Block {
        kind,
        text: TextRange::new(start, end),
        source: SourceRange::new(start, end),
        container: None,
        residue: false,
    };
    let document = Document {
        text: SafeText::block(text),
        blocks: vec![
            block(BlockKind::Heading(1), 0, 7),
            block(BlockKind::Paragraph, 8, 15),
            block(BlockKind::Cell { row: 0, column: 0 }, 16, 27),
        ],
        ..Document::default()
    };
    let found: Vec<&str> = sentences(&document)
        .into_iter()
        .map(|range| range.of(text))
        .collect();
    assert_eq!(found, ["A. B. C", "One two", "three.", "Four"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_visible_character_is_in_one_sentence(text in "([A-Za-zé0-9。？ .!?\"”\n)]|\\PC){0,60}") {
        let found = of_text(&text);
        let mut end = 0;
        let mut between = String::new();
        for range in &found {
            prop_assert!(range.start >= end && !range.is_empty());
            between.push_str(&text[end as usize..range.start as usize]);
            end = range.end;
        }
        between.push_str(&text[end as usize..]);
        prop_assert_eq!(between.trim(), "");
    }
}
