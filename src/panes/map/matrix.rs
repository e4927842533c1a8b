//! The matrix of the map: its rows and columns, and how often the names of each cell stand in one sentence.

use std::collections::{BTreeMap, HashMap};

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::{Entity, Kind};
use crate::library::contents::co_occurrence::Together;
use crate::panes::list_work::Extent;
use crate::panes::place_list::{self, Item};
use crate::panes::request::{EntityName, Scope};
use crate::text::clean::SafeText;

/// A matrix; a cell that is not there is empty.
#[derive(Default)]
pub(super) struct Matrix {
    pub(super) rows: Vec<EntityName>,
    pub(super) columns: Vec<EntityName>,
    pub(super) cells: BTreeMap<(usize, usize), Together>,
}

impl Matrix {
    /// Counts the sentences that name an entity of the one kind and one of the other.
    pub(super) fn count(of_rows: Kind, of_columns: Kind, extent: &Extent) -> Self {
        let library = &extent.library;
        let pairs = library.together(of_rows, of_columns, &counted(extent));
        let both_ways = pairs.iter().flat_map(|pair| {
            let mirrored = (of_rows == of_columns).then_some((pair.column, pair.row));
            let ways = std::iter::once((pair.row, pair.column)).chain(mirrored);
            ways.map(|(row, column)| (row, column, pair.together))
        });
        let cells: Vec<(&Entity, &Entity, Together)> = both_ways.collect();
        let rows = ranked(cells.iter().map(|(row, _, count)| (*row, count.sentences)));
        let of_column = |(_, column, count): &(_, _, Together)| (*column, count.sentences);
        let columns = ranked(cells.iter().map(of_column));
        let number = |names: &HashMap<&SafeText, usize>, of: &Entity| names.get(&of.name).copied();
        let (of_row, of_column) = (numbers(&rows), numbers(&columns));
        let placed = cells.iter().filter_map(|(row, column, together)| {
            let at = (number(&of_row, row)?, number(&of_column, column)?);
            Some((at, *together))
        });
        let cells = placed.collect();
        Self {
            rows,
            columns,
            cells,
        }
    }
}

/// The sentences that name both, article by article.
pub(super) fn naming_both(row: &EntityName, column: &EntityName, extent: &Extent) -> Vec<Item> {
    let library = &extent.library;
    let entity = |name: &EntityName| library.entity(name.kind, name.name.as_str());
    let (Some(row), Some(column)) = (entity(row), entity(column)) else {
        return Vec::new();
    };
    let wanted = counted(extent);
    let both = library.naming_both(row, column).into_iter();
    place_list::by_article(both.filter(|found| wanted.contains(&found.article.id)))
}

/// The articles that count: the one being read, or all that pass the pinned filters.
fn counted(extent: &Extent) -> ArticleSet {
    let all = extent.library.articles().iter().map(|article| article.id);
    match (extent.scope, extent.opened) {
        (Scope::Article, Some(opened)) => ArticleSet::from([opened]),
        _ => all.filter(|id| extent.takes(*id)).collect(),
    }
}

/// Entities by how often they are counted in all, most frequent first.
fn ranked<'a>(counts: impl Iterator<Item = (&'a Entity, u32)>) -> Vec<EntityName> {
    let mut sums: HashMap<&SafeText, (Kind, u32)> = HashMap::new();
    for (entity, count) in counts {
        sums.entry(&entity.name).or_insert((entity.kind, 0)).1 += count;
    }
    let mut ranked: Vec<(&SafeText, (Kind, u32))> = sums.into_iter().collect();
    ranked.sort_by(|(a, (_, more)), (b, (_, less))| less.cmp(more).then_with(|| a.cmp(b)));
    let name = |(name, (kind, _)): (&SafeText, (Kind, u32))| EntityName {
        kind,
        name: name.clone(),
    };
    ranked.into_iter().map(name).collect()
}

/// The number of each name.
fn numbers(names: &[EntityName]) -> HashMap<&SafeText, usize> {
    names.iter().map(|name| &name.name).zip(0..).collect()
}
