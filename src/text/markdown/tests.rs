//! What documents are read as; the parts beside share how a document is pictured and what is sound.

mod clips;
mod conformance;
mod notes;
mod random;
mod variants;

use std::fmt::Write;

use super::*;
use crate::text::document::{Block, ContainerKind, Inline, LinkForm, Marker};

/// A document as text: a line for each block with what it lies in, styles by letters, then links.
fn picture(document: &Document) -> String {
    let mut lines: Vec<String> = document
        .blocks
        .iter()
        .map(|block| block_line(document, block))
        .collect();
    for link in &document.links {
        let anchor = document.slice(link.text);
        lines.push(format!("{:?} {anchor:?} -> {}", link.form, link.target));
    }
    lines.join("\n")
}

fn block_line(document: &Document, block: &Block) -> String {
    let around = document
        .around(block)
        .into_iter()
        .map(|container| match &container.kind {
            ContainerKind::Quote => "q ".to_owned(),
            ContainerKind::Callout { kind, folded } => {
                let fold = folded.map_or("", |folded| if folded { "-" } else { "+" });
                format!("!{kind}{fold} ")
            }
            ContainerKind::List => String::new(),
            ContainerKind::Item(Marker::Bullet) => "* ".to_owned(),
            ContainerKind::Item(Marker::Number(number)) => format!("{number}. "),
            ContainerKind::Item(Marker::Task(state)) => format!("[{state}] "),
            ContainerKind::Footnote(index) => {
                format!("^{} ", document.footnotes[*index as usize].label)
            }
            ContainerKind::Table(columns) => format!("t{} ", columns.len()),
            ContainerKind::Transclusion(name) => format!("<{name}> "),
        });
    let kind = match &block.kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Code(language) => format!("code({language})"),
        BlockKind::Math => "math".to_owned(),
        BlockKind::CalloutTitle => "title".to_owned(),
        BlockKind::Cell { row, column } => format!("r{row}c{column}"),
        BlockKind::Embed => "embed".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
    };
    let text: String = document
        .runs_in(block.text)
        .iter()
        .map(|run| styled(document, run))
        .collect();
    let residue = if block.residue { "~" } else { "" };
    format!("{}{kind}{residue}: {text}", around.collect::<String>())
}

fn styled(document: &Document, run: &crate::text::document::Run) -> String {
    let letters = [
        (Inline::STRONG, 'S'),
        (Inline::EMPHASIS, 'E'),
        (Inline::STRIKE, 'K'),
        (Inline::CODE, 'C'),
        (Inline::MARK, 'M'),
        (Inline::MATH, 'F'),
        (Inline::SUPERSCRIPT, '^'),
        (Inline::SUBSCRIPT, '_'),
        (Inline::FOOTNOTE, 'N'),
        (Inline::TAG, 'T'),
        (Inline::COMMENT, '%'),
        (Inline::REPLACED, 'R'),
        (Inline::EMBED, 'B'),
        (Inline::TIME, 'H'),
    ];
    let text = document.slice(run.text).as_str().replace('\n', "\u{21b5}");
    let style: String = letters
        .iter()
        .filter(|(style, _)| run.style.contains(*style))
        .map(|(_, letter)| *letter)
        .collect();
    if style.is_empty() {
        text
    } else {
        format!("{style}‹{text}›")
    }
}

/// What every document promises of its runs and blocks.
fn assert_sound(file: &str, document: &Document) {
    let text = document.text.as_str();
    let mut end = 0;
    let mut runs = document.runs.iter().peekable();
    for block in &document.blocks {
        assert!(block.text.start >= end && text.get(block.text.bytes()).is_some());
        assert!(file.get(block.source.bytes()).is_some(), "{block:?}");
        end = block.text.start;
        while let Some(run) = runs.next_if(|run| run.text.start < block.text.end) {
            assert_eq!(run.text.start, end, "runs cover their block: {run:?}");
            assert!(!run.text.is_empty() && run.text.end <= block.text.end);
            let source = file
                .get(run.source.bytes())
                .expect("source lies on character boundaries");
            if run.exact {
                assert_eq!(source, run.text.of(text));
            }
            end = run.text.end;
        }
        assert_eq!(end, block.text.end, "{block:?}");
    }
    assert!(runs.next().is_none());
    for link in &document.links {
        assert!(file.get(link.source.bytes()).is_some() && text.get(link.text.bytes()).is_some());
    }
    for (index, container) in document.containers.iter().enumerate() {
        assert!(
            container
                .parent
                .is_none_or(|parent| (parent as usize) < index)
        );
    }
}

#[test]
fn comments_are_shown_when_asked_for() {
    let written = "a %%b **c**%% d\n\n%%\n\n- #e\n\n%% f";
    let reading = ReadOptions {
        comments: Comments::Shown,
        ..ReadOptions::default()
    };
    let document = read_with(written, 0, &reading);
    assert_sound(written, &document);
    assert_eq!(picture(&document), "p: a %‹b ›S%‹c› d\n* p: T%‹#e›\np: f");
    assert_eq!(document.tags.len(), 1);
    assert_eq!(picture(&read(written, 0)), "p: a d\np: f");
    assert!(read(written, 0).tags.is_empty());
}

#[test]
fn footnotes_and_ids_know_their_places() {
    let file = "a[^x] b^[c] d[^x] ^id\n\n[^x]: Def\n\n[^y]: Unused\n\n^last";
    let document = read(file, 0);
    let place = |range: crate::text::range::SourceRange| range.of(file);
    let seen: Vec<_> = document
        .footnotes
        .iter()
        .map(|note| {
            (
                note.label.as_str(),
                note.marks.iter().copied().map(place).collect::<Vec<_>>(),
                note.definition.map(place),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("1", vec!["[^x]", "[^x]"], Some("[^x]: Def\n\n")),
            ("2", vec!["^[c]"], Some("c")),
            ("3", vec![], Some("[^y]: Unused\n\n")),
        ]
    );
    assert_eq!(
        document.block_ids,
        [("id".to_owned(), 0), ("last".to_owned(), 2)]
    );
}

#[test]
fn nesting_is_shown_to_a_depth_and_then_flat() {
    let document = read(
        &format!("{}x\n\n{}", "> ".repeat(10_000), "- ".repeat(500)),
        0,
    );
    let deepest = document
        .blocks
        .iter()
        .map(|block| document.around(block).len())
        .max();
    assert_eq!(deepest, Some(20));
    let table = format!("{}|a|\n{}|-|\n", "> ".repeat(25), "> ".repeat(25));
    assert_eq!(read(&table, 0).blocks[0].kind, BlockKind::Paragraph);
}

#[test]
fn what_is_too_much_is_shown_as_written() {
    let row = "|".repeat(1001);
    let wide = format!(
        "|{}\n|{}\n{}\n**end** of it",
        "a|".repeat(1000),
        "-|".repeat(1000),
        format!("{row}\n").repeat(400)
    );
    let document = read(&wide, 0);
    assert_sound(&wide, &document);
    assert!(document.text.as_str().ends_with("\n**end** of it"));
}

#[test]
fn runs_lead_back_to_their_bytes() {
    let file =
        "---\ntitle: x\n---\n# A *b*\n\nIs an [inc](u)  in &amp; `x`.\nNext\n\n- one\n- two\n";
    let document = read(file, 17);
    assert_sound(file, &document);
    assert_eq!(
        document.text.as_str(),
        "A b\nIs an inc in & x.\nNext\none\ntwo"
    );
    assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
    let link = &document.links[0];
    assert_eq!(
        (
            link.form,
            link.text.of(document.text.as_str()),
            link.target.as_str()
        ),
        (LinkForm::Inline, "inc", "u")
    );
    let code = document
        .runs
        .iter()
        .find(|run| run.style == Inline::CODE)
        .unwrap();
    assert!(code.exact && code.source.of(file) == "x");
}

#[test]
fn lines_of_html_stay_apart_whatever_ends_them() {
    let file = "> <!--\r_";
    assert_sound(file, &read(file, 0));
}

#[test]
fn captions_in_captions_are_shown_however_deep_they_lie() {
    let deep = |levels: usize| {
        let file = format!("{}x{}", "![a ".repeat(levels), "](b)".repeat(levels));
        let document = read(&file, 0);
        assert_sound(&file, &document);
        assert_eq!(document.links.len(), levels);
        (
            document.text.as_str().to_owned(),
            document.links[0].text.len(),
        )
    };
    let (text, outermost) = deep(100);
    assert_eq!(text, format!("{}x", "a ".repeat(100)));
    assert_eq!(outermost as usize, text.len());
}

#[test]
fn elements_that_are_never_closed_swallow_nothing() {
    let style = format!(
        "<style>\n{}</style>\n\nText",
        ".a { color: red }\n".repeat(100)
    );
    for (file, wanted) in [
        (
            "<iframe src=\"https://e.org/v\" />\nThe minister said so.\n",
            "e.org The minister said so.",
        ),
        (
            "<iframe src=\"https://e.org/v\">\nThe minister said so.\n",
            "e.org The minister said so.",
        ),
        (
            "<iframe src=\"https://e.org/v\">No frames</iframe>\nThe minister said so.\n",
            "e.org The minister said so.",
        ),
        ("a <video src=\"https://e.org/v.mp4\" /> b", "a v.mp4 b"),
        (&*style, "Text"),
        ("<style>\np {}", "<style> p {}"),
        ("a <title> b", "a <title> b"),
    ] {
        let document = read(file, 0);
        assert_sound(file, &document);
        let text = document.text.as_str().replace('\n', " ");
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            wanted,
            "{file}"
        );
    }
}
