//! The gate: text from outside is cleaned here, or it never reaches a screen.
//!
//! Only this module can make a [`SafeText`] or a [`SafeStr`], and widgets, the window title, the
//! clipboard and the command line take nothing else. Controls, which could command a terminal,
//! become visible marks; formatting that shows nothing is dropped; line ends and tabs become line
//! feeds and blanks; a letter keeps at most [`MARKS`] marks. Cleaning what is clean changes nothing.

mod class;
mod cleaner;

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::range::TextRange;
pub use cleaner::{CleanedSpan, Cleaner, LineEnds, MARKS, Treatment};

/// Owned text that has passed the gate.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(Box<str>);

/// Borrowed text that has passed the gate.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeStr<'a>(&'a str);

impl SafeText {
    /// Cleans a text of one line: line ends and tabs become blanks.
    pub fn line(text: &str) -> Self {
        Cleaner::whole(text, LineEnds::Blanked).0
    }

    /// Cleans a text of several lines: line feeds are kept.
    pub fn block(text: &str) -> Self {
        Cleaner::whole(text, LineEnds::Kept).0
    }

    /// The same as [`SafeText::block`], and how many characters were dropped or marked, for those
    /// who have to say so.
    pub fn counted(text: &str) -> (Self, usize) {
        Cleaner::whole(text, LineEnds::Kept)
    }

    /// The whole of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same, borrowed.
    pub fn shown(&self) -> SafeStr<'_> {
        SafeStr(&self.0)
    }

    /// A stretch of it; empty where the range does not fit.
    pub fn slice(&self, range: TextRange) -> SafeStr<'_> {
        SafeStr(range.of(&self.0))
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> SafeStr<'a> {
    /// The text.
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// A stretch of it; empty where the range does not fit.
    pub fn get(self, range: std::ops::Range<usize>) -> SafeStr<'a> {
        SafeStr(self.0.get(range).unwrap_or(""))
    }

    /// An owned copy.
    pub fn to_shown(self) -> SafeText {
        SafeText(self.0.into())
    }
}

/// The program's own words need no cleaning.
impl From<&'static str> for SafeText {
    fn from(own: &'static str) -> Self {
        Self(own.into())
    }
}

/// The program's own words need no cleaning.
impl From<&'static str> for SafeStr<'static> {
    fn from(own: &'static str) -> Self {
        Self(own)
    }
}

impl<'a> From<&'a SafeText> for SafeStr<'a> {
    fn from(shown: &'a SafeText) -> Self {
        shown.shown()
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for SafeStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for SafeStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl Serialize for SafeText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What comes back passes the gate again.
impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Gate)
    }
}

/// Takes text in where values are read back.
struct Gate;

impl Visitor<'_> for Gate {
    type Value = SafeText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<SafeText, E> {
        Ok(SafeText::block(text))
    }
}

impl Serialize for SafeStr<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Everything that must never pass, written down a second time.
    fn is_forbidden(c: char) -> bool {
        let u = u32::from(c);
        (c.is_control() && c != '\n')
            || [0xad, 0x61c, 0x200b, 0x2028, 0x2029, 0xfeff].contains(&u)
            || (0x200e..=0x200f).contains(&u)
            || (0x202a..=0x202e).contains(&u)
            || (0x2060..=0x206f).contains(&u)
            || (0xfff9..=0xfffb).contains(&u)
            || (0xe0000..=0xe007f).contains(&u)
            || (0xfdd0..=0xfdef).contains(&u)
            || u & 0xfffe == 0xfffe
    }

    #[test]
    fn what_could_command_a_terminal_becomes_a_mark() {
        let cases = [
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\u{1b}]52;c;QQ==\u{7}b", "a␛]52;c;QQ==␇b"),
            ("a\u{8}b\u{7f}c\0d", "a␈b␡c␀d"),
            ("\u{9b}31m\u{85}\u{90}", "\u{fffd}31m\u{fffd}\u{fffd}"),
            ("a\u{202e}b\u{2066}c", "a\u{fffd}b\u{fffd}c"),
            ("a\u{fdd0}b\u{1ffff}", "a\u{fffd}b\u{fffd}"),
            ("pass\u{200b}wo\u{ad}rd\u{feff}\u{2060}", "password"),
            ("a\u{200d}b\u{200c}c\u{200e}d", "abcd"),
            ("x\u{e0041}\u{e007f}y\u{fffa}z", "xyz"),
            ("a\tb\r\nc\rd\u{2028}e", "a b c d e"),
        ];
        for (dirty, clean) in cases {
            assert_eq!(SafeText::line(dirty).as_str(), clean);
        }
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(
            SafeText::block("a\r\nb\rc\u{2029}\td\n").as_str(),
            "a\nb\nc\n    d\n"
        );
    }

    #[test]
    fn honest_scripts_pass_unchanged() {
        for text in [
            "שָׁלוֹם עולם",
            "السَّلامُ عَلَيْكُمْ",
            "می\u{200c}خواهم",
            "क्\u{200d}ष र्\u{200d}य ന്\u{200d}റെ র\u{200d}্য ක්\u{200d}ර",
            "👩\u{200d}🔬 👩🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏼 👨🏻\u{200d}👩🏻\u{200d}👧🏻\u{200d}👦🏻 🏴\u{200d}☠\u{fe0f} 🇸🇪",
            "Tiếng Việt, naïve, e\u{301}\u{323}, Z̴̬̕",
            "ภาษาไทย ភាសាខ្មែរ မြန်မာ བོད་ཡིག 한국어 각 日本語 ｶﾞ",
        ] {
            assert_eq!(SafeText::block(text).as_str(), text);
            assert_eq!(SafeText::counted(text).1, 0, "{text}");
        }
    }

    #[test]
    fn a_mark_for_a_control_begins_a_cluster_like_any_other_sign() {
        for dirty in [
            "a\u{301}\u{301}\u{301}\u{94d}\u{301}\u{d4d}\0\u{301}\u{94d}\u{200d}\u{a98d}",
            "❤\u{94d}\u{4}\u{fe0f}\u{200d}❤\u{fe0f}\u{200d}❤\u{fe0f}\u{200d}❤\u{fe0f}\u{200d}❤",
            "\u{a4d}\u{1a}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        ] {
            let clean = SafeText::line(dirty);
            assert_eq!(SafeText::line(clean.as_str()), clean, "{dirty:?}");
        }
    }

    #[test]
    fn floods_are_cut_to_a_few_marks_a_cell() {
        let zalgo = format!("a{}b", "\u{301}".repeat(3000));
        assert_eq!(SafeText::line(&zalgo).as_str().chars().count(), 2 + MARKS);
        assert_eq!(SafeText::counted(&zalgo).1, 3000 - MARKS);
        for flood in [
            "👩\u{200d}",
            "क\u{94d}",
            "\u{1f3fb}",
            "\u{1161}",
            "ب\u{200d}\u{64b}",
        ] {
            let shown = SafeText::line(&flood.repeat(1000));
            let widest = unicode_segmentation::UnicodeSegmentation::graphemes(shown.as_str(), true)
                .map(str::len)
                .max();
            assert!(widest < Some(120), "{flood}: {widest:?}");
        }
    }

    #[test]
    fn a_line_feed_ends_the_cluster_as_any_line_end_does() {
        let marks = "\u{301}".repeat(5);
        let shown = SafeText::block(&format!("a{marks}\r{marks}"));
        assert_eq!(shown.as_str(), format!("a{marks}\n{marks}"));
        assert_eq!(SafeText::counted(shown.as_str()), (shown.clone(), 0));
    }

    #[test]
    fn pieces_tell_where_each_byte_came_from() {
        let mut cleaner = Cleaner::default();
        let mut spans = Vec::new();
        cleaner.push("ab\u{200b}c\u{1b}\td", LineEnds::Kept, |span| {
            spans.push((span.from, span.to.bytes(), span.treatment));
        });
        assert_eq!(
            spans,
            [
                (0..2, 0..2, Treatment::Same),
                (5..6, 2..3, Treatment::Same),
                (6..7, 3..6, Treatment::Marked),
                (7..8, 6..10, Treatment::Blank),
                (8..9, 10..11, Treatment::Same),
            ]
        );
        assert_eq!(cleaner.finish().as_str(), "abc␛    d");
    }

    /// Text in which everything the gate decides about is frequent.
    fn nasty() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(vec![
            '\u{1b}',
            '\r',
            '\n',
            '\t',
            '\u{9b}',
            '\u{200d}',
            '\u{200c}',
            '\u{200b}',
            '\u{202e}',
            '\u{301}',
            '\u{64b}',
            'ب',
            'क',
            '\u{94d}',
            '👩',
            '🔬',
            '\u{1f3fb}',
            '\u{fe0f}',
            '\u{180e}',
            'ᠠ',
            'a',
            ' ',
            '\u{e0041}',
            '\u{fffe}',
        ]);
        prop::collection::vec(prop_oneof![4 => odd, 1 => any::<char>()], 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn nothing_forbidden_passes_and_clean_text_stays(text in nasty()) {
            let line = SafeText::line(&text);
            prop_assert!(!line.as_str().contains(|c| is_forbidden(c) || c == '\n'));
            prop_assert_eq!(SafeText::line(line.as_str()), line.clone());
            let (block, _) = SafeText::counted(&text);
            prop_assert!(!block.as_str().contains(is_forbidden));
            let (again, lost) = SafeText::counted(block.as_str());
            prop_assert_eq!((again, lost), (block, 0));
        }

        #[test]
        fn pieces_ascend_and_tell_the_truth(parts in prop::collection::vec(nasty(), 0..4)) {
            let mut cleaner = Cleaner::default();
            let mut seen = Vec::new();
            for (index, part) in parts.iter().enumerate() {
                cleaner.push(part, LineEnds::Kept, |span| seen.push((index, span)));
            }
            let shown = cleaner.finish();
            let mut end = 0;
            for (index, piece) in seen {
                prop_assert_eq!(piece.to.start, end);
                end = piece.to.end;
                if piece.treatment == Treatment::Same {
                    prop_assert_eq!(&parts[index][piece.from], piece.to.of(shown.as_str()));
                }
            }
            prop_assert_eq!(end as usize, shown.as_str().len());
        }
    }
}
