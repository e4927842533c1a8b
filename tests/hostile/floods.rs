//! Texts whose shape could make them dear: one thing again and again.

/// A name and the text of each kind, of about so many bytes.
pub fn floods(bytes: usize) -> Vec<(String, String)> {
    let filled = |part: &str| part.repeat(bytes / part.len());
    let nested = |open: &str, close: &str| {
        let depth = bytes / (open.len() + close.len());
        open.repeat(depth) + "x" + &close.repeat(depth)
    };
    let side = (bytes / 2).isqrt();
    let shaped = [
        ("quotes", format!("{}deep", "> ".repeat(bytes / 2))),
        ("quoted lines", filled(&format!("{}x\n", "> ".repeat(100)))),
        ("table", table((side, side))),
        ("long table", format!("|a|b|\n|-|-|\n{}", filled("|c|d|\n"))),
        (
            "short rows",
            format!("{}{}", table((side, 1)), filled("|c\n")),
        ),
        ("notes in notes", nested("^[", "]")),
        ("images in images", nested("![a ", "](b)")),
        ("links in links", nested("[a ", "](b)")),
        ("elements in elements", nested("<div>", "</div>")),
        ("marks of notes", filled("[^a] ") + "\n\n[^a]: x\n"),
        ("references", filled("[a] ") + "\n\n[a]: x\n"),
        (
            "lines in a cell",
            "<textarea><table><tr><td>a".to_owned() + &filled("\n"),
        ),
        ("one mailbox", "@ ".to_owned() + &filled("a-")),
        (
            "a long form",
            filled("Abcdefg ") + "Corporation (Azzz) said so.",
        ),
        (
            "pieces of words",
            filled(&format!(
                "The {}Corporation (Aaaaaaaaaaaaaab) said so on Monday.\n\n",
                "Aaaaaaaaaaaaaa ".repeat(10)
            )),
        ),
        (
            "front matter",
            format!("---\n{}---\nx", filled("key: value\n")),
        ),
        (
            "a list of tags",
            format!("---\ntags: [{}]\n---\nx", filled("a, ")),
        ),
        ("keys of TOML", format!("+++\n{}+++\nx", filled("a = 1\n"))),
    ];
    let shaped = shaped.map(|(name, text)| (name.to_owned(), text));
    let repeated = REPEATED.map(|part| (format!("{part:?}"), filled(part)));
    shaped.into_iter().chain(repeated).collect()
}

/// What is repeated: blocks, marks, elements of HTML, names, figures, letters.
const REPEATED: [&str; 108] = [
    "- ",
    "---\n",
    "a\n\n",
    "- [ ] x\n",
    "# h\n",
    "> [!note] x\n\n",
    "```\n",
    "1. ",
    "    x\n",
    "x^[note] ",
    "^[a ",
    "*a_ ",
    "*",
    "**a",
    "_a_",
    "~",
    "[",
    "]",
    "[a](",
    "[[a]] ",
    "[[a#",
    "![[a]]\n\n",
    "![[#x]]\n",
    "![[#x]]\n\n",
    "![[a#^x]]\n\n",
    "# x\n\n![[#x]]\n\n",
    "`a``b```c",
    "$a$ ",
    "$",
    "%%",
    "==a== ",
    "==",
    "#tag ",
    "\\",
    "&amp;",
    "&",
    "www.a.b ",
    "xhttp://",
    "xwww.a",
    "http://",
    "http://a) ",
    "a@b.c/",
    "xmpp:a@b.c/",
    "a@",
    "<div>",
    "</div>",
    "<a ",
    "<a href=x>",
    "<a href='x",
    "<!--",
    "<table><tr><td>",
    "<td>",
    "<li>",
    "<style>",
    "<style>\n\n",
    "a <title> ",
    "a <xmp>",
    "<script>",
    "<iframe>",
    "<iframe src=x />\n",
    "<video src=x>\n\n",
    "<pre>",
    "<b>",
    "\n",
    "\r",
    " ",
    "x",
    "X",
    "Ab ",
    "AB ",
    "A-",
    "A. ",
    "United ",
    "Act of ",
    "Ab and ",
    "Abcdefg ",
    "Abcdefg, ",
    "Abcdefg said. ",
    "President Abcdefg ",
    "Mr. ",
    "\"Abc ",
    "(Abc) ",
    "(AB) ",
    "Long Name (LN) ",
    "Big Old Party (Biopa) ",
    "JD(S) ",
    "500 ",
    "1,",
    "1,22,",
    "5 million ",
    "million ",
    "hundreds of ",
    "$5 to ",
    "from $5 to $6 ",
    "5-",
    "5 May ",
    "May ",
    "Monday, ",
    "2024-05-06 ",
    "1/",
    "10:30 ",
    "2024年",
    "中",
    "の",
    "한국 ",
    "\u{301}",
    "\u{202e}",
    "👩\u{200d}",
];

/// A table with so many cells across and down.
pub fn table((across, down): (usize, usize)) -> String {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(across));
    format!("{}{}{}", row("h"), row("-"), row("c").repeat(down))
}
