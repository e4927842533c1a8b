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

/// What the program carries for another language than English.
#[derive(Clone, Copy, Debug)]
pub struct LanguageAssets {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// The features that its weights were trained for.
    pub scheme: Scheme,
    /// The trained weights; languages alike share some.
    pub weights: &'static [u8],
    /// Its words: twice their Zipf frequency by hash; of scripts without capitals its dictionary.
    pub words: &'static [u8],
}

/// Traditional Chinese characters with their simplified ones.
pub const TRADITIONAL: &str = include_str!("../../assets/names/characters/traditional.tsv");

/// Large towns as other languages than English call them: a table of classes.
pub const TOWNS_ABROAD: &[u8] = include_bytes!("../../assets/names/towns/abroad.bin");

/// What is learned from French, and of Portuguese, serves languages like them too.
const ROMANCE: &[u8] = include_bytes!("../../assets/names/weights/romance.bin");

macro_rules! letters {
    ($code:literal, $weights:expr) => {
        LanguageAssets {
            code: $code,
            scheme: Scheme::Letters,
            weights: $weights,
            words: include_bytes!(concat!("../../assets/names/frequencies/", $code, ".bin")),
        }
    };
    ($code:literal) => {
        letters!(
            $code,
            include_bytes!(concat!("../../assets/names/weights/", $code, ".bin"))
        )
    };
}

macro_rules! signs {
    ($code:literal) => {
        LanguageAssets {
            code: $code,
            scheme: Scheme::Signs,
            weights: include_bytes!(concat!("../../assets/names/weights/", $code, ".bin")),
            words: include_bytes!(concat!("../../assets/names/words_", $code, "/words.bin")),
        }
    };
}

/// The languages besides English that have a model.
pub static LANGUAGES: [LanguageAssets; 12] = [
    letters!("de"),
    letters!("pt"),
    letters!("fr", ROMANCE),
    letters!("es", ROMANCE),
    letters!("it", ROMANCE),
    letters!("da"),
    letters!("sv"),
    letters!("hr"),
    letters!("fi"),
    signs!("zh"),
    signs!("ja"),
    signs!("ko"),
];
