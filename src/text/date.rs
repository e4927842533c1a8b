//! Dates of front matter: as exact as they were given, and always as they were written.

mod eras;
mod find;
mod instant;
mod month_names;
mod numerals;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::text::clean::SafeText;
use crate::text::word_list::WordList;

/// A date as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// As it stands in the file.
    pub raw: SafeText,
    /// Year, and month and day where they were given; `None` when it cannot be read.
    pub day: Option<Day>,
}

/// A day, a month or a year: absent parts are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month 1 to 12; 0 when only the year is known.
    pub month: u8,
    /// Day 1 to 31; 0 when only the month is known.
    pub day: u8,
}

impl Date {
    /// Reads a date as people and programs write it; the zone is left aside, so the day is the one
    /// that whoever wrote it saw on the calendar.
    ///
    /// Read are `2024-10-09` (also with `/` or `.`, with a time, packed as `20241009`), `2024-10`,
    /// `2024`, `2024年10月9日`, `令和6年10月9日`, `二〇二四年十月九日`, `9 October 2024`, `Oct. 9th, 2024`,
    /// `9 octobre 2024`, `9 de octubre de 2024`, `October 2024`, each with a label or a weekday before
    /// it or a time after it, `25/12/2024`, `9.10.2024`, and seconds since 1970. Where day and month
    /// could be either (`12-02-2026`), where the year is missing or the day impossible, the text alone
    /// is kept.
    pub fn read(raw: &str) -> Self {
        let text = raw.trim();
        let plain = eras::in_years(&numerals::in_figures(&narrow(text)));
        let plain = plain.trim();
        // The exact forms first: a label may hold figures of its own.
        let day = numbers(plain)
            .or_else(|| named(plain))
            .or_else(|| labelled(plain))
            .or_else(|| instant::day(plain));
        Self {
            raw: SafeText::line(text),
            day,
        }
    }

    /// Whether a page of that year can have been clipped or cited.
    fn is_plausible(year: i16) -> bool {
        (1000..3000).contains(&year)
    }

    /// The day, or what stands in the file where it cannot be read.
    pub fn shown(&self) -> SafeText {
        match self.day {
            Some(day) => SafeText::line(&day.to_string()),
            None => self.raw.clone(),
        }
    }

    /// Orders by day; dates that cannot be read come last.
    pub fn cmp_known_first(&self, other: &Self) -> Ordering {
        match (self.day, other.day) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.raw.cmp(&other.raw),
        }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self { year, month: 0, .. } => write!(f, "{year:04}"),
            Self {
                year,
                month,
                day: 0,
            } => write!(f, "{year:04}-{month:02}"),
            Self { year, month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl Day {
    /// The day, if there is such a day in the calendar.
    fn exact(year: i16, month: u8, day: u8) -> Option<Self> {
        let (signed_month, signed_day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::is_plausible(year).then_some(())?;
        jiff::civil::Date::new(year, signed_month, signed_day).ok()?;
        Some(Self { year, month, day })
    }

    /// The month of a year.
    fn month(year: i16, month: u8) -> Option<Self> {
        Self::exact(year, month, 1).map(|first| Self { day: 0, ..first })
    }
}

/// Reads dates that begin with the year, in figures.
fn numbers(text: &str) -> Option<Day> {
    let (year, rest) = figures(text)?;
    if matches!(year.len(), PACKED | PACKED_WITH_MINUTE | PACKED_WITH_TIME)
        && rest
            .chars()
            .next()
            .is_none_or(|after| matches!(after, 'T' | ' '))
    {
        return Day::exact(
            number(&year[..4])?,
            number(&year[4..6])?,
            number(&year[6..8])?,
        );
    }
    if year.len() != 4 {
        return None;
    }
    let year: i16 = number(year)?;
    let only = Date::is_plausible(year).then_some(Day {
        year,
        month: 0,
        day: 0,
    });
    let Some((separator, rest)) = mark(rest) else {
        return only;
    };
    let cjk = matches!(separator, '年' | '년');
    if cjk && rest.trim().is_empty() {
        return only;
    }
    if !cjk && !matches!(separator, '-' | '/' | '.' | '_') {
        return None;
    }
    let (month, rest) = figures(rest.trim_start())?;
    let month: u8 = number(month)?;
    let end = mark(rest);
    if end.is_none_or(|(mark, rest)| matches!(mark, '月' | '월') && rest.trim().is_empty()) {
        return Day::month(year, month);
    }
    let (mark, rest) = end?;
    if if cjk {
        !matches!(mark, '月' | '월')
    } else {
        mark != separator
    } {
        return None;
    }
    let (day, _) = figures(rest.trim_start())?;
    Day::exact(year, month, number(day)?)
}

/// How many figures a day has that is written in one piece.
const PACKED: usize = 8;
/// The same with hour and minute.
const PACKED_WITH_MINUTE: usize = 12;
/// The same with hour, minute and second.
const PACKED_WITH_TIME: usize = 14;

/// The mark behind a number, which may stand apart from it: `2024 年 10 月 9 日`, `2024 / 10 / 9`.
fn mark(text: &str) -> Option<(char, &str)> {
    let apart = text
        .trim_start()
        .starts_with(['年', '년', '月', '월', '/', '-', '.'])
        .then_some(text.trim_start());
    first_char(apart.unwrap_or(text))
}

/// Reads whole days behind a word or two, such as `发布于 2024-10-09`.
fn labelled(text: &str) -> Option<Day> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    (start <= LABEL).then_some(())?;
    let whole = |day: &Day| day.day > 0;
    let date = &text[start..];
    numbers(date).filter(whole).or_else(|| {
        let words = text.split(|c: char| !c.is_alphabetic());
        let is_day_first = words.into_iter().any(|word| {
            let word = word.to_lowercase();
            DAY_FIRST.contains(&word)
        });
        year_last(date, is_day_first)
    })
}

/// Words beside a date in languages whose speakers all give the day before the month.
static DAY_FIRST: WordList = WordList::new(include_str!("../../assets/words/day_first.txt"));

/// The longest label before a date, in bytes.
const LABEL: usize = 30;

/// The text with the wide figures and signs of East Asian scripts made narrow, and every dash a hyphen.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' => '-',
        c => c,
    };
    text.chars().map(narrow).collect()
}

/// Reads dates in figures that end with the year, where only one order of day and month is possible.
///
/// With full stops, the day stands first in every country that writes so; other words may say so too.
fn year_last(text: &str, is_day_first: bool) -> Option<Day> {
    let mut parts = text.split(['/', '-', '.']);
    let mut next = || parts.next().map(str::trim);
    let (first, second) = (next()?, next()?);
    let is_stopped = text[first.len()..].trim_start().starts_with('.');
    let (first, second): (u8, u8) = (number(first)?, number(second)?);
    let end = |c: char| c.is_whitespace() || matches!(c, ',' | '(');
    let year = year(next()?.split(end).next()?)?;
    let orders = [
        Day::exact(year, second, first),
        Day::exact(year, first, second),
    ];
    match orders {
        [Some(one), None] | [None, Some(one)] => Some(one),
        [Some(one), Some(other)] if one == other || is_stopped || is_day_first => Some(one),
        _ => None,
    }
}

/// Reads dates with the name of a month: the day before or after it, or none, and the year.
fn named(text: &str) -> Option<Day> {
    let is_gap = |c: char| c.is_whitespace() || GAPS.contains(&c);
    let is_joint = |word: &&str| JOINTS.iter().any(|joint| word.eq_ignore_ascii_case(joint));
    let words: Vec<&str> = text
        .split(is_gap)
        .filter(|word| !word.is_empty() && !is_joint(word))
        .take(WORDS)
        .collect();
    let in_order = |day: &str, month: &str, year: Option<i16>| {
        Day::exact(year?, month_names::month(month)?, ordinal(day)?)
    };
    // Of several days, such as `9-11 October 2024`, the first.
    let first = words.windows(4).find_map(|words| {
        let [from, to, month, last] = *words else {
            return None;
        };
        ordinal(to)?;
        in_order(from, month, year(last))
    });
    let each = words.windows(3).find_map(|words| {
        let [one, two, three] = *words else {
            return None;
        };
        in_order(one, two, year(three))
            .or_else(|| in_order(two, one, year(three)))
            .or_else(|| in_order(three, two, year(one)))
    });
    first
        .or(each)
        .or_else(|| {
            // Mail may leave the century out, and so may those who write the month in letters.
            let untimed = words.split(|word| word.contains(':')).next()?;
            let [.., day, month, short] = *untimed else {
                return None;
            };
            in_order(day, month, short_year(short))
        })
        .or_else(|| {
            let at = words
                .iter()
                .position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
            let month = month_names::month(words.get(at.checked_sub(1)?)?)?;
            match ordinal(words[at]) {
                // The time may stand before the year: `Wed Oct 9 10:00:00 UTC 2024`.
                Some(day) => {
                    Day::exact(words[at..].iter().find_map(|word| year(word))?, month, day)
                }
                None => Day::month(year(words[at])?, month),
            }
        })
}

/// Signs that stand around and between day, month and year.
const GAPS: [char; 11] = [',', '.', '-', '/', '(', ')', '[', ']', '·', '•', '|'];

/// Words that stand between day, month and year and say nothing.
const JOINTS: [&str; 6] = ["of", "de", "del", "du", "den", "the"];

/// A text with more words than this is no date.
const WORDS: usize = 12;

/// A day of a month such as `9`, `09` or `9th`.
fn ordinal(word: &str) -> Option<u8> {
    let (figures, suffix) = figures(word)?;
    let known = ["", "st", "nd", "rd", "th", "er", "e", ":e", ":a", "º", "ª"]
        .iter()
        .any(|end| suffix.eq_ignore_ascii_case(end));
    (known && figures.len() <= 2).then(|| number(figures))?
}

/// A year of four figures.
fn year(word: &str) -> Option<i16> {
    let (figures, rest) = figures(word)?;
    (figures.len() == 4 && rest.is_empty()).then(|| number(figures))?
}

/// A year of two figures: those up to 69 are of this century.
fn short_year(word: &str) -> Option<i16> {
    let (figures, rest) = figures(word.trim_start_matches(['\'', '’']))?;
    let year: i16 = (figures.len() == 2 && rest.is_empty()).then(|| number(figures))??;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// The figures that a text begins with, and the rest; `None` where it begins with none.
fn figures(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| text.split_at(end))
}

fn number<N: std::str::FromStr>(figures: &str) -> Option<N> {
    figures.parse().ok()
}

fn first_char(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    Some((first, &text[first.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates as they are written, and as they are read.
    const READ: &[(&str, &str)] = &[
        ("2024-10-09", "2024-10-09"),
        ("2024-10-09T23:30:00-05:00", "2024-10-09"),
        ("2026-01-05T21:24:01+08:00", "2026-01-05"),
        ("2026-01-05T00:00:00Z", "2026-01-05"),
        ("2026-01-05 10:00", "2026-01-05"),
        ("2015-11-20 1:00:26 -0400", "2015-11-20"),
        ("2024/5/1", "2024-05-01"),
        ("2024.05.01.", "2024-05-01"),
        ("20241009", "2024-10-09"),
        ("20241009T101500", "2024-10-09"),
        ("2024-10", "2024-10"),
        ("2019", "2019"),
        ("2024年10月9日", "2024-10-09"),
        ("2024년 10월 9일", "2024-10-09"),
        ("2024年10月", "2024-10"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("Mar 5 2024", "2024-03-05"),
        ("Sept. 5th, 2024", "2024-09-05"),
        ("Wed, 09 Oct 2024 10:00:00 +0000", "2024-10-09"),
        ("Wednesday, October 9, 2024 at 10 am", "2024-10-09"),
        ("October 2024", "2024-10"),
        ("Wed Oct  9 10:00:00 UTC 2024", "2024-10-09"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024 10:00", "2024-12-25"),
        ("05.05.2024", "2024-05-05"),
        ("2024. 10. 9.", "2024-10-09"),
        ("2024년 10월 9일 (수) 오전 10:00", "2024-10-09"),
        ("입력 2024.10.09. 10:00", "2024-10-09"),
        ("发布于 2024-10-09 10:00", "2024-10-09"),
        ("发布时间：2024年10月9日 星期三", "2024-10-09"),
        ("２０２４年１０月９日（水）", "2024-10-09"),
        ("2024/10/9(水) 10:00", "2024-10-09"),
        ("令和6年10月9日", "2024-10-09"),
        ("平成元年1月8日", "1989-01-08"),
        ("民國113年10月9日", "2024-10-09"),
        ("5 janvier 2026", "2026-01-05"),
        ("Publié le mardi 1er août 2024 à 10h30", "2024-08-01"),
        ("mar. 5 janv. 2026", "2026-01-05"),
        ("9 de octubre de 2024", "2024-10-09"),
        ("Miércoles, 9 de octubre del 2024", "2024-10-09"),
        ("9 dic 2024", "2024-12-09"),
        ("den 9 oktober 2024", "2024-10-09"),
        ("9 maj 2024 kl. 10.00", "2024-05-09"),
        ("9. März 2024", "2024-03-09"),
        ("9-Oct-2024", "2024-10-09"),
        ("10:00, 9 October 2024", "2024-10-09"),
        ("2024 Oct 9", "2024-10-09"),
        ("Published: March 5, 2024", "2024-03-05"),
        ("octubre de 2024", "2024-10"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2024 年 10 月 9 日", "2024-10-09"),
        ("2024 年", "2024"),
        ("2024年", "2024"),
        ("二〇二四年十月九日", "2024-10-09"),
        ("令和六年十二月二十五日", "2024-12-25"),
        ("2024年十月三十一日", "2024-10-31"),
        ("十月 9, 2024", "2024-10-09"),
        ("10月 9, 2024", "2024-10-09"),
        ("9 10월 2024", "2024-10-09"),
        ("2024_10_09", "2024-10-09"),
        ("20241009101500", "2024-10-09"),
        ("9.10.2024", "2024-10-09"),
        ("Stand: 09. 10. 2024, 10:00 Uhr", "2024-10-09"),
        ("Publié le 25/12/2024 à 10h30", "2024-12-25"),
        ("Publié le 09/10/2024", "2024-10-09"),
        ("09/10/2024 à 10:30", "2024-10-09"),
        ("Publicado el 9/10/2024", "2024-10-09"),
        ("Updated: 10:22, October 9, 2024", "2024-10-09"),
        ("Wed, 09 Oct 24 10:00:00 GMT", "2024-10-09"),
        ("9-oct-24", "2024-10-09"),
        ("9 Oct ’98", "1998-10-09"),
        ("2e octobre 2024", "2024-10-02"),
        ("den 9:e oktober 2024", "2024-10-09"),
        ("9–11 October 2024", "2024-10-09"),
        ("October 9-11, 2024", "2024-10-09"),
        ("2024‑10‑09", "2024-10-09"),
        ("2024 / 10 / 09", "2024-10-09"),
        ("2024 – 10 – 09", "2024-10-09"),
        ("Oct 9, 2024·5 min read", "2024-10-09"),
        ("[Submitted on 9 Oct 2024]", "2024-10-09"),
        ("202410091015", "2024-10-09"),
        ("1728432000", "2024-10-09"),
        ("1728432000123", "2024-10-09"),
        ("1728432000.123", "2024-10-09"),
    ];

    #[test]
    fn dates_that_a_careful_person_can_read() {
        for (raw, wanted) in READ {
            let day = Date::read(raw).day.map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(*wanted), "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_read_for_certain_is_kept_as_it_is() {
        let cases = [
            "",
            "soon",
            "December 14",
            "12-02-2026",
            "5 jui 2026",
            "10月9日",
            "Issue 12 of 2026",
            "令和0年1月1日",
            "2024-02-30",
            "2023-02-29",
            "0000",
            "9999999999",
            "0728432000",
            "17284320001",
            "Oct 9 24",
            "9/10/2024",
            "Updated 9/10/2024 10:22 AM",
            "2024年度",
            "2024-13",
            "May",
            "12:30",
            "99 May 2024",
        ];
        for raw in &cases {
            let date = Date::read(raw);
            assert_eq!((date.day, date.raw.as_str()), (None, *raw));
        }
    }

    #[test]
    fn unknown_dates_come_last() {
        let mut dates = ["soon", "2024", "2023-12-31", "2024-01-01"].map(Date::read);
        dates.sort_by(Date::cmp_known_first);
        let raw: Vec<_> = dates.iter().map(|date| date.raw.as_str()).collect();
        assert_eq!(raw, ["2023-12-31", "2024", "2024-01-01", "soon"]);
    }
}
