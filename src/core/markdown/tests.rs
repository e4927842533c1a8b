//! One case for each variant of a body, and what holds for any text at all.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::core::document::{Block, ContainerKind, Inline, LinkForm, Marker};

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

fn styled(document: &Document, run: &crate::core::document::Run) -> String {
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

/// A variant's number and name, what is written, and what it is read as, line by line.
type Variant = (&'static str, &'static str, &'static [&'static str]);

/// The variants of bodies.
const VARIANTS: &[Variant] = &[
    (
        "B1 wikilinks",
        "[[Note]] [[Note#Part|text]] [[Note#^id]] [[#Part]] [[dir/Note]]",
        &[
            "p: Note text Note#^id Part dir/Note",
            "Wiki \"Note\" -> Note",
            "Wiki \"text\" -> Note#Part",
            "Wiki \"Note#^id\" -> Note#^id",
            "Wiki \"Part\" -> #Part",
            "Wiki \"dir/Note\" -> dir/Note",
        ],
    ),
    (
        "B1 a reference in brackets is a link",
        "So it is.[[1]](https://e.org/x) And [[a]](b).",
        &[
            "p: So it is.[1] And a(b).",
            "Inline \"[1]\" -> https://e.org/x",
            "Wiki \"a\" -> a",
        ],
    ),
    (
        "B2 wikilink in a table",
        "| a |\n|---|\n| [[Note\\|text]] |",
        &["t1 r0c0: a", "t1 r1c0: text", "Wiki \"text\" -> Note"],
    ),
    (
        "B3 embeds",
        "![[a.png|300]]\n\n![[d.pdf#page=3]]\n\n![[Note#Part]]\n\nSee ![[Note]] there.",
        &[
            "embed: B‹a.png›",
            "embed: B‹d.pdf#page=3›",
            "embed: B‹Note#Part›",
            "p: See B‹Note› there.",
            "Image \"a.png\" -> a.png",
            "Embed \"d.pdf#page=3\" -> d.pdf#page=3",
            "Embed \"Note#Part\" -> Note#Part",
            "Embed \"Note\" -> Note",
        ],
    ),
    (
        "B4 sizes are no captions",
        "![300](https://e.org/u.png)\n\n![|561x288](https://e.org/u.png)\n\n![A cat|300](https://e.org/u.png)",
        &[
            "embed: B‹u.png›",
            "embed: B‹u.png›",
            "embed: B‹A cat›",
            "Image \"u.png\" -> https://e.org/u.png",
            "Image \"u.png\" -> https://e.org/u.png",
            "Image \"A cat\" -> https://e.org/u.png",
        ],
    ),
    (
        "B5 videos",
        "![](https://www.youtube.com/watch?v=x1)",
        &[
            "embed: B‹youtube.com›",
            "Media \"youtube.com\" -> https://www.youtube.com/watch?v=x1",
        ],
    ),
    (
        "B6 linked image",
        "[![alt](https://e.org/i.png)](https://e.org/t)",
        &[
            "embed: B‹alt›",
            "Inline \"alt\" -> https://e.org/t",
            "Image \"alt\" -> https://e.org/i.png",
        ],
    ),
    (
        "B7 highlights",
        "==marked== a ==b *c* [d](u)== <mark>e</mark> `==f==` a == b == c, x==y==z, 这是==重点==内容",
        &[
            "p: M‹marked› a M‹b ›EM‹c›M‹ ›M‹d› M‹e› C‹==f==› a == b == c, x==y==z, 这是M‹重点›内容",
            "Inline \"d\" -> u",
        ],
    ),
    (
        "B8 comments",
        "a %%hidden%% b `%%code%%` 100%% and 50%% c\n\n%%\nblock #tag\n\n- [more](u)\n\n---\n\n```\ncode\n```\n%%\n\nafter",
        &["p: a b C‹%%code%%› 100%% and 50%% c", "p: after"],
    ),
    (
        "B9 callouts",
        "> [!warning]- Title *x*\n> body\n>\n> > [!Custom Type]+\n> > inner\n\n> [!NOTE]\n> g\n\n> [!tip] Only\n\n> [1] quoted",
        &[
            "!warning- title: Title E‹x›",
            "!warning- p: body",
            "!warning- !custom type+ title: Custom type",
            "!warning- !custom type+ p: inner",
            "!note title: Note",
            "!note p: g",
            "!tip title: Only",
            "q p: [1] quoted",
        ],
    ),
    (
        "B10 block ids",
        "text ^abc-1\n\nnext\n\n^def\n\n2 ^3 and x^a",
        &["p: text", "p: next", "p: 2 ^3 and x^a"],
    ),
    (
        "B11 tags",
        "#ai/policy and (#b_c) not #1984 nor a#b, `#c` https://e.org/#d \\#e [#f](u) #日本語",
        &[
            "p: T‹#ai/policy› and (T‹#b_c›) not #1984 nor a#b, C‹#c› https://e.org/#d #e #f T‹#日本語›",
            "Bare \"https://e.org/#d\" -> https://e.org/#d",
            "Inline \"#f\" -> u",
        ],
    ),
    (
        "B12 footnotes",
        "A[^note] b[^1] c[^none].\n\n[^1]: One\n    more\n[^note]: Two",
        &[
            "p: AN‹[1]› bN‹[2]› c[^none].",
            "^2 p: One more",
            "^1 p: Two",
        ],
    ),
    (
        "B13 inline footnote",
        "A^[short *x*] b[^n]. ^[]\n\n[^n]: Named",
        &["p: AN‹[1]› bN‹[2]›. ^[]", "^2 p: Named", "^1 p: short E‹x›"],
    ),
    (
        "B14 maths",
        "a $a^2$ b\n\n$$\nx\n$$\n\nfor $5 and $6",
        &["p: a F‹a^2› b", "math: F‹x›", "p: for $5 and $6"],
    ),
    (
        "B14 money in other dollars",
        "NT$1 million (US$34,693)\n\npaid $5 (or C$7) *now*\n",
        &["p: NT$1 million (US$34,693)", "p: paid $5 (or C$7) E‹now›"],
    ),
    (
        "B15 task states",
        "- [ ] a\n- [x] b\n- [?] c\n- [-] *d*\n- [1] e\n- \\[!] f",
        &[
            "[ ] p: a",
            "[x] p: b",
            "[?] p: c",
            "[-] p: E‹d›",
            "* p: [1] e",
            "* p: [!] f",
        ],
    ),
    (
        "B16 escaped parentheses",
        "[a](https://e.org/A\\(2024\\).pdf)",
        &["p: a", "Inline \"a\" -> https://e.org/A(2024).pdf"],
    ),
    (
        "B17 blanks in addresses",
        "[a](<https://e.org/a b>) [b](https://e.org/a b) ![c](https://e.org/a b.png \"t\")",
        &[
            "p: a b B‹c›",
            "Inline \"a\" -> https://e.org/a%20b",
            "Inline \"b\" -> https://e.org/a%20b",
            "Image \"c\" -> https://e.org/a%20b.png",
        ],
    ),
    (
        "B17 addresses that a page generator is asked for",
        "[a]({{< ref \"one.md\" >}}) [b]({{% relref \"/in/two\" %}} \"t\") [c]({{< ref >}})",
        &[
            "p: a b [c](C‹{{< ref >}}›)",
            "Wiki \"a\" -> one.md",
            "Wiki \"b\" -> in/two",
        ],
    ),
    (
        "B18 bare addresses",
        "See https://e.org/y. (http://e.org/a_(b)) www.e.org, a@e.org <https://e.org> https://e.org/a\\_b 见https://e.org/中。",
        &[
            "p: See https://e.org/y. (http://e.org/a_(b)) www.e.org, a@e.org https://e.org https://e.org/a_b 见https://e.org/中。",
            "Bare \"https://e.org/y\" -> https://e.org/y",
            "Bare \"http://e.org/a_(b)\" -> http://e.org/a_(b)",
            "Bare \"www.e.org\" -> http://www.e.org",
            "Bare \"a@e.org\" -> mailto:a@e.org",
            "Autolink \"https://e.org\" -> https://e.org",
            "Bare \"https://e.org/a_b\" -> https://e.org/a_b",
            "Bare \"https://e.org/中\" -> https://e.org/中",
        ],
    ),
    (
        "B19 reference links",
        "[a][r] [r] [r][]\n\n[r]: https://e.org \"t\"",
        &[
            "p: a r r",
            "Reference \"a\" -> https://e.org",
            "Reference \"r\" -> https://e.org",
            "Reference \"r\" -> https://e.org",
        ],
    ),
    (
        "B20 empty anchors",
        "[](https://www.e.org/x) [https://e.org](https://e.org)",
        &[
            "p: e.org https://e.org",
            "Inline \"e.org\" -> https://www.e.org/x",
            "Inline \"https://e.org\" -> https://e.org",
        ],
    ),
    (
        "B21 links in HTML",
        "<table><tr><th>h</th></tr><tr><td><a href=\"https://e.org/?a=1&amp;b=2\">x</a> y</td></tr></table>",
        &[
            "t1 r0c0: h",
            "t1 r1c0: x y",
            "Html \"x\" -> https://e.org/?a=1&b=2",
        ],
    ),
    (
        "B22 HTML",
        "a<br>b H<sub>2</sub>O x<sup>2</sup> <span class='q'>c</span> <b>d</b>\n\n<iframe src=\"https://e.org/v\"></iframe>\n<video><source src='https://e.org/m.mp4'>No video</video>\n\n<h2>T &mdash; U</h2><ul><li>one<li>two</ul><p>p\nq</p><script>s()</script><!-- c -->\n<img src=\"https://e.org/i.png\" alt=\"I\">",
        &[
            "p: a↵b H_‹2›O x^‹2› c S‹d›",
            "embed: B‹e.org›",
            "embed: B‹m.mp4›",
            "h2: T — U",
            "* p: one",
            "* p: two",
            "p: p q",
            "embed: B‹I›",
            "Media \"e.org\" -> https://e.org/v",
            "Media \"m.mp4\" -> https://e.org/m.mp4",
            "Image \"I\" -> https://e.org/i.png",
        ],
    ),
    (
        "B22 cells that span",
        "<table><tr><td rowspan=2>a<td colspan=2>b</tr>\n\n<tr><td>c<td>d</tr></table>",
        &["t3 r0c0: a", "t3 r0c1: b", "t3 r1c1: c", "t3 r1c2: d"],
    ),
    (
        "B23 relative and in-page links",
        "[a](/about) [b](#part) [c](file.md)",
        &[
            "p: a b c",
            "Inline \"a\" -> /about",
            "Inline \"b\" -> #part",
            "Inline \"c\" -> file.md",
        ],
    ),
    (
        "B24 rules",
        "---\n\na: b\n\n---\n\nc",
        &["rule: ", "p: a: b", "rule: ", "p: c"],
    ),
    ("B25 strikethrough", "~~x~~ and ~y~", &["p: K‹x› and ~y~"]),
    (
        "B26 escaped backticks in code",
        "```sh title\necho \\`x\\` \\n\n```\n\n    a\\`b",
        &["code(sh): echo `x` \\n", "code(): a\\`b"],
    ),
    (
        "B27 hard breaks and escapes",
        "a  \nb\\\nc\n\n1\\. x\n\n\\- y\n\n-\ttab\n\t-\tin",
        &["p: a↵b↵c", "p: 1. x", "p: - y", "* p: tab", "* * p: in"],
    ),
    (
        "B28 transcripts",
        "**0:06** · text\n[1:02:03](https://e.org) more 4:05 no",
        &[
            "p: SH‹0:06› · text H‹1:02:03› more 4:05 no",
            "Inline \"1:02:03\" -> https://e.org",
        ],
    ),
    (
        "B29 residue",
        "## \n\n7 min read\n\nText.\n\n0:00 / 0:00\n\n1.0x",
        &[
            "p~: 7 min read",
            "p: Text.",
            "p~: H‹0:00› / 0:00",
            "p~: 1.0x",
        ],
    ),
    (
        "B30 double blanks",
        "an [a](u)  in  b\n\n>\n> q\n>\n",
        &["p: an a in b", "q p: q", "Inline \"a\" -> u"],
    ),
    (
        "B31 failed conversion",
        "Partial conversion completed with errors. Original HTML:\n\n<div><p>Hi <b>you</b></p></div>",
        &[
            "p~: Partial conversion completed with errors. Original HTML:",
            "p: Hi S‹you›",
        ],
    ),
    (
        "B32 scripts",
        "日本語 العربية ไทย 👩\u{200d}🔬 e\u{301}",
        &["p: 日本語 العربية ไทย 👩\u{200d}🔬 e\u{301}"],
    ),
    (
        "B33 plugin blocks",
        "```dataview\nlist\n```\n\n<% tp.date %> {==a==} {{< fig >}}",
        &[
            "code(dataview): list",
            "p: C‹<% tp.date %>› C‹{==a==}› C‹{{< fig >}}›",
        ],
    ),
    ("B34 empty body", "", &[]),
    (
        "line ends",
        "a\r\nb\r\n\r\nc\rd\r\r- e\r- f",
        &["p: a b", "p: c d", "* p: e", "* p: f"],
    ),
    (
        "controls",
        "a\u{1b}[31m b&#27;c **d\u{200b}e**",
        &["p: aR‹␛›[31m bR‹␛›c S‹d›S‹e›"],
    ),
];

#[test]
fn every_variant_is_read_as_it_should() {
    let mut wrong = String::new();
    for (name, markdown, expected) in VARIANTS {
        let document = read(markdown, 0);
        assert_sound(markdown, &document);
        let seen = picture(&document);
        let expected = expected.join("\n");
        if seen != expected {
            let _ = write!(
                wrong,
                "== {name}\n{markdown}\n-- read as\n{seen}\n-- and not\n{expected}\n\n"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Reads `root` with the notes that `files` names.
fn with_notes(root: &str, files: &[(&str, &str)]) -> Document {
    let find = |name: &str| {
        let (key, text) = files.iter().find(|(known, _)| *known == name)?;
        Some(Note {
            key: (*key).to_owned(),
            text: (*text).into(),
            body: 0,
        })
    };
    let reading = Reading {
        notes: Some(&find),
        ..Reading::default()
    };
    let document = read_with(root, 0, &reading);
    assert_sound(root, &document);
    document
}

#[test]
fn notes_are_shown_in_notes() {
    let files = [
        (
            "Long",
            "intro\n\n# One\n\n[a](https://e.org) ==b==\n\n## Two\n\n- deep ^id\n\n# Three\n\nend",
        ),
        ("Self", "Start\n\n![[Self]]\n\nEnd"),
        ("A", "a ^[note]\n\n![[B]]"),
        ("B", "b\n\n![[A]] ![[A#x]]"),
    ];
    let cases = [
        (
            "![[Long#One]]\n\n[z](u)",
            "<Long#One> h1: One\n<Long#One> p: a M‹b›\n<Long#One> h2: Two\n<Long#One> * p: deep",
        ),
        (
            "> ![[Long#^id]]\n\n[z](u)",
            "q <Long#^id> * p: deep\np: z\nEmbed \"\" -> Long#^id\nInline \"z\" -> u",
        ),
        (
            "![[Nowhere]]\n\n![[Long#Four]]",
            "embed: B‹Nowhere›\nembed: B‹Long#Four›\nEmbed \"Nowhere\" -> Nowhere\nEmbed \"Long#Four\" -> Long#Four",
        ),
        (
            "![[Self]]",
            "<Self> p: Start\n<Self> embed: B‹Self›\n<Self> p: End\nEmbed \"\" -> Self\nEmbed \"Self\" -> Self",
        ),
        (
            "![[A]]",
            "<A> p: a N‹[1]›\n<A> <B> p: b\n<A> <B> embed: B‹A›\n<A> <B> embed: B‹A#x›\n<A> ^1 p: note",
        ),
        (
            "# P\n\nq\n\n# R\n\n![[#P]]",
            "h1: P\np: q\nh1: R\n<#P> h1: P\n<#P> p: q",
        ),
    ];
    for (root, expected) in cases {
        let seen = picture(&with_notes(root, &files));
        assert!(seen.starts_with(expected), "{root}\n{seen}");
    }
}

#[test]
fn links_of_notes_stand_in_reading_order() {
    let document = with_notes("[x](u)\n\n![[N]]\n\n[y](u)", &[("N", "[n](v)")]);
    let anchors: Vec<&str> = document
        .links
        .iter()
        .map(|link| link.text.of(document.text.as_str()))
        .collect();
    assert_eq!(anchors, ["x", "", "n", "y"]);
    for run in &document.runs {
        let link = run.link.map(|link| &document.links[link as usize]);
        assert!(link.is_some_and(|link| link.text == run.text));
    }
}

#[test]
fn embeds_of_embeds_end() {
    let fan = "![[N1]]\n\n![[N2]]\n\n![[N3]]\n\n![[N4]]\n\n![[N5]]\n\nx";
    let names = ["N1", "N2", "N3", "N4", "N5"];
    let document = with_notes(fan, &names.map(|name| (name, fan)));
    assert!(document.blocks.len() < 1000, "{}", document.blocks.len());
    let deepest = document
        .blocks
        .iter()
        .map(|block| document.around(block).len())
        .max();
    assert_eq!(deepest, Some(4));
}

#[test]
fn comments_are_shown_when_asked_for() {
    let written = "a %%b **c**%% d\n\n%%\n\n- #e\n\n%% f";
    let reading = Reading {
        comments: Comments::Shown,
        ..Reading::default()
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
    let place = |range: crate::core::range::SourceRange| range.of(file);
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
        "A b\nIs an inc in & x. Next\none\ntwo"
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

/// Examples whose words or links a reader is better off without, and why.
const EXCEPTIONS: [(&str, &str); 1] = [(
    "cmark-gfm-extensions#23",
    "a footnote's number stands in brackets, so that no name ends in a digit",
)];

/// An address with what is not ASCII encoded, as the examples' renderer has it.
fn encoded(target: &str) -> String {
    target
        .bytes()
        .map(|byte| match byte {
            b'\\' | b'`' | b'[' | b']' | 128.. => format!("%{byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}

/// The words of a text, as the conformance examples count them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn no_word_of_the_conformance_examples_is_missing() {
    let Some(folder) = std::env::var_os("POSTIL_CORPORA") else {
        eprintln!("POSTIL_CORPORA is not set: the conformance examples are left out");
        return;
    };
    let file = std::path::Path::new(&folder).join("commonmark/examples.jsonl");
    let examples = std::fs::read_to_string(file).unwrap();
    let mut missing = Vec::new();
    for line in examples.lines() {
        let example: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = example["id"].as_str().unwrap();
        let markdown = example["markdown"].as_str().unwrap();
        let document = read(markdown, 0);
        assert_sound(markdown, &document);
        if EXCEPTIONS.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let mut shown = words(document.text.as_str()).into_iter();
        let strings = |key: &str| {
            example[key]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(serde_json::Value::as_str)
                .collect::<Vec<_>>()
        };
        for word in strings("visible_words") {
            if !shown.any(|other| other == word) {
                missing.push(format!(
                    "{id}: word {word:?} of {markdown:?}: {:?}",
                    document.text
                ));
                break;
            }
        }
        for target in strings("hrefs")
            .into_iter()
            .filter(|target| target.contains(':'))
        {
            if !document
                .links
                .iter()
                .any(|link| encoded(&link.target) == encoded(target))
            {
                missing.push(format!(
                    "{id}: link {target:?} of {markdown:?}: {:?}",
                    document.links
                ));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} of {}:\n{}",
        missing.len(),
        examples.lines().count(),
        missing.join("\n")
    );
}

#[test]
fn lines_of_html_stay_apart_whatever_ends_them() {
    let file = "> <!--\r_";
    assert_sound(file, &read(file, 0));
}

/// Beginnings, ends and middles of all that can stand in an article.
const FRAGMENTS: &[&str] = &[
    "# ",
    "> ",
    "- ",
    "1. ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "`",
    "```\n",
    "$",
    "$$",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "![[",
    "|",
    "\\|",
    "|-|",
    "![",
    "](u)",
    "](https://e.org/a b)",
    "https://e.org/",
    "www.e.org",
    "a@e.org",
    "==",
    "%%",
    "^[",
    " ^id",
    "[^1]",
    "[^1]: ",
    "#tag",
    "> [!note]- ",
    "[?] ",
    "[ ] ",
    "---",
    "\\",
    "&amp;",
    "&#27;",
    "&nbsp;",
    "<b>",
    "</b>",
    "<a href='u'>",
    "</a>",
    "<img src=i alt=x>",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=2>",
    "</table>",
    "<ul><li>",
    "</ul>",
    "<pre>",
    "<div>",
    "</p>",
    "<h2>",
    "<script>",
    "<!--",
    "-->",
    "<video><source src=v>",
    "0:06",
    "\u{200b}",
    "\u{1b}",
    "e\u{301}",
    "日本",
    "👩\u{200d}🔬",
    "word",
    " ",
    "=",
];

/// Markdown, HTML and what note programs know, in any order.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(FRAGMENTS);
    let part = prop_oneof![12 => fragment.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_a_sound_document(text in fragments(), body in 0_usize..10) {
        let body = (0..=body).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        assert_sound(&text, &read(&text, body as u32));
        let find = |_: &str| Some(Note { key: "n".to_owned(), text: text.as_str().into(), body: 0 });
        let reading = Reading { comments: Comments::Shown, notes: Some(&find) };
        assert_sound(&text, &read_with(&text, 0, &reading));
    }

    #[test]
    fn no_letter_of_running_text_is_lost(words in prop::collection::vec("\\p{L}[\\p{L}\\p{N}]{0,7}[,.!?;]?", 1..30), lines in 1_usize..6) {
        let text = words.chunks(lines).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n");
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let document = read(&text, 0);
        prop_assert_eq!(letters(document.text.as_str()), letters(&text));
    }
}
