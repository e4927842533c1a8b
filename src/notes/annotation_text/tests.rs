//! Golden cases: what comes out may never change.

use proptest::prelude::*;

use super::*;

/// What is written, and its text.
const GOLDEN: &[(&str, &str)] = &[
    (
        "# A *b*\n\ntext\nmore  \nline\\\nend",
        "A b\ntext more\nline\nend",
    ),
    (
        "[[Note]] [[Note#Part|text]] [[#Part]] [a](u) [b][r] <https://e.org> [](u)\n\n[r]: u",
        "Note text #Part a b https://e.org ",
    ),
    (
        "| a | b |\n|---|---|\n| [[N\\|x]] | |\n| c | **d** |\n\nafter",
        "a b\nx\nc d\nafter",
    ),
    (
        "a ![[a.png|300]] b ![alt](u) c\n\n![[Note]]\n\n[![alt](i)](t)",
        "a  b  c",
    ),
    (
        "==m== ==a *b*== `==c==` a==b==c \\==d==",
        "m a b ==c== a==b==c ==d==",
    ),
    (
        "a %%h%% b 100%% c 50%%\n\n%%\nx\n\n- y\n%%\n\nz",
        "a  b 100%% c 50%%\nz",
    ),
    (
        "> [!warning]- Title *x*\n> body\n>\n> > [!tip]\n> > inner\n\n> [!NOTE]\n> g\n\n> quote\n> on",
        "Title x\nbody\ninner\ng\nquote on",
    ),
    ("text ^abc-1\n\n^def\n\n2 ^3", "text\n2 ^3"),
    ("#tag and #b", "#tag and #b"),
    (
        "A[^n] b[^x]^[in]\n\n[^n]: Def\n    more\n\nlast",
        "A b[^x]^[in]\nDef more\nlast",
    ),
    (
        "a $x^2$ b $$y$$\n\n$$\nz\n$$\n\n$5 and $6",
        "a x^2 b y\nz\n$5 and $6",
    ),
    (
        "- [ ] a\n- [x] b\n- [?] c\n  - d\n1. e\n\n   f",
        "a\nb\n[?] c\nd\ne\nf",
    ),
    (
        "https://e.org/y. &amp; &eacute; &#8212; \\* ~~x~~ ~y~ `a\\`b`",
        "https://e.org/y. & é — * x ~y~ a\\b`",
    ),
    (
        "a<br>b <b>c</b><sub>2</sub>\n\n<div><p>x &amp; y</p><p>z</p>\n<b>u</b>v <!-- c --><script>s</script></div>",
        "a\nb c2\nx & y z uv",
    ),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
    ("---\n\na\n\n---", "a"),
    (
        "```sh\na \\`b\\`\n\n  c\n```\n\n    d\n",
        "a \\`b\\`\n\n  c\nd",
    ),
    ("**0:06** · text\n\n0:00 / 0:00", "0:06 · text\n0:00 / 0:00"),
    ("an [a](u)  in  b", "an a  in  b"),
    ("a\r\nb\r\n\r\nc\rd\r\r`e`\r\n", "a b\nc d\ne"),
    (
        "x\u{1b}[3m\u{200b}y 日本語 e\u{301}",
        "x\u{1b}[3m\u{200b}y 日本語 e\u{301}",
    ),
    ("", ""),
];

#[test]
fn nothing_that_comes_out_has_changed() {
    let changed: Vec<String> = GOLDEN
        .iter()
        .filter_map(|(written, golden)| {
            let plain = plain(written, 0);
            (plain.text != *golden)
                .then(|| format!("== {written:?}\n-- {:?}\n++ {golden:?}", plain.text))
        })
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn places_lead_there_and_back() {
    let file = "---\nt: x\n---\r\nDas **größte** &amp; `b`\r\nc\r\n\r\n日本 語";
    let plain = plain(file, 14);
    assert_eq!(plain.text, "Das größte & b c\n日本 語");
    let source = |points: Range<u32>| plain.source_of(points).map(|source| source.of(file));
    assert_eq!(plain.slice(4..10), "größte");
    assert_eq!(source(4..10), Some("größte"));
    assert_eq!(source(0..10), Some("Das **größte"));
    assert_eq!(source(11..12), Some("&amp;"));
    assert_eq!(source(13..16), Some("b`\r\nc"));
    assert_eq!(source(17..19), Some("日本"));
    assert_eq!(source(16..17), None);
    let at = file.find("ößt").unwrap() as u32;
    assert_eq!(plain.points_of(SourceRange::new(at, at + 5)), Some(6..9));
    assert_eq!((plain.len(), plain.slice(17..99)), (21, ""));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_a_way_back(
        text in "([#>*_`~\\[\\]()!|^$:=%<>\\-\\\\ \t\r\n]|[a-zé1-9]|%%|==|\\^a|<b>|<p>|<!--|&amp;|\u{200b}|日){0,80}",
        start in 0_u32..60, length in 1_u32..20,
    ) {
        let plain = plain(&text, 0);
        prop_assert_eq!(plain.len(), plain.text.chars().count() as u32);
        for stretch in &plain.spans {
            let source = text.get(stretch.source.bytes()).expect("on character boundaries");
            if stretch.exact {
                // A carriage return alone is a line end of the same length, so places carry over.
                prop_assert_eq!(source.replace('\r', "\n"), &plain.text[stretch.bytes.clone()]);
            }
        }
        if let Some(source) = plain.source_of(start..start + length) {
            prop_assert!(text.get(source.bytes()).is_some());
            let points = plain.points_of(source).expect("what came from a source leads back");
            prop_assert!(points.end > start && points.start < start + length);
        }
    }
}
