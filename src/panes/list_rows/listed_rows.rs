//! All rows of a list and those of them that are shown: made once and never changed, so that one thread can make it
//! while another shows the one before.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::library::contents::Library;
use crate::panes::list_rows::row::Row;
use crate::search::entity_forms::numbers_called;
use crate::search::substring::word_start;
use crate::search::typed_words::{Fit, RowText, TypedWords};
use crate::text::clean::SafeText;

/// What of all rows shall be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What was typed to narrow the list.
    pub typed: Option<String>,
    /// The heads whose groups are folded.
    pub folded: BTreeSet<SafeText>,
}

/// All rows of a list and the part of them that is shown.
#[derive(Clone, Debug)]
pub struct ListedRows<R> {
    rows: Arc<Vec<R>>,
    /// What the rows stand for, but those that follow from others: made when words are first looked for, since
    /// folding takes longer than looking, and letters come fast.
    texts: Arc<OnceLock<Vec<RowText>>>,
    /// Whether words narrow it.
    is_narrowed: bool,
    shown: Vec<usize>,
    /// The heads among those that are shown, as indices into them.
    heads: Vec<usize>,
    /// How many rows count, of those that are shown and of all.
    count: usize,
    total: usize,
}

impl<R> Default for ListedRows<R> {
    fn default() -> Self {
        Self {
            rows: Arc::default(),
            texts: Arc::default(),
            is_narrowed: false,
            shown: Vec::new(),
            heads: Vec::new(),
            count: 0,
            total: 0,
        }
    }
}

impl<R: Row> ListedRows<R> {
    /// These rows as they are to be seen.
    pub fn of(rows: Vec<R>, view: &View, library: &Library) -> Self {
        Self::new(Arc::new(rows), Arc::default(), view, library)
    }

    /// The same rows as they are to be seen otherwise.
    pub fn seen(&self, view: &View, library: &Library) -> Self {
        let (rows, texts) = (Arc::clone(&self.rows), Arc::clone(&self.texts));
        Self::new(rows, texts, view, library)
    }

    /// The same rows with others in the place of those that [follow](Row::follows) from them, which come last.
    pub fn followed_by(&self, following: Vec<R>, view: &View, library: &Library) -> Self {
        let first = self.rows.iter().position(Row::follows);
        let head = first.and_then(|first| self.rows[..first].iter().rposition(Row::is_head));
        let kept = &self.rows[..head.or(first).unwrap_or(self.rows.len())];
        let rows = kept.iter().cloned().chain(following).collect();
        Self::new(Arc::new(rows), Arc::clone(&self.texts), view, library)
    }

    fn new(
        rows: Arc<Vec<R>>,
        texts: Arc<OnceLock<Vec<RowText>>>,
        view: &View,
        library: &Library,
    ) -> Self {
        let words = view
            .typed
            .as_deref()
            .map(|typed| words::<R>(typed, library));
        if words.is_some() {
            // Before the first letter is there: whoever narrows a long list is not to wait for it then.
            texts.get_or_init(|| R::texts(rows.iter().take_while(|row| !row.follows()), library));
        }
        let words = words.filter(|words| !words.is_empty());
        let shown = match &words {
            None => unfolded(&rows, &view.folded),
            Some(words) => fitting(&rows, &words.fits(texts.get().map_or(&[], Vec::as_slice))),
        };
        let is_head = |index: &usize| rows[shown[*index]].is_head();
        let heads = (0..shown.len()).filter(is_head).collect();
        let count = shown.iter().filter(|row| rows[**row].counts()).count();
        let total = rows.iter().filter(|row| row.counts()).count();
        Self {
            is_narrowed: words.is_some(),
            rows,
            texts,
            shown,
            heads,
            count,
            total,
        }
    }

    /// Where among the rows that are shown one is.
    pub fn find(&self, row: &R) -> Option<usize> {
        self.shown().position(|shown| shown == row)
    }

    /// Every row that is shown, heads among them.
    pub fn shown(&self) -> impl Iterator<Item = &R> {
        self.shown.iter().filter_map(|row| self.rows.get(*row))
    }

    /// The rows that narrowing leaves, whether their groups are folded or not.
    pub fn kept(&self) -> impl Iterator<Item = &R> {
        let all = self.rows.iter().filter(|_| !self.is_narrowed);
        all.chain(self.shown().filter(|_| self.is_narrowed))
    }

    /// All rows.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The rows that are shown, as indices into all.
    pub(super) fn order(&self) -> &[usize] {
        &self.shown
    }

    /// The heads among those that are shown, as indices into them.
    pub(super) fn heads(&self) -> &[usize] {
        &self.heads
    }

    /// How many rows are shown, of those that count.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many rows there are in all, of those that count.
    pub fn total(&self) -> usize {
        self.total
    }
}

/// What was typed, understood.
fn words<R: Row>(typed: &str, library: &Library) -> TypedWords {
    let words = TypedWords::new(typed);
    if !R::IS_EVIDENCE {
        return words;
    }
    let names = library.entities().iter().map(|entity| &entity.name);
    let words = words.taking_at_their_word(|word| {
        let mut names = names.clone();
        names.any(|name| word_start(name.as_str(), word).is_some())
    });
    words.meaning(numbers_called(library, typed))
}

fn unfolded<R: Row>(rows: &[R], folded: &BTreeSet<SafeText>) -> Vec<usize> {
    let mut hidden = false;
    let mut shown = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        if row.is_head() {
            hidden = folded.contains(&row.label().to_shown());
            shown.push(index);
        } else if !hidden {
            shown.push(index);
        }
    }
    shown
}

/// The rows that fit, best first in each group, which keeps its place and its head.
fn fitting<R: Row>(rows: &[R], fits: &[Option<Fit>]) -> Vec<usize> {
    let fit = |row: usize| fits.get(row).copied().flatten();
    let mut shown = Vec::new();
    let mut head = None;
    let mut group = 0;
    for (index, row) in rows.iter().enumerate() {
        if row.is_head() {
            head = Some(index);
        } else if fit(index).is_some() || row.follows() {
            if let Some(head) = head.take() {
                shown[group..].sort_by_key(|row| Reverse(fit(*row)));
                shown.push(head);
                group = shown.len();
            }
            shown.push(index);
        }
    }
    shown[group..].sort_by_key(|row| Reverse(fit(*row)));
    shown
}
