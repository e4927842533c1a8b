//! Dates of front matter: as exact as they were given, and always as they were written.

use std::cmp::Ordering;

use crate::core::gate::Shown;

/// A date as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// As it stands in the file.
    pub raw: Shown,
    /// Year, and month and day where they were given; `None` when it cannot be read.
    pub day: Option<Day>,
}

/// A day, a month or a year: absent parts are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month 1 to 12; 0 when only the year is known.
    pub month: u8,
    /// Day 1 to 31; 0 when only the month is known.
    pub day: u8,
}

impl Date {
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
