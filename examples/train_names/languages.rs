//! How the models of other languages than English are trained: on which texts, and how large they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use postil::names::assets::LanguageAssets;
use postil::names::model::candidate_spans::Stretches;
use postil::names::model::dictionary::{self, Dictionary, Entry};
use postil::names::model::feature_hash::probe;
use postil::names::model::gazetteer::Gazetteer;
use postil::names::model::scheme::Scheme;
use postil::names::model::table;
use postil::names::model::tagger::Sources;
use postil::names::model::weights::{Rows, write};

use postil::names::tokens::rows::rows;

use crate::corpus::{self, Corpus};
use crate::{crf, select};

/// A model and what it learns from.
pub struct Recipe {
    /// By which its file is called.
    pub name: &'static str,
    /// Texts below the data folder, and how much a step on them counts.
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
        ],
        kept_out: &["fr/dev", "es/dev", "it/dev"],
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
    pub fn train(
        &self,
        data: &Path,
        gazetteer: &Gazetteer<'_>,
        assets: &LanguageAssets,
    ) -> Result<Trained> {
        let words = data.join(format!("dictionaries/{}.tsv", self.name));
        let table = (assets.scheme == Scheme::Signs)
            .then(|| dictionary_of(&words))
            .transpose()?;
        let read = |bytes| Dictionary::parse(bytes, self.name == "zh");
        let dictionary = table.as_deref().map(read).transpose()?;
        let sources = Sources {
            scheme: assets.scheme,
            gazetteer,
            dictionary,
            stretches: &Stretches::default(),
        };
        let mut documents = Vec::new();
        for (path, trust) in self.texts {
            documents.extend(corpus::read_file(
                &data.join(format!("{path}.jsonl")),
                *trust,
            )?);
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
        let trained = Rows {
            rows: &rows,
            transitions: &model.transitions,
            probe: probe(&sources),
            is_narrow: true,
        };
        let (bytes, lost) = write(&trained, self.buckets);
        eprintln!("{} rows written, {lost} without a place", rows.len());
        for path in self.kept_out {
            let texts = corpus::read_file(&data.join(format!("{path}.jsonl")), 1.0)?;
            println!("{path}: {}", corpus::score(&sources, &bytes, &texts)?);
        }
        Ok(Trained {
            weights: bytes,
            dictionary: table,
        })
    }
}

/// The table of a list of words.
fn dictionary_of(path: &Path) -> Result<Vec<u8>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut all: BTreeMap<u64, u32> = BTreeMap::new();
    for mut row in rows(&text) {
        if let (Some(word), Some(Ok(bits))) = (row.next(), row.next().map(str::parse::<u8>)) {
            for (key, entry) in dictionary::keys(word, Entry::from_bits_truncate(bits)) {
                *all.entry(key).or_default() |= u32::from(entry.bits());
            }
        }
    }
    Ok(table::write(all, 1))
}

/// The files of a model.
pub struct Trained {
    weights: Vec<u8>,
    dictionary: Option<Vec<u8>>,
}

/// Seeds whose weights are averaged.
const SEEDS: [u64; 2] = [11, 23];

impl Trained {
    /// Writes the files of the model with this name.
    pub fn save(&self, out: &Path, name: &str) -> Result<()> {
        if let Some(dictionary) = &self.dictionary {
            fs::write(out.join(format!("words_{name}/words.bin")), dictionary)
                .context("writing the words")?;
        }
        fs::write(out.join(format!("weights/{name}.bin")), &self.weights)
            .context("writing the weights")
    }
}
