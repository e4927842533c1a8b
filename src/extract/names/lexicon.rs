//! Names that are known by more than one form: which of them is the one to show.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::core::entity::Kind;
use crate::extract::names::gazetteer::{
    Classes, Lists, capitals_key, keys, listed, names, plural, rows,
};
use crate::extract::names::hash;
use crate::extract::names::tokens::{Case, Token};
use crate::extract::names::words::{Hashed, Ready};

/// A thing with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name it is shown under.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The country that a nationality belongs to.
    pub country: Option<&'static str>,
    /// Whether it is written without capitals too, as terms of technology are.
    pub small: bool,
}

/// Longest name, in tokens.
const LONGEST: usize = 12;

/// All known forms.
#[derive(Debug, Default)]
pub struct Lexicon {
    forms: Hashed<Known>,
    /// Beginnings of forms.
    begun: HashSet<u64, BuildHasherDefault<Ready>>,
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
                small: entry.name.starts_with(char::is_lowercase),
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
                small: false,
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
                    small: false,
                };
                lexicon.add(demonym, known);
                lexicon.add(&plural(demonym), known);
            }
        }
        lexicon
    }

    fn add(&mut self, form: &str, known: Known) {
        let keys = keys(form, Classes::empty());
        let Some((&(key, _), beginnings)) = keys.split_last() else {
            return;
        };
        self.forms.entry(key).or_insert(known);
        self.begun.extend(beginnings.iter().map(|&(key, _)| key));
    }

    /// What is known under a form, without regard to case but for acronyms.
    pub fn get(&self, form: &str) -> Option<Known> {
        let key = keys(form, Classes::empty()).last()?.0;
        self.forms.get(&key).copied()
    }

    /// The longest known form that begins with the first of `tokens`, and its tokens.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, Known)> {
        let first = tokens.first()?;
        let fits = |known: &&Known| {
            known.small || first.is_capitalised() || first.case == Case::Alphanumeric
        };
        let mut best = None;
        if matches!(first.case, Case::Upper | Case::Dotted | Case::Alphanumeric) {
            best = self
                .forms
                .get(&capitals_key(first.lower))
                .map(|known| (1, *known));
        }
        let mut key = 0;
        for (at, token) in tokens.iter().take(LONGEST).enumerate() {
            key = hash::mix(key, token.lower);
            best = self
                .forms
                .get(&key)
                .filter(fits)
                .map(|known| (at + 1, *known))
                .or(best);
            if !self.begun.contains(&key) {
                break;
            }
        }
        best
    }
}
