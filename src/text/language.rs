//! The language of a text, how far names are found in it, and how many words it has.

use whatlang::{Detector, Lang};

/// Bytes of text that are looked at: more does not make the answer surer, only later.
const ENOUGH: usize = 4096;

/// Fewer letters than this tell nothing.
const TOO_FEW: usize = 24;

/// The least confidence, 0 to 1, at which an answer is taken.
const LEAST: f64 = 0.05;

/// Languages that clips are likely to be in, with their ISO 639-1 codes and their names. The fewer there are to
/// choose from, the surer the choice.
const LANGUAGES: [(Lang, &str, &str); 40] = [
    (Lang::Eng, "en", "English"),
    (Lang::Cmn, "zh", "Chinese"),
    (Lang::Jpn, "ja", "Japanese"),
    (Lang::Kor, "ko", "Korean"),
    (Lang::Fra, "fr", "French"),
    (Lang::Deu, "de", "German"),
    (Lang::Spa, "es", "Spanish"),
    (Lang::Por, "pt", "Portuguese"),
    (Lang::Ita, "it", "Italian"),
    (Lang::Nld, "nl", "Dutch"),
    (Lang::Swe, "sv", "Swedish"),
    (Lang::Dan, "da", "Danish"),
    (Lang::Nob, "no", "Norwegian"),
    (Lang::Fin, "fi", "Finnish"),
    (Lang::Pol, "pl", "Polish"),
    (Lang::Ces, "cs", "Czech"),
    (Lang::Slk, "sk", "Slovak"),
    (Lang::Hun, "hu", "Hungarian"),
    (Lang::Ron, "ro", "Romanian"),
    (Lang::Bul, "bg", "Bulgarian"),
    (Lang::Ell, "el", "Greek"),
    (Lang::Rus, "ru", "Russian"),
    (Lang::Ukr, "uk", "Ukrainian"),
    (Lang::Tur, "tr", "Turkish"),
    (Lang::Ara, "ar", "Arabic"),
    (Lang::Pes, "fa", "Persian"),
    (Lang::Heb, "he", "Hebrew"),
    (Lang::Hin, "hi", "Hindi"),
    (Lang::Ben, "bn", "Bengali"),
    (Lang::Urd, "ur", "Urdu"),
    (Lang::Tha, "th", "Thai"),
    (Lang::Vie, "vi", "Vietnamese"),
    (Lang::Ind, "id", "Indonesian"),
    (Lang::Cat, "ca", "Catalan"),
    (Lang::Hrv, "hr", "Croatian"),
    (Lang::Srp, "sr", "Serbian"),
    (Lang::Slv, "sl", "Slovenian"),
    (Lang::Lit, "lt", "Lithuanian"),
    (Lang::Lav, "lv", "Latvian"),
    (Lang::Est, "et", "Estonian"),
];

/// The ISO 639-1 code of the language of a text, where it can be told.
pub fn of(text: &str) -> Option<&'static str> {
    let sample = &text[..text.floor_char_boundary(text.len().min(ENOUGH))];
    if sample
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(TOO_FEW)
        .count()
        < TOO_FEW
    {
        return None;
    }
    let detector = Detector::with_allowlist(LANGUAGES.map(|(language, ..)| language).to_vec());
    let found = detector.detect(sample)?;
    let sure = found.is_reliable() || found.confidence() >= LEAST;
    let (_, code, _) = LANGUAGES
        .iter()
        .find(|(language, ..)| *language == found.lang())?;
    sure.then_some(code)
}

/// The English name of the language with an ISO 639-1 code; the code itself where it has none here.
pub fn name(code: &str) -> &str {
    LANGUAGES
        .iter()
        .find(|(_, known, _)| *known == code)
        .map_or(code, |(.., name)| name)
}

/// How far names are found in texts of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// As measured: the weights were learned from English.
    Full,
    /// By the same features, as far as they carry to a language with capitals like English.
    Partial,
    /// Listed countries, cities, bodies and companies, titles in quotation marks and links.
    Listed,
    /// Hardly.
    Little,
}

impl Support {
    /// Of the language with an ISO 639-1 code. Of a text too short to tell nothing worse is assumed.
    pub fn of(code: Option<&str>) -> Self {
        match code {
            None | Some("en") => Self::Full,
            Some("fr" | "de" | "es" | "pt" | "it") => Self::Partial,
            Some("zh" | "ja" | "ko") => Self::Listed,
            Some(_) => Self::Little,
        }
    }

    /// What a reader should know of it; nothing where names are found as promised.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Partial => Some("some names missed"),
            Self::Listed => Some("listed names only"),
            Self::Little => Some("most names missed"),
        }
    }
}

/// The number of words of a text; in scripts that put no blanks between words, of characters.
pub fn words(text: &str) -> u32 {
    let mut count = 0;
    let mut inside = false;
    for letter in text.chars() {
        let part = letter.is_alphanumeric() || inside && matches!(letter, '\'' | '’' | '-');
        let alone = letter as u32 >= 0xE00 && has_no_blanks(letter);
        count += u32::from(alone || part && !inside);
        inside = part && !alone;
    }
    count
}

/// Whether a character is of a script that puts no blanks between words. Ranges are Unicode
/// blocks: Thai, Lao, Myanmar, Khmer; kana; Chinese characters.
fn has_no_blanks(letter: char) -> bool {
    letter.is_alphabetic()
        && matches!(
            letter as u32,
            0xE00..=0xEFF
                | 0x1000..=0x109F
                | 0x1780..=0x17FF
                | 0x3040..=0x30FF
                | 0x3400..=0x9FFF
                | 0xF900..=0xFAFF
                | 0x2_0000..=0x3_FFFF
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        let cases = [
            ("It's a well-known fact, isn’t it?", 6),
            ("3.5 per cent", 4),
            ("人工智能 AI 治理", 7),
            ("한국어 문장", 2),
            ("สวัสดี", 6),
            ("", 0),
            (" - ", 0),
        ];
        for (text, wanted) in cases {
            assert_eq!(words(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_not_fully_supported_is_said() {
        assert_eq!(Support::of(Some("en")).words(), None);
        assert_eq!(Support::of(None).words(), None);
        for (code, language) in [("fr", "French"), ("zh", "Chinese"), ("xx", "xx")] {
            assert_eq!(name(code), language);
            assert!(Support::of(Some(code)).words().is_some());
        }
    }

    #[test]
    fn languages_are_told_apart_and_too_little_tells_nothing() {
        let cases = [
            (
                "The growing reach of technology companies changes how the world governs them.",
                Some("en"),
            ),
            (
                "人工智能的发展改变了全球治理的方式，各国政府都在制定新的规则和标准。",
                Some("zh"),
            ),
            (
                "人工知能の発展は、世界の統治の方法を変えつつあり、各国が規則を作っています。",
                Some("ja"),
            ),
            (
                "Die wachsende Reichweite der Technologieunternehmen verändert die Regierungsführung.",
                Some("de"),
            ),
            ("ok", None),
            ("2024-10-09 0:00 / 0:00", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(of(text), wanted, "{text}");
        }
    }
}
