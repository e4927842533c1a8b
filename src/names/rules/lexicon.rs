//! Names that are known by more than one form: which of them is the one to show.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, LazyLock};

use crate::clip::entity::Kind;
use crate::names::assets;
use crate::names::model::gazetteer::{Classes, Lists, capitals_key, keys, listed, names, plural};
use crate::names::tokens::hash;
use crate::names::tokens::hash::{Hashed, Ready};
use crate::names::tokens::rows::rows;
use crate::names::tokens::{Case, Token};

/// A thing with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name it is shown under.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The country that a nationality or a body belongs to, or the body that a thing belongs to.
    pub country: Option<&'static str>,
    /// Whether it is written without capitals too, as terms of technology are.
    pub small: bool,
    /// Whether the form is one of another language than English, which the model types by chance.
    pub foreign: bool,
    /// Whether the form may mean something else; see [`Context`](super::context::Context).
    pub doubtful: bool,
}

/// Longest name, in tokens.
const LONGEST: usize = 24;

/// All known forms.
#[derive(Debug, Default)]
pub struct Lexicon {
    forms: Hashed<Known>,
    /// Beginnings of forms.
    begun: HashSet<u64, BuildHasherDefault<Ready>>,
}

impl Lexicon {
    /// That of the lists which the program carries, read once for all who ask it.
    pub fn embedded() -> Arc<Self> {
        static EMBEDDED: LazyLock<Arc<Lexicon>> =
            LazyLock::new(|| Arc::new(Lexicon::new(&assets::embedded())));
        Arc::clone(&EMBEDDED)
    }

    /// Reads our own names, which come first, those of countries, then both in other languages.
    pub fn new(lists: &Lists<'static>) -> Self {
        let mut lexicon = Self::default();
        lexicon.add_own(lists.lexicon);
        lexicon.add_countries(lists.countries);
        lexicon.add_languages(lists.languages);
        lexicon.add_territories(lists.territories);
        lexicon
    }

    fn add_own(&mut self, own: &'static str) {
        for entry in listed(own) {
            let known = Known {
                name: entry.name,
                kind: entry.kind,
                country: Some(entry.country).filter(|country| !country.is_empty()),
                small: entry.name.starts_with(char::is_lowercase),
                foreign: false,
                doubtful: false,
            };
            let in_doubt = || names(entry.doubtful);
            std::iter::once(entry.name)
                .chain(names(entry.aliases))
                .filter(|form| in_doubt().all(|other| other != *form))
                .for_each(|form| self.add(form, known));
            let doubtful = Known {
                doubtful: true,
                ..known
            };
            in_doubt().for_each(|form| self.add(form, doubtful));
        }
    }

    fn add_countries(&mut self, countries: &'static str) {
        for mut row in rows(countries) {
            let [name, official, aliases, demonyms] =
                std::array::from_fn(|_| row.next().unwrap_or(""));
            let country = self.get(name).map_or(name, |known| known.name);
            let known = Known {
                name: country,
                kind: Kind::Place,
                country: None,
                small: false,
                foreign: false,
                doubtful: false,
            };
            // "Thai" stands among the names of Thailand too.
            let is_demonym = |alias: &str| names(demonyms).any(|demonym| demonym == alias);
            for form in [name, official]
                .into_iter()
                .chain(names(aliases).filter(|alias| alias.len() > 2 && !is_demonym(alias)))
            {
                self.add(form, known);
            }
            for demonym in names(demonyms) {
                let known = Known {
                    name: demonym,
                    kind: Kind::Group,
                    country: Some(country),
                    small: false,
                    foreign: false,
                    doubtful: false,
                };
                self.add(demonym, known);
                self.add(&plural(demonym), known);
            }
        }
    }

    fn add_languages(&mut self, languages: &'static str) {
        for entry in listed(languages) {
            // "Other" are words that only look as if a name began in them: their first is one too.
            // Leaders are called alike in all languages with Latin letters.
            let first =
                Some(entry.name).filter(|_| matches!(entry.kind, Kind::Other | Kind::Person));
            self.add_forms(
                entry.name,
                entry.kind,
                first.into_iter().chain(names(entry.aliases)),
            );
        }
    }

    fn add_territories(&mut self, territories: &'static str) {
        for mut row in rows(territories) {
            let [name, forms] = std::array::from_fn(|_| row.next().unwrap_or(""));
            self.add_forms(name, Kind::Place, names(forms));
        }
    }

    /// Adds what a name is in other languages, each form as it is written: with a capital or without.
    fn add_forms<'f>(
        &mut self,
        name: &'static str,
        kind: Kind,
        forms: impl Iterator<Item = &'f str>,
    ) {
        for form in forms {
            let known = Known {
                name,
                kind,
                country: None,
                small: !form.starts_with(char::is_uppercase),
                foreign: true,
                doubtful: false,
            };
            self.add(form, known);
            // At the beginning of a sentence French and Italian write the article with a capital.
            if form.starts_with(['A', 'E', '\u{c9}', 'I', 'O', 'U']) {
                self.add(&format!("L'{form}"), known);
            }
        }
    }

    fn add(&mut self, form: &str, known: Known) {
        let keys = keys(form, Classes::empty());
        let Some((&(key, _), beginnings)) = keys.split_last() else {
            return;
        };
        let held = self.forms.entry(key).or_insert(known);
        if held.doubtful && !known.doubtful {
            *held = known;
        }
        self.begun.extend(beginnings.iter().map(|&(key, _)| key));
    }

    /// What is known for sure under a form, without regard to case but for acronyms.
    pub fn get(&self, form: &str) -> Option<Known> {
        self.get_any(form).filter(|known| !known.doubtful)
    }

    /// What a form stands for or may stand for.
    pub fn get_any(&self, form: &str) -> Option<Known> {
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
