//! Tables of names from the word lists of the data folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use postil::names::model::gazetteer::{CLASS_BYTES, Classes, Lists, keys};
use postil::names::model::table;
use postil::names::tokens::hash;
use postil::names::tokens::rows::rows;

/// The tables, each under its path below the assets.
pub struct Built {
    /// Path and bytes.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Built {
    /// These tables beside the small lists of the program.
    pub fn lists<'a>(&'a self, texts: &Lists<'a>) -> Lists<'a> {
        let table = |at: usize| self.files[at].1.as_slice();
        Lists {
            towns: table(0),
            people: table(1),
            frequencies: table(2),
            clusters: table(3),
            ..*texts
        }
    }
}

/// Builds all tables.
pub fn build(folder: &Path) -> Result<Built> {
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).with_context(|| format!("reading {name}"))
    };
    Ok(Built {
        files: vec![
            (
                "towns/towns.bin",
                towns(&read("cities.tsv")?, &read("us_states.tsv")?),
            ),
            ("people/people.bin", people(&read("person_names.tsv")?)),
            (
                "frequencies/frequencies.bin",
                frequencies(&read("word_freq.tsv")?),
            ),
            (
                "clusters/clusters.bin",
                clusters(&read("word_clusters.tsv")?),
            ),
        ],
    })
}

fn towns(cities: &str, states: &str) -> Vec<u8> {
    let mut classes: BTreeMap<u64, u32> = BTreeMap::new();
    let mut add = |name: &str, class: Classes| {
        for (key, part) in keys(name, class) {
            *classes.entry(key).or_default() |= part.bits();
        }
    };
    for mut row in rows(cities).skip(1) {
        let (Some(name), Some(people)) = (row.nth(1), row.nth(1)) else {
            continue;
        };
        let large = people.parse::<u64>().is_ok_and(|people| people >= 400_000);
        add(
            name,
            if large {
                Classes::CITY | Classes::TOWN
            } else {
                Classes::TOWN
            },
        );
    }
    for state in rows(states).filter_map(|mut row| row.nth(1)) {
        add(state, Classes::REGION);
    }
    table::write(classes, CLASS_BYTES)
}

fn people(names: &str) -> Vec<u8> {
    let mut classes: BTreeMap<u64, u32> = BTreeMap::new();
    for mut row in rows(names).skip(1) {
        let (Some(name), Some(which)) = (row.next(), row.next()) else {
            continue;
        };
        let mut class = Classes::empty();
        class.set(Classes::FIRST_NAME, which.contains("first"));
        class.set(Classes::LAST_NAME, which.contains("last"));
        if let [(key, class)] = keys(name, class).as_slice() {
            *classes.entry(*key).or_default() |= class.bits();
        }
    }
    table::write(classes, CLASS_BYTES)
}

/// The table of a list of words and twice their Zipf frequencies.
pub fn frequencies(words: &str) -> Vec<u8> {
    let mut all: BTreeMap<u64, u32> = BTreeMap::new();
    for mut row in rows(words) {
        if let (Some(word), Some(Ok(frequency))) = (row.next(), row.next().map(str::parse::<u32>)) {
            let known = all.entry(hash::word(word)).or_default();
            *known = frequency.max(*known);
        }
    }
    table::write(all, 1)
}

fn clusters(words: &str) -> Vec<u8> {
    let mut all: BTreeMap<u64, u32> = BTreeMap::new();
    for mut row in rows(words) {
        let word = row.next().unwrap_or("");
        if let (Some(Ok(fine)), Some(Ok(coarse))) = (
            row.next().map(str::parse::<u32>),
            row.next().map(str::parse::<u32>),
        ) {
            all.entry(hash::word(word))
                .or_insert((fine + 1) | (coarse + 1) << 16);
        }
    }
    table::write(all, 3)
}
