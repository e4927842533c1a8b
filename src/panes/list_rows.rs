//! Rows of a list pane: grouped, folded, narrowed by typing, moved through. All lists share it.

mod listed_rows;
mod row;
mod rows_question;

use std::collections::BTreeSet;
use std::sync::Arc;

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
pub use listed_rows::{ListedRows, View};
pub use row::Row;
use rows_question::Asking;
pub use rows_question::{RowsAnswer, RowsQuestion};

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

/// The rows of a list as they are shown: where the cursor is, what is folded, what was typed to narrow them.
///
/// A short list is made where it is shown. A list that grows with the library is made by another thread, which is
/// [asked](Rows::question) for it: until its answer comes the rows stay as they were.
#[derive(Clone, Debug)]
pub struct Rows<R> {
    listing: Arc<ListedRows<R>>,
    folded: BTreeSet<SafeText>,
    list: List,
    narrowing: Option<Narrowing>,
    /// What is to be asked of another thread; `None` where the list is made here.
    asking: Option<Asking<R>>,
}

/// The words by which a list is narrowed.
#[derive(Clone, Debug, Default)]
struct Narrowing {
    field: Field,
    /// Whether they are being typed.
    is_typed: bool,
}

/// Where the cursor goes when other rows are shown.
#[derive(Clone, Debug)]
enum Landing<R> {
    /// It stays on the row it is on.
    Kept,
    /// It stays where it is in the window.
    Here,
    /// It goes to this row.
    Row(R),
    /// After narrowing the first hit is meant, not the head of its group, nor what is only asked.
    Hit,
}

impl<R> Default for Rows<R> {
    fn default() -> Self {
        Self {
            listing: Arc::default(),
            folded: BTreeSet::new(),
            list: List::default(),
            narrowing: None,
            asking: None,
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
        let mut new = Self::default();
        new.set(rows, &Library::default());
        new
    }

    /// Replaces all rows; the cursor stays on the row it was on, if that is still there. Nobody has
    /// chosen the head of the first group: there the cursor stays at the top.
    pub fn set(&mut self, rows: Vec<R>, library: &Library) {
        let listing = ListedRows::of(rows, &self.view(), library);
        self.take_up(Arc::new(listing), &Landing::Kept);
    }

    /// Shows other rows.
    fn take_up(&mut self, listing: Arc<ListedRows<R>>, landing: &Landing<R>) {
        let to = match landing {
            Landing::Kept => self.chosen().and_then(|row| listing.find(row)),
            Landing::Row(row) => listing.find(row),
            Landing::Here => None,
            Landing::Hit => Some(listing.shown().position(Row::counts).unwrap_or(0)),
        };
        self.put(listing, to);
    }

    /// Shows other rows, with the cursor on one of them or where it is.
    fn put(&mut self, listing: Arc<ListedRows<R>>, cursor: Option<usize>) {
        self.listing = listing;
        self.list.set_len(self.listing.order().len());
        if let Some(cursor) = cursor {
            self.list.go(cursor);
        }
    }

    /// Shows the same rows otherwise, or asks for that.
    fn see(&mut self, landing: Landing<R>, library: &Library) {
        if let Some(asking) = &mut self.asking {
            return asking.see(landing);
        }
        let listing = self.listing.seen(&self.view(), library);
        self.take_up(Arc::new(listing), &landing);
    }

    fn view(&self) -> View {
        View {
            typed: self.typed(),
            folded: self.folded.clone(),
        }
    }

    /// What was typed to narrow the list.
    pub fn typed(&self) -> Option<String> {
        let narrowing = self.narrowing.as_ref()?;
        Some(narrowing.field.text().to_owned())
    }

    /// The row that the cursor was put on.
    fn chosen(&self) -> Option<&R> {
        self.current()
            .filter(|row| !row.is_head() || self.list.cursor() > 0)
    }

    /// Puts the cursor on a row of all rows, if it is shown.
    pub fn choose(&mut self, row: usize) {
        let mut order = self.listing.order().iter();
        if let Some(index) = order.position(|shown| *shown == row) {
            self.list.go(index);
        }
    }

    /// Puts the cursor on the first row for which `wanted` holds.
    pub fn choose_where(&mut self, wanted: impl Fn(&R) -> bool) {
        if let Some(row) = self.listing.rows().iter().position(wanted) {
            self.choose(row);
        }
    }

    /// The row at the cursor.
    pub fn current(&self) -> Option<&R> {
        self.listing.rows().get(self.at())
    }

    /// The rows to draw: each with whether the cursor is on it.
    pub fn visible(&self) -> impl Iterator<Item = (&R, bool)> {
        let cursor = self.list.cursor();
        let (rows, order) = (self.listing.rows(), self.listing.order());
        let visible = self.list.visible();
        visible.map(move |index| (&rows[order[index]], index == cursor))
    }

    /// Every row that is shown, heads among them.
    pub fn shown(&self) -> impl Iterator<Item = &R> {
        self.listing.shown()
    }

    /// How many rows are shown, of those that count.
    pub fn count(&self) -> usize {
        self.listing.count()
    }

    /// How many rows there are in all, of those that count.
    pub fn total(&self) -> usize {
        self.listing.total()
    }

    /// "12 of 340 /words" while the list is narrowed by words, else how many there are.
    pub fn counts(&self) -> String {
        self.counts_of(self.total())
    }

    /// A title that does not count its rows; while the list is narrowed it does.
    pub fn titled(&self, title: SafeText) -> SafeText {
        match self.narrowing {
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
        let narrowing = self.narrowing.as_ref()?;
        Some((&narrowing.field, narrowing.is_typed))
    }

    /// The context of the list, or of typing while it is narrowed.
    pub fn context(&self, list: Context) -> Context {
        match &self.narrowing {
            Some(narrowing) if narrowing.is_typed => Context::Typing,
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
        if let Some(row) = self.step(command) {
            self.list.go(row);
            return Done::Here;
        }
        if self.list.act(command, self.listing.heads()) {
            return Done::Here;
        }
        if self.context(Context::List) == Context::Typing {
            return self.act_typing(command.action, library);
        }
        match command.action {
            Action::FindHere => {
                self.narrowing.get_or_insert_default().is_typed = true;
                self.see_ahead();
            }
            Action::Close if self.narrowing.is_some() => self.stop_narrowing(library),
            Action::Open | Action::Deeper if self.on_head() => {
                self.fold(command.action == Action::Deeper, library);
            }
            Action::Open | Action::Deeper => return Done::Chosen,
            Action::Shallower if self.fold_around(library) => {}
            _ => return Done::Nothing,
        }
        Done::Here
    }

    /// Takes text typed to narrow the list.
    pub fn type_text(&mut self, text: &str, library: &Library) {
        if let Some(narrowing) = &mut self.narrowing {
            narrowing.field.insert(text);
            self.see(Landing::Hit, library);
        }
    }

    /// Where a step up or down leads over rows of several lines: down to the last line of one, so that all of it is
    /// seen, up to the first.
    fn step(&self, command: Command) -> Option<usize> {
        let is_down = match command.action {
            Action::Down | Action::TypeDown => true,
            Action::Up | Action::TypeUp => false,
            _ => return None,
        };
        let (rows, order) = (self.listing.rows(), self.listing.order());
        let goes_on = |at: &usize| order.get(*at).is_some_and(|row| rows[*row].goes_on());
        let first = |at: usize| (0..=at).rev().find(|at| !goes_on(at)).unwrap_or(0);
        let last = |at: usize| at + (at + 1..order.len()).take_while(goes_on).count();
        let end = order.len().saturating_sub(1);
        let mut at = self.list.cursor();
        for _ in 0..command.times().min(order.len()) {
            at = if is_down {
                last((last(at) + 1).min(end))
            } else {
                first(first(at).saturating_sub(1))
            };
        }
        R::HAS_LINES.then_some(at)
    }

    fn at(&self) -> usize {
        let order = self.listing.order();
        order.get(self.list.cursor()).copied().unwrap_or(usize::MAX)
    }

    fn on_head(&self) -> bool {
        self.current().is_some_and(Row::is_head)
    }

    fn act_typing(&mut self, action: Action, library: &Library) -> Done {
        match (action, &mut self.narrowing) {
            (Action::Cancel, _) => self.stop_narrowing(library),
            (Action::Accept, Some(narrowing)) => narrowing.is_typed = false,
            (_, Some(narrowing)) => {
                if !narrowing.field.act(action) {
                    return Done::Nothing;
                }
                self.see(Landing::Here, library);
            }
            (_, None) => return Done::Nothing,
        }
        Done::Here
    }

    fn stop_narrowing(&mut self, library: &Library) {
        self.narrowing = None;
        let row = self.current().cloned();
        self.see(row.map_or(Landing::Here, Landing::Row), library);
    }

    /// Folds or unfolds the group of the head at the cursor; `only_open` never folds.
    fn fold(&mut self, only_open: bool, library: &Library) {
        let Some(label) = self.current().map(|row| row.label().to_shown()) else {
            return;
        };
        if !self.folded.remove(&label) && !only_open {
            self.folded.insert(label);
        }
        self.see(Landing::Here, library);
    }

    /// Folds the group around the cursor; `false` when there is none or it is folded already.
    fn fold_around(&mut self, library: &Library) -> bool {
        let before = self.listing.rows().get(..=self.at());
        let Some(head) = before.and_then(|rows| rows.iter().rfind(|row| row.is_head())) else {
            return false;
        };
        let head = head.clone();
        let folded = self.folded.insert(head.label().to_shown());
        self.see(Landing::Row(head), library);
        folded
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
