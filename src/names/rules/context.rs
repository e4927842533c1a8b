//! What an article names for sure, by which forms that may mean several things are understood.

use std::collections::{HashMap, HashSet};

use crate::clip::entity::Kind;
use crate::names::rules::lexicon::Known;

/// The listed things that an article names, and how often it names each country.
#[derive(Clone, Debug, Default)]
pub struct Context {
    named: HashSet<&'static str>,
    countries: HashMap<&'static str, u32>,
    /// How often the most frequent country is named.
    most: u32,
}

impl Context {
    /// Notes a mention of a listed thing; those that are in doubt prove nothing.
    pub fn note(&mut self, known: &Known) {
        if known.doubtful {
            return;
        }
        let place = (known.kind == Kind::Place).then_some(known.name);
        if place.is_none() {
            self.named.insert(known.name);
        }
        let country = known.country.or(place);
        if let Some(country) = country {
            let count = self.countries.entry(country).or_default();
            *count += 1;
            self.most = self.most.max(*count);
        }
    }

    /// Whether a form stands for this thing here: always where it can mean nothing else; else where the
    /// article names it by another form, names what it belongs to, or is about its country, that is,
    /// names the country half as often as any other one at least.
    pub fn allows(&self, known: &Known) -> bool {
        let belongs = |whole: &str| {
            let often = self
                .countries
                .get(whole)
                .is_some_and(|count| count * 2 >= self.most);
            often || self.named.contains(whole)
        };
        !known.doubtful || self.named.contains(known.name) || known.country.is_some_and(belongs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn known(name: &'static str, kind: Kind, country: Option<&'static str>) -> Known {
        Known {
            name,
            kind,
            country,
            small: false,
            foreign: false,
            doubtful: false,
        }
    }

    #[test]
    fn a_form_in_doubt_needs_its_country_or_its_thing() {
        let congress = Known {
            doubtful: true,
            ..known("US Congress", Kind::Organisation, Some("United States"))
        };
        let mut context = Context::default();
        assert!(!context.allows(&congress));
        context.note(&known("United States", Kind::Place, None));
        assert!(context.allows(&congress));
        for _ in 0..3 {
            context.note(&known("Peruvian", Kind::Group, Some("Peru")));
        }
        assert!(!context.allows(&congress));
        context.note(&known(
            "US Congress",
            Kind::Organisation,
            Some("United States"),
        ));
        assert!(context.allows(&congress));
    }
}
