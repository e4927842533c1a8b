//! Rows of a list pane: grouped, folded, narrowed by typing, moved through. All lists share it.

mod row;
mod row_filter;

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::input::action::{Action, Context};
use crate::input::keymap::Command;
use crate::library::contents::Library;
use crate::panes::pane::SeenList;
use crate::text::clean::SafeText;
use crate::ui::field::Field;
use crate::ui::line::Line;
use crate::ui::list::List;
use crate::ui::symbols::Symbols;
use crate::ui::theme::Role;
pub use row::Row;
use row_filter::RowFilter;

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
    filter: Option<RowFilter>,
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
            filter: None,
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

    /// These rows, nothing narrowed.
    pub fn of(rows: Vec<R>) -> Self {
        let mut new = Self {
            all: rows,
            ..Self::default()
        };
        new.refresh();
        new
    }

    /// Replaces all rows; the cursor stays on the row it was on, if that is still there. Nobody has
    /// chosen the head of the first group: there the cursor stays at the top.
    pub fn set(&mut self, rows: Vec<R>, library: &Library) {
        let before = self
            .chosen()
            .and_then(|row| rows.iter().position(|new| new == row));
        self.all = rows;
        self.renew(library);
        if let Some(row) = before {
            self.choose(row);
        }
    }

    /// Puts rows in the place of those that [follow](Row::follows) from the others, which come last.
    pub fn set_following(&mut self, rows: Vec<R>) {
        let first = self.all.iter().position(Row::follows);
        let head = first.and_then(|first| self.all[..first].iter().rposition(Row::is_head));
        self.all.truncate(head.or(first).unwrap_or(self.all.len()));
        if let Some(filter) = &mut self.filter {
            filter.follow(self.all.len(), rows.len());
        }
        self.all.extend(rows);
        self.refresh();
    }

    /// The rows that narrowing leaves, whether their groups are folded or not.
    pub fn kept(&self) -> impl Iterator<Item = &R> {
        let is_narrowed = self.filter.as_ref().is_some_and(RowFilter::is_asked);
        let all = self.all.iter().filter(move |_| !is_narrowed);
        all.chain(self.shown().filter(move |_| is_narrowed))
    }

    /// What was typed to narrow the list.
    pub fn typed(&self) -> Option<String> {
        let filter = self.filter.as_ref()?;
        Some(filter.field.text().to_owned())
    }

    /// Changes the rows in place; the cursor stays as with [`Rows::set`].
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<R>), library: &Library)
    where
        R: Clone,
    {
        let before = self.chosen().cloned();
        change(&mut self.all);
        self.renew(library);
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
        if let Some(index) = self.shown.iter().position(|shown| *shown == row) {
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

    /// A title that does not count its rows; while the list is narrowed it does.
    pub fn titled(&self, title: SafeText) -> SafeText {
        match self.filter {
            Some(_) => SafeText::line(&format!("{title} · {}", self.counts())),
            None => title,
        }
    }

    /// The same for a list that filters have left but a part of.
    pub fn counts_of(&self, total: usize) -> String {
        match (self.typed(), self.count()) {
            (Some(typed), count) => format!("{count} of {total} /{typed}"),
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
        let filter = self.filter.as_ref()?;
        Some((&filter.field, filter.is_typed))
    }

    /// The context of the list, or of typing while it is narrowed.
    pub fn context(&self, list: Context) -> Context {
        match &self.filter {
            Some(filter) if filter.is_typed => Context::Typing,
            _ => list,
        }
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
    pub fn act(&mut self, command: Command, library: &Library) -> Done {
        if self.list.act(command, &self.heads) {
            return Done::Here;
        }
        if self.filter.as_ref().is_some_and(|filter| filter.is_typed) {
            return self.act_typing(command.action, library);
        }
        match command.action {
            Action::FindHere => self.filter.get_or_insert_default().is_typed = true,
            Action::Close if self.filter.is_some() => self.stop_narrowing(),
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
    pub fn type_text(&mut self, text: &str, library: &Library) {
        if let Some(filter) = &mut self.filter {
            filter.field.insert(text);
            filter.read(&self.all, library);
            self.refresh();
            self.go_to_hit();
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

    fn act_typing(&mut self, action: Action, library: &Library) -> Done {
        match (action, &mut self.filter) {
            (Action::Cancel, _) => self.stop_narrowing(),
            (Action::Accept, Some(filter)) => filter.is_typed = false,
            (_, Some(filter)) => {
                if !filter.field.act(action) {
                    return Done::Nothing;
                }
                filter.read(&self.all, library);
                self.refresh();
            }
            (_, None) => return Done::Nothing,
        }
        Done::Here
    }

    fn stop_narrowing(&mut self) {
        self.filter = None;
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

    /// After narrowing the first hit is meant, not the head of its group, nor what is only asked.
    fn go_to_hit(&mut self) {
        let hit = self.shown().position(Row::counts);
        self.list.go(hit.unwrap_or(0));
    }

    /// Takes new rows up.
    fn renew(&mut self, library: &Library) {
        if let Some(filter) = &mut self.filter {
            filter.forget();
            filter.read(&self.all, library);
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        self.shown = match &self.filter {
            Some(filter) if filter.is_asked() => filter.fitting(&self.all),
            _ => self.unfolded(),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean::SafeStr;

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
            &Library::default(),
        );
        rows.set_height(9);
        rows
    }

    fn seen(rows: &Rows<SafeText>) -> Vec<&str> {
        rows.visible().map(|(row, _)| row.as_str()).collect()
    }

    fn press(rows: &mut Rows<SafeText>, action: Action) -> Done {
        rows.act(Command::plain(action), &Library::default())
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
        rows.type_text("apr", &Library::default());
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
    fn strewn_letters_are_no_match() {
        let mut rows = Rows::default();
        let labels = [
            "Foreign Ministry Spokesperson's Remarks",
            "Four levels of risk",
            "Zambia",
        ];
        rows.set(labels.map(SafeText::from).to_vec(), &Library::default());
        rows.set_height(9);
        for (typed, wanted) in [
            ("risk", &labels[1..2]),
            ("zamiba", &labels[2..]),
            ("frgnsp", &[]),
            ("evel", &labels[1..2]),
            ("xyz", &[]),
        ] {
            press(&mut rows, Action::FindHere);
            rows.type_text(typed, &Library::default());
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
            &Library::default(),
        );
        assert_eq!(rows.current().unwrap().as_str(), "banana");
    }

    #[test]
    fn new_rows_leave_a_cursor_at_the_top_at_the_top() {
        let mut rows = rows();
        rows.set(
            ["#0", "almond", "#a", "apple"].map(SafeText::from).to_vec(),
            &Library::default(),
        );
        assert_eq!(rows.current().unwrap().as_str(), "#0");
    }
}
