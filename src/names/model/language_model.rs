//! What texts of one language are read by: its weights, and what is known of its words.

use std::sync::OnceLock;

use crate::names::assets::{LANGUAGES, LanguageAssets, TOWNS_ABROAD};
use crate::names::model::candidate_spans::Stretches;
use crate::names::model::dictionary::Dictionary;
use crate::names::model::feature_hash::probe;
use crate::names::model::gazetteer::Gazetteer;
use crate::names::model::scheme::Scheme;
use crate::names::model::table::AssetError;
use crate::names::model::tagger::Sources;
use crate::names::model::weights::Weights;

/// What is known of the words of a language.
#[derive(Clone, Debug)]
pub struct LanguageWords<'a> {
    /// The features that look at them.
    pub scheme: Scheme,
    /// The lists.
    pub gazetteer: Gazetteer<'a>,
    /// The dictionary, of scripts without capitals.
    pub dictionary: Option<Dictionary<'a>>,
}

impl<'a> LanguageWords<'a> {
    /// Those of the language with an ISO 639-1 code, from the lists that all languages share, the table of
    /// its own words and that of towns.
    pub fn new(
        (code, scheme): (&str, Scheme),
        shared: &Gazetteer<'a>,
        words: &'a [u8],
        towns: &'a [u8],
    ) -> Result<Self, AssetError> {
        let is_signs = scheme == Scheme::Signs;
        Ok(Self {
            scheme,
            gazetteer: if is_signs {
                shared.clone()
            } else {
                shared.abroad(words, towns)?
            },
            dictionary: is_signs
                .then(|| Dictionary::parse(words, code == "zh"))
                .transpose()?,
        })
    }

    /// As what a text is read by.
    pub const fn sources<'s>(&'s self, stretches: &'s Stretches) -> Sources<'s> {
        Sources {
            scheme: self.scheme,
            gazetteer: &self.gazetteer,
            dictionary: self.dictionary,
            stretches,
        }
    }

    /// The probe of the features, which all languages of a scheme share: without their own words.
    pub fn probe(scheme: Scheme, shared: &Gazetteer<'_>) -> u64 {
        probe(&Sources {
            scheme,
            gazetteer: shared,
            dictionary: None,
            stretches: &Stretches::default(),
        })
    }
}

/// The model of a language.
#[derive(Debug)]
pub struct LanguageModel {
    /// What is known of its words.
    pub words: LanguageWords<'static>,
    /// Its weights.
    pub weights: Weights<'static>,
}

impl LanguageModel {
    /// Reads what the program carries. Fails only when it was built with weights that were trained for
    /// other features.
    pub fn new(assets: &LanguageAssets, shared: &Gazetteer<'static>) -> Result<Self, AssetError> {
        let language = (assets.code, assets.scheme);
        let probe = LanguageWords::probe(assets.scheme, shared);
        Ok(Self {
            words: LanguageWords::new(language, shared, assets.words, TOWNS_ABROAD)?,
            weights: Weights::parse(assets.weights, probe)?,
        })
    }
}

/// The models of other languages than English; each is read when a text needs it.
#[derive(Debug, Default)]
pub struct LanguageModels([OnceLock<Option<LanguageModel>>; LANGUAGES.len()]);

impl LanguageModels {
    /// That of the language with an ISO 639-1 code, if there is one.
    pub fn of(&self, code: &str, shared: &Gazetteer<'static>) -> Option<&LanguageModel> {
        let place = LANGUAGES.iter().position(|assets| assets.code == code)?;
        let read = || LanguageModel::new(&LANGUAGES[place], shared).ok();
        self.0.get(place)?.get_or_init(read).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;

    #[test]
    fn the_weights_of_every_language_fit_this_program() {
        let shared = Gazetteer::new(&assets::embedded()).unwrap();
        for assets in &LANGUAGES {
            let model = LanguageModel::new(assets, &shared);
            assert!(model.is_ok(), "{}: {:?}", assets.code, model.err());
        }
    }
}
