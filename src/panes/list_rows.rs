//! Rows of a list pane: grouped, folded, narrowed by typing, moved through. All lists share it.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::panes::pane::SeenList;
use crate::search::fuzzy::FuzzyPattern;
use crate::text::clean::{SafeStr, SafeText};
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::symbols::Symbols;
use crate::ui::theme::Role;

/// One row of a list.
pub trait Row: PartialEq {
    /// The words by which the row is found when the list is narrowed.
    fn label(&self) -> SafeStr<'_>;

    /// Whether rows after it, up to the next head, belong to it.
    fn is_head(&self) -> bool {
        false
    }

    /// Whether the title counts it.
    fn counts(&self) -> bool {
        !self.is_head()
    }
}

/// What a command did to the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was a movement, a fold or a matter of narrowing.
    Here,
    /// The row at the cursor shall be opened.
    Chosen,
    /// It means nothing to a list.
    Nothing,
}

/// All rows of a list and the part of them that is shown.
#[derive(Clone, Debug)]
pub struct Rows<R> {
    all: Vec<R>,
    shown: Vec<usize>,
    /// The heads among those that are shown, as indices into them.
    heads: Vec<usize>,
    /// How many rows count, of those that are shown and of all.
    count: usize,
    total: usize,
    folded: BTreeSet<SafeText>,
    list: List,
    narrow: Option<Field>,
    typing: bool,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            shown: Vec::new(),
            heads: Vec::new(),
            count: 0,
            total: 0,
            folded: BTreeSet::new(),
            list: List::default(),
            narrow: None,
            typing: false,
        }
    }
}

impl<R: Row> Rows<R> {
    /// No rows yet; the group of that head will be folded at first.
    pub fn folding(head: SafeText) -> Self {
        Self {
            folded: BTreeSet::from([head]),
            ..Self::default()
        }
    }

    /// Replaces all rows; the cursor stays on the row it was on, if that is still there. Nobody has
    /// chosen the head of the first group: there the cursor stays at the top.
    pub fn set(&mut self, rows: Vec<R>) {
        let before = self
            .chosen()
            .and_then(|row| rows.iter().position(|new| new == row));
        self.all = rows;
        self.refresh();
        if let Some(row) = before {
            self.choose(row);
        }
    }

    /// Changes the rows in place; the cursor stays as with [`Rows::set`].
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<R>))
    where
        R: Clone,
    {
        let before = self.chosen().cloned();
        change(&mut self.all);
        self.refresh();
        if let Some(before) = before {
            self.choose_where(|row| *row == before);
        }
    }

    /// The row that the cursor was put on.
    fn chosen(&self) -> Option<&R> {
        self.current()
            .filter(|row| !row.is_head() || self.list.cursor() > 0)
    }

    /// Puts the cursor on a row of all rows, if it is shown.
    pub fn choose(&mut self, row: usize) {
        if let Ok(index) = self.shown.binary_search(&row) {
            self.list.go(index);
        }
    }

    /// Puts the cursor on the first row for which `wanted` holds.
    pub fn choose_where(&mut self, wanted: impl Fn(&R) -> bool) {
        if let Some(row) = self.all.iter().position(wanted) {
            self.choose(row);
        }
    }

    /// The row at the cursor.
    pub fn current(&self) -> Option<&R> {
        self.all.get(self.at())
    }

    /// The rows to draw: each with whether the cursor is on it.
    pub fn visible(&self) -> impl Iterator<Item = (&R, bool)> {
        let cursor = self.list.cursor();
        self.list
            .visible()
            .map(move |index| (&self.all[self.shown[index]], index == cursor))
    }

    /// Every row that is shown, heads among them.
    pub fn shown(&self) -> impl Iterator<Item = &R> {
        self.shown.iter().filter_map(|row| self.all.get(*row))
    }

    /// How many rows are shown, of those that count.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many rows there are in all, of those that count.
    pub fn total(&self) -> usize {
        self.total
    }

    /// "12 of 340 /words" while the list is narrowed by words, else how many there are.
    pub fn counts(&self) -> String {
        self.counts_of(self.total())
    }

    /// The same for a list that filters have left but a part of.
    pub fn counts_of(&self, total: usize) -> String {
        match (&self.narrow, self.count()) {
            (Some(field), count) => format!("{count} of {total} /{}", field.text()),
            (None, count) if count < total => format!("{count} of {total}"),
            (None, count) => count.to_string(),
        }
    }

    /// Writes the head of a group, with a sign that says whether it is folded.
    pub fn draw_head(&self, head: &R, line: &mut Line, symbols: &Symbols) {
        let sign = if self.is_folded(head) {
            symbols.closed
        } else {
            symbols.opened
        };
        line.text(Role::Heading, sign.into());
        line.blank(1);
        line.text(Role::Heading, head.label());
    }

    /// Whether a group is folded.
    pub fn is_folded(&self, head: &R) -> bool {
        self.folded.contains(&head.label().to_shown())
    }

    /// The field by which the list is narrowed, and whether it is being typed.
    pub fn narrowing(&self) -> Option<(&Field, bool)> {
        self.narrow.as_ref().map(|field| (field, self.typing))
    }

    /// The context of the list, or of typing while it is narrowed.
    pub fn context(&self, list: Context) -> Context {
        if self.typing { Context::Typing } else { list }
    }

    /// Says how many rows fit.
    pub fn set_height(&mut self, height: usize) {
        self.list.set_height(height);
    }

    /// The list as it is seen in an area, for the mouse.
    pub fn seen_in(&mut self, area: Rect) -> SeenList<'_> {
        SeenList {
            list: &mut self.list,
            area,
            lines: 1,
        }
    }

    /// How far down the list is scrolled, in thousandths.
    pub fn progress(&self) -> Option<u16> {
        self.list.progress()
    }

    /// Carries out a command that means something to every list.
    pub fn act(&mut self, command: Command) -> Done {
        if self.list.act(command, &self.heads) {
            return Done::Here;
        }
        if self.typing {
            return self.act_typing(command.action);
        }
        match command.action {
            Action::FindHere => self.start_narrowing(),
            Action::Close if self.narrow.is_some() => self.stop_narrowing(),
            Action::Open | Action::Deeper if self.on_head() => {
                self.fold(command.action == Action::Deeper);
            }
            Action::Open | Action::Deeper => return Done::Chosen,
            Action::Shallower if self.fold_around() => {}
            _ => return Done::Nothing,
        }
        Done::Here
    }

    /// Takes text typed to narrow the list.
    pub fn type_text(&mut self, text: &str) {
        if let Some(field) = self.narrow.as_mut() {
            field.insert(text);
            self.refresh();
            self.list.go(0);
            self.leave_head();
        }
    }

    fn at(&self) -> usize {
        self.shown
            .get(self.list.cursor())
            .copied()
            .unwrap_or(usize::MAX)
    }

    fn on_head(&self) -> bool {
        self.current().is_some_and(Row::is_head)
    }

    fn act_typing(&mut self, action: Action) -> Done {
        match action {
            Action::Accept => self.typing = false,
            Action::Cancel => self.stop_narrowing(),
            _ => {
                if !self.narrow.as_mut().is_some_and(|field| field.act(action)) {
                    return Done::Nothing;
                }
                self.refresh();
            }
        }
        Done::Here
    }

    fn start_narrowing(&mut self) {
        self.narrow.get_or_insert_default();
        self.typing = true;
    }

    fn stop_narrowing(&mut self) {
        self.narrow = None;
        self.typing = false;
        let row = self.at();
        self.refresh();
        self.choose(row);
    }

    /// Folds or unfolds the group of the head at the cursor; `only_open` never folds.
    fn fold(&mut self, only_open: bool) {
        let Some(label) = self.current().map(|row| row.label().to_shown()) else {
            return;
        };
        if !self.folded.remove(&label) && !only_open {
            self.folded.insert(label);
        }
        self.refresh();
    }

    /// Folds the group around the cursor; `false` when there is none or it is folded already.
    fn fold_around(&mut self) -> bool {
        let row = self.at();
        let Some(head) = self
            .all
            .get(..=row)
            .and_then(|rows| rows.iter().rposition(Row::is_head))
        else {
            return false;
        };
        let folded = self.folded.insert(self.all[head].label().to_shown());
        self.refresh();
        self.choose(head);
        folded
    }

    /// After narrowing the first hit is meant, not the head of its group.
    fn leave_head(&mut self) {
        if self.on_head() && self.shown.len() > 1 {
            self.list.go(1);
        }
    }

    fn refresh(&mut self) {
        self.shown = match self.narrow.as_ref().filter(|field| !field.is_empty()) {
            Some(field) => self.narrowed(&FuzzyPattern::new(field.text())),
            None => self.unfolded(),
        };
        let is_head = |index: &usize| self.all[self.shown[*index]].is_head();
        self.heads = (0..self.shown.len()).filter(is_head).collect();
        let counts = |row: &&R| row.counts();
        self.count = self.shown().filter(counts).count();
        self.total = self.all.iter().filter(counts).count();
        self.list.set_len(self.shown.len());
    }

    fn unfolded(&self) -> Vec<usize> {
        let mut hidden = false;
        let mut shown = Vec::with_capacity(self.all.len());
        for (index, row) in self.all.iter().enumerate() {
            if row.is_head() {
                hidden = self.is_folded(row);
                shown.push(index);
            } else if !hidden {
                shown.push(index);
            }
        }
        shown
    }

    /// Rows that match well; where none does, those with a letter wrong, and else those that hold the
    /// letters somewhere.
    fn narrowed(&self, pattern: &FuzzyPattern) -> Vec<usize> {
        let inexact = pattern.inexact_words();
        let ways: [&dyn Fn(&str) -> bool; 3] = [
            &|label| {
                pattern
                    .rank(label)
                    .is_some_and(|rank| !pattern.is_weak(rank))
            },
            &|label| inexact.fits(label),
            &|label| pattern.rank(label).is_some(),
        ];
        let found = ways.into_iter().map(|fits| self.fitting(fits));
        found
            .into_iter()
            .find(|rows| !rows.is_empty())
            .unwrap_or_default()
    }

    /// Rows with labels that fit, each group with its head; the order of the list is kept.
    fn fitting(&self, fits: &dyn Fn(&str) -> bool) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut head = None;
        for (index, row) in self.all.iter().enumerate() {
            if row.is_head() {
                head = Some(index);
            } else if fits(row.label().as_str()) {
                shown.extend(head.take());
                shown.push(index);
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for SafeText {
        fn label(&self) -> SafeStr<'_> {
            self.shown()
        }

        fn is_head(&self) -> bool {
            self.as_str().starts_with('#')
        }
    }

    fn rows() -> Rows<SafeText> {
        let mut rows = Rows::default();
        rows.set(
            ["#a", "apple", "apricot", "#b", "banana"]
                .map(SafeText::from)
                .to_vec(),
        );
        rows.set_height(9);
        rows
    }

    fn seen(rows: &Rows<SafeText>) -> Vec<&str> {
        rows.visible().map(|(row, _)| row.as_str()).collect()
    }

    fn press(rows: &mut Rows<SafeText>, action: Action) -> Done {
        rows.act(Command::plain(action))
    }

    #[test]
    fn a_group_folds_and_unfolds() {
        let mut rows = rows();
        assert_eq!(press(&mut rows, Action::Open), Done::Here);
        assert_eq!(seen(&rows), ["#a", "#b", "banana"]);
        press(&mut rows, Action::Deeper);
        assert_eq!(seen(&rows).len(), 5);
        rows.choose(2);
        assert_eq!(press(&mut rows, Action::Shallower), Done::Here);
        assert_eq!(rows.current().unwrap().as_str(), "#a");
    }

    #[test]
    fn typing_narrows_and_escape_widens_again() {
        let mut rows = rows();
        press(&mut rows, Action::FindHere);
        assert_eq!(rows.context(Context::List), Context::Typing);
        rows.type_text("apr");
        assert_eq!(seen(&rows), ["#a", "apricot"]);
        assert_eq!(rows.current().unwrap().as_str(), "apricot");
        press(&mut rows, Action::Accept);
        assert_eq!(press(&mut rows, Action::Open), Done::Chosen);
        press(&mut rows, Action::Close);
        assert_eq!(seen(&rows).len(), 5);
        assert_eq!(
            rows.current().unwrap().as_str(),
            "apricot",
            "the cursor stays"
        );
    }

    #[test]
    fn noise_is_listed_only_where_nothing_is_better() {
        let mut rows = Rows::default();
        let labels = [
            "Foreign Ministry Spokesperson's Remarks",
            "Four levels of risk",
            "Zambia",
        ];
        rows.set(labels.map(SafeText::from).to_vec());
        rows.set_height(9);
        for (typed, wanted) in [
            ("risk", &labels[1..2]),
            ("zamiba", &labels[2..]),
            ("frgnsp", &labels[..1]),
            ("fmrks", &labels[..1]),
            ("xyz", &[]),
        ] {
            press(&mut rows, Action::FindHere);
            rows.type_text(typed);
            assert_eq!(seen(&rows), wanted, "{typed}");
            press(&mut rows, Action::Cancel);
        }
    }

    #[test]
    fn new_rows_keep_the_cursor_on_its_row() {
        let mut rows = rows();
        rows.choose_where(|row| row.as_str() == "banana");
        rows.set(
            ["#a", "aubergine", "#b", "banana"]
                .map(SafeText::from)
                .to_vec(),
        );
        assert_eq!(rows.current().unwrap().as_str(), "banana");
    }

    #[test]
    fn new_rows_leave_a_cursor_at_the_top_at_the_top() {
        let mut rows = rows();
        rows.set(["#0", "almond", "#a", "apple"].map(SafeText::from).to_vec());
        assert_eq!(rows.current().unwrap().as_str(), "#0");
    }
}
