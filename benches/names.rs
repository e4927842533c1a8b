//! How fast names are found: megabytes of text a second, with all rules, on one core.
//!
//! Reads the Markdown files below the folder named by `POSTIL_CORPORA`; without it, a text of its own.

use std::fs;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::BytesCount;
use postil::names::pipeline::Names;

fn main() {
    divan::main();
}

/// Bytes that are read: enough for a steady figure.
const ENOUGH: usize = 4_000_000;

/// Texts of about the length of articles.
fn texts() -> Vec<String> {
    let mut folders: Vec<PathBuf> = std::env::var_os("POSTIL_CORPORA")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
        {
            if path.is_dir() {
                folders.push(path);
            } else if is_article(&path) {
                texts.extend(
                    fs::read_to_string(&path)
                        .ok()
                        .filter(|text| text.len() < 200_000),
                );
            }
        }
    }
    let mut sum = 0;
    texts.retain(|text| {
        sum += text.len();
        sum < ENOUGH
    });
    if texts.is_empty() {
        eprintln!(
            "POSTIL_CORPORA is not set or holds no article: one text of our own is read again and again"
        );
        let sentence = "President Cyril Ramaphosa of South Africa met Huawei and the World Bank in Johannesburg on 3 May \
            2021, where a plan that nobody had seen before was said to cost more than $5 million a year.\n";
        texts = (0..200).map(|_| sentence.repeat(25)).collect();
    }
    texts
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn tag(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let names = match Names::embedded() {
        Ok(names) => names,
        Err(refused) => return eprintln!("{refused}"),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        texts
            .iter()
            .map(|text| names.tag(text).len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn load() -> bool {
    Names::embedded().is_ok()
}
