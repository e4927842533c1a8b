//! When a name was written of: a row of bars as wide as the pane, and its axis.

use crate::clip::entity::Entity;
use crate::library::contents::Library;
use crate::text::clean::SafeText;
use crate::text::date::Day;
use crate::ui::symbols::Symbols;

/// Columns that a month takes at most, where there are few.
const WIDEST: usize = 3;

/// The bars of an entity in so many columns, and below them the axis: from the first month to the last one in which it
/// was written of, as many months a column as are needed. Nothing where no day is known.
pub(super) fn timeline(
    entity: &Entity,
    library: &Library,
    symbols: &Symbols,
    width: u16,
) -> Vec<SafeText> {
    let counts: Vec<(usize, u32)> = library
        .timeline_of(entity)
        .iter()
        .map(|month| (number(month.month), month.mentions))
        .collect();
    let (Some((first, _)), Some((last, _))) = (counts.first(), counts.last()) else {
        return Vec::new();
    };
    let scale = Scale::new(*first, *last, usize::from(width.max(1)));
    let mut sums = vec![0; scale.bars];
    for (month, mentions) in &counts {
        sums[(month - first) / scale.months] += mentions;
    }
    let most = sums.iter().max().copied().unwrap_or(0);
    let bars = sums
        .iter()
        .map(|sum| symbols.bar(*sum, most).as_str().repeat(scale.columns));
    vec![
        SafeText::line(&bars.collect::<String>()),
        SafeText::line(&scale.axis(*first, *last, most)),
    ]
}

/// The number of a month; of a year alone the first is meant.
fn number(month: Day) -> usize {
    let year = usize::try_from(month.year).unwrap_or(0);
    year * 12 + usize::from(month.month.max(1)) - 1
}

/// How many months a bar stands for, how many columns it takes, and how many there are.
struct Scale {
    months: usize,
    columns: usize,
    bars: usize,
}

impl Scale {
    fn new(first: usize, last: usize, width: usize) -> Self {
        let span = last - first + 1;
        // A bar for a quarter or a year can be told; one for five months cannot.
        let months = [1, 2, 3, 6, 12].into_iter();
        let years = (2..).map(|years| years * 12);
        let mut months = months.chain(years);
        let months = months
            .find(|months| span.div_ceil(*months) <= width)
            .unwrap_or(span);
        let bars = span.div_ceil(months);
        Self {
            months,
            columns: (width / bars).clamp(1, WIDEST),
            bars,
        }
    }

    /// The first month and the last, each below its bar, and what a bar says.
    fn axis(&self, first: usize, last: usize, most: u32) -> String {
        let written = |month: usize| format!("{:04}-{:02}", month / 12, month % 12 + 1);
        let unit = match self.months {
            1 => "a month".to_owned(),
            12 => "a year".to_owned(),
            months if months % 12 == 0 => format!("{} years", months / 12),
            months => format!("{months} months"),
        };
        let words = format!("{unit} each, at most {most}");
        if first == last {
            return format!("{} · {words}", written(first));
        }
        let room = (self.bars * self.columns).saturating_sub(2 * "2024-01".len());
        if words.len() + 2 <= room {
            return format!("{}{words:^room$}{}", written(first), written(last));
        }
        let room = room.max(1);
        format!("{}{:room$}{} · {words}", written(first), "", written(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_fill_the_width_and_stand_for_months_that_can_be_told() {
        let of = |months: usize, width| {
            let scale = Scale::new(24_000, 24_000 + months - 1, width);
            (scale.months, scale.columns, scale.bars)
        };
        assert_eq!(of(1, 60), (1, 3, 1));
        assert_eq!(of(30, 60), (1, 2, 30));
        assert_eq!(of(60, 60), (1, 1, 60));
        assert_eq!(of(61, 60), (2, 1, 31));
        assert_eq!(of(200, 60), (6, 1, 34));
        assert_eq!(of(1200, 60), (24, 1, 50));
    }

    #[test]
    fn the_axis_names_both_ends() {
        let scale = Scale::new(24_000, 24_029, 60);
        let axis = scale.axis(24_000, 24_029, 4);
        assert!(
            axis.starts_with("2000-01 ") && axis.ends_with(" 2002-06"),
            "{axis}"
        );
        assert!(
            axis.contains(" a month each, at most 4 ") && axis.len() == 60,
            "{axis}"
        );
        let narrow = Scale::new(24_000, 24_001, 60).axis(24_000, 24_001, 4);
        assert_eq!(narrow, "2000-01 2000-02 · a month each, at most 4");
    }
}
