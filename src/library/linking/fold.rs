//! Names without what sets spellings of one name apart: case, accents, dots, articles, titles,
//! what companies write after their names, plurals.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::clip::entity::Kind;
use crate::names::rules::canonical::{Suffix, plain, without_suffix};
use crate::text::sentences::words::HONORIFICS;
use crate::text::word_list::WordList;

/// Titles, besides honorifics, that stand before a person's name and are no part of it.
static TITLES: WordList = WordList::new(include_str!("../../../assets/words/titles.txt"));

/// Words spelt in two ways, the second being the one that counts.
const SPELLINGS: &[(&str, &str)] = &[
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("centre", "center"),
    ("centres", "centers"),
    ("programme", "program"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("standardisation", "standardization"),
    ("&", "and"),
];

/// Long forms inside of names that are often written short.
const SHORTENED: &[(&str, &str)] = &[
    ("artificial intelligence", "ai"),
    ("united nations", "un"),
    ("european union", "eu"),
    ("united states", "us"),
    ("united kingdom", "uk"),
];

/// The key that all spellings of a name of that kind share; empty for a name without letters or
/// digits.
pub fn key(kind: Kind, name: &str) -> String {
    let name = plain(name);
    if kind.is_measure() {
        return format!("{}:{}", kind.name(), sign_first(&name.to_lowercase()));
    }
    let mut short = name.as_ref();
    if kind == Kind::Organisation {
        short = without_suffixes(short, |_| false);
    }
    let folded = fold(short);
    let mut words: Vec<&str> = folded.split(' ').collect();
    if kind == Kind::Person {
        let titles = words
            .iter()
            .take_while(|word| HONORIFICS.contains(word) || TITLES.contains(word))
            .count();
        words.drain(..titles.min(words.len() - 1));
        drop_initials(&mut words);
    }
    let last = words
        .last_mut()
        .filter(|_| matches!(kind, Kind::Group | Kind::Product));
    if let Some(last) = last {
        *last = singular(last);
    }
    words.join(" ")
}

/// A sum with its sign in front of it, on which it says the same as behind it: 15 €, 15€ and €15.
fn sign_first(sum: &str) -> String {
    let is_sign = |c: char| matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}');
    match sum
        .char_indices()
        .next_back()
        .filter(|(_, last)| is_sign(*last))
    {
        Some((at, sign)) => format!("{sign}{}", sum[..at].trim_end()),
        None => sum.to_owned(),
    }
}

/// A company's name without its legal suffixes, and without the looser ones where `may_end` says that
/// the rest is the name too.
pub fn without_suffixes(name: &str, may_end: impl Fn(&str) -> bool) -> &str {
    let mut short = name;
    while let Some((shorter, _)) = without_suffix(short)
        .filter(|(name, suffix)| !is_open(name) && (*suffix == Suffix::Legal || may_end(name)))
    {
        short = shorter;
    }
    short
}

/// Whether a name goes on after its last word ("Institute of" Technology).
fn is_open(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    matches!(
        last,
        "of" | "and" | "for" | "&" | "the" | "on" | "in" | "de"
    )
}

/// Lower case without accents and marks, one blank between words.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '.' | '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | ',' => {}
            '-' | '\u{2010}'..='\u{2014}' | '/' | '_' => folded.push(' '),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    let words = folded.split_whitespace().map(|word| {
        SPELLINGS
            .iter()
            .find(|(from, _)| *from == word)
            .map_or(word, |(_, to)| *to)
    });
    let joined = words.collect::<Vec<_>>().join(" ");
    SHORTENED.iter().fold(joined, |name, (long, short)| {
        if name.contains(long) {
            name.replace(long, short)
        } else {
            name
        }
    })
}

/// Leaves out single letters between the first and the last name.
fn drop_initials(words: &mut Vec<&str>) {
    let last = words.len().saturating_sub(1);
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        at == 1 || at > last || word.chars().count() > 1
    });
}

/// A word without the s of its plural.
fn singular(word: &str) -> &str {
    word.strip_suffix('s')
        .filter(|stem| stem.len() > 3 && !stem.ends_with(['s', 'u', 'i']))
        .unwrap_or(word)
}

/// Whether a name is an acronym by its looks: two to eight capitals, perhaps dotted, perhaps with
/// digits or a small s.
pub fn is_acronym(name: &str) -> bool {
    let bare = name.strip_suffix('s').unwrap_or(name);
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&capitals)
        && bare
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '.' || c == '&')
}

/// The letters of an acronym, in lower case.
pub fn letters(acronym: &str) -> String {
    let bare = acronym.strip_suffix('s').unwrap_or(acronym);
    bare.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first letters of a name of several words: of those with a capital, and of all.
pub fn initials(name: &str) -> [String; 2] {
    let words = || name.split([' ', '-']).filter(|word| !word.is_empty());
    let first = |word: &str| {
        word.chars()
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .next()
    };
    let capitals = words()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .filter_map(first)
        .collect();
    [capitals, words().filter_map(first).collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        use Kind::{Group, Organisation, Person, Place, Product};
        for (kind, one, other) in [
            (Organisation, "Huawei", "Huawei Co., Ltd."),
            (Organisation, "the World Bank", "World Bank's"),
            (
                Organisation,
                "World Trade Organisation",
                "World Trade Organization",
            ),
            (Organisation, "AT&T", "AT&T Inc."),
            (Organisation, "NVIDIA", "Nvidia Corporation"),
            (Kind::Work, "EU Artificial Intelligence Act", "EU AI Act"),
            (Person, "President Joe Biden", "Joe Biden"),
            (Person, "Joseph R. Biden", "Joseph Biden"),
            (Person, "Recep Tayyip Erdo\u{11f}an", "Recep Tayyip Erdogan"),
            (Place, "U.S.", "US"),
            (Place, "Cote d\u{2019}Ivoire", "C\u{f4}te d'Ivoire"),
            (Group, "Uyghurs", "Uyghur"),
            (Product, "large language models", "large language model"),
        ] {
            assert_eq!(sign_first("15 €"), sign_first("€15"));
            assert_eq!(sign_first("us$5"), "us$5");
            assert_eq!(key(kind, one), key(kind, other), "{one} | {other}");
        }
    }

    #[test]
    fn different_names_have_different_keys() {
        use Kind::{Date, Group, Organisation, Person, Place};
        for (kind, one, other) in [
            (Person, "Donald Trump", "Donald Trump Jr."),
            (Person, "George W. Bush", "George P. Bushnell"),
            (Place, "Philippines", "Philippine"),
            (Group, "Swiss", "Swis"),
            (Date, "May", "March"),
            (Organisation, "Facebook", "Facebook Group"),
            (
                Organisation,
                "Massachusetts Institute of Technology",
                "Massachusetts Institute",
            ),
        ] {
            assert_ne!(key(kind, one), key(kind, other), "{one} | {other}");
        }
    }

    #[test]
    fn acronyms_meet_the_initials_of_their_names() {
        assert!(is_acronym("DFAT") && is_acronym("U.S.") && is_acronym("LLMs"));
        assert!(!is_acronym("Meta") && !is_acronym("A") && !is_acronym("McKinsey"));
        assert_eq!(initials("East Asia Forum")[0], letters("EAF"));
        assert_eq!(initials("Department of Defense")[1], letters("DOD"));
    }
}
