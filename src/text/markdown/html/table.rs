//! Where the cells of an HTML table stand, with cells that span several rows or columns.

/// How many columns are told apart; cells beyond share the last one, for `colspan` may say any
/// number.
const WIDEST: u32 = 1000;

/// The rows and columns of an open table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// The table's container, if it was kept.
    pub container: Option<u32>,
    /// How many rows have begun.
    rows: u32,
    /// The column of the next cell.
    column: u32,
    /// How many columns there are.
    pub columns: u32,
    /// For each column, in how many more rows a cell from above stands in it.
    held: Vec<u32>,
}

impl Grid {
    /// A table without cells.
    pub(super) fn new(container: Option<u32>) -> Self {
        Self {
            container,
            ..Self::default()
        }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        for held in &mut self.held {
            *held = held.saturating_sub(1);
        }
        self.rows += 1;
        self.column = 0;
    }

    /// Places a cell that spans so many rows and columns; gives its row and column.
    pub(super) fn cell(&mut self, rows: u32, columns: u32) -> (u32, u32) {
        if self.rows == 0 {
            self.row();
        }
        while self
            .held
            .get(self.column as usize)
            .is_some_and(|held| *held > 0)
        {
            self.column += 1;
        }
        let place = (self.rows - 1, self.column.min(WIDEST - 1));
        let end = (self.column + columns.clamp(1, WIDEST)).min(WIDEST);
        if rows > 1 && end > self.column {
            self.held.resize(self.held.len().max(end as usize), 0);
            self.held[self.column as usize..end as usize].fill(rows);
        }
        self.column = end;
        self.columns = self.columns.max(end);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_make_room_for_those_that_span() {
        let mut grid = Grid::default();
        grid.row();
        assert_eq!(
            [grid.cell(2, 1), grid.cell(1, 2), grid.cell(1, 1)],
            [(0, 0), (0, 1), (0, 3)]
        );
        grid.row();
        assert_eq!([grid.cell(1, 1), grid.cell(1, 1)], [(1, 1), (1, 2)]);
        grid.row();
        assert_eq!(grid.cell(1, u32::MAX), (2, 0));
        assert_eq!((grid.cell(9, 9), grid.columns), ((2, WIDEST - 1), WIDEST));
    }
}
