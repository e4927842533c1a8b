//! The language of a text, and how many words it has.

use whatlang::{Detector, Lang};

/// Bytes of text that are looked at: more does not make the answer surer, only later.
const ENOUGH: usize = 4096;

/// Fewer letters than this tell nothing.
const TOO_FEW: usize = 24;

/// The least confidence, 0 to 1, at which an answer is taken.
const LEAST: f64 = 0.05;

/// Languages that clips are likely to be in, with their ISO 639-1 codes. The fewer there are to
/// choose from, the surer the choice.
const LANGUAGES: [(Lang, &str); 40] = [
    (Lang::Eng, "en"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Bul, "bg"),
    (Lang::Ell, "el"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Tur, "tr"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Ben, "bn"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Vie, "vi"),
    (Lang::Ind, "id"),
    (Lang::Cat, "ca"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Slv, "sl"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
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
    let detector = Detector::with_allowlist(LANGUAGES.map(|(language, _)| language).to_vec());
    let found = detector.detect(sample)?;
    let sure = found.is_reliable() || found.confidence() >= LEAST;
    let (_, code) = LANGUAGES
        .iter()
        .find(|(language, _)| *language == found.lang())?;
    sure.then_some(code)
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
