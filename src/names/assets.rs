//! The lists and weights that the program carries; each folder of `assets/names` has one licence.

use crate::names::model::gazetteer::Lists;
use crate::names::model::scheme::Scheme;

/// Everything embedded, as it lies in the program's file.
pub fn embedded() -> Lists<'static> {
    Lists {
        towns: include_bytes!("../../assets/names/towns/towns.bin"),
        people: include_bytes!("../../assets/names/people/people.bin"),
        frequencies: include_bytes!("../../assets/names/frequencies/frequencies.bin"),
        clusters: include_bytes!("../../assets/names/clusters/clusters.bin"),
        countries: include_str!("../../assets/names/countries/countries.tsv"),
        companies: include_str!("../../assets/names/companies/companies.tsv"),
        lexicon: include_str!("../../assets/names/own/lexicon.tsv"),
        words: include_str!("../../assets/names/own/words.tsv"),
        keywords: include_str!("../../assets/names/own/keywords.tsv"),
        languages: include_str!("../../assets/names/own/languages.tsv"),
        territories: include_str!("../../assets/names/territories/territories.tsv"),
    }
}

/// The weights that were trained for English.
pub fn weights() -> &'static [u8] {
    include_bytes!("../../assets/names/weights/en.bin")
}

/// What the program carries for other languages than English.
#[derive(Clone, Copy, Debug)]
pub struct LanguageAssets {
    /// By which its file is called.
    pub name: &'static str,
    /// The languages that it is for, by their ISO 639-1 codes.
    pub languages: &'static [&'static str],
    /// The features that the weights were trained for.
    pub scheme: Scheme,
    /// The trained weights.
    pub weights: &'static [u8],
    /// Words and names, of scripts without capitals.
    pub dictionary: Option<&'static [u8]>,
}

/// Traditional Chinese characters with their simplified ones.
pub const TRADITIONAL: &str = include_str!("../../assets/names/characters/traditional.tsv");

impl LanguageAssets {
    const fn letters(
        name: &'static str,
        languages: &'static [&'static str],
        weights: &'static [u8],
    ) -> Self {
        Self {
            name,
            languages,
            scheme: Scheme::Letters,
            weights,
            dictionary: None,
        }
    }

    const fn signs(
        name: &'static str,
        languages: &'static [&'static str],
        weights: &'static [u8],
        dictionary: &'static [u8],
    ) -> Self {
        Self {
            name,
            languages,
            scheme: Scheme::Signs,
            weights,
            dictionary: Some(dictionary),
        }
    }
}

/// The models of other languages than English.
pub static LANGUAGES: [LanguageAssets; 10] = [
    LanguageAssets::letters(
        "de",
        &["de"],
        include_bytes!("../../assets/names/weights/de.bin"),
    ),
    LanguageAssets::letters(
        "pt",
        &["pt"],
        include_bytes!("../../assets/names/weights/pt.bin"),
    ),
    LanguageAssets::letters(
        "romance",
        &["fr", "es", "it"],
        include_bytes!("../../assets/names/weights/romance.bin"),
    ),
    LanguageAssets::letters(
        "da",
        &["da"],
        include_bytes!("../../assets/names/weights/da.bin"),
    ),
    LanguageAssets::letters(
        "sv",
        &["sv"],
        include_bytes!("../../assets/names/weights/sv.bin"),
    ),
    LanguageAssets::letters(
        "hr",
        &["hr"],
        include_bytes!("../../assets/names/weights/hr.bin"),
    ),
    LanguageAssets::letters(
        "fi",
        &["fi"],
        include_bytes!("../../assets/names/weights/fi.bin"),
    ),
    LanguageAssets::signs(
        "zh",
        &["zh"],
        include_bytes!("../../assets/names/weights/zh.bin"),
        include_bytes!("../../assets/names/words_zh/words.bin"),
    ),
    LanguageAssets::signs(
        "ja",
        &["ja"],
        include_bytes!("../../assets/names/weights/ja.bin"),
        include_bytes!("../../assets/names/words_ja/words.bin"),
    ),
    LanguageAssets::signs(
        "ko",
        &["ko"],
        include_bytes!("../../assets/names/weights/ko.bin"),
        include_bytes!("../../assets/names/words_ko/words.bin"),
    ),
];
