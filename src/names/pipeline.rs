//! Names in texts: people, organisations, places, groups, works, products, dates and sums.
//!
//! A text is cut into [`tokens`](super::tokens) and sentences; the [`model`](super::model) labels the
//! stretches that can hold names; [`STAGES`] of [`rules`](super::rules) correct and complete what it
//! found, one after the other, from the ends of names to the name that each thing goes by.

use std::sync::Arc;

use crate::clip::article::Head;
use crate::clip::entity::Mention;
use crate::names::assets;
use crate::names::model::candidate_spans::Stretches;
use crate::names::model::feature_hash::probe;
use crate::names::model::gazetteer::{Gazetteer, Lists};
use crate::names::model::table::AssetError;
use crate::names::model::tagger::{Prepared, Tagger};
use crate::names::model::weights::Weights;
use crate::names::rules::article_hints::ArticleHints;
use crate::names::rules::lexicon::Lexicon;
use crate::names::rules::{
    ArticleText, Findings, acronyms, canonical, conjunctions, datelines, edges, foreign, headings,
    hyphens, leftovers, listed, majority_kind, measures, persons, portfolios, repeats, scripts,
    surnames, works,
};
use crate::names::span::{Span, mention};
use crate::names::tokens::keywords::CueWords;
use crate::names::tokens::layout::{self, Layout};
use crate::names::tokens::token_view::TokenView;
use crate::names::user_names::Added;
use crate::text::document::Document;

/// A step that corrects or completes what was found before it.
#[derive(Debug)]
pub struct Stage {
    /// By which it is called.
    pub name: &'static str,
    /// What it is for, and why it stands where it does.
    pub why: &'static str,
    run: fn(&ArticleText<'_>, &mut Findings),
}

/// The stages in their order: first the model's names by one another, then what lists and patterns
/// know over them, at last the names' names.
pub const STAGES: &[Stage] = &[
    Stage {
        name: "foreign",
        why: "In languages like English the model's names run on over small words; all that follows trusts their ends.",
        run: foreign::cut,
    },
    Stage {
        name: "edges",
        why: "Titles and marks go before names are compared by their form: \"President Moyo\" and \"Moyo\" are one.",
        run: edges::run,
    },
    Stage {
        name: "persons",
        why: "What the model cuts at a mark is one person. After the edges, whose titles tell some of them, and before forms are compared.",
        run: persons::run,
    },
    Stage {
        name: "portfolios",
        why: "What a minister is minister of is no body: it must be gone before its kind can be voted on.",
        run: portfolios::run,
    },
    Stage {
        name: "majority",
        why: "One form is one thing throughout an article. Before surnames, which ask which names are persons.",
        run: majority_kind::run,
    },
    Stage {
        name: "surnames",
        why: "A part of a full name is that person. After the majority, so that no vote takes it back.",
        run: surnames::run,
    },
    Stage {
        name: "headings",
        why: "A heading's names are kept if the body has them: only now is it known what the body has.",
        run: headings::run,
    },
    Stage {
        name: "conjunctions",
        why: "An office takes in what follows \"and\": once its kind is known, for others take in nothing.",
        run: conjunctions::run,
    },
    Stage {
        name: "acronyms",
        why: "An acronym is what its long form is, whatever it was voted to be: its definition says so, by the ends that names have before lists and patterns cut them.",
        run: acronyms::run,
    },
    Stage {
        name: "repeats",
        why: "What was found once, and what is a tag, is found everywhere: once kinds are settled, so that none is found again in vain.",
        run: repeats::run,
    },
    Stage {
        name: "hyphens",
        why: "The rest of a hyphenated word (\"Chan-o-cha\"). After repeats, so that those found again get it too.",
        run: hyphens::run,
    },
    Stage {
        name: "leftovers",
        why: "What the model calls neither person nor body nor place is parted (\"Chinese AI\") and gets its kind; the stages below go by it.",
        run: leftovers::name_kinds,
    },
    Stage {
        name: "datelines",
        why: "A town in capitals at the very beginning, whatever the model took it for.",
        run: datelines::run,
    },
    Stage {
        name: "measures",
        why: "Dates and sums are certain by their pattern: names that lie inside of them give way.",
        run: measures::run,
    },
    Stage {
        name: "laws",
        why: "By pattern, where no person, body, place or group was found; the date in a law's name gives way.",
        run: works::run,
    },
    Stage {
        name: "listed",
        why: "Listed names of several words win over all before; single ones only where nothing better stands.",
        run: listed::run,
    },
    Stage {
        name: "set apart",
        why: "Quotation marks and links tell names of scripts without capitals; what lists know there stays.",
        run: scripts::lay_set_apart,
    },
    Stage {
        name: "words",
        why: "Lone common words and labels of buttons are dropped last: a list or a pattern may have made more of them.",
        run: leftovers::drop_words,
    },
    Stage {
        name: "names",
        why: "What each thing is called needs all that the article has of it.",
        run: canonical::run,
    },
];

/// All that is needed to find names; immutable, to be made once and shared.
#[derive(Debug)]
pub struct Names {
    gazetteer: Gazetteer<'static>,
    lexicon: Arc<Lexicon>,
    cues: CueWords,
    weights: Weights<'static>,
    stretches: Stretches,
    added: Added,
}

impl Names {
    /// What the program carries. Fails only when the program was built with weights that were
    /// trained for other features.
    pub fn embedded() -> Result<Self, AssetError> {
        Self::with(&assets::embedded(), assets::weights(), Lexicon::embedded())
    }

    /// From lists and weights of one's own.
    pub fn new(lists: &Lists<'static>, weights: &'static [u8]) -> Result<Self, AssetError> {
        Self::with(lists, weights, Arc::new(Lexicon::new(lists)))
    }

    fn with(
        lists: &Lists<'static>,
        weights: &'static [u8],
        lexicon: Arc<Lexicon>,
    ) -> Result<Self, AssetError> {
        let gazetteer = Gazetteer::new(lists)?;
        let weights = Weights::parse(weights, probe(&gazetteer))?;
        Ok(Self {
            gazetteer,
            lexicon,
            cues: CueWords::new(lists.keywords),
            weights,
            stretches: Stretches::default(),
            added: Added::default(),
        })
    }

    /// From now on it also finds the names that the reader has added.
    pub fn set_added(&mut self, added: Added) {
        self.added = added;
    }

    /// The names of a plain text, sorted, none overlapping; a line end ends a sentence. The text is
    /// its own source.
    pub fn tag(&self, text: &str) -> Vec<Mention> {
        self.tag_by(STAGES, text)
    }

    /// The same by some of the [`STAGES`] only, by which one sees what each of the others earns.
    pub fn tag_by<'s>(
        &self,
        stages: impl IntoIterator<Item = &'s Stage>,
        text: &str,
    ) -> Vec<Mention> {
        self.read(
            stages,
            text,
            &layout::of_lines(text),
            &ArticleHints::default(),
        )
    }

    /// The names of a document, in order, none overlapping. Residue of pages, code, formulas and
    /// addresses hold none.
    pub fn find(&self, document: &Document, head: &Head) -> Vec<Mention> {
        let hints = ArticleHints::new(head, &self.gazetteer);
        let text = document.text.as_str();
        let found = self.read(STAGES, text, &layout::of_document(document), &hints);
        self.added
            .lay_over(text, found)
            .into_iter()
            .filter_map(|mention| {
                let source = document.source_of(mention.text)?;
                Some(Mention { source, ..mention })
            })
            .collect()
    }

    fn read<'s>(
        &self,
        stages: impl IntoIterator<Item = &'s Stage>,
        text: &str,
        layout: &Layout,
        hints: &ArticleHints,
    ) -> Vec<Mention> {
        let mut prepared = Prepared::new(&self.gazetteer, &self.stretches, text, layout);
        let spans = Tagger::new(&self.weights).tag(text, &mut prepared, &layout.anchors);
        let article = ArticleText {
            text,
            prepared: &prepared,
            view: TokenView::new(text, &prepared.tokens, &self.cues),
            lexicon: &self.lexicon,
            hints,
            anchors: &layout.anchors,
        };
        let mut findings = Findings {
            spans,
            ..Findings::default()
        };
        for stage in stages {
            (stage.run)(&article, &mut findings);
        }
        let shown = |span: &Span| {
            let bytes = article.view.bytes(&span.tokens);
            let name = span.name.as_deref().unwrap_or(&text[bytes.clone()]);
            mention(bytes, span.kind, name)
        };
        findings.spans.iter().map(shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clip::entity::Kind;

    #[test]
    fn the_embedded_weights_fit_this_program() {
        let names = Names::embedded().unwrap();
        let text =
            "Benjamin Herscovitch met Huawei in Uganda.\nHerscovitch left the United Nations (UN).";
        let found: Vec<(String, Kind)> = names
            .tag(text)
            .into_iter()
            .map(|span| (span.name.as_str().to_owned(), span.kind))
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
