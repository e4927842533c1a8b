//! Numbers of East Asian dates that are written in characters, as figures.

use std::borrow::Cow;

/// The characters, each at the place of its value; nothing has two.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What may follow a number in a date.
const MARKS: [char; 5] = ['年', '月', '日', '號', '号'];

/// The text with every such number before a mark of year, month or day in figures.
pub(super) fn in_figures(text: &str) -> Cow<'_, str> {
    if !text.contains(is_numeral) {
        return text.into();
    }
    let mut changed = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_numeral) {
        let (before, numeral) = rest.split_at(start);
        let end = numeral.find(|c| !is_numeral(c)).unwrap_or(numeral.len());
        let (numeral, after) = numeral.split_at(end);
        changed.push_str(before);
        match number(numeral).filter(|_| after.trim_start().starts_with(MARKS)) {
            Some(number) => changed.push_str(&number),
            None => changed.push_str(numeral),
        }
        rest = after;
    }
    changed.push_str(rest);
    changed.into()
}

fn is_numeral(c: char) -> bool {
    c == '零' || c == '十' || DIGITS.contains(&c)
}

/// The value of one character.
fn digit(c: char) -> Option<usize> {
    DIGITS
        .iter()
        .position(|digit| *digit == c || (c == '零' && *digit == '〇'))
}

/// A number: character for character as in `二〇二四`, or with a ten as in `二十五`.
fn number(numeral: &str) -> Option<String> {
    let Some((tens, ones)) = numeral.split_once('十') else {
        let digits = numeral.chars().map(|c| digit(c).map(|d| d.to_string()));
        return digits.collect();
    };
    let one = |part: &str, none: usize| match part.chars().count() {
        0 => Some(none),
        1 => digit(part.chars().next()?),
        _ => None,
    };
    Some((one(tens, 1)? * 10 + one(ones, 0)?).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_changed_only_before_a_mark() {
        let cases = [
            ("二〇二四年十月九日", "2024年10月9日"),
            ("二零二四 年", "2024 年"),
            ("二十五日", "25日"),
            ("令和元年", "令和元年"),
            ("星期三", "星期三"),
            ("十十月", "十十月"),
            ("plain", "plain"),
        ];
        for (text, wanted) in cases {
            assert_eq!(in_figures(text), wanted);
        }
    }
}
