//! Dates: days, months, years, decades, centuries, and ranges of them.

use std::ops::Range;

use crate::names::tokens::Case;
use crate::names::tokens::keywords::Cues;
use crate::names::tokens::token_view::TokenView;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFound {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The day in ISO 8601, where the text gives it whole.
    pub day: Option<String>,
}

/// Parts of a date while it is read.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

/// Finds the date that begins at a token.
pub fn at(view: &TokenView<'_>, start: usize) -> Option<DateFound> {
    let mut parts = Parts::default();
    let end = if view.is(start, Cues::WEEKDAY | Cues::SHORT_WEEKDAY) {
        let rest = if view.word(start + 1) == "," {
            start + 2
        } else {
            start + 1
        };
        let alone = view.is(start, Cues::WEEKDAY).then_some(start + 1);
        day_and_month(view, rest, &mut parts).or(alone)
    } else {
        day_and_month(view, start, &mut parts)
            .or_else(|| written_in_figures(view, start, &mut parts))
            .or_else(|| month(view, start, &mut parts))
            .or_else(|| years(view, start, &mut parts))
    }?;
    Some(DateFound {
        tokens: start..end,
        day: parts.iso(),
    })
}

impl Parts {
    fn iso(self) -> Option<String> {
        let date = jiff::civil::Date::new(self.year?, self.month?, self.day?).ok()?;
        Some(date.to_string())
    }
}

/// "3 May 2021", "May 3, 2021", "May 3-5", "the 3rd of May".
fn day_and_month(view: &TokenView<'_>, start: usize, parts: &mut Parts) -> Option<usize> {
    if let Some(day) = day(view, start) {
        let mut at = days_until(view, start + 1);
        if view.is_word(at, &["of"]) {
            at += 1;
        }
        if !view.is(at, Cues::MONTH) || view.breaks(at) {
            return None;
        }
        parts.day = Some(day);
        parts.month = month_number(view.word(at));
        return Some(year_after(view, at + 1, parts));
    }
    let next = start + 1;
    if view.is(start, Cues::MONTH)
        && !view.breaks(next)
        && let Some(day) = day(view, next)
    {
        parts.month = month_number(view.word(start));
        parts.day = Some(day);
        return Some(year_after(view, days_until(view, next + 1), parts));
    }
    None
}

/// The end of a range of days that goes on at `at` ("3" + "-5").
fn days_until(view: &TokenView<'_>, at: usize) -> usize {
    let joined = view.is_dash(at) || view.is_word(at, &["to", "and"]);
    let goes_on = joined && day(view, at + 1).is_some() && !view.breaks(at + 1);
    let other_month = view.is_word(at, &["to", "and"]) && !view.is(at + 2, Cues::MONTH);
    if goes_on
        && !(other_month && view.is(at.wrapping_sub(2), Cues::MONTH) && view.is_word(at, &["and"]))
    {
        at + 2
    } else {
        at
    }
}

/// A year after a day or a month, with or without a comma.
fn year_after(view: &TokenView<'_>, at: usize, parts: &mut Parts) -> usize {
    for place in [at, at + usize::from(matches!(view.word(at), "," | "of"))] {
        if let Some(year) = year(view, place).filter(|_| !view.breaks(place)) {
            parts.year = Some(year);
            return place + 1;
        }
    }
    at
}

/// "May 2021", "May", "April-June": doubtful ones only where a date is likely.
fn month(view: &TokenView<'_>, start: usize, parts: &mut Parts) -> Option<usize> {
    if !view.is(start, Cues::MONTH) || view.case(start) == Case::Lower {
        return None;
    }
    let until = view.is_dash(start + 1)
        && (start + 1..start + 3).all(|at| view.attached(at))
        && view.is(start + 2, Cues::MONTH);
    let next = start + if until { 3 } else { 1 };
    let end = year_after(view, next, parts);
    let likely = end > start + 1 || is_introduced(view, start);
    let short = view.word(start).len() <= 3 && !view.is_word(start, &["may"]);
    (likely || !view.is(start, Cues::DOUBTFUL) && !short).then_some(end)
}

/// Whether what stands around a month says that it is one: "in May", "the May elections", "May and June".
fn is_introduced(view: &TokenView<'_>, at: usize) -> bool {
    const JOINTS: &[&str] = &["and", "or", "to", ","];
    // "the March on Rome", "the March of the Living"
    const MARCHES: &[&str] = &["of", "on", "for", "to", "against", "by", "from"];
    let before = at.wrapping_sub(1);
    let described = view.is_word(before, &["the"])
        && view.case(at + 1) == Case::Lower
        && !view.is_word(at + 1, MARCHES);
    let follows = !view.breaks(at)
        && (view.is(before, Cues::BEFORE_DATE)
            || described
            || view.is_word(before, JOINTS) && view.is(before.wrapping_sub(1), Cues::MONTH));
    follows || view.is_word(at + 1, JOINTS) && view.is(at + 2, Cues::MONTH)
}

/// "2021-05-03", "03/05/2021", "3.5.2021".
fn written_in_figures(view: &TokenView<'_>, start: usize, parts: &mut Parts) -> Option<usize> {
    if let Some(found) = dotted(view.word(start)) {
        *parts = found;
        return Some(start + 1);
    }
    let mark = view.word(start + 1);
    let same = view.word(start + 3) == mark && (1..5).all(|step| view.attached(start + step));
    if !same || !matches!(mark, "-" | "/") {
        return None;
    }
    let [first, second, third] =
        [start, start + 2, start + 4].map(|at| view.word(at).parse::<i16>().ok());
    let (year, month, day) = match (first?, second?, third?) {
        (year @ 1000.., month, day) if mark == "-" => (year, month, day),
        (day, month, year @ 1000..) if month <= 12 => (year, month, day),
        (month, day, year @ 1000..) => (year, month, day),
        _ => return None,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    *parts = Parts {
        day: Some(day),
        month: Some(month),
        year: Some(year),
    };
    Some(start + 5)
}

/// The parts of "03.05.2021".
fn dotted(word: &str) -> Option<Parts> {
    let (day, rest) = word.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    let found = Parts {
        day: day.parse().ok(),
        month: month.parse().ok(),
        year: year.parse().ok().filter(|year| (1000..2100).contains(year)),
    };
    found.iso().map(|_| found)
}

/// "2021", "2019-20", "2021/22", "the 1990s", "the 90s", "21st century", "500 BC".
fn years(view: &TokenView<'_>, start: usize, parts: &mut Parts) -> Option<usize> {
    let word = view.word(start);
    if let Some(decade) = word.strip_suffix('s')
        && decade.len() == 4
        && decade.ends_with('0')
        && decade.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(start + 1);
    }
    if let [b'1'..=b'9', b'0', b's'] = word.as_bytes()
        && view.is_word(start.wrapping_sub(1), &["the", "'", "\u{2019}", "\u{2018}"])
    {
        return Some(start + 1);
    }
    if view.case(start) == Case::Number
        && matches!(view.word(start + 1), "BC" | "BCE" | "CE" | "AD")
    {
        return Some(start + 2);
    }
    let century = start + 1 + usize::from(view.is_dash(start + 1) && view.attached(start + 1));
    if view.is_word(century, &["century", "centuries"])
        && !view.breaks(century)
        && (ordinal(word).is_some() || view.is(start, Cues::OPENER))
    {
        return Some(century + 1);
    }
    if let Some(year) = part_of_year(view, start) {
        return Some(year);
    }
    let year = year(view, start)?;
    if let Some(end) = later_year(view, start, year) {
        return Some(end);
    }
    parts.year = Some(year);
    year_alone(view, start, year).then_some(start + 1)
}

/// The end of "2019-20", "2019–2021", "2021/22", which begin with `year`; blanks may stand around a dash
/// before the year that follows it.
fn later_year(view: &TokenView<'_>, start: usize, year: i16) -> Option<usize> {
    let word = view.word(start + 2);
    let last: i16 = word.parse().ok()?;
    let follows = match word.len() {
        2 => last == (year + 1) % 100,
        4 => last > year,
        _ => return None,
    };
    let attached = (start + 1..start + 3).all(|at| view.attached(at));
    let dash = view.is_dash(start + 1);
    let joined = match (attached, dash) {
        (true, true) => true,
        (true, false) => view.word(start + 1) == "/" && follows && view.word(start + 3) != "/",
        (false, true) => follows && !view.breaks(start + 2) && !view.is(start + 3, Cues::MONTH),
        (false, false) => false,
    };
    joined.then_some(start + 3)
}

/// The end of "summer of 2019", "Q2 2021", "mid-2020", "end-March", "FY 2020", "FY21".
fn part_of_year(view: &TokenView<'_>, start: usize) -> Option<usize> {
    const SEASONS: &[&str] = &["spring", "summer", "autumn", "fall", "winter"];
    const QUARTERS: &[&str] = &["q1", "q2", "q3", "q4", "h1", "h2", "fy"];
    const PARTS: &[&str] = &["mid", "early", "late", "end"];
    let next = start + 1;
    let at = match view.case(start) {
        Case::Lower | Case::Capital if view.is_word(start, SEASONS) => {
            next + usize::from(view.is_word(next, &["of"]))
        }
        Case::Alphanumeric if is_fiscal_year(view.word(start)) => start,
        Case::Alphanumeric | Case::Upper if view.is_word(start, QUARTERS) => next,
        Case::Lower | Case::Capital
            if view.is_word(start, PARTS) && view.is_dash(next) && view.attached(next + 1) =>
        {
            next + 1
        }
        _ => return None,
    };
    let unbroken = (next..=at).all(|place| !view.breaks(place));
    if !unbroken {
        return None;
    }
    if at > next && view.is(at, Cues::MONTH) {
        return Some(year_after(view, at + 1, &mut Parts::default()));
    }
    year(view, at).map(|_| ()).or((at == start).then_some(()))?;
    let goes_on = view.is_dash(at + 1)
        && view.attached(at + 1)
        && view.attached(at + 2)
        && matches!(view.word(at + 2).len(), 2 | 4)
        && view.case(at + 2) == Case::Number;
    Some(if goes_on { at + 3 } else { at + 1 })
}

/// Whether a word is "FY21" or "FY2021".
fn is_fiscal_year(word: &str) -> bool {
    word.strip_prefix("FY").is_some_and(|digits| {
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a figure alone is a year and not a number of things.
fn year_alone(view: &TokenView<'_>, at: usize, year: i16) -> bool {
    let first = view.breaks(at);
    let before = at.wrapping_sub(1);
    let introduced = !first && (view.is(before, Cues::BEFORE_DATE) || view.word(before) == "(");
    let counted =
        view.is(at + 1, Cues::UNIT | Cues::MAGNITUDE | Cues::CURRENCY) && !view.breaks(at + 1);
    let numbered = !first
        && (view.is(before, Cues::SIGN | Cues::CODE)
            || view.is_word(
                before,
                &[
                    "no",
                    "no.",
                    "#",
                    "resolution",
                    "number",
                    "page",
                    "room",
                    "than",
                    "about",
                    "nearly",
                    "some",
                    "over",
                ],
            )
            || matches!(view.word(before), "/" | ":" | "."));
    let plural = |word: &str| {
        word.len() > 3 && word.ends_with('s') && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let things =
        plural(view.word(at + 1)) || view.is_word(at + 1, &["people", "men", "women", "children"]);
    // "the 2019 elections", "pre-1967 borders"; round figures count things more often.
    let described = !first
        && (1950..2060).contains(&year)
        && year % 100 != 0
        && (view.is_word(before, &["the", "a", "its", "their", "'s", "\u{2019}s"])
            || view.is_dash(before) && view.attached(at));
    !counted
        && !numbered
        && (introduced && year >= 1000 || (1850..2060).contains(&year))
        && (introduced || described || !things)
        && (!things || (1900..2060).contains(&year))
}

/// A day of a month: "3", "3rd".
fn day(view: &TokenView<'_>, at: usize) -> Option<i8> {
    let word = view.word(at);
    let figure = if view.case(at) == Case::Number {
        word.parse().ok()
    } else {
        ordinal(word)
    };
    figure.filter(|day| (1..=31).contains(day) && word.len() <= 4)
}

/// The number of "3rd", "21st".
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
        .then(|| digits.parse().ok())
        .flatten()
}

/// A year of four digits.
fn year(view: &TokenView<'_>, at: usize) -> Option<i16> {
    let word = view.word(at);
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    plain
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1000..2100).contains(year))
}

/// The number of a month by the first three letters of its name.
fn month_number(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = name.get(..3)?.to_ascii_lowercase();
    MONTHS
        .iter()
        .zip(1..)
        .find(|(month, _)| **month == start)
        .map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;
    use crate::names::tokens::keywords::CueWords;
    use crate::names::tokens::sentences::split;
    use crate::names::tokens::tokenize;

    fn dates(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        split(text, &mut tokens, 0, &[], &mut Vec::new());
        let keywords = CueWords::new(assets::embedded().keywords);
        let view = TokenView::new(text, &tokens, &keywords);
        let (mut from, mut found) = (0, Vec::new());
        while from < view.len() {
            match at(&view, from) {
                Some(date) => {
                    found.push(view.text(&date.tokens).to_owned());
                    from = date.tokens.end;
                }
                None => from += 1,
            }
        }
        found
    }

    #[test]
    fn days_months_and_years_are_dates() {
        assert_eq!(
            dates("On Monday, 3 May 2021 and May 5, 2021."),
            ["Monday, 3 May 2021", "May 5, 2021"]
        );
        assert_eq!(
            dates("in March 2019, since April, on 2024-10-09"),
            ["March 2019", "April", "2024-10-09"]
        );
        assert_eq!(
            dates("the 1990s, 2019-20 and the 21st century"),
            ["1990s", "2019-20", "21st century"]
        );
        assert_eq!(
            dates("the summer of 2019, Q2 2021, mid-2020 and the nineteenth century"),
            [
                "summer of 2019",
                "Q2 2021",
                "mid-2020",
                "nineteenth century"
            ]
        );
        assert_eq!(
            dates("from June 3-5 and Sept. 11"),
            ["June 3-5", "Sept. 11"]
        );
    }

    #[test]
    fn years_are_told_from_numbers_of_things() {
        assert_eq!(
            dates("the 2019 elections within pre-1967 borders, not the 2000 men"),
            ["2019", "1967"]
        );
    }

    #[test]
    fn years_and_months_may_be_joined() {
        let text = "2021/22; 2024 - 25; 2014 - 2019; FY2020-21; FY21; April-June 2022; mid-March; end-2016";
        assert_eq!(dates(text).join("; "), text);
        assert_eq!(dates("2014 - 15 March"), ["2014", "15 March"]);
    }

    #[test]
    fn months_that_are_other_words_are_known_by_what_stands_around_them() {
        assert_eq!(
            dates("After the May elections, May and June and the March polls; the March on Rome."),
            ["May", "May", "June", "March"]
        );
    }

    #[test]
    fn short_weekdays_need_their_day() {
        assert_eq!(
            dates("Sat, September 2, 2023 or Mon 5 May; the Sun rose"),
            ["Sat, September 2, 2023", "Mon 5 May"]
        );
    }

    #[test]
    fn figures_with_dots_eras_and_short_decades_are_dates() {
        assert_eq!(
            dates("on 05.12.2020, in 500 BC, the 90s"),
            ["05.12.2020", "500 BC", "90s"]
        );
        assert_eq!(dates("in her 60s, version 1.2.2020.1"), [""; 0]);
    }

    #[test]
    fn a_season_may_have_two_years() {
        assert_eq!(dates("the winter of 2006-2007"), ["winter of 2006-2007"]);
    }

    #[test]
    fn other_figures_and_verbs_are_not() {
        assert_eq!(
            dates("It may march 2000 kilometres for $2021, says Resolution 1546."),
            [""; 0]
        );
        assert_eq!(dates("May said 1950 people came"), [""; 0]);
    }

    #[test]
    fn a_whole_day_is_known() {
        let text = "9th of October, 2024";
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let keywords = CueWords::new(assets::embedded().keywords);
        let view = TokenView::new(text, &tokens, &keywords);
        assert_eq!(at(&view, 0).unwrap().day.as_deref(), Some("2024-10-09"));
    }
}
