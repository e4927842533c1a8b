//! The cursor and the window of a list: which rows are seen, and which one is meant.

use std::ops::Range;

use crate::input::action::Action;
use crate::input::keymap::Command;

/// Where a list stands. It holds no rows: those belong to the pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    cursor: usize,
    top: usize,
    height: usize,
    len: usize,
}

impl List {
    /// The row that is meant; 0 also when the list is empty.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows that are seen.
    pub fn visible(&self) -> Range<usize> {
        self.top..self.len.min(self.top + self.height)
    }

    /// Says how many rows there are now; the cursor stays where it can.
    pub fn set_len(&mut self, len: usize) {
        self.len = len;
        self.clamp_cursor();
    }

    /// Says how many rows fit; the cursor stays visible.
    pub fn set_height(&mut self, height: usize) {
        self.height = height;
        self.clamp_cursor();
    }

    /// Moves the cursor to a row, or to the last one.
    pub fn go(&mut self, row: usize) {
        self.cursor = row;
        self.clamp_cursor();
    }

    /// Moves by an action that means a movement in a list; `false` for any other.
    ///
    /// `heads` are the rows that begin a group, ascending.
    pub fn act(&mut self, command: Command, heads: &[usize]) -> bool {
        let times = command.times();
        let page = self.height.saturating_sub(1).max(1);
        let to = match command.action {
            Action::Down | Action::TypeDown => self.cursor + times,
            Action::Up | Action::TypeUp => self.cursor.saturating_sub(times),
            Action::HalfDown => self.cursor + times * page.div_ceil(2),
            Action::HalfUp => self.cursor.saturating_sub(times * page.div_ceil(2)),
            Action::PageDown | Action::TypePageDown => self.cursor + times * page,
            Action::PageUp | Action::TypePageUp => self.cursor.saturating_sub(times * page),
            Action::Top => counted_row(command).unwrap_or(0),
            Action::Bottom => counted_row(command).unwrap_or(usize::MAX),
            Action::NextBlock => after(heads, self.cursor, times).unwrap_or(usize::MAX),
            Action::PreviousBlock => before(heads, self.cursor, times).unwrap_or(0),
            _ => return false,
        };
        self.go(to);
        true
    }

    /// Moves the window by rows; the cursor stays where it can and is seen.
    pub fn scroll(&mut self, by: isize) {
        let lowest = self.len.saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(by).min(lowest);
        let last = (self.top + self.height).saturating_sub(1);
        self.cursor = self.cursor.clamp(self.top, last.max(self.top));
        self.clamp_cursor();
    }

    /// How far down the window is, in thousandths; `None` when all rows are seen.
    pub fn progress(&self) -> Option<u16> {
        let hidden = self
            .len
            .checked_sub(self.height)
            .filter(|hidden| *hidden > 0)?;
        Some((self.top * 1000 / hidden).min(1000) as u16)
    }

    fn clamp_cursor(&mut self) {
        self.cursor = self.cursor.min(self.len.saturating_sub(1));
        if self.height == 0 {
            return;
        }
        self.top = self.top.min(self.cursor);
        if self.cursor >= self.top + self.height {
            self.top = self.cursor + 1 - self.height;
        }
        // A list that has become longer than its window fills it.
        self.top = self.top.min(self.len.saturating_sub(self.height));
    }
}

/// The row that a count before `gg` or `G` names.
fn counted_row(command: Command) -> Option<usize> {
    command.count.map(|row| row.saturating_sub(1) as usize)
}

/// The `times`-th of `heads` after `row`.
fn after(heads: &[usize], row: usize, times: usize) -> Option<usize> {
    let first = heads.partition_point(|head| *head <= row);
    heads.get(first + times.max(1) - 1).copied()
}

/// The `times`-th of `heads` before `row`.
fn before(heads: &[usize], row: usize, times: usize) -> Option<usize> {
    let end = heads.partition_point(|head| *head < row);
    end.checked_sub(times.max(1)).map(|index| heads[index])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(len: usize, height: usize) -> List {
        let mut list = List::default();
        list.set_len(len);
        list.set_height(height);
        list
    }

    #[test]
    fn moves_by_groups() {
        let mut list = list(20, 5);
        let heads = [0, 7, 12];
        assert!(list.act(Command::plain(Action::NextBlock), &heads));
        assert_eq!(list.cursor(), 7);
        list.act(Command::plain(Action::NextBlock), &heads);
        list.act(Command::plain(Action::PreviousBlock), &heads);
        assert_eq!(list.cursor(), 7);
        assert!(!list.act(Command::plain(Action::Open), &heads));
    }

    #[test]
    fn scrolling_takes_the_cursor_along_only_where_it_would_be_left_behind() {
        let mut list = list(20, 5);
        list.go(4);
        list.scroll(3);
        assert_eq!((list.visible(), list.cursor()), (3..8, 4));
        list.scroll(3);
        assert_eq!((list.visible(), list.cursor()), (6..11, 6));
        list.scroll(99);
        assert_eq!(list.visible(), 15..20);
        list.scroll(-99);
        assert_eq!((list.visible(), list.cursor()), (0..5, 4));
    }

    #[test]
    fn a_count_before_top_and_bottom_names_the_row() {
        let mut list = list(20, 5);
        list.act(
            Command {
                action: Action::Bottom,
                count: Some(9),
                letter: None,
            },
            &[],
        );
        assert_eq!(list.cursor(), 8);
        list.act(Command::plain(Action::Bottom), &[]);
        assert_eq!(list.cursor(), 19);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_cursor_is_always_seen(steps in prop::collection::vec((0usize..8, 0usize..60), 1..40)) {
            let mut list = list(30, 7);
            for (what, amount) in steps {
                match what {
                    0 => list.set_len(amount),
                    1 => list.set_height(amount.max(1)),
                    2 => { list.act(Command::plain(Action::HalfDown), &[]); }
                    3 => { list.act(Command::plain(Action::HalfUp), &[]); }
                    4 => { list.act(Command::plain(Action::Bottom), &[]); }
                    5 => list.scroll(amount.cast_signed() - 30),
                    _ => list.go(amount),
                }
                prop_assert!(list.is_empty() || list.visible().contains(&list.cursor()));
            }
        }
    }
}
