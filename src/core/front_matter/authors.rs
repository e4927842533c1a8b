//! Who wrote an article, from wikilinks, handles and plain names.

use crate::core::article::Author;
use crate::core::gate::Shown;

use super::references::resolved;

/// How a text with names came: that decides what a comma means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// One item of a list: "Doe, Jane" is one person.
    Item,
    /// All there is: "Ana Lima, Bo Wei" are two.
    Alone,
}

/// Words between two full names.
const BETWEEN: [&str; 7] = [" and ", " & ", " y ", " et ", " och ", " und ", " e "];
/// Words between names that are none.
const JOINTS: [&str; 7] = ["and", "&", "by", "und", "et", "y", "och"];

/// The authors named in `text`, in order.
pub(super) fn authors(text: &str, given: Given) -> Vec<Author> {
    let text: &str = &resolved(text);
    let text = without_label(text.trim());
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = next_link(rest) {
        found.extend(names_beside_links(before));
        found.extend(linked(link));
        rest = after;
    }
    if rest.len() == text.len() {
        return plain_names(text, given)
            .into_iter()
            .filter_map(unlinked)
            .collect();
    }
    found.extend(names_beside_links(rest));
    found
}

/// The first wikilink of `text`: what stands before it, inside it and after it.
pub(super) fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (inside, after) = rest.split_once("]]")?;
    Some((before, inside, after))
}

/// What a wikilink shows: its alias, else the last part of its path.
pub(super) fn label(link: &str) -> &str {
    match link.rsplit_once('|') {
        Some((_, alias)) if !alias.trim().is_empty() => alias.trim(),
        _ => {
            let target = target(link);
            let note = target.split('#').next().unwrap_or(target);
            note.rsplit('/').next().unwrap_or(note).trim()
        }
    }
}

/// The note that a wikilink leads to; a pipe may be escaped as in a table.
fn target(link: &str) -> &str {
    let target = link.split_once('|').map_or(link, |(target, _)| target);
    target.trim_end_matches('\\').trim()
}

fn linked(link: &str) -> Option<Author> {
    let name = Shown::line(label(link));
    let target = target(link);
    (!name.is_empty()).then(|| Author {
        name,
        target: Some(target.to_owned()),
    })
}

/// Words that say that a name follows.
const LABELS: [&str; 14] = [
    "by ",
    "by: ",
    "par ",
    "por ",
    "av ",
    "作者：",
    "作者:",
    "著者：",
    "著者:",
    "文：",
    "文/",
    "文／",
    "글 ",
    "撰文：",
];

/// A name or several without the word before them, such as "By" of a byline.
fn without_label(text: &str) -> &str {
    let label = LABELS.iter().find(|label| {
        text.get(..label.len())
            .is_some_and(|start| start.to_lowercase() == **label)
            && text[label.len()..]
                .trim_start()
                .starts_with(|c: char| !c.is_lowercase())
    });
    label.map_or(text, |label| text[label.len()..].trim_start())
}

/// A name without the mail address behind it.
fn without_address(name: &str) -> &str {
    for (open, close) in [('<', '>'), ('(', ')')] {
        let parts = name
            .strip_suffix(close)
            .and_then(|rest| rest.rsplit_once(open));
        if let Some((words, _)) =
            parts.filter(|(words, inside)| inside.contains('@') && !words.trim().is_empty())
        {
            return words.trim_end();
        }
    }
    name
}

/// An author without a wikilink; of a Markdown link only the words are kept.
fn unlinked(name: &str) -> Option<Author> {
    let name = name.trim();
    let words = name
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
        .map_or(name, |(words, _)| words);
    let name = Shown::line(without_address(words.trim()));
    (!name.is_empty()).then_some(Author { name, target: None })
}

/// Names that stand between wikilinks, without the words that join them.
fn names_beside_links(text: &str) -> Vec<Author> {
    let is_name = |part: &&str| {
        part.chars().any(char::is_alphanumeric) && !JOINTS.contains(&part.to_lowercase().as_str())
    };
    let parts = text.split([',', ';', '、', '"']).map(str::trim);
    parts.filter(is_name).filter_map(unlinked).collect()
}

/// Cuts plain names apart where that is certain.
fn plain_names(text: &str, given: Given) -> Vec<&str> {
    let parts: Vec<&str> = text.split([';', '、', '，']).collect();
    if given == Given::Item || parts.len() > 1 {
        return parts;
    }
    let two = BETWEEN.iter().filter_map(|joint| text.split_once(joint));
    let mut two = two.filter(|(one, other)| is_full_name(one) && is_full_name(other));
    if let Some((one, other)) = two.next() {
        return vec![one, other];
    }
    let parts: Vec<&str> = text
        .split(',')
        .map(|part| without_joint(part.trim()))
        .collect();
    let whole = |part: &&str| part.contains(char::is_whitespace) || part.starts_with('@');
    let several = parts.len() > 2 || (parts.len() == 2 && parts.iter().all(whole));
    let suffix = |part: &&str| {
        matches!(
            part.trim_end_matches('.'),
            "Jr" | "Sr" | "II" | "III" | "MD" | "PhD" | "Ph.D"
        )
    };
    if several && !parts.iter().any(suffix) {
        parts
    } else {
        vec![text]
    }
}

/// Whether words are first and last name of one person, as far as can be seen.
fn is_full_name(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.contains(',');
    (2..=3).contains(&words.len()) && words.iter().all(capital)
}

/// A name of a list without the "and" before it.
fn without_joint(part: &str) -> &str {
    part.strip_prefix("and ").unwrap_or(part).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, given: Given) -> Vec<String> {
        authors(text, given)
            .into_iter()
            .map(|author| author.name.to_string())
            .collect()
    }

    #[test]
    fn wikilinks_show_their_alias_and_keep_their_target() {
        let all = authors(
            "[[people/Ana Lima|A. Lima]],[[people/Bo Wei]] and [[Cy\\|C]]",
            Given::Alone,
        );
        let pairs: Vec<_> = all
            .iter()
            .map(|a| (a.name.as_str(), a.target.as_deref()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("A. Lima", Some("people/Ana Lima")),
                ("Bo Wei", Some("people/Bo Wei")),
                ("C", Some("Cy")),
            ]
        );
        assert_eq!(names("By [[Ana]], Bo Wei", Given::Item), ["Ana", "Bo Wei"]);
        assert_eq!(names("[[Ana", Given::Alone), ["[[Ana"]);
    }

    #[test]
    fn a_comma_parts_names_only_where_that_is_certain() {
        assert_eq!(
            names("Ana Lima, Bo Wei", Given::Alone),
            ["Ana Lima", "Bo Wei"]
        );
        assert_eq!(
            names("Ana Lima, Bo Wei, and Cy", Given::Alone),
            ["Ana Lima", "Bo Wei", "Cy"]
        );
        assert_eq!(names("Doe, Jane", Given::Alone), ["Doe, Jane"]);
        assert_eq!(
            names("By Ana Lima and Bo Wei", Given::Alone),
            ["Ana Lima", "Bo Wei"]
        );
        assert_eq!(
            names("Por Ana Ruiz y Luis Gómez", Given::Alone),
            ["Ana Ruiz", "Luis Gómez"]
        );
        for one in [
            "José Ortega y Gasset",
            "Department of Trade and Industry",
            "Johnson & Johnson",
            "By the river",
        ] {
            assert_eq!(names(one, Given::Alone), [one]);
        }
        assert_eq!(names("Jane Doe, Ph.D.", Given::Alone), ["Jane Doe, Ph.D."]);
        assert_eq!(names("Ana Lima, Bo Wei", Given::Item), ["Ana Lima, Bo Wei"]);
        assert_eq!(names("张三、李四", Given::Item), ["张三", "李四"]);
        assert_eq!(names("作者：张三", Given::Item), ["张三"]);
        assert_eq!(names("Ana Lima <ana@e.org>", Given::Item), ["Ana Lima"]);
        assert_eq!(names("<ana@e.org>", Given::Item), ["<ana@e.org>"]);
        assert_eq!(
            names("[Ana &amp; Co](https://e.org)", Given::Item),
            ["Ana & Co"]
        );
    }
}
