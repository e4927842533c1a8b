//! Names of months as web pages of Western languages write them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::word_list::WordList;

/// The months, a line each, by their names without accents: English, French, Spanish, German,
/// Portuguese, Italian, Dutch and the Scandinavian languages.
const MONTHS: WordList = WordList::new(include_str!("../../../assets/words/months.txt"));

/// The shortest abbreviation of a month, in letters.
const SHORTEST: usize = 3;

/// The number of a month from its name, or from the beginning of one that only it has; in East Asia
/// the number is the name.
pub(super) fn month(word: &str) -> Option<u8> {
    if let Some(number) = word.strip_suffix(['月', '월']) {
        return number.parse().ok();
    }
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    if plain.len() < SHORTEST || !plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let meant = |names: &str| names.split(' ').any(|name| name.starts_with(&plain));
    let mut found = (1..).zip(MONTHS.iter()).filter(|(_, names)| meant(names));
    let (number, _) = found.next()?;
    found.next().is_none().then_some(number)
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
