//! Dates as programs count them: seconds since the first of January 1970 at Greenwich.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Day;

/// How many figures such seconds have from 2001 to 2286.
const SECONDS: usize = 10;
/// The same in thousandths.
const THOUSANDTHS: usize = 13;
/// Later seconds are numbers of another kind: the end of 2099.
const LATEST: i64 = 4_102_444_799;

/// The day at Greenwich of seconds, which may have a fraction, or of thousandths.
pub(super) fn day(text: &str) -> Option<Day> {
    let (figures, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(figures) && is_number(fraction) && !figures.starts_with('0')).then_some(())?;
    let seconds: i64 = match figures.len() {
        SECONDS => figures.parse().ok()?,
        THOUSANDTHS => figures[..SECONDS].parse().ok()?,
        _ => return None,
    };
    (seconds <= LATEST).then_some(())?;
    let date = Timestamp::from_second(seconds).ok()?;
    let date = TimeZone::UTC.to_datetime(date).date();
    Day::exact(
        date.year(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}
