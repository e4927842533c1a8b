//! What a page or a player leaves behind in a clip: lines that no one wrote to be read.

use std::collections::HashSet;

use super::draft::Draft;
use crate::text::document::BlockKind;
use crate::text::word_list::WordList;

/// The longest line that is looked at, in bytes: the first longer one begins the text, above which
/// bylines and repeated lines are looked for.
const LONGEST: usize = 160;

/// Whole lines, in lower case, without final punctuation.
static LINES: WordList = WordList::new(include_str!("../../../assets/words/boilerplate_lines.txt"));

/// How lines begin that ask for consent or attention, in lower case.
static BEGINNINGS: WordList = WordList::new(include_str!(
    "../../../assets/words/boilerplate_beginnings.txt"
));

/// How the report begins that a clipper leaves when it could not convert a page.
const FAILED: [&str; 2] = [
    "partial conversion completed with errors",
    "failed to convert",
];

/// How lines begin that only name the author, in lower case.
const BYLINES: [&str; 13] = [
    "by ",
    "by: ",
    "written by ",
    "words by ",
    "text by ",
    "par ",
    "por ",
    "av ",
    "von ",
    "作者：",
    "作者:",
    "文：",
    "文／",
];

/// Words that stand between names, in lower case.
const JOINTS: [&str; 9] = ["and", "&", "et", "y", "e", "och", "und", "for", "in"];

/// More words than this are no byline.
const MOST_NAMES: usize = 12;

/// Flags the paragraphs that are residue; above the text also bylines, and lines that stand there a
/// second time.
pub(super) fn flag(draft: &mut Draft) {
    let mut top = Some(HashSet::new());
    for leaf in draft
        .leaves
        .iter_mut()
        .filter(|leaf| leaf.kind == BlockKind::Paragraph)
    {
        let text = leaf.text.of(&draft.text).trim();
        if text.len() > LONGEST {
            top = None;
        }
        let again = top.as_mut().is_some_and(|seen| {
            let ends = text.ends_with(['.', '!', '?', '。', '！', '？']);
            is_byline(text) || !(text.is_empty() || ends || seen.insert(text))
        });
        leaf.residue = again || is_residue(text);
    }
}

/// Whether a paragraph only says who wrote the article; a date may follow behind a bar or a dot.
fn is_byline(text: &str) -> bool {
    let label = BYLINES.iter().find(|label| {
        text.get(..label.len())
            .is_some_and(|start| start.to_lowercase() == **label)
    });
    let Some(label) = label.filter(|_| text.len() <= LONGEST) else {
        return false;
    };
    let names = text[label.len()..]
        .split(['|', '·', '•', '–', '—'])
        .next()
        .unwrap_or("");
    let is_name = |word: &str| {
        let word = word.trim_matches([',', '*', '_', '(', ')', '[', ']']);
        word.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
            || JOINTS.contains(&word.to_lowercase().as_str())
    };
    let count = names.split_whitespace().count();
    (1..=MOST_NAMES).contains(&count)
        && names.split_whitespace().all(is_name)
        && !names.trim_end().ends_with(['.', '!', '?', ':'])
}

/// Whether a whole paragraph is residue.
pub fn is_residue(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    let line = text
        .trim_end_matches(['.', '!', ':', '…', '»', '›'])
        .trim()
        .to_lowercase();
    LINES.contains(&line)
        || BEGINNINGS
            .iter()
            .any(|beginning| line.starts_with(beginning))
        || is_failure(&line)
        || is_player(&line)
        || is_reading_time(&line)
}

/// Whether a line reports that the clipper failed, so that what follows is bare HTML.
pub fn is_failure(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    FAILED.iter().any(|report| line.starts_with(report))
}

/// `0:00 / 0:00`, `1.0x`, `-0:00`: the counters of a player.
fn is_player(line: &str) -> bool {
    let speed = line.strip_suffix(['x', '×']).is_some_and(|number| {
        number.len() <= 4
            && number.starts_with(|c: char| c.is_ascii_digit())
            && number.parse::<f32>().is_ok()
    });
    speed
        || line
            .split('/')
            .all(|part| is_clock(part.trim().trim_start_matches('-')))
            && (line.contains('/') || line.starts_with(['-', '0']))
}

/// A time as players show it: digits in twos, parted by colons.
fn is_clock(text: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_digit() || byte == b':';
    if !text.bytes().all(may_stand) {
        return false;
    }
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// `7 min read`, `3 minutes read`, `min read: 4`.
fn is_reading_time(line: &str) -> bool {
    // In whatever form, and in few other lines.
    if !line.contains("min") {
        return false;
    }
    let words: Vec<&str> = line
        .split([' ', '-', ':'])
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [number, unit, "read" | "reading"] => {
            number.bytes().all(|byte| byte.is_ascii_digit()) && unit.starts_with("min")
        }
        ["reading", "time", rest @ ..] => {
            rest.len() <= 3 && rest.iter().any(|word| word.starts_with("min"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LINES.iter().is_sorted());
    }

    #[test]
    fn bylines_are_told_from_text() {
        for byline in [
            "By Ana Lima",
            "By Ana Lima and Bo Wei | 9 October 2024",
            "Par Ana Lima",
            "作者：张三",
        ] {
            assert!(is_byline(byline), "{byline}");
        }
        for text in [
            "By the river",
            "By Monday, all had left.",
            "Ana Lima",
            "By ",
            "por favor",
        ] {
            assert!(!is_byline(text), "{text}");
        }
    }

    #[test]
    fn residue_is_told_from_text() {
        for residue in [
            "0:00 / 0:00",
            "1.0x",
            "7 min read",
            "Share this:",
            "Advertisement",
            "We use cookies to improve your visit.",
            "-0:00",
            "Reading time: 4 minutes",
        ] {
            assert!(is_residue(residue), "{residue}");
        }
        for text in [
            "At 10:30 they met.",
            "10:30",
            "x",
            "Play it again, Sam",
            "He has 7 minutes to read",
            "1984",
            "3.5",
        ] {
            assert!(!is_residue(text), "{text}");
        }
    }
}
