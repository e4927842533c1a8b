//! Names of months as web pages of Western languages write them.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::word_list::WordList;

/// The months, a line each, by their names without accents: English, French, Spanish, German,
/// Portuguese, Italian, Dutch and the Scandinavian languages.
static MONTHS: WordList = WordList::new(include_str!("../../../assets/words/months.txt"));

/// Every name with the number of its month, sorted: those that begin alike stand together.
static NAMES: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| {
    let months = (1..).zip(MONTHS.iter());
    let mut names: Vec<_> = months
        .flat_map(|(number, names)| names.split(' ').map(move |name| (name, number)))
        .collect();
    names.sort_unstable();
    names
});

/// The shortest abbreviation of a month, in letters.
const SHORTEST: usize = 3;

/// The number of a month from its name, or from the beginning of one that only it has; in East Asia
/// the number is the name.
pub(super) fn month(word: &str) -> Option<u8> {
    if let Some(number) = word.strip_suffix(['月', '월']) {
        return number.parse().ok();
    }
    let plain = plain(word);
    if plain.len() < SHORTEST || !plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let first = NAMES.partition_point(|(name, _)| *name < plain.as_str());
    let begun = NAMES[first..].iter();
    let mut meant = begun.take_while(|(name, _)| name.starts_with(&plain));
    let (_, number) = *meant.next()?;
    meant.all(|(_, other)| *other == number).then_some(number)
}

/// A word in small letters without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_names_a_month_only_where_no_other_begins_so() {
        let cases = [
            ("October", Some(10)),
            ("sept", Some(9)),
            ("févr", Some(2)),
            ("AOÛT", Some(8)),
            ("mars", Some(3)),
            ("Mai", Some(5)),
            ("ene", Some(1)),
            ("jun", Some(6)),
            ("jui", None),
            ("ma", None),
            ("mardi", None),
            ("10", None),
            ("10月", Some(10)),
            ("3월", Some(3)),
            ("월", None),
        ];
        for (word, wanted) in cases {
            assert_eq!(month(word), wanted, "{word}");
        }
    }
}
