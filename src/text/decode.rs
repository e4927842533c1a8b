//! From bytes to text: any encoding that clips come in, damage marked, binaries named.
//!
//! Line ends stay as they are, and so does a byte order mark of UTF-8, so that for UTF-8 without
//! damage the text is the file, byte for byte, and nothing is copied. Overlong forms are damage,
//! never the character they pretend to be.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::text::clean::SafeText;
use crate::text::problem::{Problem, Severity};

/// How a file's bytes stand for its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 in little-endian order, known by its mark or by the zeros between its letters.
    Utf16Le,
    /// UTF-16 in big-endian order, known likewise.
    Utf16Be,
    /// The single bytes of Windows in Western Europe.
    Windows1252,
    /// An encoding of before Unicode for a script that is not Latin, such as GBK or `Shift_JIS`.
    Older(&'static encoding_rs::Encoding),
    /// Not text at all.
    Binary,
}

impl Encoding {
    /// The name that lists and JSON give it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
            Self::Older(codec) => codec.name(),
            Self::Binary => "binary",
        }
    }
}

/// The name of an encoding among those that [`Encoding::name`] can give.
pub fn known_encoding(name: &str) -> Option<&'static str> {
    let own = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1252,
        Encoding::Binary,
    ];
    let mut own = own.into_iter().map(Encoding::name);
    own.find(|known| *known == name).or_else(|| {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(encoding_rs::Encoding::name)
    })
}

/// A file's text and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text; empty for a binary. Borrowed where the file is sound UTF-8.
    pub text: Cow<'b, str>,
    /// How it was read.
    pub encoding: Encoding,
    /// What is odd about the bytes.
    pub problems: Vec<Problem>,
}

/// Reads the bytes of a file, or of the beginning of one.
///
/// Zero bytes at the very end are dropped: they are what a crash or a sparse copy leaves behind.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, encoding_rs::UTF_16LE, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => wide(rest, encoding_rs::UTF_16BE, Encoding::Utf16Be),
        [first, 0, ..] if is_unmarked(*first, bytes, encoding_rs::UTF_16LE) => {
            wide(bytes, encoding_rs::UTF_16LE, Encoding::Utf16Le)
        }
        [0, first, ..] if is_unmarked(*first, bytes, encoding_rs::UTF_16BE) => {
            wide(bytes, encoding_rs::UTF_16BE, Encoding::Utf16Be)
        }
        _ => narrow(bytes),
    };
    if is_mostly_controls(&decoded.text) {
        binary()
    } else {
        decoded
    }
}

/// Whether bytes that begin with an ASCII character of two bytes are UTF-16 to their end. A text has
/// no zero characters, which numbers of two bytes mostly have.
fn is_unmarked(first: u8, bytes: &[u8], codec: &'static encoding_rs::Encoding) -> bool {
    let begins = first.is_ascii_graphic() || first.is_ascii_whitespace();
    let text = || codec.decode_without_bom_handling_and_without_replacement(bytes);
    begins && bytes.len() >= 8 && text().is_some_and(|text| !text.contains('\0'))
}

/// UTF-16 after its mark, if it has one.
fn wide(
    bytes: &[u8],
    codec: &'static encoding_rs::Encoding,
    encoding: Encoding,
) -> Decoded<'static> {
    let (text, damaged) = codec.decode_without_bom_handling(bytes);
    let mut text = text.into_owned();
    text.truncate(text.trim_end_matches('\0').len());
    let reason = SafeText::line(&format!("the file is {}, not UTF-8", encoding.name()));
    let recovered = "read; offsets are those of its text in UTF-8";
    let mut problems = vec![Problem::of_file(
        Severity::Hint,
        "encoding",
        reason,
        recovered.into(),
    )];
    problems.extend(damaged.then(|| damage(&text)));
    problems.extend(zeros(&text));
    Decoded {
        text: text.into(),
        encoding,
        problems,
    }
}

/// What changes to Japanese signs in ISO-2022-JP, all bytes of which are ASCII (RFC 1468).
const TO_KANJI: &str = "\u{1b}$B";

/// UTF-8, sound or torn, else an older encoding, else no text.
fn narrow(bytes: &[u8]) -> Decoded<'_> {
    if is_signed(bytes) {
        return binary();
    }
    let length = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    let (kept, padding) = bytes.split_at(length);
    let mut decoded = match std::str::from_utf8(kept) {
        Ok(text) => escaped(text).unwrap_or_else(|| Decoded {
            text: text.into(),
            encoding: Encoding::Utf8,
            problems: zeros(text).into_iter().collect(),
        }),
        Err(_) => torn_or_older(kept),
    };
    if !padding.is_empty() {
        decoded.problems.push(Problem::of_file(
            Severity::Warning,
            "padding",
            SafeText::line(&format!("the file ends in {} zero bytes", padding.len())),
            "left out".into(),
        ));
    }
    decoded
}

/// Bytes that are not sound UTF-8: torn where most of what is not ASCII is sound.
fn torn_or_older(bytes: &[u8]) -> Decoded<'_> {
    let (mut sound, mut torn) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        torn += usize::from(!chunk.invalid().is_empty());
    }
    if sound > torn || bytes.starts_with(b"\xef\xbb\xbf") {
        let text = String::from_utf8_lossy(bytes);
        let mut problems = vec![damage(&text)];
        problems.extend(zeros(&text));
        return Decoded {
            text,
            encoding: Encoding::Utf8,
            problems,
        };
    }
    let controls = bytes.iter().filter(|byte| is_odd_control(**byte)).count();
    if controls * 100 > bytes.len() * 5 {
        return binary();
    }
    let (text, encoding) = older(bytes);
    translated(text, encoding)
}

/// ASCII with escapes that stand for Japanese, where none of them is out of place.
fn escaped(text: &str) -> Option<Decoded<'_>> {
    let codec = encoding_rs::ISO_2022_JP;
    let bytes = Some(text.as_bytes()).filter(|_| text.contains(TO_KANJI))?;
    let read = codec.decode_without_bom_handling_and_without_replacement(bytes)?;
    is_another_script(&read).then(|| translated(read, Encoding::Older(codec)))
}

/// A text that was read in another encoding than UTF-8.
fn translated(text: Cow<'_, str>, encoding: Encoding) -> Decoded<'_> {
    let recovered = format!(
        "read as {}; offsets are those of its text in UTF-8",
        encoding.name()
    );
    let mut problems = vec![Problem::of_file(
        Severity::Warning,
        "encoding",
        "the file is not UTF-8".into(),
        SafeText::line(&recovered),
    )];
    problems.extend(zeros(&text));
    Decoded {
        text,
        encoding,
        problems,
    }
}

/// The text in the encoding that its bytes are most like, where that has another script and no byte
/// is out of place in it; else in that of Western Europe, which fits any bytes.
fn older(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let codec = detector.guess(None, Utf8Detection::Deny);
    let text = codec.decode_without_bom_handling_and_without_replacement(bytes);
    if let Some(text) = text.filter(|text| is_another_script(text)) {
        return (text, Encoding::Older(codec));
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    (text, Encoding::Windows1252)
}

/// Whether most letters beyond ASCII are not Latin.
fn is_another_script(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
    let (mut latin, mut others) = (0_usize, 0_usize);
    for letter in letters {
        if letter < '\u{250}' {
            latin += 1;
        } else {
            others += 1;
        }
    }
    others > latin
}

/// Says where bytes were replaced, and how many times.
fn damage(text: &str) -> Problem {
    let first = text.find('\u{fffd}').unwrap_or(text.len());
    let count = text.matches('\u{fffd}').count();
    let reason = SafeText::line(&format!("bytes that are no text, in {count} places"));
    let recovered = "replaced by marks; the rest is intact".into();
    Problem::of_file(Severity::Warning, "encoding-damage", reason, recovered).at(text, first)
}

/// Says where zero bytes stand in a text.
fn zeros(text: &str) -> Option<Problem> {
    let first = memchr::memchr(0, text.as_bytes())?;
    let recovered = "shown as marks".into();
    let zeros = Problem::of_file(
        Severity::Warning,
        "zero-bytes",
        "zero bytes".into(),
        recovered,
    );
    Some(zeros.at(text, first))
}

/// No text, and the notice that stands for it.
fn binary() -> Decoded<'static> {
    let problem = Problem::of_file(
        Severity::Error,
        "binary",
        "the file is not text".into(),
        "listed by its name; nothing of it is shown".into(),
    );
    Decoded {
        text: Cow::Borrowed(""),
        encoding: Encoding::Binary,
        problems: vec![problem],
    }
}

/// Whether a file begins as those of a known binary format do.
fn is_signed(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 14] = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF87a",
        b"GIF89a",
        b"%PDF-",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
        b"\xfd7zXZ\0",
        b"\x28\xb5\x2f\xfd",
        b"7z\xbc\xaf\x27\x1c",
        b"\x7fELF",
        b"SQLite format 3\0",
        b"\xcf\xfa\xed\xfe",
    ];
    SIGNATURES
        .iter()
        .any(|signature| bytes.starts_with(signature))
}

/// A control that text does not hold, not even coloured text.
fn is_odd_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

/// Whether controls outnumber what could be read: three in ten, or more.
fn is_mostly_controls(text: &str) -> bool {
    let controls = text.bytes().filter(|byte| is_odd_control(*byte)).count();
    controls * 10 > text.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes<'a>(decoded: &'a Decoded<'_>) -> Vec<&'a str> {
        decoded
            .problems
            .iter()
            .map(|problem| &*problem.code)
            .collect()
    }

    fn is(bytes: &[u8], text: &str, encoding: Encoding, wanted: &[&str]) {
        let decoded = decode(bytes);
        assert_eq!(
            (&*decoded.text, decoded.encoding, codes(&decoded).as_slice()),
            (text, encoding, wanted),
            "{bytes:?}"
        );
    }

    #[test]
    fn sound_text_is_borrowed_whole() {
        for text in ["", "a\r\nb\rc\n", "\u{feff}é", "漢字", "\u{1b}[31mred"] {
            assert!(matches!(decode(text.as_bytes()).text, Cow::Borrowed(same) if same == text));
        }
        is(b"ab\0cd", "ab\0cd", Encoding::Utf8, &["zero-bytes"]);
        is(b"ab\n\0\0\0\0", "ab\n", Encoding::Utf8, &["padding"]);
    }

    #[test]
    fn other_encodings_are_read_and_named() {
        is(b"\xff\xfea\0\xe9\0", "aé", Encoding::Utf16Le, &["encoding"]);
        is(b"\xfe\xff\0a\0\xe9", "aé", Encoding::Utf16Be, &["encoding"]);
        is(
            b"\xff\xfea\0\x00\xd8",
            "a\u{fffd}",
            Encoding::Utf16Le,
            &["encoding", "encoding-damage"],
        );
        is(
            b"caf\xe9 \x93q\x94 \x80",
            "café “q” €",
            Encoding::Windows1252,
            &["encoding"],
        );
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        for text in ["---\ntitle: 规则\n---\n正文。", "Ett kort brev om fåglar."] {
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            is(&big, text, Encoding::Utf16Be, &["encoding"]);
            is(&little, text, Encoding::Utf16Le, &["encoding"]);
        }
        let numbers: Vec<u8> = [40_u16, 0, 7, 0, 9].map(u16::to_le_bytes).concat();
        assert_eq!(decode(&numbers).encoding, Encoding::Binary);
    }

    #[test]
    fn japanese_in_escapes_is_read_where_no_escape_is_out_of_place() {
        let japanese = Encoding::Older(encoding_rs::ISO_2022_JP);
        is(
            b"# \x1b$B5,@)\x1b(B (2024)",
            "# 規制 (2024)",
            japanese,
            &["encoding"],
        );
        let text = "an escape: \u{1b}$B, and no more";
        is(text.as_bytes(), text, Encoding::Utf8, &[]);
    }

    #[test]
    fn encodings_of_before_unicode_are_told_apart() {
        let texts = [
            (
                encoding_rs::GBK,
                "标题：人工智能的治理\n监管机构正在寻求新的办法。",
            ),
            (
                encoding_rs::BIG5,
                "標題：人工智慧的治理\n監管機構正在尋求新的辦法。",
            ),
            (encoding_rs::SHIFT_JIS, "規制当局は新しい方法を探している。"),
            (encoding_rs::EUC_JP, "規制当局は新しい方法を探している。"),
            (encoding_rs::EUC_KR, "기술 기업의 영향력은 확대되고 있다."),
            (
                encoding_rs::WINDOWS_1251,
                "Влияние компаний растёт во всём мире.",
            ),
        ];
        for (codec, text) in texts {
            let bytes = codec.encode(text).0;
            is(&bytes, text, Encoding::Older(codec), &["encoding"]);
        }
        for text in [
            "Åsa går över ån",
            "déjà vu",
            "¿Qué año?",
            "Œuvre “citée” – 5 €",
            "é",
        ] {
            let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
            is(&bytes, text, Encoding::Windows1252, &["encoding"]);
        }
    }

    #[test]
    fn torn_text_keeps_the_rest() {
        let torn = [b"na\xc3\xafve \xe2\x80\x94 \xc3( x".as_slice()].concat();
        is(
            &torn,
            "naïve — \u{fffd}( x",
            Encoding::Utf8,
            &["encoding-damage"],
        );
        let damage = &decode(&torn).problems[0];
        assert_eq!((damage.line, damage.column), (1, 9));
    }

    #[test]
    fn an_overlong_escape_is_never_an_escape() {
        for overlong in [
            b"a \xc0\x9b[31m".as_slice(),
            b"a \xe0\x80\x9b[31m",
            b"a \xf0\x80\x80\x9b[31m",
        ] {
            assert!(!decode(overlong).text.contains('\u{1b}'));
        }
    }

    #[test]
    fn binaries_are_named_and_never_shown() {
        let junk: Vec<u8> = (0..4096_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        for bytes in [
            b"\x89PNG\r\n\x1a\n....".as_slice(),
            b"\x1f\x8b\x08...",
            b"%PDF-1.7 text",
            &junk,
            &[1; 99],
        ] {
            is(bytes, "", Encoding::Binary, &["binary"]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let decoded = decode(&bytes);
            if let Ok(text) = std::str::from_utf8(&bytes)
                && decoded.encoding == Encoding::Utf8
            {
                prop_assert_eq!(&*decoded.text, text.trim_end_matches('\0'));
            }
        }

        #[test]
        fn words_of_western_europe_stay_latin(text in "([a-z]{1,6}[åäöéèñçü][a-z]{0,5}[ ,.]){1,12}") {
            let bytes = encoding_rs::WINDOWS_1252.encode(&text).0;
            let decoded = decode(&bytes);
            prop_assert_eq!((&*decoded.text, decoded.encoding), (&*text, Encoding::Windows1252));
        }

        #[test]
        fn any_text_survives_a_tear(text in "[a-zé漢 \n]{40,80}[é漢]{9}", at in 0_usize..40) {
            let mut bytes = text.clone().into_bytes();
            bytes.insert(at, 0xff);
            let decoded = decode(&bytes);
            prop_assert_eq!(decoded.encoding, Encoding::Utf8);
            let tail: String = text.chars().skip(text.chars().count() - 9).collect();
            prop_assert!(decoded.text.ends_with(&tail));
        }
    }
}
