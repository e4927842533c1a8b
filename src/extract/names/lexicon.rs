//! Names that are known by more than one form: which of them is the one to show.

use std::collections::HashMap;

use crate::core::entity::Kind;
use crate::extract::names::gazetteer::{Classes, Lists, keys, listed, names, plural, rows};

/// A thing with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name it is shown under.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The country that a nationality belongs to.
    pub country: Option<&'static str>,
}

/// All known forms.
#[derive(Debug, Default)]
pub struct Lexicon {
    forms: HashMap<u64, Known>,
}

impl Lexicon {
    /// Reads our own names, which come first, and those of countries.
    pub fn new(lists: &Lists<'static>) -> Self {
        let mut lexicon = Self::default();
        for entry in listed(lists.lexicon) {
            let known = Known {
                name: entry.name,
                kind: entry.kind,
                country: None,
            };
            std::iter::once(entry.name)
                .chain(names(entry.aliases))
                .for_each(|form| lexicon.add(form, known));
        }
        for mut row in rows(lists.countries) {
            let [name, official, aliases, demonyms] =
                std::array::from_fn(|_| row.next().unwrap_or(""));
            let country = lexicon.get(name).map_or(name, |known| known.name);
            let known = Known {
                name: country,
                kind: Kind::Place,
                country: None,
            };
            for form in [name, official]
                .into_iter()
                .chain(names(aliases).filter(|alias| alias.len() > 2))
            {
                lexicon.add(form, known);
            }
            for demonym in names(demonyms) {
                let known = Known {
                    name: demonym,
                    kind: Kind::Group,
                    country: Some(country),
                };
                lexicon.add(demonym, known);
                lexicon.add(&plural(demonym), known);
            }
        }
        lexicon
    }

    fn add(&mut self, form: &str, known: Known) {
        if let Some(&(key, _)) = keys(form, Classes::empty()).last() {
            self.forms.entry(key).or_insert(known);
        }
    }

    /// What is known under a form, without regard to case but for acronyms.
    pub fn get(&self, form: &str) -> Option<Known> {
        let key = keys(form, Classes::empty()).last()?.0;
        self.forms.get(&key).copied()
    }
}
