//! One case for each variant of a body: what is written, and what it is read as.

use super::*;

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
            "p: a↵b H_‹2›O x^‹²› c S‹d›",
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
            "p: SH‹0:06› · text↵H‹1:02:03› more 4:05 no",
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
