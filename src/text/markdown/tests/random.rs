//! What holds for any text at all.

use proptest::prelude::*;

use super::*;

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
        let find = |_: &str| Some(NoteFile { key: "n".to_owned(), text: text.as_str().into(), body: 0 });
        let reading = ReadOptions { comments: Comments::Shown, notes: Some(&find), line_breaks: LineBreaks::default() };
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
