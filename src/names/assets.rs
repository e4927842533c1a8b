//! The lists and weights that the program carries; each folder of `assets/names` has one licence.

use crate::names::model::gazetteer::Lists;

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

/// The trained weights.
pub fn weights() -> &'static [u8] {
    include_bytes!("../../assets/names/weights/weights.bin")
}
