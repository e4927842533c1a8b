//! The rules that correct and complete what the model found; a file a stage.
//!
//! A rule reads an [`ArticleText`] and changes its [`Findings`]; in which order and why says the table
//! of stages in [`pipeline`](super::pipeline).

pub mod acronyms;
pub mod article_hints;
pub mod canonical;
pub mod conjunctions;
pub mod context;
pub mod datelines;
pub mod dates;
pub mod edges;
pub mod headings;
pub mod honorifics;
pub mod hyphens;
pub mod leftovers;
pub mod lexicon;
pub mod listed;
pub mod majority_kind;
pub mod measures;
pub mod money;
pub mod persons;
pub mod portfolios;
pub mod repeats;
pub mod scripts;
pub mod span_layer;
pub mod surnames;
pub mod works;

use std::ops::Range;

use crate::names::model::gazetteer::Gazetteer;
use crate::names::model::tagger::Prepared;
use crate::names::span::Span;
use crate::names::tokens::Token;
use crate::names::tokens::token_view::TokenView;
use acronyms::Definition;
use article_hints::ArticleHints;
use context::Context;
use lexicon::Lexicon;

/// An article as rules read it.
#[derive(Debug)]
pub struct ArticleText<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens, sentences and words.
    pub prepared: &'a Prepared<'a>,
    /// Its tokens by word and by keyword.
    pub view: TokenView<'a>,
    /// The names that lists know.
    pub lexicon: &'a Lexicon,
    /// What its front matter says.
    pub hints: &'a ArticleHints,
    /// The bytes of the anchors of its links, in order.
    pub anchors: &'a [Range<usize>],
}

impl<'a> ArticleText<'a> {
    /// Its tokens.
    pub fn tokens(&self) -> &'a [Token] {
        &self.prepared.tokens
    }

    /// What lists say of words.
    pub fn lists(&self) -> &'a Gazetteer<'a> {
        self.prepared.words.gazetteer()
    }
}

/// What was found in an article so far.
#[derive(Debug, Default)]
pub struct Findings {
    /// The names.
    pub spans: Vec<Span>,
    /// The acronyms that the article defines.
    pub definitions: Vec<Definition>,
    /// What the article names for sure.
    pub context: Context,
}
