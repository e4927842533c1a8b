//! The months of a report as a picture: bars in SVG, readable on light ground and on dark.

use std::fmt::Write;

use crate::library::contents::timeline::Month;
use crate::text::date::Day;

/// Width of the picture in its own units: about as many as a page has points.
const WIDTH: f64 = 640.0;
/// Its height: bars that can be told apart, and no more of the page than a paragraph takes.
const HEIGHT: f64 = 120.0;
/// The height of the axis, a line of small letters.
const AXIS: f64 = 20.0;

/// The picture; nothing where no day is known.
pub(super) fn svg(months: &[Month]) -> Option<String> {
    let (first, last) = (months.first()?.month, months.last()?.month);
    let span = number(last) - number(first) + 1;
    let most = months.iter().map(|month| month.articles).max()?.max(1);
    let step = WIDTH / f64::from(span);
    let mut bars = String::new();
    for month in months {
        let height = (HEIGHT - AXIS - 14.0) * f64::from(month.articles) / f64::from(most);
        let x = f64::from(number(month.month) - number(first)) * step;
        let y = HEIGHT - AXIS - height;
        let width = (step * 0.8).clamp(1.0, 24.0);
        // Nothing fails that is written to a string.
        let _ = write!(
            bars,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"><title>{}: {}</title></rect>",
            month.month, month.articles
        );
    }
    let line = HEIGHT - AXIS;
    let text = HEIGHT - 5.0;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"Articles by month, {first} to {last}, at most {most}\">\
         <style>svg{{color:#444;font:12px sans-serif}}\
         @media (prefers-color-scheme:dark){{svg{{color:#bbb}}}}</style>\
         <g fill=\"currentColor\">{bars}<rect x=\"0\" y=\"{line}\" width=\"{WIDTH}\" height=\"1\"/>\
         <text x=\"0\" y=\"{text}\">{first}</text>\
         <text x=\"{WIDTH}\" y=\"{text}\" text-anchor=\"end\">{last}</text>\
         <text x=\"{WIDTH}\" y=\"11\" text-anchor=\"end\">at most {most} a month</text></g></svg>"
    ))
}

/// The number of a month; of a year alone the first is meant.
fn number(month: Day) -> i32 {
    i32::from(month.year) * 12 + i32::from(month.month.max(1)) - 1
}
