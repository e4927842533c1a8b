//! The filters that have names: those that were named in the library, over those of the config.

use std::collections::BTreeMap;

use crate::notes::notebook::Notebook;
use crate::search::filter::{Constraint, Filter};
use crate::search::query::Query;
use crate::text::clean::SafeText;

/// Filters by their names.
pub type NamedFilters = BTreeMap<String, NamedFilter>;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFilter {
    /// The conditions.
    pub filter: Filter,
    /// Where the name was given.
    pub origin: Origin,
}

/// Where a filter got its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the config.
    Config,
    /// In the library.
    Library,
    /// In the library, while the config has another of that name.
    LibraryOverConfig,
}

impl NamedFilter {
    /// Whether its name was given in the library, where it can be changed.
    pub fn is_of_library(&self) -> bool {
        self.origin != Origin::Config
    }
}

/// The filters of a config, and those that were named in a library; these win, because they travel with it. Of several
/// of one name the one that was named last is meant.
pub fn named_filters(config: &BTreeMap<String, Filter>, notebook: &Notebook) -> NamedFilters {
    let of_config = |(name, filter): (&String, &Filter)| {
        let (filter, origin) = (filter.clone(), Origin::Config);
        (name.clone(), NamedFilter { filter, origin })
    };
    let mut named: NamedFilters = config.iter().map(of_config).collect();
    for (_, saved) in notebook.filters() {
        let filter = Query::parse(&saved.query).filter;
        let origin = match config.get(&saved.name) {
            Some(other) if *other != filter => Origin::LibraryOverConfig,
            _ => Origin::Library,
        };
        named.insert(saved.name.clone(), NamedFilter { filter, origin });
    }
    named
}

/// Whether a filter asks for that of a name, itself or by others that it asks for.
pub fn asks_for(filter: &Filter, name: &str, named: &NamedFilters) -> bool {
    let mut parts = filter.constraints().iter().flat_map(Constraint::parts);
    parts.any(|part| match part {
        Constraint::Named(other) if other == name => true,
        Constraint::Named(other) => {
            // Filters of a config may ask for one another: each is looked into once.
            let mut others = named.clone();
            let other = others.remove(other);
            other.is_some_and(|other| asks_for(&other.filter, name, &others))
        }
        Constraint::Match(typed) => {
            let queries = Query::parse(typed).alternatives();
            let mut filters = queries.iter().map(|query| &query.filter);
            filters.any(|filter| asks_for(filter, name, named))
        }
        _ => false,
    })
}

/// What is said of each filter that is asked for by a name which means something else in the config.
pub fn overruled(filter: &Filter, named: &NamedFilters) -> Vec<SafeText> {
    let parts = filter.constraints().iter().flat_map(Constraint::parts);
    let asked = parts.filter_map(|part| match part {
        Constraint::Named(name) => Some((name, named.get(name)?)),
        _ => None,
    });
    asked
        .filter(|(_, filter)| filter.origin == Origin::LibraryOverConfig)
        .map(|(name, filter)| {
            SafeText::line(&format!(
                "filter {name} is that of the library: {}; the config has another of that name",
                filter.filter
            ))
        })
        .collect()
}
