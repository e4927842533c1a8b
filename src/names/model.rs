//! The trained model: lists and words make features, weights score labels, the best sequence wins.

pub mod affixes;
pub mod candidate_spans;
pub mod dictionary;
pub mod feature_hash;
pub mod features;
pub mod gazetteer;
pub mod labels;
pub mod language_model;
pub mod scheme;
pub mod sign_features;
pub mod table;
pub mod tagger;
pub mod viterbi;
pub mod weights;
pub mod word_features;
