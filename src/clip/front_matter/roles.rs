//! What stands beside names in a byline and is none: offices, agencies, how long the text takes to read.

use crate::text::word_list::WordList;

/// Words that end an office.
static ROLES: WordList = WordList::new(include_str!("../../../assets/words/author_roles.txt"));
/// News agencies, whole.
static AGENCIES: WordList = WordList::new(include_str!("../../../assets/words/agencies.txt"));
/// Words before what an office is about: `Editor of the page`.
const ABOUT: [&str; 8] = [
    " at ", " of ", " for ", " in ", " with ", " von ", " de ", " du ",
];
/// Words of which only outlets have one in their names.
const OUTLETS: [&str; 14] = [
    "The", "News", "Times", "Post", "Magazine", "Journal", "Daily", "Press", "Media", "Radio",
    "Online", "Herald", "Tribune", "Blog",
];
/// Ends of a list that names nobody.
const OTHERS: [&str; 9] = [
    " et al.",
    " et al",
    " and others",
    " and co-authors",
    " u. a.",
    " u.a.",
    " y otros",
    " 等",
    "等",
];
/// More words than this are a sentence and no office.
const LONGEST: usize = 9;

/// Whether words are an office and no name.
pub(super) fn is_role(words: &str) -> bool {
    let small = words.trim().trim_end_matches('.').to_lowercase();
    let about = ABOUT.iter().filter_map(|word| small.find(word)).min();
    let office = &small[..about.unwrap_or(small.len())];
    let last = office.split([' ', '/', ',']).next_back().unwrap_or("");
    words.split_whitespace().count() <= LONGEST && ROLES.contains(last)
}

/// Whether words are a news agency.
pub(super) fn is_agency(words: &str) -> bool {
    AGENCIES.contains(&words.trim().to_lowercase())
}

/// Whether words only say what somebody is or whom they work for, or how long the text is.
pub(super) fn is_beside(words: &str) -> bool {
    is_role(words) || is_agency(words) || is_reading_time(words) || is_update(words)
}

/// `5 min read`, `3 minutes`.
fn is_reading_time(words: &str) -> bool {
    let mut words = words.split([' ', '-']);
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    words.next().is_some_and(is_number) && words.next().is_some_and(|unit| unit.starts_with("min"))
}

/// `Updated`, `Last modified`: a day stood behind it.
fn is_update(words: &str) -> bool {
    let words = words.trim().trim_end_matches(':').to_lowercase();
    let words = words.strip_prefix("last ").unwrap_or(&words);
    matches!(
        words,
        "updated" | "modified" | "edited" | "aktualisiert" | "actualizado"
    )
}

/// The names of a byline without what stands beside them between signs: `Ana Lima, Reuters`,
/// `Ana Lima | The News`, `Ana Lima • 5 min read`. As it is where nothing but such words stands there.
pub(super) fn without_roles(text: &str) -> String {
    let text = at_bars(without_others(text));
    let Some((first, _)) = text.split_once([',', '(', '/', '–']) else {
        return at_joint(text).to_owned();
    };
    if first.trim().is_empty() || is_beside(first) && !first.contains(" and ") {
        return text.to_owned();
    }
    let bracketed = text
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    if let Some((name, inside)) = bracketed
        && inside.split(['/', ',']).all(is_beside)
    {
        return without_roles(name);
    }
    for sign in [" – ", " - ", "/"] {
        if let Some((name, rest)) = text.rsplit_once(sign)
            && is_beside(rest)
        {
            return without_roles(name);
        }
    }
    let parts = text.split(',').map(|part| at_joint(part.trim()));
    let mut parts: Vec<&str> = parts.filter(|part| !is_beside(part)).collect();
    parts.dedup();
    parts.join(", ")
}

/// A name behind an office: of `Reuters and Bo Wei` the second.
fn at_joint(part: &str) -> &str {
    match part.split_once(" and ") {
        Some((beside, name)) if is_beside(beside) && !is_beside(name) => name,
        Some((name, beside)) if is_agency(beside) => name,
        _ => part,
    }
}

/// What stands before bars and dots, if what follows is no other name.
fn at_bars(text: &str) -> &str {
    let signs = [" | ", " • ", " · ", " ｜ "];
    let Some(at) = signs.iter().filter_map(|sign| text.find(sign)).min() else {
        return text;
    };
    let mut rest = text[at..].split(['|', '•', '·', '｜']).map(str::trim);
    let is_other = |part: &str| {
        part.is_empty()
            || is_beside(part)
            || part.split_whitespace().any(|word| OUTLETS.contains(&word))
    };
    if rest.all(is_other) {
        &text[..at]
    } else {
        text
    }
}

/// A name without the words for others whom nobody named.
fn without_others(text: &str) -> &str {
    let rest = OTHERS.iter().find_map(|others| text.strip_suffix(others));
    rest.map_or(text, |rest| rest.trim_end_matches([',', ' ']))
}

/// The items of a list that a program wrote as one text: `['Ana Lima', "Bo Wei"]`.
pub(super) fn quoted_list(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let ends = |at: &usize| {
            let after = rest[at + 1..].trim_start();
            after.is_empty() || after.starts_with(',')
        };
        let end = rest[1..]
            .match_indices(quote)
            .map(|(at, _)| at + 1)
            .find(ends)?;
        items.push(&rest[1..end]);
        rest = rest[end + 1..]
            .trim_start()
            .trim_start_matches(',')
            .trim_start();
    }
    (!items.is_empty()).then_some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_names_is_told_from_them() {
        for (text, wanted) in [
            ("Ana Lima, Senior Reporter", "Ana Lima"),
            ("Ana Lima and Bo Wei, Reuters", "Ana Lima and Bo Wei"),
            (
                "Ana Lima, Economics Correspondent, and Bo Wei",
                "Ana Lima, and Bo Wei",
            ),
            (
                "Ana Lima, Professor of Law at the Example School",
                "Ana Lima",
            ),
            ("Ana Lima, Reuters and Bo Wei, AFP", "Ana Lima, Bo Wei"),
            ("Ana Lima (Reuters)", "Ana Lima"),
            ("Ana Lima/AFP", "Ana Lima"),
            ("Ana Lima – Staff Writer", "Ana Lima"),
            ("Ana Lima | The News", "Ana Lima"),
            ("Ana Lima • 5 min read", "Ana Lima"),
            ("Ana Lima · Bo Wei", "Ana Lima · Bo Wei"),
            ("Ana Lima, Updated", "Ana Lima"),
            ("Ana Lima, Bo Wei et al.", "Ana Lima, Bo Wei"),
            ("Reuters", "Reuters"),
            ("Lima, Ana", "Lima, Ana"),
            ("AC/DC", "AC/DC"),
            ("Foo, Ltd.", "Foo, Ltd."),
            ("Jane Doe, MD, PhD", "Jane Doe, MD, PhD"),
        ] {
            assert_eq!(without_roles(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_list_in_a_text_is_a_list() {
        assert_eq!(
            quoted_list("['Ana Lima', \"Bo O'Wei\"]"),
            Some(vec!["Ana Lima", "Bo O'Wei"])
        );
        assert_eq!(quoted_list("[Ana]"), None);
        assert_eq!(quoted_list("['Ana"), None);
    }
}
