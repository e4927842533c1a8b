//! The rules that correct and complete what the model found; a file a stage.

pub mod acronyms;
pub mod article_hints;
pub mod canonical;
pub mod conjunctions;
pub mod context;
pub mod datelines;
pub mod dates;
pub mod document_pass;
pub mod foreign;
pub mod headings;
pub mod lexicon;
pub mod majority_kind;
pub mod merge;
pub mod money;
pub mod offices;
pub mod scripts;
pub mod span_layer;
pub mod us_states;
pub mod works;
