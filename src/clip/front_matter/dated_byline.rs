//! Bylines with a day in them: who wrote it, when, and nothing else.

use crate::text::date::Date;

use super::byline::unlabelled;
use super::links;

/// The longest line that is a byline, in bytes.
const LONGEST: usize = 200;
/// The longest byline of several lines, blanks at their beginnings included.
const LONGEST_OF_LINES: usize = 1000;

/// Signs between and around the parts of a byline.
const SIGNS: [char; 12] = [',', '.', ':', '：', '(', ')', '|', '｜', '•', '·', '–', '-'];
/// Those that end no name.
const ENDS: [char; 10] = [',', ':', '：', '(', '|', '｜', '•', '·', '–', '-'];

/// Words beside a day that say nothing of who wrote it, whatever their case.
const BESIDE: &str = "published posted publié publiée publicado publicada publicerad publicerat \
    veröffentlicht pubblicato erstellt date read reading lecture lectura leitura lesezeit \
    monday tuesday wednesday thursday friday saturday sunday \
    montag dienstag mittwoch donnerstag freitag samstag sonntag";

/// The same in small letters alone, or as the first word of a line: a name may end with them otherwise.
const BESIDE_IN_SMALL: &str = "on at le el il em am den à às um kl min mins minute minutes minuti minuter \
    minutos minuten pm de utc gmt 日 mon tue wed thu fri sat sun \
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira \
    lunedì martedì mercoledì giovedì venerdì sabato domenica måndag tisdag onsdag torsdag fredag lördag söndag";

/// The names of a byline, one a line, and the first day in it.
pub(super) fn parted(text: &str) -> (String, Option<Date>) {
    if text.len() > LONGEST_OF_LINES {
        return (text.to_owned(), None);
    }
    let mut names = Vec::new();
    let mut day = None;
    for line in text.lines().map(str::trim) {
        match dated(line) {
            Some((before, date)) => {
                names.push(before);
                day = day.or(Some(date));
            }
            None if Date::lacks_year(line) => {}
            None => names.push(line),
        }
    }
    (names.join("\n"), day)
}

/// The names and the day of a line in the open that is a byline: it must say that names follow, or
/// have none.
pub(super) fn in_the_open(line: &str) -> Option<(&str, Date)> {
    let line = line.trim_matches(['*', '_']);
    let is_item = !line.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    let (before, date) = (!is_item).then(|| dated(line))??;
    let said = links::unlinked(before);
    let names = unlabelled(said);
    let is_signed = names.len() < said.len() && are_names(names);
    (is_signed || said.is_empty()).then_some((names, date))
}

/// What stands before the day of a line that holds only a time, the length of the text and words
/// like "published" besides.
fn dated(line: &str) -> Option<(&str, Date)> {
    (line.len() <= LONGEST).then_some(())?;
    let (at, date) = Date::among(line)?;
    let mut after = line[at.end..].split_whitespace();
    let is_length = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().filter(|c| c.is_alphabetic()).count() <= "min".len()
    };
    after
        .all(|word| is_length(word) || is_beside(word, false))
        .then_some(())?;
    let mut before = line[..at.start].trim_end();
    while let Some(word) = before.split_whitespace().next_back() {
        let rest = &before[..before.len() - word.len()];
        if !is_beside(word, rest.is_empty()) {
            break;
        }
        before = rest.trim_end();
    }
    Some((before.trim_end_matches(ENDS).trim_end(), date))
}

/// Whether a word stands beside a day without a meaning of its own.
fn is_beside(word: &str, is_first: bool) -> bool {
    let word = word.trim_matches(SIGNS);
    let small = word.to_lowercase();
    let is_one_of = |all: &str, word: &str| all.split_whitespace().any(|known| known == word);
    let is_time = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    word.is_empty()
        || is_time
        || is_one_of(BESIDE, &small)
        || is_one_of(BESIDE_IN_SMALL, if is_first { &small } else { word })
}

/// Whether words are names and what joins them, as far as can be seen.
fn are_names(text: &str) -> bool {
    // Two full names and what joins them; more words are a sentence.
    const MOST: usize = 8;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    // Particles and joints are short, and end no name.
    let is_name = |word: &&str| !is_small(word) || word.len() <= "and".len();
    let is_one_link = text.matches("](").count() < 2;
    words.len() <= MOST
        && words.iter().all(is_name)
        && words.last().is_some_and(|last| !is_small(last))
        && is_one_link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_parted_into_names_and_day() {
        for (text, names, day) in [
            ("Ana Lima", "Ana Lima", None),
            (
                "May 23\n        \n  Written By Ana Lima",
                "\nWritten By Ana Lima",
                None,
            ),
            (
                "Written by Ana Lima  3rd November 2019",
                "Written by Ana Lima",
                Some("2019-11-03"),
            ),
            (
                "Ana Lima | Oct 9, 2024 | 5 min read",
                "Ana Lima",
                Some("2024-10-09"),
            ),
            (
                "Anh Le, Friday, Oct 9, 2024 at 10:30 am",
                "Anh Le",
                Some("2024-10-09"),
            ),
            ("Oct 9, 2024", "", Some("2024-10-09")),
            ("1728432000123", "1728432000123", None),
            (
                "Ana Lima, 2024-10-09 in Rome",
                "Ana Lima, 2024-10-09 in Rome",
                None,
            ),
        ] {
            let (found, date) = parted(text);
            let date = date.map(|date| date.shown().to_string());
            assert_eq!((found.as_str(), date.as_deref()), (names, day), "{text}");
        }
    }

    #[test]
    fn a_line_in_the_open_is_a_byline_only_where_it_is_nothing_else() {
        for (line, names) in [
            ("Par Ana Lima • Publié le 4 mai 2014 • 18 min", "Ana Lima"),
            (
                "[By Ana Lima](mailto:ana@e.org) at August 15, 2022",
                "Ana Lima",
            ),
            (
                "By [Ana Lima](https://e.org) on 2024-10-09",
                "[Ana Lima](https://e.org)",
            ),
            (
                "By Ana de Lima and Bo Wei, October 9, 2024",
                "Ana de Lima and Bo Wei",
            ),
            ("Monday, February 16, 2026", ""),
            ("Posted on August 27, 2023", ""),
            ("Le 4 mai 2014", ""),
            ("*October 9, 2024*", ""),
        ] {
            assert_eq!(
                in_the_open(line).map(|(names, _)| names),
                Some(names),
                "{line}"
            );
        }
        for line in [
            "By May 5, 2024",
            "By The End of May 5, 2024",
            "By using it until May 5, 2024",
            "Last updated: May 5, 2024",
            "Founded on May 5, 2024",
            "On May 5, 2024 the river rose.",
            "v1.2 2024-10-09",
            "1.0.4 - Sep 29 2022",
            "1.0.0 (JULY 23, 2020)",
            "- 2024-10-09",
            "* 2024-10-09",
            "Ana Lima, 2024-10-09",
            "Rome, October 2024",
        ] {
            assert_eq!(in_the_open(line), None, "{line}");
        }
    }
}
