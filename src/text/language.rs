//! The language of a text, and how many words it has.
//!
//! The script decides first. Between languages of one script their own letters do, and in the Latin
//! script the words that every text of a language holds, whatever it is about: names, code and addresses
//! tell nothing. Where those are too few, no language is said.

pub mod support;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::document::{BlockKind, Document, Inline, LinkForm};
use crate::text::word_list::WordList;

/// How many paragraphs are looked at, spread over the text, and how many bytes of each: more does not
/// make the answer surer, only later.
const PARAGRAPHS: usize = 16;
/// How many bytes of a paragraph are looked at.
const PART: usize = 400;

/// A letter of the scripts of East Asia tells as much as three others: words of them have two letters,
/// words of others six.
const WEIGHT: usize = 3;

/// Fewer letters than this tell nothing, the script of one language aside.
const TOO_FEW: usize = 24;

/// Of the function words found, those of the language must be so many more than those of any other, in
/// per cent: Danish and Norwegian share most of them.
const MARGIN: usize = 10;

/// In fewer words than this one function word more may be chance: `in` is one of five languages.
const SHORT: usize = 20;

/// The function words of languages in the Latin script.
static FUNCTION_WORDS: WordList =
    WordList::new(include_str!("../../assets/words/function_words.txt"));

/// Languages that are told, by their ISO 639-1 codes, with their names; those with function words in the
/// order of their list first.
const LANGUAGES: [(&str, &str); 37] = [
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("pt", "Portuguese"),
    ("it", "Italian"),
    ("nl", "Dutch"),
    ("sv", "Swedish"),
    ("da", "Danish"),
    ("no", "Norwegian"),
    ("fi", "Finnish"),
    ("pl", "Polish"),
    ("cs", "Czech"),
    ("sk", "Slovak"),
    ("hu", "Hungarian"),
    ("ro", "Romanian"),
    ("tr", "Turkish"),
    ("hr", "Croatian"),
    ("sl", "Slovenian"),
    ("ca", "Catalan"),
    ("id", "Indonesian"),
    ("vi", "Vietnamese"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("et", "Estonian"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("bg", "Bulgarian"),
    ("sr", "Serbian"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("ar", "Arabic"),
    ("fa", "Persian"),
    ("hi", "Hindi"),
];

/// Each function word with the languages that have it: a bit for each row of the list.
static LANGUAGES_OF: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (row, words) in FUNCTION_WORDS.iter().enumerate() {
        for word in words.split(' ').skip(1) {
            *all.entry(word).or_default() |= 1 << row;
        }
    }
    all
});

/// How many paragraphs are nearly always enough, and how many bytes of each.
const GLANCE: (usize, usize) = (6, 200);

/// The ISO 639-1 code of the language that a document is written in, where it can be told from its prose.
pub fn of_document(document: &Document) -> Option<&'static str> {
    of(&sample(document, (PARAGRAPHS, PART)))
}

/// The ISO 639-1 code of the language that a document is most likely in; nothing where nothing speaks for one.
pub fn likely(document: &Document) -> Option<&'static str> {
    of(&sample(document, GLANCE)).or_else(|| nearest(&sample(document, (PARAGRAPHS, PART))))
}

/// The same of a plain text, whose lines are its paragraphs.
pub fn likely_of_plain(text: &str) -> Option<&'static str> {
    of(&plain_sample(text, GLANCE)).or_else(|| nearest(&plain_sample(text, (PARAGRAPHS, PART))))
}

/// Parts of some lines.
fn plain_sample(text: &str, (paragraphs, part): (usize, usize)) -> String {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let step = lines().count().div_ceil(paragraphs).max(1);
    let mut sample = String::new();
    for line in lines().step_by(step) {
        sample.push_str(&line[..line.floor_char_boundary(part.min(line.len()))]);
        sample.push('\n');
    }
    sample
}

/// Parts of some paragraphs, without code, addresses and the names of pictures.
fn sample(document: &Document, (paragraphs, part): (usize, usize)) -> String {
    let is_prose = |index: &usize| {
        let block = &document.blocks[*index];
        block.kind == BlockKind::Paragraph && !block.residue
    };
    let prose: Vec<usize> = (0..document.blocks.len()).filter(is_prose).collect();
    let step = prose.len().div_ceil(paragraphs).max(1);
    let mut sample = String::new();
    for index in prose.into_iter().step_by(step) {
        let block = &document.blocks[index];
        let start = sample.len();
        for run in document.runs_in(block.text) {
            let unread = Inline::CODE | Inline::EMBED | Inline::MATH | Inline::TAG | Inline::TIME;
            let link = run.link.and_then(|link| document.links.get(link as usize));
            let is_address =
                link.is_some_and(|link| matches!(link.form, LinkForm::Bare | LinkForm::Autolink));
            if run.style.intersects(unread) || is_address || sample.len() > start + part {
                continue;
            }
            let text = document.slice(run.text).as_str();
            sample.push_str(&text[..text.floor_char_boundary(part.min(text.len()))]);
        }
        sample.push('\n');
    }
    sample
}

/// The ISO 639-1 code of the language of a text, where it can be told.
pub fn of(text: &str) -> Option<&'static str> {
    told(text, TOO_FEW, by_words)
}

/// The ISO 639-1 code of the language that most speaks for, however little that is.
fn nearest(text: &str) -> Option<&'static str> {
    of(text).or_else(|| told(text, 1, by_most_words))
}

/// The language by the letters of a text, if it has enough of them, and in the Latin script by its words.
fn told(
    text: &str,
    enough: usize,
    by_words: fn(&str) -> Option<&'static str>,
) -> Option<&'static str> {
    let mut letters = Letters::default();
    text.chars().for_each(|c| letters.count(c));
    let asian = letters.han + letters.kana + letters.hangul;
    let others = [
        letters.latin,
        letters.cyrillic,
        letters.arabic,
        letters.alone,
    ];
    let most = others.into_iter().max().unwrap_or(0);
    if asian * WEIGHT < enough && most < enough {
        return None;
    }
    if asian * WEIGHT > most {
        // Japanese without kana is a headline; Korean texts hold a few Chinese characters.
        return Some(match letters {
            _ if letters.hangul > letters.han + letters.kana => "ko",
            _ if letters.kana * 10 > asian => "ja",
            _ => "zh",
        });
    }
    match most {
        _ if most == letters.latin => by_words(text),
        _ if most == letters.cyrillic => Some(cyrillic(text)),
        _ if most == letters.arabic => Some(if text.contains(['پ', 'چ', 'ژ', 'گ', 'ی']) {
            "fa"
        } else {
            "ar"
        }),
        _ => letters.language,
    }
}

/// How many letters a text has of each script.
#[derive(Default)]
struct Letters {
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    /// Those of scripts that have one language here, and the language of the last.
    alone: usize,
    language: Option<&'static str>,
}

impl Letters {
    /// Ranges are Unicode blocks.
    fn count(&mut self, letter: char) {
        let alone = match letter as u32 {
            0x41..=0x24F | 0x1E00..=0x1EFF => {
                self.latin += usize::from(letter.is_alphabetic());
                return;
            }
            0x370..=0x3FF => "el",
            0x400..=0x52F => return self.cyrillic += 1,
            0x5D0..=0x5EA => "he",
            0x600..=0x6FF => return self.arabic += 1,
            0x900..=0x97F => "hi",
            0x3041..=0x30FF => return self.kana += 1,
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => return self.han += 1,
            0xAC00..=0xD7A3 => return self.hangul += 1,
            _ => return,
        };
        self.alone += 1;
        self.language = Some(alone);
    }
}

/// The language of a text in Cyrillic letters, by those that only it has.
fn cyrillic(text: &str) -> &'static str {
    if text.contains(['ђ', 'ј', 'љ', 'њ', 'ћ', 'џ']) {
        "sr"
    } else if text.contains(['ї', 'є', 'ґ']) {
        "uk"
    } else if text.contains(['ы', 'э', 'ё']) {
        "ru"
    } else if text.contains('ъ') {
        "bg"
    } else {
        "ru"
    }
}

/// The language of a text in Latin letters, by its function words.
fn by_words(text: &str) -> Option<&'static str> {
    let (counts, words) = function_words(text);
    let (best, most) = counts
        .iter()
        .copied()
        .enumerate()
        .max_by_key(|(_, count)| *count)?;
    let others = counts
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != best);
    let next = others.map(|(_, count)| *count).max().unwrap_or(0);
    let is_enough = most > 2 || most == 2 && next == 0;
    let least = if words < SHORT && next > 0 { 2 } else { 1 };
    // One word of eight is a function word in every language of the list.
    let is_sure = most * 8 >= words && most - next >= least.max(most * MARGIN / 100);
    (is_enough && is_sure).then(|| LANGUAGES.get(best).map(|(code, _)| *code))?
}

/// The language with the most function words, two at least, the first of the list among equal ones.
fn by_most_words(text: &str) -> Option<&'static str> {
    let (counts, _) = function_words(text);
    let best = (0..counts.len()).rev().max_by_key(|index| counts[*index])?;
    let (code, _) = LANGUAGES.get(best)?;
    (counts[best] > 1).then_some(code)
}

/// How many function words a text has of each language, and how many words were looked at. Words with a
/// capital are left out, but for the first of a sentence: names are of other languages.
fn function_words(text: &str) -> ([usize; u32::BITS as usize], usize) {
    let mut counts = [0_usize; u32::BITS as usize];
    let mut words = 0;
    let mut begins = true;
    for written in text.split_whitespace() {
        let word = written.trim_matches(|c: char| !c.is_alphabetic());
        let is_first = std::mem::replace(&mut begins, written.ends_with(['.', '!', '?', ':']));
        let small = word.to_lowercase();
        if word.is_empty() || small != word && !is_first {
            continue;
        }
        words += 1;
        let mut languages = LANGUAGES_OF.get(small.as_str()).copied().unwrap_or(0);
        while languages > 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    (counts, words)
}

/// The English name of the language with an ISO 639-1 code; the code itself where it has none here.
pub fn name(code: &str) -> &str {
    LANGUAGES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}

/// The same code among those that [`of`] can give.
pub fn known(code: &str) -> Option<&'static str> {
    let mut all = LANGUAGES.iter();
    all.find(|(known, _)| *known == code).map(|(code, _)| *code)
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
    fn every_row_of_function_words_has_its_language() {
        let rows: Vec<&str> = FUNCTION_WORDS
            .iter()
            .filter_map(|row| row.split(' ').next())
            .collect();
        let codes: Vec<&str> = LANGUAGES
            .iter()
            .take(rows.len())
            .map(|(code, _)| *code)
            .collect();
        assert_eq!(rows, codes);
        assert!(rows.len() <= u32::BITS as usize);
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
            ("Data centers use more power than Denmark.", Some("en")),
            (
                "Tesla recalls 2 million vehicles over Autopilot defect.",
                None,
            ),
            ("Volkswagen and BMW fell 3% in Frankfurt trading.", None),
            (
                "Ο πρωθυπουργός είπε ότι η κυβέρνηση θα εξετάσει το θέμα.",
                Some("el"),
            ),
            (
                "Правительство заявило, что рассмотрит этот вопрос.",
                Some("ru"),
            ),
            (
                "Der Kode `std::env::args` 是程序的入口，用来读取命令行参数并返回一个迭代器，很常用。",
                Some("zh"),
            ),
            (
                "정부는 이 문제를 검토하겠다고 밝혔다 OpenAI ChatGPT",
                Some("ko"),
            ),
            ("ok", None),
            ("2024-10-09 0:00 / 0:00", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(of(text), wanted, "{text}");
        }
    }
}
