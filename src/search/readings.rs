//! Readings behind East Asian words: who types 漢字を読む finds 漢字(かんじ)を読む, and かんじ as well.
//!
//! A reading is told by how it is written, not by markup: as many pages write it in brackets as above the line. Texts
//! are searched as they stand, and those few that hold readings once more without them.

use std::ops::Range;

use crate::search::fold::{Blanks, Capitals, Folding};

/// Longest reading, in characters: that of a long name; what is longer is a remark.
const LONGEST: usize = 40;

/// Bytes of the longest reading.
const LONGEST_BYTES: usize = 4 * LONGEST;

/// A folded text without its readings, with the way back to the text as it stands.
pub(crate) struct Unread {
    folding: Folding,
    /// The readings with their brackets, in the text as it stands.
    left_out: Vec<Range<usize>>,
}

impl Unread {
    /// The text without its readings, for a text that is looked for; `None` where that makes no difference.
    pub(crate) fn of(text: &str, wanted: &str, capitals: Capitals) -> Option<Self> {
        // What goes on behind a reading holds the word before it.
        wanted.chars().any(is_chinese).then_some(())?;
        let left_out = readings(text);
        (!left_out.is_empty()).then(|| Self {
            folding: Folding::without(text, &left_out, capitals, Blanks::Flowing),
            left_out,
        })
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.folding.text
    }

    /// The stretch of the shown text from which a stretch of the folded one came, where it holds a reading: all others
    /// are found in the text as it stands.
    pub(crate) fn shown(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = self.text()[range.clone()].char_indices().next_back()?.0;
        let last = self.folding.shown(range.start + last..range.end).start;
        let shown = self.folding.shown(range);
        let next = self
            .left_out
            .partition_point(|one| one.start <= shown.start);
        let reading = self.left_out.get(next)?;
        (reading.start < last).then_some(shown)
    }
}

/// The lines of a text that hold readings, without them.
pub(crate) fn unread_lines(text: &str) -> impl Iterator<Item = String> {
    let readings = readings(text);
    let line = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        start..text[at..].find('\n').map_or(text.len(), |end| at + end)
    };
    let mut lines: Vec<Range<usize>> = readings.iter().map(|one| line(one.start)).collect();
    lines.dedup();
    lines.into_iter().map(move |line| {
        let within = |one: &&Range<usize>| line.contains(&one.start);
        let (mut unread, mut from) = (String::with_capacity(line.len()), line.start);
        for reading in readings.iter().filter(within) {
            unread.push_str(&text[from..reading.start]);
            from = reading.end;
        }
        unread.push_str(&text[from..line.end]);
        unread
    })
}

/// The readings of a text with their brackets: ascending, apart, none over the end of a line.
fn readings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // Both brackets, `(` and `（`, are looked for by a byte; Latin texts have few of them.
    let begins = memchr::memchr2_iter(b'(', b'\xef', bytes);
    begins.filter_map(|at| reading_at(text, at)).collect()
}

fn reading_at(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let (open, close) = match rest.chars().next()? {
        '(' => ("(", ')'),
        '（' => ("（", '）'),
        _ => return None,
    };
    let before = text[..at].chars().next_back()?;
    is_chinese(before).then_some(())?;
    let inside = &rest[open.len()..];
    let inside = &inside[..inside.floor_char_boundary(LONGEST_BYTES)];
    let inside = &inside[..inside.find(close)?];
    is_reading(inside).then(|| at..at + open.len() + inside.len() + close.len_utf8())
}

/// Whether words between brackets tell how others are read: kana, bopomofo, hangul, or Latin letters with the marks of
/// their tones. Plain ones are abbreviations.
fn is_reading(inside: &str) -> bool {
    let is_sound = |c: char| matches!(c, '\u{3041}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{ac00}'..='\u{d7a3}');
    let is_toned = |c: char| c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{1ef9}');
    let may_stand =
        |c: char| is_sound(c) || is_toned(c) || c.is_ascii_alphabetic() || " '’-・".contains(c);
    inside.chars().all(may_stand)
        && inside.chars().any(|c| is_sound(c) || is_toned(c))
        && inside.chars().count() <= LONGEST
}

/// Whether a character is Chinese, also in Japanese and Korean words.
const fn is_chinese(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_told_by_how_it_is_written() {
        let found = |text: &str| -> Vec<String> {
            let found = readings(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        for (text, readings) in [
            ("漢字(かんじ)を読(よ)む", &["(かんじ)", "(よ)"][..]),
            ("東京（とうきょう）へ", &["（とうきょう）"]),
            (
                "汉字(hàn zì)和注音(ㄓㄨˋ ㄧㄣ)",
                &["(hàn zì)", "(ㄓㄨˋ ㄧㄣ)"],
            ),
            ("漢字(한자)", &["(한자)"]),
            ("人工智能(AI)的(de)", &[]),
            ("漢字(2024年)と(かな)", &[]),
            ("漢字(かん\nじ)", &[]),
            ("漢字(かんじ", &[]),
            ("a (b) ｱ（ア）", &[]),
        ] {
            assert_eq!(found(text), readings, "{text}");
        }
        let long = format!("漢({})", "か".repeat(LONGEST + 1));
        assert_eq!(found(&long), [""; 0]);
    }

    #[test]
    fn lines_with_readings_are_given_without_them() {
        let text = "一(いち)番\nなし\n二(に)番と三(さん)番";
        let lines: Vec<String> = unread_lines(text).collect();
        assert_eq!(lines, ["一番", "二番と三番"]);
        assert_eq!(unread_lines("plain (text)\nof two lines").count(), 0);
    }
}
