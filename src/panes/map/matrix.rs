//! The matrix of the map: its rows and columns, and how often the names of each cell stand in one sentence.

use std::cmp::Reverse;

use crate::clip::article_set::ArticleSet;
use crate::clip::entity::Kind;
use crate::library::contents::Library;
use crate::library::contents::co_occurrence::Together;
use crate::panes::list_work::Extent;
use crate::panes::request::{EntityName, Scope};

/// A matrix.
#[derive(Default)]
pub(super) struct Matrix {
    pub(super) rows: Vec<EntityName>,
    pub(super) columns: Vec<EntityName>,
    /// The cells that are not empty, by row and column, ascending.
    cells: Vec<((u32, u32), Together)>,
}

impl Matrix {
    /// Counts the sentences that name an entity of the one kind and one of the other.
    pub(super) fn count(of_rows: Kind, of_columns: Kind, extent: &Extent) -> Self {
        let library = &extent.library;
        let mut cells = library.cells(of_rows, of_columns, &counted(extent));
        if of_rows == of_columns {
            let mirrored = |&((row, column), together): &(_, _)| ((column, row), together);
            let mirrored: Vec<_> = cells.iter().map(mirrored).collect();
            cells.extend(mirrored);
        }
        let rows = ranked(cells.iter().map(|((row, _), count)| (*row, count)), library);
        let columns = ranked(
            cells.iter().map(|((_, column), count)| (*column, count)),
            library,
        );
        let (of_row, of_column) = (places(&rows, library), places(&columns, library));
        for ((row, column), _) in &mut cells {
            *row = of_row[*row as usize];
            *column = of_column[*column as usize];
        }
        cells.sort_unstable_by_key(|(at, _)| *at);
        let name = |number: &u32| EntityName::of(&library.entities()[*number as usize]);
        Self {
            rows: rows.iter().map(name).collect(),
            columns: columns.iter().map(name).collect(),
            cells,
        }
    }

    /// How often the names of a row and a column stand together; `None` when they never do.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<Together> {
        let at = (row as u32, column as u32);
        let found = self.cells.binary_search_by_key(&at, |(at, _)| *at);
        found.ok().map(|found| self.cells[found].1)
    }

    /// The first column that has something in the first row.
    pub(super) fn first_column(&self) -> usize {
        let first = self.cells.first();
        first.map_or(0, |((_, column), _)| *column as usize)
    }
}

/// The articles that count: the one being read, or all that pass the pinned filters.
fn counted(extent: &Extent) -> ArticleSet {
    let all = extent.library.articles().iter().map(|article| article.id);
    match (extent.scope, extent.opened) {
        (Scope::Article, Some(opened)) => ArticleSet::from([opened]),
        _ => all.filter(|id| extent.takes(*id)).collect(),
    }
}

/// The numbers of entities by how often they are counted in all, most frequent first.
fn ranked<'a>(counts: impl Iterator<Item = (u32, &'a Together)>, library: &Library) -> Vec<u32> {
    let entities = library.entities();
    let mut sums = vec![0; entities.len()];
    for (number, together) in counts {
        sums[number as usize] += together.sentences;
    }
    let named = (0..).zip(&sums).filter(|(_, sum)| **sum > 0);
    let mut ranked: Vec<u32> = named.map(|(number, _)| number).collect();
    ranked.sort_by_cached_key(|number| {
        let number = *number as usize;
        (Reverse(sums[number]), entities[number].name.as_str())
    });
    ranked
}

/// Where among `ranked` the entity of each number stands.
fn places(ranked: &[u32], library: &Library) -> Vec<u32> {
    let mut places = vec![0; library.entities().len()];
    for (place, number) in (0..).zip(ranked) {
        places[*number as usize] = place;
    }
    places
}
