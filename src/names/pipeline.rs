//! Names in texts: people, organisations, places, groups, works, products, dates and sums.
//!
//! A text is cut into tokens ([`tokens`]) and sentences ([`split`]); lists ([`gazetteer`]) and the
//! article's own use of its words ([`words`]) make features ([`features`]) of the stretches that can
//! hold names ([`stretches`]); trained weights ([`weights`]) score labels ([`labels`]) and the best
//! sequence wins ([`viterbi`]).
use crate::clip::article::Head;
use crate::clip::entity::{Kind, Mention};
use crate::names::model::tagger::{Prepared, Tagger};
use crate::names::model::{candidate_spans, feature_hash, gazetteer, table, weights};
use crate::names::rules::article_hints::Evidence;
use crate::names::rules::canonical::Canonical;
use crate::names::rules::{acronyms, canonical, document_pass, foreign, lexicon, merge, scripts};
use crate::names::tokens::layout::Layout;
use crate::names::tokens::token_view::Reading;
use crate::names::tokens::{keywords, layout};
use crate::names::{assets, user_names};
use crate::text::clean::SafeText;
use crate::text::document::Document;
use crate::text::range::TextRange;

/// All that is needed to find names; immutable, to be made once and shared.
#[derive(Debug)]
pub struct Names {
    gazetteer: gazetteer::Gazetteer<'static>,
    lexicon: lexicon::Lexicon,
    cues: keywords::CueWords,
    weights: weights::Weights<'static>,
    stretches: candidate_spans::Stretches,
    added: user_names::Added,
}

/// A name in a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What is named.
    pub kind: Kind,
    /// The name that the whole text gives it.
    pub name: String,
}

impl Names {
    /// What the program carries. Fails only when the program was built with weights that were
    /// trained for other features.
    pub fn embedded() -> Result<Self, table::AssetError> {
        Self::new(&assets::embedded(), assets::weights())
    }

    /// From lists and weights of one's own.
    pub fn new(
        lists: &gazetteer::Lists<'static>,
        weights: &'static [u8],
    ) -> Result<Self, table::AssetError> {
        let gazetteer = gazetteer::Gazetteer::new(lists)?;
        let weights = weights::Weights::parse(weights, feature_hash::probe(&gazetteer))?;
        let lexicon = lexicon::Lexicon::new(lists);
        Ok(Self {
            gazetteer,
            lexicon,
            cues: keywords::CueWords::default(),
            weights,
            stretches: candidate_spans::Stretches::default(),
            added: user_names::Added::default(),
        })
    }

    /// From now on it also finds the names that the reader has added.
    pub fn set_added(&mut self, added: user_names::Added) {
        self.added = added;
    }

    /// The names of a plain text, sorted, none overlapping; a line end ends a sentence.
    pub fn tag(&self, text: &str) -> Vec<Span> {
        self.read(text, &layout::of_lines(text), &Evidence::default())
    }

    /// The names of a document, in order, none overlapping. Residue of pages, code, formulas and
    /// addresses hold none.
    pub fn find(&self, document: &Document, head: &Head) -> Vec<Mention> {
        let evidence = Evidence::new(head, &self.gazetteer);
        let text = document.text.as_str();
        let found = self.read(text, &layout::of_document(document), &evidence);
        self.added
            .lay_over(text, found)
            .into_iter()
            .filter_map(|span| {
                let text = TextRange::from(span.start..span.end);
                let source = document.source_of(text)?;
                Some(Mention {
                    kind: span.kind,
                    name: SafeText::line(&span.name),
                    text,
                    source,
                })
            })
            .collect()
    }

    fn read(&self, text: &str, layout: &Layout, evidence: &Evidence) -> Vec<Span> {
        let mut prepared = Prepared::new(&self.gazetteer, &self.stretches, text, layout);
        let mut names = Tagger::new(&self.weights).tag(text, &mut prepared, &layout.anchors);
        let reading = Reading::new(text, &prepared.tokens, &self.cues);
        scripts::trim(&reading, &mut names);
        if foreign::is_partly_read(text) {
            foreign::cut(&reading, &self.gazetteer, &mut names);
        }
        document_pass::settle(text, &prepared, evidence, &mut names);
        let definitions = acronyms::definitions(text, &prepared.tokens, &names);
        let acronyms = canonical::acronyms(&definitions, |tokens| reading.text(&tokens).to_owned());
        let merge::Laid { found, context } = merge::lay(
            &reading,
            &prepared.tokens,
            &self.gazetteer,
            &self.lexicon,
            merge::Candidates {
                names,
                set_apart: scripts::set_apart(&reading, &layout.anchors),
            },
        );
        let forms: Vec<(Kind, &str)> = found
            .iter()
            .map(|found| (found.kind, reading.text(&found.tokens)))
            .collect();
        let canonical = Canonical::new(
            &forms,
            acronyms,
            &evidence.authors,
            (&self.lexicon, context),
        );
        found
            .iter()
            .map(|found| {
                let bytes = reading.bytes(&found.tokens);
                let name = canonical
                    .defined(&text[bytes.clone()])
                    .filter(|_| !is_listed(found) && found.kind != Kind::Person)
                    .or_else(|| found.name.clone())
                    .unwrap_or_else(|| canonical.name(&text[bytes.clone()], found.kind));
                Span {
                    start: bytes.start,
                    end: bytes.end,
                    kind: found.kind,
                    name,
                }
            })
            .collect()
    }
}

/// Whether a place goes by a name of the lists, which no acronym of the article changes.
fn is_listed(found: &merge::Found) -> bool {
    found.kind == Kind::Place && found.name.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_fit_this_program() {
        let names = Names::embedded().unwrap();
        let text =
            "Benjamin Herscovitch met Huawei in Uganda.\nHerscovitch left the United Nations (UN).";
        let found: Vec<(String, Kind)> = names
            .tag(text)
            .into_iter()
            .map(|span| (span.name, span.kind))
            .collect();
        let expected = [
            ("Benjamin Herscovitch", Kind::Person),
            ("Huawei", Kind::Organisation),
            ("Uganda", Kind::Place),
            ("Benjamin Herscovitch", Kind::Person),
            ("United Nations", Kind::Organisation),
            ("United Nations", Kind::Organisation),
        ];
        assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
    }
}
