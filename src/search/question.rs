//! A question to the index: what was typed, the filters that are pinned, and how much is wanted.

use std::sync::Arc;

use crate::library::reading_position::ReadingPositions;
use crate::search::filter::Filter;
use crate::search::index::HitLimits;
use crate::search::named_filters::NamedFilters;
use crate::search::query::Query;
use crate::text::date::Day;

/// Something to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuestion {
    /// What was typed.
    pub typed: String,
    /// Filters beside those that were typed.
    pub pinned: Filter,
    /// The filters that have names.
    pub named: Arc<NamedFilters>,
    /// What was read, and what articles were marked as.
    pub reading: Arc<ReadingPositions>,
    /// What day it is.
    pub today: Option<Day>,
    /// How many hits are wanted, and what becomes of noise.
    pub wanted: HitLimits,
}

impl SearchQuestion {
    /// What was typed, with the pinned filters.
    pub fn query(&self) -> Query {
        let mut query = Query::parse(&self.typed);
        query.filter = query.filter.within(&self.pinned);
        query
    }
}
