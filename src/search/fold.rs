//! Folding: the form in which texts are compared, blind to case, accents, width and typography.
//!
//! A text is decomposed by compatibility (NFKD), marks that readers leave out when they type are
//! dropped, letters are lowered, and typographic quotes and dashes become plain ones. Candidates of
//! the fuzzy search keep their plain capitals, because a capital inside a word begins a part of it
//! (`CloudWalk`). Folded text is never shown; [`Folding`] leads back to the shown one.

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// What becomes of the capitals A to Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// They are lowered, like all other capitals.
    Lowered,
    /// They stay, so that the parts of `CloudWalk` can be told apart.
    Kept,
}

/// What becomes of blanks, tabs and line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blanks {
    /// Each stays what it is.
    Kept,
    /// A run of them becomes one blank; none stands at either end.
    Joined,
}

/// A folded text with the way back to the text it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// The folded text.
    pub text: String,
    /// For every byte of the folded text, the first byte of the character that it came from.
    origins: Vec<u32>,
    /// Where the shown text ends, in bytes; before the last blanks where those were joined.
    shown: u32,
}

/// Folds a text of any length, capitals lowered, blanks as they are.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text, Capitals::Lowered, Blanks::Kept);
    folded
}

/// Folds a text of any length, capitals lowered, runs of blanks and line ends joined.
pub fn fold_joined(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text, Capitals::Lowered, Blanks::Joined);
    folded
}

/// Appends the folded form of `text` to `folded`.
pub fn fold_onto(folded: &mut String, text: &str, capitals: Capitals, blanks: Blanks) {
    let start = folded.len();
    let mut rest = text;
    let mut blank = false;
    loop {
        let (plain, after) = rest.split_at(plain_run(rest.as_bytes(), blanks));
        if !plain.is_empty() {
            if std::mem::take(&mut blank) && folded.len() > start {
                folded.push(' ');
            }
            let from = folded.len();
            folded.push_str(plain);
            if capitals == Capitals::Lowered {
                folded[from..].make_ascii_lowercase();
            }
        }
        let mut characters = after.chars();
        let Some(c) = characters.next() else { return };
        if blanks == Blanks::Joined && c.is_whitespace() {
            blank = true;
        } else {
            fold_char(c, capitals, |part| {
                if std::mem::take(&mut blank) && folded.len() > start {
                    folded.push(' ');
                }
                folded.push(part);
            });
        }
        rest = characters.as_str();
    }
}

/// How many bytes fold to themselves, capitals aside: ASCII, and where blanks are joined only
/// single ones between other characters.
fn plain_run(text: &[u8], blanks: Blanks) -> usize {
    let is_plain = |at: usize| match text[at] {
        b' ' if blanks == Blanks::Joined => {
            at > 0 && text.get(at + 1).is_some_and(u8::is_ascii_graphic)
        }
        byte => byte.is_ascii_graphic() || byte.is_ascii() && blanks == Blanks::Kept,
    };
    (0..text.len())
        .find(|&at| !is_plain(at))
        .unwrap_or(text.len())
}

impl Folding {
    /// Folds `text` and remembers where each byte came from.
    pub fn new(text: &str, capitals: Capitals, blanks: Blanks) -> Self {
        let end = if blanks == Blanks::Joined {
            text.trim_end().len()
        } else {
            text.len()
        };
        let mut folding = Self {
            text: String::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
            shown: end as u32,
        };
        each(text, capitals, blanks, |c, origin| {
            folding.text.push(c);
            folding.origins.resize(folding.text.len(), origin as u32);
        });
        folding
    }

    /// The stretch of the shown text, in bytes, that a stretch of the folded text came from.
    ///
    /// Whole characters with the marks that follow them; empty for an empty range.
    pub fn shown(&self, range: Range<usize>) -> Range<usize> {
        let Some(&start) = self.origins.get(range.start) else {
            return self.shown as usize..self.shown as usize;
        };
        if range.is_empty() {
            return start as usize..start as usize;
        }
        let last = self
            .origins
            .get(range.end - 1)
            .copied()
            .unwrap_or(self.shown);
        let rest = self.origins.get(range.end..).unwrap_or_default();
        let after = rest.partition_point(|&origin| origin <= last);
        let end = rest.get(after).copied().unwrap_or(self.shown);
        start as usize..end as usize
    }
}

/// Calls `emit` with each folded character and the byte of `text` that it came from.
fn each(text: &str, capitals: Capitals, blanks: Blanks, mut emit: impl FnMut(char, usize)) {
    let mut blank = None;
    let mut begun = false;
    for (at, c) in text.char_indices() {
        if blanks == Blanks::Joined && c.is_whitespace() {
            blank = blank.or(begun.then_some(at));
            continue;
        }
        fold_char(c, capitals, |folded| {
            // A mark that is dropped must not bring the blank before it into the text.
            if let Some(blank) = blank.take() {
                emit(' ', blank);
            }
            begun = true;
            emit(folded, at);
        });
    }
}

/// Calls `emit` with what one character folds to: nothing, itself, or several characters.
fn fold_char(c: char, capitals: Capitals, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return emit(if capitals == Capitals::Lowered {
            c.to_ascii_lowercase()
        } else {
            c
        });
    }
    decompose_compatible(c, |part| {
        if part.is_ascii() {
            emit(if capitals == Capitals::Lowered {
                part.to_ascii_lowercase()
            } else {
                part
            });
        } else if let Some(plain) = plain_form(part) {
            plain.chars().for_each(&mut emit);
        } else if !is_left_out(part) {
            part.to_lowercase()
                .filter(|&lower| !is_left_out(lower))
                .for_each(&mut emit);
        }
    });
}

/// Letters and signs that do not decompose, but that readers type with plain ones.
fn plain_form(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        _ => return None,
    })
}

/// Marks that readers leave out: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic,
/// and characters of no width. Vowel signs of Indic scripts and the voicing of kana are letters.
fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_reads_alike_folds_alike() {
        for (shown, folded) in [
            ("Café", "cafe"),
            ("Cafe\u{301}", "cafe"),
            ("Straße", "strasse"),
            ("ＡＩ　Ａｃｔ", "ai act"),
            ("Łódź, Ærø", "lodz, aero"),
            ("‘It’s’ — “so”…", "'it's' - \"so\"..."),
            ("İstanbul", "istanbul"),
            ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
            ("co\u{ad}operate", "cooperate"),
            ("Ёлка", "елка"),
            ("人工智能", "人工智能"),
        ] {
            assert_eq!(fold(shown), folded, "{shown}");
        }
    }

    #[test]
    fn letters_that_tell_words_apart_stay() {
        assert_ne!(fold("かき"), fold("がき"));
        assert_eq!(fold("ｶﾞ"), fold("ガ"));
        assert_ne!(fold("कि"), fold("की"));
        assert_eq!(
            fold("한국"),
            fold("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}")
        );
    }

    #[test]
    fn a_lit_letter_takes_its_marks_along() {
        let folding = Folding::new("ae\u{301}b Straße", Capitals::Lowered, Blanks::Kept);
        assert_eq!(folding.text, "aeb strasse");
        assert_eq!(folding.shown(1..2), 1..4);
        assert_eq!(
            folding.shown(8..9),
            10..12,
            "half of the double s is the whole ß"
        );
        assert_eq!(folding.shown(0..11), 0..13);
        assert_eq!(folding.shown(2..2), 4..4);
    }

    #[test]
    fn joined_blanks_are_one_blank_and_none_at_the_ends() {
        let folding = Folding::new("\n a \u{301}\n\tb \n", Capitals::Lowered, Blanks::Joined);
        assert_eq!(folding.text, "a b");
        assert_eq!(
            &"\n a \u{301}\n\tb \n"[folding.shown(0..3)],
            "a \u{301}\n\tb"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_with_and_without_the_way_back_is_the_same(text in "[a-cA-C é\u{301}ß\n\t\u{3000}中\u{1}]{0,30}") {
            for capitals in [Capitals::Kept, Capitals::Lowered] {
                for blanks in [Blanks::Kept, Blanks::Joined] {
                    let mut folded = "before".to_owned();
                    fold_onto(&mut folded, &text, capitals, blanks);
                    prop_assert_eq!(&folded[6..], Folding::new(&text, capitals, blanks).text);
                }
            }
        }

        #[test]
        fn every_stretch_leads_back_to_whole_characters(text in "\\PC{0,30}", a in 0usize..40, b in 0usize..40) {
            let folding = Folding::new(&text, Capitals::Kept, Blanks::Joined);
            let bound = |at: usize| folding.text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(folding.text.len());
            let (start, end) = (bound(a.min(b)), bound(a.max(b)));
            let shown = folding.shown(start..end);
            prop_assert!(text.get(shown.clone()).is_some(), "{:?}", shown);
            let whole = folding.shown(0..folding.text.len());
            prop_assert!(shown.is_empty() || (whole.start <= shown.start && shown.end <= whole.end));
        }
    }
}
