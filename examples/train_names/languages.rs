//! How the models of other languages than English are trained: on which texts, and how large they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use postil::names::model::candidate_spans::Stretches;
use postil::names::model::dictionary::{self, Entry};
use postil::names::model::gazetteer::{CLASS_BYTES, Classes, Gazetteer, keys};
use postil::names::model::language_model::LanguageWords;
use postil::names::model::scheme::Scheme;
use postil::names::model::table;
use postil::names::model::tagger::Sources;
use postil::names::model::weights::{Rows, Weights, write};
use postil::names::tokens::rows::rows;

use crate::corpus::{self, Corpus, Document};
use crate::{crf, lists, select};

/// A model and what it learns from.
pub struct Recipe {
    /// By which its file is called.
    pub name: &'static str,
    /// Texts below the data folder, of some `#odd` or `#even` ones alone, and how much a step on them counts.
    texts: &'static [(&'static str, f32)],
    /// Texts that it is scored on.
    kept_out: &'static [&'static str],
    /// Buckets of eight rows.
    buckets: u32,
}

/// All of them.
pub const RECIPES: [Recipe; 10] = [
    Recipe {
        name: "de",
        texts: &[("de/train", 1.0), ("de/silver_wikiann", 0.1)],
        kept_out: &["de/dev"],
        buckets: 6_500,
    },
    Recipe {
        name: "pt",
        texts: &[("pt/train", 1.0)],
        kept_out: &["pt/dev"],
        buckets: 6_000,
    },
    Recipe {
        name: "romance",
        texts: &[
            ("fr/train_historic_bnf", 0.4),
            ("fr/silver_wikiann", 0.15),
            ("pt/train", 0.6),
            ("es/dev#odd", 1.0),
            ("it/dev#odd", 1.0),
        ],
        kept_out: &["fr/dev", "es/dev#even", "it/dev#even"],
        buckets: 6_000,
    },
    Recipe {
        name: "da",
        texts: &[("da/train", 1.0)],
        kept_out: &["da/dev"],
        buckets: 3_500,
    },
    Recipe {
        name: "sv",
        texts: &[("sv/train", 1.0), ("da/train", 0.3)],
        kept_out: &["sv/dev"],
        buckets: 3_500,
    },
    Recipe {
        name: "hr",
        texts: &[("hr/train", 1.0)],
        kept_out: &["hr/dev"],
        buckets: 6_000,
    },
    Recipe {
        name: "fi",
        texts: &[("fi/train", 1.0)],
        kept_out: &["fi/dev"],
        buckets: 6_500,
    },
    Recipe {
        name: "zh",
        texts: &[("zh/train", 1.0)],
        kept_out: &["zh/dev", "zh/dev_traditional"],
        buckets: 7_000,
    },
    Recipe {
        name: "ja",
        texts: &[("ja/train", 1.0)],
        kept_out: &["ja/dev"],
        buckets: 7_500,
    },
    Recipe {
        name: "ko",
        texts: &[("ko/train", 1.0)],
        kept_out: &["ko/dev"],
        buckets: 6_500,
    },
];

impl Recipe {
    /// Trains the model, scores it on what was kept out and gives back its file.
    pub fn train(&self, data: &Path, shared: &Gazetteer<'_>, tables: &Tables) -> Result<Vec<u8>> {
        let stretches = Stretches::default();
        let mut words = Vec::new();
        for (code, scheme, table) in &tables.languages {
            words.push(LanguageWords::new(
                (code, *scheme),
                shared,
                table,
                &tables.towns,
            )?);
        }
        let sources: Vec<Sources<'_>> = words.iter().map(|one| one.sources(&stretches)).collect();
        let language_of = |path: &str| {
            let code = path.split('/').next().unwrap_or_default();
            tables
                .languages
                .iter()
                .position(|one| one.0 == code)
                .context("a text of no language")
        };
        let read = |path: &str, trust| -> Result<Vec<Document>> {
            let (path, half) = path.split_once('#').unwrap_or((path, ""));
            let mut texts = corpus::read_file(&data.join(format!("{path}.jsonl")), trust)?;
            let language = language_of(path)?;
            let mut number = 0;
            texts.retain(|_| {
                number += 1;
                half.is_empty() || (number % 2 == 1) == (half == "odd")
            });
            for text in &mut texts {
                text.language = language;
            }
            Ok(texts)
        };
        let mut documents = Vec::new();
        for (path, trust) in self.texts {
            documents.extend(read(path, *trust)?);
        }
        let corpus = Corpus::new(&sources, &documents);
        eprintln!(
            "{} tokens, {} features",
            corpus.tokens(),
            corpus.features.len()
        );
        let models: Vec<crf::Model> = SEEDS.map(|seed| crf::train(&corpus, seed)).into();
        let model = crf::Model::mean(&models);
        let rows = select::select(&corpus, &model, self.buckets);
        let scheme = sources[language_of(self.kept_out[0])?].scheme;
        let trained = Rows {
            rows: &rows,
            transitions: &model.transitions,
            probe: LanguageWords::probe(scheme, shared),
            is_narrow: true,
        };
        let (bytes, lost) = write(&trained, self.buckets);
        eprintln!("{} rows written, {lost} without a place", rows.len());
        let weights = Weights::parse(&bytes, trained.probe)?;
        for path in self.kept_out {
            let texts = read(path, 1.0)?;
            let score = corpus::score(&sources[language_of(path)?], &weights, &texts);
            println!("{path}: {score}");
        }
        Ok(bytes)
    }
}

/// Tables of the words of all languages.
pub struct Tables {
    /// By language: its ISO 639-1 code, what features look at, frequencies or a dictionary.
    languages: Vec<(&'static str, Scheme, Vec<u8>)>,
    /// Towns as others than English call them.
    towns: Vec<u8>,
}

impl Tables {
    /// Builds them from lists: `freq_de.tsv`, `zh.tsv`, `towns.tsv`.
    pub fn build(folder: &Path) -> Result<Self> {
        let read = |name: String| {
            fs::read_to_string(folder.join(&name)).with_context(|| format!("reading {name}"))
        };
        let mut languages = Vec::new();
        for code in ["de", "pt", "fr", "es", "it", "da", "sv", "hr", "fi"] {
            let table = lists::frequencies(&read(format!("freq_{code}.tsv"))?);
            languages.push((code, Scheme::Letters, table));
        }
        for code in ["zh", "ja", "ko"] {
            let table = dictionary_of(&read(format!("{code}.tsv"))?);
            languages.push((code, Scheme::Signs, table));
        }
        let mut towns: BTreeMap<u64, u32> = BTreeMap::new();
        for town in read("towns.tsv".to_owned())?.lines() {
            for (key, class) in keys(town, Classes::CITY) {
                *towns.entry(key).or_default() |= class.bits();
            }
        }
        Ok(Self {
            languages,
            towns: table::write(towns, CLASS_BYTES),
        })
    }

    /// Writes them below the assets.
    pub fn save(&self, out: &Path) -> Result<()> {
        for (code, scheme, table) in &self.languages {
            let path = match scheme {
                Scheme::Signs => format!("words_{code}/words.bin"),
                Scheme::English | Scheme::Letters => format!("frequencies/{code}.bin"),
            };
            fs::write(out.join(path), table).context("writing words")?;
        }
        fs::write(out.join("towns/abroad.bin"), &self.towns).context("writing towns")
    }
}

/// The table of a list of words.
fn dictionary_of(text: &str) -> Vec<u8> {
    let mut all: BTreeMap<u64, u32> = BTreeMap::new();
    for mut row in rows(text) {
        if let (Some(word), Some(Ok(bits))) = (row.next(), row.next().map(str::parse::<u8>)) {
            for (key, entry) in dictionary::keys(word, Entry::from_bits_truncate(bits)) {
                *all.entry(key).or_default() |= u32::from(entry.bits());
            }
        }
    }
    table::write(all, 1)
}

/// Seeds whose weights are averaged.
const SEEDS: [u64; 2] = [11, 23];
