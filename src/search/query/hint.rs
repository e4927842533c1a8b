//! What can be typed into the box, in words, by what is being typed.

/// What can be typed, in one line.
pub const HINT: &str = "words in any order  a: e: s: h: n: #tag >command  'exact ^start end$ !not";

/// What signs before a word do.
const SIGNS: [(&str, &str); 5] = [
    ("|", "this | that: one of the two"),
    ("'", "'word: exactly these letters"),
    ("^", "^word: at the beginning; ^word$: nothing else"),
    (
        "!",
        "!word: not these letters; also !^word, !word$ and !tag:law",
    ),
    ("\"", "\"two words\": this phrase, over line ends too"),
];

/// What conditions ask of articles, by the name before the colon.
const CONDITIONS: [(&str, &str); 12] = [
    ("article", "article:dir/name.md: this file"),
    ("entity", "entity:\"Saudi Arabia\": articles that name it"),
    ("kind", "kind:person: articles that name one"),
    (
        "source",
        "source:nist.gov/x: articles that cite this page or site",
    ),
    (
        "site",
        "site:nist.gov, site:nist: articles clipped from there",
    ),
    ("author", "author:\"Jane Doe\": articles by her"),
    ("tag", "tag:law: articles with this tag or one below it"),
    (
        "after",
        "after:2024, after:2024-05-31, after:7d (2w, 3m, 1y): that day or later",
    ),
    ("before", "before:2024-05, before:1y: earlier than that"),
    (
        "match",
        "match:\"huawei !nokia\": articles that hold these words",
    ),
    ("filter", "filter:name: what passes the filter of that name"),
    (
        "is",
        "is:annotated, is:starred, is:later, is:unread: articles that are so",
    ),
];

/// What the word that is being typed does, by its signs or its first letters.
pub fn hint(typed: &str) -> Option<&'static str> {
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let name = word.trim_start_matches('!');
    let name = name.strip_suffix(':').unwrap_or(name);
    // One letter begins too many words to be taken for a condition.
    let is_begun = |(known, _): &&(&str, &str)| name.len() > 1 && known.starts_with(name);
    let ends = ("$", "word$: at the end");
    let is_ended = word.len() > 1 && word.ends_with(ends.0);
    let sign = || SIGNS.iter().find(|(sign, _)| word.starts_with(sign));
    let condition = CONDITIONS.iter().find(is_begun);
    let found = condition.or_else(|| if is_ended { Some(&ends) } else { sign() });
    found.map(|(_, words)| *words)
}
