//! Names in texts: people, organisations, places, groups, works, products, dates and sums.
//!
//! A text is cut into [`tokens`](super::tokens) and sentences; the [`model`](super::model) labels the
//! stretches that can hold names; [`STAGES`] of [`rules`](super::rules) correct and complete what it
//! found, one after the other, from the ends of names to the name that each thing goes by.

use std::sync::Arc;

use bitflags::bitflags;

use crate::clip::article::Head;
use crate::clip::entity::Mention;
use crate::names::assets;
use crate::names::model::candidate_spans::Stretches;
use crate::names::model::feature_hash::probe;
use crate::names::model::gazetteer::{Gazetteer, Lists};
use crate::names::model::language_model::{LanguageModel, LanguageModels};
use crate::names::model::scheme::Scheme;
use crate::names::model::table::AssetError;
use crate::names::model::tagger::{Prepared, Sources, Tagger};
use crate::names::model::weights::Weights;
use crate::names::rules::article_hints::ArticleHints;
use crate::names::rules::lexicon::Lexicon;
use crate::names::rules::{
    ArticleText, Findings, acronyms, canonical, conjunctions, datelines, edges, headings,
    honorifics, hyphens, leftovers, listed, majority_kind, measures, persons, portfolios, repeats,
    scripts, surnames, works,
};
use crate::names::span::{Span, mention};
use crate::names::tokens::keywords::CueWords;
use crate::names::tokens::layout::{self, Layout};
use crate::names::tokens::token_view::TokenView;
use crate::names::user_names::Added;
use crate::text::document::Document;
use crate::text::language;

/// A step that corrects or completes what was found before it.
#[derive(Debug)]
pub struct Stage {
    /// By which it is called.
    pub name: &'static str,
    /// What it is for, and why it stands where it does.
    pub why: &'static str,
    /// Which texts it does good to.
    reach: Reach,
    run: fn(&ArticleText<'_>, &mut Findings),
}

bitflags! {
    /// By what the names of a text were found that a stage goes through.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    struct Reach: u8 {
        /// By the model of English.
        const ENGLISH = 1;
        /// By the model of another language with capitals.
        const LETTERS = 1 << 1;
        /// By the model of a language without capitals.
        const SIGNS = 1 << 2;
        /// By no model: there is none for the language.
        const LISTS = 1 << 3;
    }
}

/// The stages in their order: first the model's names by one another, then what lists and patterns
/// know over them, at last the names' names.
pub const STAGES: &[Stage] = &[
    Stage {
        name: "honorifics",
        why: "Where no model has found any names, people behind \"Mr\" are all that a text tells by itself.",
        reach: Reach::LISTS,
        run: honorifics::run,
    },
    Stage {
        name: "edges",
        why: "Titles and marks go before names are compared by their form: \"President Moyo\" and \"Moyo\" are one. Signs are marks to it.",
        reach: Reach::all().difference(Reach::SIGNS),
        run: edges::run,
    },
    Stage {
        name: "joined",
        why: "Two names that a word of signs joins are two before anything is told of either.",
        reach: Reach::SIGNS,
        run: scripts::part_joined,
    },
    Stage {
        name: "peoples",
        why: "A Korean word for a people or a language begins as the name of its country does; lists know so by themselves.",
        reach: Reach::SIGNS,
        run: scripts::drop_peoples,
    },
    Stage {
        name: "persons",
        why: "What the model cuts at a mark is one person. After the edges, whose titles tell some of them, and before forms are compared.",
        reach: Reach::ENGLISH,
        run: persons::run,
    },
    Stage {
        name: "portfolios",
        why: "What a minister is minister of is no body: it must be gone before its kind can be voted on.",
        reach: Reach::ENGLISH,
        run: portfolios::run,
    },
    Stage {
        name: "majority",
        why: "One form is one thing throughout an article. Before surnames, which ask which names are persons.",
        reach: Reach::all(),
        run: majority_kind::run,
    },
    Stage {
        name: "surnames",
        why: "A part of a full name is that person. After the majority, so that no vote takes it back.",
        reach: Reach::all(),
        run: surnames::run,
    },
    Stage {
        name: "headings",
        why: "A heading's names are kept if the body has them: only now is it known what the body has.",
        reach: Reach::all(),
        run: headings::run,
    },
    Stage {
        name: "conjunctions",
        why: "An office takes in what follows \"and\": once its kind is known, for others take in nothing.",
        reach: Reach::ENGLISH,
        run: conjunctions::run,
    },
    Stage {
        name: "acronyms",
        why: "An acronym is what its long form is, whatever it was voted to be: its definition says so, by the ends that names have before lists and patterns cut them.",
        reach: Reach::all(),
        run: acronyms::run,
    },
    Stage {
        name: "repeats",
        why: "What was found once, and what is a tag, is found everywhere: once kinds are settled, so that none is found again in vain.",
        reach: Reach::all(),
        run: repeats::run,
    },
    Stage {
        name: "hyphens",
        why: "The rest of a hyphenated word (\"Chan-o-cha\"). After repeats, so that those found again get it too.",
        reach: Reach::all(),
        run: hyphens::run,
    },
    Stage {
        name: "leftovers",
        why: "What the model calls neither person nor body nor place is parted (\"Chinese AI\") and gets its kind; the stages below go by it.",
        reach: Reach::all(),
        run: leftovers::name_kinds,
    },
    Stage {
        name: "datelines",
        why: "A town in capitals at the very beginning, whatever the model took it for.",
        reach: Reach::ENGLISH,
        run: datelines::run,
    },
    Stage {
        name: "measures",
        why: "Dates and sums are certain by their pattern: names that lie inside of them give way.",
        reach: Reach::all(),
        run: measures::run,
    },
    Stage {
        name: "laws",
        why: "By pattern, where no person, body, place or group was found; the date in a law's name gives way.",
        reach: Reach::all(),
        run: works::run,
    },
    Stage {
        name: "listed",
        why: "Listed names of several words win over all before; single ones only where nothing better stands.",
        reach: Reach::all(),
        run: listed::run,
    },
    Stage {
        name: "set apart",
        why: "Quotation marks and links tell names of scripts without capitals; what lists know there stays.",
        reach: Reach::all(),
        run: scripts::lay_set_apart,
    },
    Stage {
        name: "words",
        why: "Lone common words and labels of buttons are dropped last: a list or a pattern may have made more of them.",
        reach: Reach::all(),
        run: leftovers::drop_words,
    },
    Stage {
        name: "names",
        why: "What each thing is called needs all that the article has of it.",
        reach: Reach::all(),
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
    others: LanguageModels,
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
        let stretches = Stretches::default();
        let sources = Sources {
            scheme: Scheme::English,
            gazetteer: &gazetteer,
            dictionary: None,
            stretches: &stretches,
        };
        let weights = Weights::parse(weights, probe(&sources))?;
        Ok(Self {
            gazetteer,
            lexicon,
            cues: CueWords::new(lists.keywords),
            weights,
            others: LanguageModels::default(),
            stretches,
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
            (text, language::likely_of_plain(text)),
            &layout::of_lines(text),
            &ArticleHints::default(),
        )
    }

    /// The names of a document, in order, none overlapping. Residue of pages, code, formulas and
    /// addresses hold none.
    pub fn find(&self, document: &Document, head: &Head) -> Vec<Mention> {
        let hints = ArticleHints::new(head, &self.gazetteer);
        let text = document.text.as_str();
        let language = language::likely(document);
        let layout = layout::of_document(document);
        let found = self.read(STAGES, (text, language), &layout, &hints);
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
        (text, language): (&str, Option<&str>),
        layout: &Layout,
        hints: &ArticleHints,
    ) -> Vec<Mention> {
        let (weights, sources) = match self.reading(language) {
            Reading::English => (Some(&self.weights), self.english()),
            Reading::Other(model) => (Some(&model.weights), model.words.sources(&self.stretches)),
            Reading::Lists => (None, self.english()),
        };
        let reach = match (weights, sources.scheme) {
            (None, _) => Reach::LISTS,
            (_, Scheme::English) => Reach::ENGLISH,
            (_, Scheme::Letters) => Reach::LETTERS,
            (_, Scheme::Signs) => Reach::SIGNS,
        };
        let mut prepared = Prepared::new(&sources, text, layout);
        let spans = weights.map_or_else(Vec::new, |weights| {
            Tagger::new(weights).tag(text, &mut prepared, &layout.anchors)
        });
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
        let stages = stages.into_iter();
        for stage in stages.filter(|stage| stage.reach.contains(reach)) {
            (stage.run)(&article, &mut findings);
        }
        let shown = |span: &Span| {
            let bytes = article.view.bytes(&span.tokens);
            let name = span.name.as_deref().unwrap_or(&text[bytes.clone()]);
            mention(bytes, span.kind, name)
        };
        findings.spans.iter().map(shown).collect()
    }

    /// What English is read by, and what no model knows.
    const fn english(&self) -> Sources<'_> {
        Sources {
            scheme: Scheme::English,
            gazetteer: &self.gazetteer,
            dictionary: None,
            stretches: &self.stretches,
        }
    }

    /// By what a text of a language is read; one whose language cannot be told is read as English.
    fn reading(&self, language: Option<&str>) -> Reading<'_> {
        match language {
            None | Some("en") => Reading::English,
            Some(code) => self
                .others
                .of(code, &self.gazetteer)
                .map_or(Reading::Lists, Reading::Other),
        }
    }
}

/// By what the names of a text are found.
enum Reading<'n> {
    English,
    Other(&'n LanguageModel),
    /// By lists alone: capitals of a language that no model has learned mean nothing.
    Lists,
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

    /// A language, a text in it, and its names.
    type Sample = (&'static str, &'static str, &'static [(Kind, &'static str)]);

    /// Sentences of each language with people, organisations and places that stand in them.
    const SENTENCES: [Sample; 12] = [
        (
            "de",
            "Der Bürgermeister Karl Lehmann sagte in Hamburg, dass die Stadt im Sommer neue Häuser baut. \
             Auch die Deutsche Bahn war dabei, als Anna Schubert die Pläne vorstellte.",
            &[
                (Kind::Person, "Karl Lehmann"),
                (Kind::Place, "Hamburg"),
                (Kind::Organisation, "Deutsche Bahn"),
                (Kind::Person, "Anna Schubert"),
            ],
        ),
        (
            "pt",
            "O ministro João Carvalho disse ontem em Lisboa que a empresa não vai sair de Portugal. \
             A Universidade de Coimbra também foi ouvida por Maria Teixeira.",
            &[
                (Kind::Person, "João Carvalho"),
                (Kind::Place, "Lisboa"),
                (Kind::Place, "Portugal"),
                (Kind::Organisation, "Universidade de Coimbra"),
                (Kind::Person, "Maria Teixeira"),
            ],
        ),
        (
            "da",
            "Borgmester Lars Mikkelsen siger, at der ikke er penge til en ny skole i København. \
             Det skriver avisen, efter at Karen Holm havde talt med Danske Bank.",
            &[
                (Kind::Person, "Lars Mikkelsen"),
                (Kind::Place, "København"),
                (Kind::Person, "Karen Holm"),
                (Kind::Organisation, "Danske Bank"),
            ],
        ),
        (
            "sv",
            "Det var i Stockholm som Anders Lindgren skrev boken om Sverige, men han bodde inte där länge.",
            &[
                (Kind::Place, "Stockholm"),
                (Kind::Person, "Anders Lindgren"),
                (Kind::Place, "Sverige"),
            ],
        ),
        (
            "hr",
            "Predsjednik Ivan Petrović izjavio je u Zagrebu da će se vlada sastati s Europskom unijom. \
             Ana Kovač kaže da su vijesti iz Beograda dobre.",
            &[
                (Kind::Person, "Ivan Petrović"),
                (Kind::Place, "Zagrebu"),
                (Kind::Organisation, "Europskom unijom"),
                (Kind::Person, "Ana Kovač"),
                (Kind::Place, "Beograda"),
            ],
        ),
        (
            "fi",
            "Matti Virtanen kertoi, että yhtiö on muuttanut Helsingistä Tampereelle, mutta Nokia ei ole mukana.",
            &[
                (Kind::Person, "Matti Virtanen"),
                (Kind::Place, "Helsingistä"),
                (Kind::Place, "Tampereelle"),
                (Kind::Organisation, "Nokia"),
            ],
        ),
        (
            "fr",
            "Le président Paul Delmas a rencontré lundi à Bordeaux les élus de la région. \
             Il est aussi allé en Italie avec Claire Fontaine.",
            &[
                (Kind::Person, "Paul Delmas"),
                (Kind::Place, "Bordeaux"),
                (Kind::Place, "Italie"),
                (Kind::Person, "Claire Fontaine"),
            ],
        ),
        (
            "es",
            "El presidente Pedro Robles viajó el martes a Bruselas para hablar con el Parlamento Europeo de la decisión.",
            &[
                (Kind::Person, "Pedro Robles"),
                (Kind::Place, "Bruselas"),
                (Kind::Organisation, "Parlamento Europeo"),
            ],
        ),
        (
            "it",
            "Il ministro Marco Bellini ha detto a Roma che il governo non è contrario alla proposta di legge.",
            &[(Kind::Person, "Marco Bellini"), (Kind::Place, "Roma")],
        ),
        (
            "zh",
            "王建国教授在北京大学任教多年，后来和妻子李秀英一起移居上海市。",
            &[
                (Kind::Person, "王建国"),
                (Kind::Organisation, "北京大学"),
                (Kind::Person, "李秀英"),
                (Kind::Place, "上海市"),
            ],
        ),
        (
            "ja",
            "山田太郎は東京都の出身で、早稲田大学を卒業したあと、日立製作所に入社した。",
            &[
                (Kind::Person, "山田太郎"),
                (Kind::Place, "東京都"),
                (Kind::Organisation, "早稲田大学"),
                (Kind::Organisation, "日立製作所"),
            ],
        ),
        (
            "ko",
            "김영호 대표는 어제 부산에서 박지민 감독을 만나 영화 이야기를 나눴다고 한국일보가 전했다.",
            &[
                (Kind::Person, "김영호"),
                (Kind::Place, "부산"),
                (Kind::Person, "박지민"),
                (Kind::Organisation, "한국일보"),
            ],
        ),
    ];

    #[test]
    fn every_language_with_a_model_is_read_by_it() {
        let names = Names::embedded().unwrap();
        for (language, text, wanted) in SENTENCES {
            let found = names.tag(text);
            let forms: Vec<(Kind, &str)> = found
                .iter()
                .map(|name| (name.kind, name.text.of(text)))
                .collect();
            assert_eq!(forms, wanted, "{language}");
        }
    }

    #[test]
    fn capitals_of_german_nouns_are_no_names() {
        let text = "Die Regierung hat im Sommer die Kosten der Schule gesenkt. Allerdings steigt die Zahl der \
                    Schüler in der Stadt. Der Grund dafür ist die Architektur der Häuser, sagte der Mann.";
        assert_eq!(Names::embedded().unwrap().tag(text), []);
    }

    #[test]
    fn a_language_without_a_model_tells_nothing_by_its_capitals() {
        let names = Names::embedded().unwrap();
        let forms = |text: &str| -> Vec<(Kind, String)> {
            let found = names.tag(text).into_iter();
            found
                .map(|name| (name.kind, name.text.of(text).to_owned()))
                .collect()
        };
        let text = "Burgemeester Willem Dekkers heeft het niet gezegd, maar de Stichting Open Water en het \
                    Fonds van Kampen zijn er wel.";
        assert_eq!(forms(text), []);
        let text = "De minister zei dat mevrouw Hendrika Smit niet met Huawei heeft gesproken, maar wel met een bank.";
        let wanted = [
            (Kind::Person, "Hendrika Smit"),
            (Kind::Organisation, "Huawei"),
        ];
        assert_eq!(
            forms(text),
            wanted.map(|(kind, form)| (kind, form.to_owned()))
        );
    }
}
