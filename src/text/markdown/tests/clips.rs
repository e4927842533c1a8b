//! What real clips hold besides Markdown, and what must be seen of it.

use super::*;

/// The blocks of a text, a line each, then what it links to.
fn shown(text: &str) -> String {
    picture(&read(text, 0))
}

fn texts(document: &Document) -> Vec<&str> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| document.slice(block.text).as_str())
        .collect()
}

#[test]
fn sums_of_money_are_no_formulas() {
    for text in [
        "Tickets are $20 for adults, 15$ for children.",
        "Between $5 and 10$ a month.",
        "It cost $5 (or $6). Price: 5$ to 6$.",
        "Le prix est de 5 $ ou 10 $ par mois, soit 60$/an et 70$/an.",
        "Prices (in $) rose: 10$, 20$ and 30$.",
        "From $5, 10$ to 15$.",
        "Food: $$, rooms: $$ to $$$.",
        "NT$1 million (US$34,693)",
    ] {
        assert_eq!(shown(text), format!("p: {text}"));
    }
    for (text, formulas) in [
        ("The mass is $m_1$ and $E = mc^2$; the prize is $5.", 2),
        ("Of $5$ apples $x$ were red; $P(rain) = 0.5$.", 3),
        ("It is $20 for adults, 15$ for $n$ children.", 1),
        ("Some 10$\\mu$m at 37$^\\circ$C.", 2),
    ] {
        let document = read(text, 0);
        let runs = document.runs.iter();
        let found = runs.filter(|run| run.style.contains(Inline::MATH)).count();
        assert_eq!(found, formulas, "{text}: {}", shown(text));
    }
}

#[test]
fn raised_text_says_what_it_said() {
    for (text, wanted) in [
        ("10<sup>6</sup> m<sup>2</sup>", "10⁶ m²"),
        ("2<sup>n+1</sup> and 10<sup>x/2</sup>", "2ⁿ⁺¹ and 10^(x/2)"),
        ("the 4<sup>th</sup>, 1<sup>er</sup>", "the 4th, 1er"),
        ("CO<sub>2</sub>, 10<sub>2</sub>", "CO2, 10₂"),
        ("<p>10<sup>6</sup></p>", "10⁶"),
    ] {
        assert_eq!(texts(&read(text, 0)), [wanted], "{text}");
    }
}

#[test]
fn readings_stand_behind_the_words() {
    for (text, wanted) in [
        (
            "<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ行く。<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を",
            "東京(とうきょう)へ行く。漢字(かんじ)を",
        ),
        ("<p><ruby>漢<rt>かん<rt>x</ruby>字</p>", "漢(かんx)字"),
        ("a <ruby>b</ruby> c <rt>d</rt>", "a b c d"),
    ] {
        assert_eq!(texts(&read(text, 0)), [wanted], "{text}");
    }
}

#[test]
fn pictures_that_hold_themselves_are_pictures() {
    let drawing =
        "![](data:image/svg+xml,%3csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%271%27/%3e)";
    let linked = format!("A [{drawing}](https://e.org/a) b");
    for (text, wanted) in [
        (drawing.to_owned(), "p: B‹image›\nImage \"image\" -> data:image"),
        (
            "![A cat](data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><path d='M 1 2'/></svg>) b"
                .to_owned(),
            "p: B‹A cat› b\nImage \"A cat\" -> data:image",
        ),
        (
            linked,
            "p: A B‹image› b\nInline \"image\" -> https://e.org/a\nImage \"image\" -> data:image",
        ),
    ] {
        assert_eq!(shown(&text), wanted, "{text}");
    }
}

#[test]
fn a_link_may_reach_around_blocks() {
    for (text, wanted) in [
        (
            "[\n\n### One\n\nText.\n\n](https://a.org/x)[\n\n### Two\n\n](https://b.org/y)\n\nEnd.",
            "h3: One\np: Text.\nh3: Two\np: End.\nInline \"One\" -> https://a.org/x\nInline \"Two\" -> https://b.org/y",
        ),
        (
            "[First words\n\nmore](https://a.org/x) end",
            "p: First words\np: more end\nInline \"First words\" -> https://a.org/x",
        ),
        (
            "[\n\n![](https://e.org/i.png)\n\n](/a/b)",
            "embed: B‹i.png›\nInline \"i.png\" -> /a/b\nImage \"i.png\" -> https://e.org/i.png",
        ),
        (
            "Lost](https://a.org/x)[ a",
            "p: Lost](https://a.org/x)[ a\nBare \"https://a.org/x\" -> https://a.org/x",
        ),
        ("A [bracket\n\nand ](no) b", "p: A [bracket\np: and ](no) b"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn what_outliners_note_for_themselves_is_not_shown() {
    for (text, wanted) in [
        (
            "- A\n  hl-page:: 4\n  id:: 63d0a0a0-0000-4000-8000-000000000000",
            "* p: A",
        ),
        (
            "- DONE read\n  :LOGBOOK:\n  CLOCK: [2024-01-01 Mon 10:00:00]\n  :END:",
            "* p: DONE read",
        ),
        ("author:: Ana", "p: author:: Ana"),
        (
            "- {{video https://www.youtube.com/watch?v=abc}}",
            "* p: B‹youtube.com›\nMedia \"youtube.com\" -> https://www.youtube.com/watch?v=abc",
        ),
        (
            "See ((63d0a0a0-0000-4000-8000-000000000000)) there",
            "p: See there",
        ),
        (
            "{{x https://e.org/a b}}",
            "p: {{x https://e.org/a b}}\nBare \"https://e.org/a\" -> https://e.org/a",
        ),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn lists_of_attributes_are_no_text() {
    for (text, wanted) in [
        (
            "Text with attributes.\n{: .note #id1}\n\nb",
            "p: Text with attributes.\np: b",
        ),
        ("## Custom {#custom}", "h2: Custom"),
        (
            "![a](b.png){:height 300, :width 400}",
            "p: B‹a›\nImage \"a\" -> b.png",
        ),
        (
            "[a](https://e.org){:target=\"_blank\"} b",
            "p: a b\nInline \"a\" -> https://e.org",
        ),
        ("A set {.5, 1} and {a}", "p: A set {.5, 1} and {a}"),
    ] {
        assert_eq!(shown(text), wanted, "{text}");
    }
}

#[test]
fn tags_are_told_from_keys_and_colours() {
    let tags = |text: &str| {
        let tags = read(text, 0).tags;
        tags.iter()
            .map(|tag| tag.name.to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    for (text, wanted) in [
        ("Press #️⃣ for help. Issue #️⃣12 is open.", ""),
        ("#f5f2e8 #fff #aabbcc #FFFFFF80", ""),
        (
            "#facade #b2b #2024a #ai/policy",
            "facade,b2b,2024a,ai/policy",
        ),
        ("A #[[open data]] b", "open data"),
    ] {
        assert_eq!(tags(text), wanted, "{text}");
    }
}

#[test]
fn short_lines_are_kept_and_others_where_the_reader_wants_so() {
    let poem = "Roses are red\nViolets are blue\nEach line stands alone";
    let prose = "A line that was wrapped by a program, as it was too long for it,\nand its end";
    for (text, wanted) in [
        (poem, poem.to_owned()),
        (prose, prose.replace('\n', " ")),
        (
            "Q: What now?\nA: Nothing.",
            "Q: What now?\nA: Nothing.".into(),
        ),
        (
            "An item whose words\nare few",
            "An item whose words are few".into(),
        ),
        ("<p>One\nTwo\nThree</p>", "One Two Three".into()),
    ] {
        assert_eq!(texts(&read(text, 0)).join("\n\n"), wanted);
    }
    let kept = ReadOptions {
        line_breaks: LineBreaks::Kept,
        ..ReadOptions::default()
    };
    assert_eq!(texts(&read_with(prose, 0, &kept)), [prose]);
}
