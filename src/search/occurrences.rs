//! Finding in one text: every stretch that reads like what was typed.

use memchr::memmem;

use crate::search::fold::{Blanks, Capitals, Folding, fold_onto};
use crate::search::readings::Unread;
use crate::text::range::TextRange;

/// Every place of `typed` in a text, ascending and apart.
///
/// Accents, width and typography make no difference, nor does case unless a plain capital was
/// typed; a blank stands for any run of blanks and line ends. The reading of a word may stand behind it or
/// not. An empty query is found nowhere.
pub fn occurrences(text: &str, typed: &str) -> Vec<TextRange> {
    let capital = typed.chars().any(|c| c.is_ascii_uppercase());
    let capitals = if capital {
        Capitals::Kept
    } else {
        Capitals::Lowered
    };
    let mut wanted = String::new();
    fold_onto(&mut wanted, typed, capitals, Blanks::Flowing);
    if wanted.is_empty() {
        return Vec::new();
    }
    let folding = Folding::new(text, capitals, Blanks::Flowing);
    let mut hits: Vec<TextRange> = Vec::new();
    for start in memmem::find_iter(folding.text.as_bytes(), &wanted) {
        let hit = TextRange::from(folding.shown(start..start + wanted.len()));
        // Both halves of a double s may be found in one ß.
        if hits.last().is_none_or(|last| last.end <= hit.start) {
            hits.push(hit);
        }
    }
    if let Some(unread) = Unread::of(text, &wanted, capitals) {
        let found = memmem::find_iter(unread.text().as_bytes(), &wanted);
        let found = found.filter_map(|start| unread.shown(start..start + wanted.len()));
        hits.extend(found.map(TextRange::from));
        hits.sort();
        hits.dedup_by(|later, earlier| later.start < earlier.end);
    }
    hits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found<'a>(text: &'a str, typed: &str) -> Vec<&'a str> {
        let ranges = occurrences(text, typed);
        ranges.into_iter().map(|range| range.of(text)).collect()
    }

    #[test]
    fn a_phrase_is_found_over_line_ends_and_accents() {
        let text = "Saudi\nArabia, saudi  arabia; SAUDI ARABIA. Société";
        assert_eq!(
            found(text, "saudi arabia"),
            ["Saudi\nArabia", "saudi  arabia", "SAUDI ARABIA"]
        );
        assert_eq!(found(text, "societe"), ["Société"]);
        assert_eq!(found("中国人工智能", "人工"), ["人工"]);
        assert_eq!(found("监控\n系统", "监控系统"), ["监控\n系统"]);
        assert_eq!(found("groß", "s"), ["ß"]);
    }

    #[test]
    fn a_reading_may_stand_behind_its_word_or_not() {
        let text = "漢字(かんじ)を読(よ)む人と、漢字を読む本";
        assert_eq!(
            found(text, "漢字を読む"),
            ["漢字(かんじ)を読(よ)む", "漢字を読む"]
        );
        assert_eq!(found(text, "漢字(かんじ)を読"), ["漢字(かんじ)を読"]);
        assert_eq!(found(text, "かんじ"), ["かんじ"]);
        assert_eq!(found(text, "漢字"), ["漢字", "漢字"]);
        assert_eq!(found(text, "字を"), ["字(かんじ)を", "字を"]);
        assert_eq!(found(text, "読む人"), ["読(よ)む人"]);
    }

    #[test]
    fn a_capital_makes_case_matter() {
        assert_eq!(found("ai AI Ai", "ai").len(), 3);
        assert_eq!(found("ai AI Ai", "AI"), ["AI"]);
    }

    #[test]
    fn nothing_typed_is_found_nowhere() {
        assert_eq!(found("a b", " "), [""; 0]);
        assert_eq!(found("", "a"), [""; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn hits_are_whole_characters_ascending_and_apart(text in "[aAäß \n.漢か()]{0,40}", typed in "[asAä 漢か]{1,3}") {
            let hits = occurrences(&text, &typed);
            prop_assert!(hits.iter().all(|hit| text.get(hit.bytes()).is_some()));
            prop_assert!(hits.is_sorted_by(|a, b| a.end <= b.start));
        }
    }
}
