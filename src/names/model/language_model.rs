//! What texts of one language are read by: its weights, and what is known of its words.

use std::sync::OnceLock;

use crate::names::assets::{LANGUAGES, LanguageAssets};
use crate::names::model::candidate_spans::Stretches;
use crate::names::model::dictionary::Dictionary;
use crate::names::model::feature_hash::probe;
use crate::names::model::gazetteer::Gazetteer;
use crate::names::model::scheme::Scheme;
use crate::names::model::table::AssetError;
use crate::names::model::tagger::Sources;
use crate::names::model::weights::Weights;

/// The model of a language.
#[derive(Debug)]
pub struct LanguageModel {
    /// The features that it was trained with.
    pub scheme: Scheme,
    /// What is known of words and names of signs.
    pub dictionary: Option<Dictionary<'static>>,
    /// Its weights.
    pub weights: Weights<'static>,
}

impl LanguageModel {
    /// Reads what the program carries. Fails only when it was built with weights that were trained for
    /// other features.
    pub fn new(
        assets: &LanguageAssets,
        gazetteer: &Gazetteer<'static>,
        stretches: &Stretches,
    ) -> Result<Self, AssetError> {
        let is_chinese = assets.name == "zh";
        let read = |bytes| Dictionary::parse(bytes, is_chinese);
        let dictionary = assets.dictionary.map(read).transpose()?;
        let sources = Sources {
            scheme: assets.scheme,
            gazetteer,
            dictionary,
            stretches,
        };
        Ok(Self {
            scheme: assets.scheme,
            dictionary,
            weights: Weights::parse(assets.weights, probe(&sources))?,
        })
    }
}

/// The models of other languages than English; each is read when a text needs it.
#[derive(Debug, Default)]
pub struct LanguageModels([OnceLock<Option<LanguageModel>>; LANGUAGES.len()]);

impl LanguageModels {
    /// That of the language with an ISO 639-1 code, if there is one.
    pub fn of(
        &self,
        code: &str,
        gazetteer: &Gazetteer<'static>,
        stretches: &Stretches,
    ) -> Option<&LanguageModel> {
        let is_for = |assets: &LanguageAssets| assets.languages.contains(&code);
        let place = LANGUAGES.iter().position(is_for)?;
        let read = || LanguageModel::new(&LANGUAGES[place], gazetteer, stretches).ok();
        self.0.get(place)?.get_or_init(read).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::assets;

    #[test]
    fn the_weights_of_every_language_fit_this_program() {
        let gazetteer = Gazetteer::new(&assets::embedded()).unwrap();
        for assets in &LANGUAGES {
            let model = LanguageModel::new(assets, &gazetteer, &Stretches::default());
            assert!(model.is_ok(), "{}: {:?}", assets.name, model.err());
        }
    }
}
