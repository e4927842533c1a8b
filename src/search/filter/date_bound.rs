//! A day in a filter: one of the calendar, or one so long before today.

use std::fmt;

use jiff::{Span, civil};

use crate::text::date::Day;

/// The day that a filter begins or ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateBound {
    /// A day, a month or a year.
    Day(Day),
    /// So many days, weeks, months or years before today.
    Ago(u16, DateUnit),
}

/// In what is counted back from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateUnit {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl DateUnit {
    /// Every unit with its letter.
    const ALL: [(Self, char); 4] = [
        (Self::Days, 'd'),
        (Self::Weeks, 'w'),
        (Self::Months, 'm'),
        (Self::Years, 'y'),
    ];
}

impl DateBound {
    /// Reads `2024`, `2024-05`, `2024-05-31`, `7d`, `2w`, `3m`, `1y`, `today` or `yesterday`; a day must stand in the
    /// calendar.
    pub(super) fn read(text: &str) -> Option<Self> {
        match text {
            "today" => return Some(Self::Ago(0, DateUnit::Days)),
            "yesterday" => return Some(Self::Ago(1, DateUnit::Days)),
            _ => {}
        }
        let mut units = DateUnit::ALL.into_iter();
        let ago = units.find_map(|(unit, letter)| Some((text.strip_suffix(letter)?, unit)));
        match ago {
            Some((number, unit)) => number
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| number.parse().ok())?
                .map(|number| Self::Ago(number, unit)),
            None => day(text).map(Self::Day),
        }
    }

    /// The day that is meant, if it is `today`; `None` where nobody knows what day it is.
    pub(in crate::search) fn on(self, today: Option<Day>) -> Option<Day> {
        let (number, unit) = match self {
            Self::Day(day) => return Some(day),
            Self::Ago(number, unit) => (i64::from(number), unit),
        };
        let today = today?;
        let today = civil::Date::new(
            today.year,
            today.month.try_into().ok()?,
            today.day.try_into().ok()?,
        );
        let span = match unit {
            DateUnit::Days => Span::new().try_days(number),
            DateUnit::Weeks => Span::new().try_weeks(number),
            DateUnit::Months => Span::new().try_months(number),
            DateUnit::Years => Span::new().try_years(number),
        };
        // Further back than the calendar goes is before everything.
        let today = today.ok()?;
        let then = span.and_then(|span| today.checked_sub(span));
        let then = then.unwrap_or(civil::Date::MIN);
        Some(Day {
            year: then.year(),
            month: then.month().unsigned_abs(),
            day: then.day().unsigned_abs(),
        })
    }
}

/// As one would type it.
impl fmt::Display for DateBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Ago(number, unit) => {
                let mut letters = DateUnit::ALL.into_iter();
                let letter = letters.find(|(known, _)| known == unit);
                write!(f, "{number}{}", letter.map_or('d', |(_, letter)| letter))
            }
        }
    }
}

/// A year, a month or a day in the order of ISO 8601, if there is one.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || match parts.next() {
        None => Some(0),
        Some(part) => part.parse().ok().filter(|number: &u8| *number > 0),
    };
    let (month, day) = (part()?, part()?);
    let exact = civil::Date::new(
        year,
        month.max(1).try_into().ok()?,
        day.max(1).try_into().ok()?,
    );
    exact.ok().map(|_| Day { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_back_through_months_and_leap_years() {
        let today = Some(Day {
            year: 2024,
            month: 3,
            day: 1,
        });
        for (typed, day) in [
            ("today", "2024-03-01"),
            ("yesterday", "2024-02-29"),
            ("7d", "2024-02-23"),
            ("2w", "2024-02-16"),
            ("1m", "2024-02-01"),
            ("1y", "2023-03-01"),
            ("65535y", "-9999-01-01"),
            ("2024-05", "2024-05"),
            ("2024", "2024"),
        ] {
            let bound = DateBound::read(typed);
            let on = bound.and_then(|bound| bound.on(today));
            assert_eq!(
                on.map(|day| day.to_string()).as_deref(),
                Some(day),
                "{typed}"
            );
        }
        assert_eq!(DateBound::read("7d").and_then(|bound| bound.on(None)), None);
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_none() {
        for typed in [
            "24",
            "2024-13",
            "2024-02-30",
            "2023-02-29",
            "2024-00",
            "May",
            "2024-5-",
            "20240509",
            "d",
            "+7d",
            "70000d",
            "7x",
            "foo",
        ] {
            assert_eq!(DateBound::read(typed), None, "{typed}");
        }
    }
}
