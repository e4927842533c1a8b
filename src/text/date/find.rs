//! A whole day among other words, and where in them it stands.

use std::ops::Range;

use crate::text::date::{Date, month_names};

/// A day has no more words than this: `Wed Oct 9 10:00:00 UTC 2024`.
const LONGEST: usize = 6;

/// Signs around a day that are no part of it.
const SIGNS: [char; 14] = [
    ',', '.', ';', ':', '(', ')', '[', ']', '|', '•', '·', '*', '_', '-',
];

impl Date {
    /// The first whole day among the words of a short text, and the bytes of its words.
    ///
    /// A number alone is none here, whatever it could be read as: it may count anything.
    pub fn among(text: &str) -> Option<(Range<usize>, Self)> {
        let words = words(text);
        let starts = |word: &Range<usize>| {
            let word = text[word.clone()].trim_matches(SIGNS);
            word.starts_with(|c: char| c.is_ascii_digit()) || month_names::month(word).is_some()
        };
        let is_last = |last: &usize| ends_day(&text[words[*last].clone()]);
        (0..words.len()).filter(is_last).find_map(|last| {
            let firsts = (0..=last).rev().take(LONGEST);
            let mut days = firsts
                .filter(|first| starts(&words[*first]))
                .map(|first| words[first].start..words[last].end);
            days.find_map(|at| whole(&text[at.clone()]).map(|date| (at, date)))
        })
    }

    /// Whether a text is a day without its year and nothing else, such as `May 23`.
    pub fn lacks_year(text: &str) -> bool {
        let dated = format!("{text} 2000");
        !text.is_empty() && Self::among(&dated).is_some_and(|(at, _)| at == (0..dated.len()))
    }
}

/// The words of a text, by their bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(|piece| {
        let start = at;
        at += piece.len();
        start..start + piece.trim_end().len()
    });
    pieces.filter(|word| !word.is_empty()).collect()
}

/// Whether a word can be the last of a day: so few can that the words before it are seldom looked at.
fn ends_day(word: &str) -> bool {
    let word = word.trim_end_matches(SIGNS);
    word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'Z' | '日' | '일'))
}

/// The date in words that are a whole day to their last sign.
fn whole(words: &str) -> Option<Date> {
    let words = words.trim_matches(SIGNS);
    let is_number = words.parse::<f64>().is_ok();
    // Of a year in short nobody knows whether it is one: `1.0.4 - Sep 29`.
    let mut numbers = words.split(|c: char| !c.is_ascii_digit());
    let has_year = numbers.any(|number| number.len() == 4);
    let date = (has_year && !is_number).then(|| Date::read(words))?;
    date.day.is_some_and(|day| day.day > 0).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_where_its_own_words_stand() {
        for (text, wanted) in [
            (
                "Par Ana Lima • Publié le 4 mai 2014 • 18 min",
                "4 mai 2014=2014-05-04",
            ),
            ("Monday, February 16, 2026", "February 16, 2026=2026-02-16"),
            (
                "Ana Lima  3rd November 2019",
                "3rd November 2019=2019-11-03",
            ),
            ("*2024-10-09*", "*2024-10-09*=2024-10-09"),
            ("(Oct. 9, 2024)", "(Oct. 9, 2024)=2024-10-09"),
            ("2024年10月9日 10:00", "2024年10月9日=2024-10-09"),
        ] {
            let found =
                Date::among(text).map(|(at, date)| format!("{}={}", &text[at], date.shown()));
            assert_eq!(found.as_deref(), Some(wanted));
        }
        for text in [
            "",
            "May 23",
            "October 2024",
            "20241009",
            "1728432000.123",
            "ana_2024-10-09",
            "2024-10-09-a-name.md",
            "9/10/2024",
            "1.0.4 - Sep 29",
        ] {
            assert_eq!(Date::among(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_may_lack_its_year() {
        let days = ["May 23", "23 mai", "Feb. 29"];
        assert!(days.into_iter().all(Date::lacks_year));
        let others = [
            "",
            "May",
            "23",
            "Ana Lima 23 May",
            "May 23, 2024",
            "Room 23",
        ];
        assert!(!others.into_iter().any(Date::lacks_year));
    }
}
