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
    /// The same, and none stands between Chinese or Japanese characters, which are written without:
    /// there a line was broken.
    Flowing,
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

/// Folds a text of any length as article texts are: capitals lowered, flowing over line ends.
pub fn fold_flowing(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text, Capitals::Lowered, Blanks::Flowing);
    folded
}

/// Appends the folded form of `text` to `folded`.
pub fn fold_onto(folded: &mut String, text: &str, capitals: Capitals, blanks: Blanks) {
    each(text, capitals, blanks, |part, _| {
        part.append_to(folded, capitals);
    });
}

/// Bytes that are judged at once.
const STRIDE: usize = 32;

/// How many bytes fold to themselves, capitals aside: ASCII, and where blanks are joined only
/// single ones between other characters.
fn plain_run(text: &[u8], blanks: Blanks) -> usize {
    let is_plain = |at: usize| match text[at] {
        b' ' if blanks != Blanks::Kept => {
            at > 0 && text.get(at + 1).is_some_and(u8::is_ascii_graphic)
        }
        byte => byte.is_ascii_graphic() || byte.is_ascii() && blanks == Blanks::Kept,
    };
    let mut at = 0;
    if blanks == Blanks::Kept || text.first() != Some(&b' ') {
        while text[at..]
            .first_chunk()
            .is_some_and(|next| is_plain_stride(next, blanks))
        {
            at += STRIDE;
        }
    }
    (at..text.len())
        .find(|&at| !is_plain(at))
        .unwrap_or(text.len())
}

/// Whether all bytes but the last, which is only looked at beforehand, fold to themselves. It has no
/// branches, so that many bytes are compared by one instruction.
fn is_plain_stride(bytes: &[u8; STRIDE + 1], blanks: Blanks) -> bool {
    if blanks == Blanks::Kept {
        return bytes[..STRIDE].is_ascii();
    }
    let mut odd = false;
    for at in 0..STRIDE {
        let is_control = bytes[at].wrapping_sub(b' ') > b'~' - b' ';
        let is_wide = bytes[at] == b' ' && !bytes[at + 1].is_ascii_graphic();
        odd |= is_control | is_wide;
    }
    !odd
}

impl Folding {
    /// Folds `text` and remembers where each byte came from.
    pub fn new(text: &str, capitals: Capitals, blanks: Blanks) -> Self {
        let end = if blanks == Blanks::Kept {
            text.len()
        } else {
            text.trim_end().len()
        };
        let mut folding = Self {
            text: String::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
            shown: end as u32,
        };
        each(text, capitals, blanks, |part, origin| {
            part.append_to(&mut folding.text, capitals);
            let origin = origin as u32;
            match part {
                FoldedPart::Plain(plain) => {
                    folding.origins.extend(origin..origin + plain.len() as u32);
                }
                FoldedPart::Folded(c) => folding
                    .origins
                    .extend(std::iter::repeat_n(origin, c.len_utf8())),
            }
        });
        folding
    }

    /// Folds `text` without some stretches of it, ascending and apart.
    pub(crate) fn without(
        text: &str,
        left_out: &[Range<usize>],
        capitals: Capitals,
        blanks: Blanks,
    ) -> Self {
        let mut kept = String::with_capacity(text.len());
        // Where each kept stretch begins in what is kept, and in the text.
        let mut begins = Vec::new();
        let ends = left_out.iter().map(|one| one.start).chain([text.len()]);
        let starts = std::iter::once(0).chain(left_out.iter().map(|one| one.end));
        for (start, end) in starts.zip(ends) {
            begins.push((kept.len() as u32, start as u32));
            kept.push_str(&text[start..end]);
        }
        let mut folding = Self::new(&kept, capitals, blanks);
        let origin = |at: u32| {
            let (from, to) = begins[begins.partition_point(|(from, _)| *from <= at) - 1];
            at - from + to
        };
        for at in &mut folding.origins {
            *at = origin(*at);
        }
        folding.shown = origin(folding.shown);
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

/// A part of a folded text.
#[derive(Clone, Copy)]
enum FoldedPart<'a> {
    /// Bytes that fold to themselves, capitals aside.
    Plain(&'a str),
    /// What another character, or several blanks, folded to.
    Folded(char),
}

impl FoldedPart<'_> {
    /// Whether it is of a script in which a broken line leaves no blank; Korean is not.
    fn is_flowing(self) -> bool {
        matches!(
            self,
            Self::Folded(
                '\u{2e80}'..='\u{312f}'
                | '\u{31a0}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{20000}'..='\u{3ffff}',
            )
        )
    }

    fn append_to(self, folded: &mut String, capitals: Capitals) {
        match self {
            Self::Folded(c) => folded.push(c),
            Self::Plain(plain) => {
                let from = folded.len();
                folded.push_str(plain);
                if capitals == Capitals::Lowered {
                    folded[from..].make_ascii_lowercase();
                }
            }
        }
    }
}

/// Calls `emit` with each part of the folded text and the byte of `text` that it came from.
fn each(text: &str, capitals: Capitals, blanks: Blanks, mut emit: impl FnMut(FoldedPart, usize)) {
    let mut blank = None;
    let mut begun = false;
    let mut flowing = false;
    // A mark that is dropped must not bring the blank before it into the text.
    let mut add = |part: FoldedPart, at: usize, blank: &mut Option<usize>| {
        let flows_on = std::mem::replace(&mut flowing, part.is_flowing());
        let is_break = blanks == Blanks::Flowing && flows_on && flowing;
        if let Some(blank) = blank.take().filter(|_| begun && !is_break) {
            emit(FoldedPart::Folded(' '), blank);
        }
        begun = true;
        emit(part, at);
    };
    let mut at = 0;
    loop {
        let (plain, after) = text[at..].split_at(plain_run(&text.as_bytes()[at..], blanks));
        if !plain.is_empty() {
            add(FoldedPart::Plain(plain), at, &mut blank);
            at += plain.len();
        }
        let Some(c) = after.chars().next() else {
            return;
        };
        if blanks != Blanks::Kept && c.is_whitespace() {
            blank = blank.or(Some(at));
        } else {
            fold_char(c, capitals, |c| add(FoldedPart::Folded(c), at, &mut blank));
        }
        at += c.len_utf8();
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
    if is_han(c) {
        return emit(c);
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

/// The common Chinese characters, which fold to themselves: whole texts are made of them.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
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

    #[test]
    fn a_broken_line_leaves_no_blank_between_characters_that_have_none() {
        for (text, flowing) in [
            ("监控\n系统 を AI に", "监控系统を ai に"),
            ("인공 지능", "인공 지능"),
            ("ガイド\n ライン", "ガイドライン"),
        ] {
            assert_eq!(fold_flowing(text), fold(flowing), "{text}");
        }
        let folding = Folding::new("监 控", Capitals::Lowered, Blanks::Flowing);
        assert_eq!(folding.shown(0..6), 0..7);
        let mut typed = String::new();
        fold_onto(&mut typed, "人工 治理", Capitals::Lowered, Blanks::Joined);
        assert_eq!(typed, "人工 治理", "two words stay two");
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
                for blanks in [Blanks::Kept, Blanks::Joined, Blanks::Flowing] {
                    let mut folded = "before".to_owned();
                    fold_onto(&mut folded, &text, capitals, blanks);
                    prop_assert_eq!(&folded[6..], Folding::new(&text, capitals, blanks).text);
                }
            }
        }

        #[test]
        fn long_plain_texts_fold_as_letter_by_letter(text in "[A-Ca-c]{0,40}( {0,2}[a-c\n]{28,36}){0,3}[é’ ]{0,2}[a-c ]{0,40}") {
            for blanks in [Blanks::Kept, Blanks::Joined, Blanks::Flowing] {
                let mut folded = String::new();
                fold_onto(&mut folded, &text, Capitals::Lowered, blanks);
                prop_assert_eq!(folded, Folding::new(&text, Capitals::Lowered, blanks).text);
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
