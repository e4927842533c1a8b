//! Who wrote an article, from wikilinks, handles and plain names.

use crate::clip::article::Author;
use crate::text::clean::SafeText;

use super::byline::{unlabelled, without_office};
use super::links::{label, next_link, target};
use super::roles::{is_agency, is_beside, is_role, quoted_list, without_roles};
use crate::text::character_reference::resolved;
use crate::text::word_list::WordList;

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
/// Signs between full names.
const SIGNS: [&str; 3] = [" / ", " · ", " • "];
/// Signs that stand between names and in none.
const PARTING: [char; 3] = [';', '、', '，'];
/// Words inside of names that begin with a small letter.
const PARTICLES: [&str; 16] = [
    "de", "del", "la", "las", "los", "da", "dos", "do", "du", "di", "le", "van", "von", "der",
    "den", "af",
];
/// Words between names that are none.
const JOINTS: [&str; 7] = ["and", "&", "by", "und", "et", "y", "och"];

/// What clippers and people write where they know no author, in small letters.
static NOBODY: WordList = WordList::new(include_str!("../../../assets/words/unknown_authors.txt"));
/// What stands behind a name and a comma, without full stops: a person's suffix, or a company's form.
const SUFFIXES: &str = "Jr Sr II III IV MD PhD MBA MSc Esq \
    Inc inc INC Incorporated Ltd ltd LTD Limited LLC LLP PLC plc Corp Corporation Co \
    GmbH AG KG SA SAS SARL SL SpA SRL Srl BV NV AB AS ApS Oy";

/// The authors named in `text`, in order.
pub(super) fn authors(text: &str, given: Given) -> Vec<Author> {
    let text: &str = &resolved(text);
    let text = text.trim();
    if text.contains('\n') && next_link(text).is_none() {
        // Each line of a byline may begin with a word of its own, and a comma in it parts nothing.
        let lines = text.lines();
        return lines.flat_map(|line| authors(line, Given::Item)).collect();
    }
    if let Some(items) = quoted_list(text) {
        let items = items.into_iter();
        return items.flat_map(|item| authors(item, Given::Item)).collect();
    }
    let text = unlabelled(text);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = next_link(rest) {
        found.extend(names_beside_links(before));
        found.extend(linked(link));
        rest = after;
    }
    if rest.len() == text.len() {
        let names = without_roles(mailbox_name(text));
        let names = plain_names(&names, given).into_iter();
        return names.filter_map(unlinked).collect();
    }
    found.extend(names_beside_links(rest));
    found
}

/// The authors of a wikilink: of a path the last part, of a person and an agency both.
fn linked(link: &str) -> Vec<Author> {
    let target = target(link);
    let parts: Vec<&str> = target.split('/').collect();
    let names =
        if parts.len() > 1 && !link.contains('|') && parts.iter().any(|part| is_agency(part)) {
            parts
        } else {
            vec![label(link)]
        };
    let names = names.into_iter().map(|name| {
        let name = without_roles(without_joint(unlabelled(name)));
        SafeText::line(without_office(&name))
    });
    let is_named = |name: &SafeText| is_somebody(name.as_str());
    names
        .filter(is_named)
        .map(|name| Author {
            name,
            target: Some(target.to_owned()),
        })
        .collect()
}

/// The name in brackets behind an address, as feeds write it: `ana@e.org (Ana Lima)`.
fn mailbox_name(text: &str) -> &str {
    let parts = text
        .strip_suffix(')')
        .and_then(|rest| rest.split_once(" ("));
    match parts {
        Some((address, name)) if address.contains('@') && !address.contains(' ') => name,
        _ => text,
    }
}

/// Whether a name is one: no signs alone, no stand-in, no count of badges as of Stack Overflow.
fn is_somebody(name: &str) -> bool {
    let is_badges = name.starts_with(|c: char| c.is_ascii_digit())
        && [" gold badge", " silver badge", " bronze badge"]
            .iter()
            .any(|badge| name.contains(badge));
    let is_stand_in = NOBODY.contains(&name.to_lowercase());
    !is_stand_in && !is_badges && !name.chars().all(|c| c.is_ascii_punctuation())
}

/// Whether words behind a comma belong to the name before it: `Jr.`, `Inc.`
fn is_suffix(words: &str) -> bool {
    let plain = words.trim().replace('.', "");
    SUFFIXES.split_whitespace().any(|suffix| suffix == plain)
}

/// The authors of a list without those who are only what another one is: `Ana Lima`, `Staff Writer`.
pub(super) fn without_offices(mut list: Vec<Author>) -> Vec<Author> {
    if list.iter().any(|author| !is_role(author.name.as_str())) {
        list.retain(|author| !is_role(author.name.as_str()));
    }
    list
}

/// The authors of a list in which a suffix may stand as if it were one: it is part of the name before
/// it.
pub(super) fn with_suffixes(list: Vec<Author>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for author in list {
        match authors.last_mut() {
            Some(before) if is_suffix(author.name.as_str()) => {
                before.name = SafeText::line(&format!("{}, {}", before.name, author.name));
            }
            _ => authors.push(author),
        }
    }
    authors
}

/// Cuts at the commas that stand between names.
fn at_commas(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(',') {
        let after = text[at + 1..].split(',').next();
        let after = after.and_then(|part| part.split(" and ").next());
        if !after.is_some_and(is_suffix) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A name without the address behind it, of a mailbox or a page.
fn without_address(name: &str) -> &str {
    if let Some((words, _)) = name.split_once(", http") {
        return words;
    }
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
    let name = without_joint(without_address(words.trim()));
    let name = SafeText::line(without_office(name));
    is_somebody(name.as_str()).then_some(Author { name, target: None })
}

/// Names that stand between wikilinks, without the words that join them.
fn names_beside_links(text: &str) -> Vec<Author> {
    let is_name = |part: &&str| {
        part.chars().any(char::is_alphanumeric) && !JOINTS.contains(&part.to_lowercase().as_str())
    };
    let parts = text.split([',', ';', '、', '"']).map(str::trim);
    let parts = parts.filter(|part| !is_beside(part.trim_start_matches("and ")));
    parts.filter(is_name).filter_map(unlinked).collect()
}

/// Cuts plain names apart where that is certain.
fn plain_names(text: &str, given: Given) -> Vec<&str> {
    let parts: Vec<&str> = text.split(PARTING).collect();
    if parts.len() > 1 {
        return parts;
    }
    if let Some(names) = short_names(text).or_else(|| handles(text)) {
        return names;
    }
    if given == Given::Item {
        return parts;
    }
    if let Some(names) = surnames_first(text)
        .or_else(|| beside_signs(text))
        .or_else(|| two_names(text))
    {
        return names;
    }
    let parts = at_commas(text).into_iter();
    let mut parts: Vec<&str> = parts.map(|part| without_joint(part.trim())).collect();
    let whole = |part: &&str| part.contains(char::is_whitespace) || part.starts_with('@');
    let several = parts.len() > 2 || (parts.len() == 2 && parts.iter().all(whole));
    if !several {
        return vec![text];
    }
    if let Some(two) = parts.last().and_then(|last| two_names(last)) {
        parts.pop();
        parts.extend(two);
    }
    parts
}

/// Names of East Asia without blanks, between signs that others have inside of a name.
///
/// A middle dot is such a sign for Koreans; in Chinese it stands inside of foreign names.
fn short_names(text: &str) -> Option<Vec<&str>> {
    // Names of East Asia have two to four letters; a longer run is an office or a sentence.
    const LENGTH: std::ops::RangeInclusive<usize> = 2..=4;
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let names = |signs: &[char], is_letter: &dyn Fn(char) -> bool| {
        let parts: Vec<&str> = without_office(text).split(signs).map(str::trim).collect();
        let is_name =
            |part: &&str| part.chars().all(is_letter) && LENGTH.contains(&part.chars().count());
        (parts.len() > 1 && parts.iter().all(is_name)).then_some(parts)
    };
    names(&[',', '/', '／', '·'], &is_hangul).or_else(|| names(&[',', '/', '／'], &is_han))
}

/// Handles between commas, which stand in no name.
fn handles(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_handle = |part: &&str| part.starts_with('@') && !part.contains(char::is_whitespace);
    (parts.len() > 1 && parts.iter().all(is_handle)).then_some(parts)
}

/// Names as reference managers write them: `Lima, Ana and Wei, Bo`.
fn surnames_first(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(" and ").collect();
    let is_reversed = |part: &&str| {
        part.split_once(", ").is_some_and(|(surname, name)| {
            !surname.trim().contains(' ') && !name.is_empty() && !name.contains(',')
        })
    };
    (parts.len() > 1 && parts.iter().all(is_reversed)).then_some(parts)
}

/// Full names between signs.
fn beside_signs(text: &str) -> Option<Vec<&str>> {
    SIGNS.iter().find_map(|sign| {
        let parts: Vec<&str> = text.split(sign).collect();
        (parts.len() > 1 && parts.iter().all(|part| is_full_name(part))).then_some(parts)
    })
}

/// Two full names with a word between them.
fn two_names(text: &str) -> Option<Vec<&str>> {
    let two = BETWEEN.iter().filter_map(|joint| text.split_once(joint));
    let mut two = two.filter(|(one, other)| is_full_name(one) && is_full_name(other));
    two.next().map(|(one, other)| vec![one, other])
}

/// Whether words are first and last name of one person, as far as can be seen.
fn is_full_name(words: &str) -> bool {
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !PARTICLES.contains(word))
        .collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.contains(',');
    (2..=3).contains(&words.len()) && words.iter().all(capital)
}

/// A name of a list without the "and" before it.
fn without_joint(part: &str) -> &str {
    let rest = part.strip_prefix("and ").map(str::trim_start);
    rest.filter(|rest| rest.starts_with(|c: char| !c.is_lowercase()))
        .unwrap_or(part)
        .trim()
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

    /// The names with what they lead to.
    fn pairs(all: &[Author]) -> Vec<(&str, Option<&str>)> {
        let pairs = all.iter().map(|a| (a.name.as_str(), a.target.as_deref()));
        pairs.collect()
    }

    #[test]
    fn wikilinks_show_their_alias_and_keep_their_target() {
        let all = authors(
            "[[people/Ana Lima|A. Lima]],[[people/Bo Wei]] and [[Cy\\|C]]",
            Given::Alone,
        );
        assert_eq!(
            pairs(&all),
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
    fn an_address_behind_a_name_is_no_part_of_it() {
        for text in [
            "[Ana Lima, https://e.org/ana](https://e.org/ana)",
            "Ana Lima, https://e.org/ana",
            "Ana Lima <ana@e.org>",
        ] {
            assert_eq!(names(text, Given::Alone), ["Ana Lima"], "{text}");
        }
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
        for one in [
            "Jane Doe, Ph.D.",
            "Foo, Ltd.",
            "Doe, Jane, MD",
            "Foo Works, S.A.",
        ] {
            assert_eq!(names(one, Given::Alone), [one]);
        }
        assert_eq!(
            names("Jane Doe, MD, PhD, Bo Wei, Jr. and Cy Ray", Given::Alone),
            ["Jane Doe, MD, PhD", "Bo Wei, Jr. and Cy Ray"]
        );
        assert_eq!(names("Ana Lima, Bo Wei", Given::Item), ["Ana Lima, Bo Wei"]);
        assert_eq!(names("张三、李四", Given::Item), ["张三", "李四"]);
        assert_eq!(
            names("By Ana Lima, Bo Wei and Cy Ray", Given::Alone),
            ["Ana Lima", "Bo Wei", "Cy Ray"]
        );
        assert_eq!(
            names("Lima, Ana and Wei, Bo", Given::Alone),
            ["Lima, Ana", "Wei, Bo"]
        );
        assert_eq!(
            names("Álvaro de la Cruz y José Pérez", Given::Alone),
            ["Álvaro de la Cruz", "José Pérez"]
        );
        assert_eq!(
            names("Ana Lima / Bo Wei", Given::Alone),
            ["Ana Lima", "Bo Wei"]
        );
        assert_eq!(names("AC/DC", Given::Alone), ["AC/DC"]);
        assert_eq!(names("@ana, @bo", Given::Item), ["@ana", "@bo"]);
        assert_eq!(names("[]", Given::Alone), [""; 0]);
        assert_eq!(names("Ana Lima <ana@e.org>", Given::Item), ["Ana Lima"]);
        assert_eq!(names("<ana@e.org>", Given::Item), ["<ana@e.org>"]);
        assert_eq!(
            names("[Ana &amp; Co](https://e.org)", Given::Item),
            ["Ana & Co"]
        );
    }

    #[test]
    fn a_suffix_is_part_of_the_name_before_it() {
        let all = authors("[[Foo Services]], Inc., [[Bo Wei]]", Given::Alone);
        let all = with_suffixes(all);
        assert_eq!(
            pairs(&all),
            [
                ("Foo Services, Inc.", Some("Foo Services")),
                ("Bo Wei", Some("Bo Wei")),
            ]
        );
        let alone = with_suffixes(authors("[[MD]]", Given::Item));
        assert_eq!(pairs(&alone), [("MD", Some("MD"))]);
    }

    #[test]
    fn what_stands_in_for_a_name_is_none() {
        for text in [
            "unknown",
            "[[Unknown author]]",
            "Written by",
            "佚名",
            "8,02355 gold badges2323 silver badges2727 bronze badges",
        ] {
            assert_eq!(names(text, Given::Alone), [""; 0], "{text}");
        }
        assert_eq!(
            names("Unknown Pleasures", Given::Item),
            ["Unknown Pleasures"]
        );
        assert_eq!(
            names("Ana Lima\nWritten by Bo Wei, Rome Office", Given::Alone),
            ["Ana Lima", "Bo Wei, Rome Office"]
        );
    }

    #[test]
    fn names_of_east_asia_are_told_apart_without_blanks() {
        for (text, wanted) in [
            ("张三, 李四", ["张三", "李四"].as_slice()),
            ("张三/李四", &["张三", "李四"]),
            ("김철수·이영희 기자", &["김철수", "이영희"]),
            ("김철수 기자 (kim@e.org)", &["김철수"]),
            ("约翰·史密斯", &["约翰·史密斯"]),
            ("ジョン・スミス", &["ジョン・スミス"]),
            ("山田 太郎", &["山田 太郎"]),
        ] {
            assert_eq!(names(text, Given::Alone), wanted);
            assert_eq!(names(text, Given::Item), wanted);
        }
    }

    #[test]
    fn what_stands_around_a_name_is_dropped_in_links_too() {
        let all = authors("[[By Ana Lima]], [[김철수 기자]]", Given::Alone);
        assert_eq!(
            pairs(&all),
            [
                ("Ana Lima", Some("By Ana Lima")),
                ("김철수", Some("김철수 기자")),
            ]
        );
    }
}
