//! What is typed to narrow a list, and the rows that fit it.

use std::cmp::Reverse;

use crate::library::contents::Library;
use crate::panes::list_rows::row::Row;
use crate::search::substring::word_start;
use crate::search::typed_words::{Fit, RowText, TypedWords};
use crate::ui::field::Field;

/// The words by which a list is narrowed.
#[derive(Clone, Debug, Default)]
pub(super) struct RowFilter {
    pub(super) field: Field,
    /// Whether it is being typed.
    pub(super) is_typed: bool,
    /// What is in the field, understood.
    words: TypedWords,
    /// What the rows stand for, made when words are first looked for: folding takes longer than
    /// looking, and letters come fast.
    texts: Option<Vec<RowText>>,
}

impl RowFilter {
    /// Whether words are asked for; without any all rows are shown.
    pub(super) fn is_asked(&self) -> bool {
        !self.words.is_empty()
    }

    /// Learns what was typed, and what the rows stand for where that is asked.
    pub(super) fn read<R: Row>(&mut self, rows: &[R], library: &Library) {
        self.words = TypedWords::new(self.field.text());
        if R::IS_EVIDENCE {
            let names = library.entities().iter().map(|entity| &entity.name);
            let is_name = |word: &str| {
                let mut names = names.clone();
                names.any(|name| word_start(name.as_str(), word).is_some())
            };
            self.words = std::mem::take(&mut self.words).taking_at_their_word(is_name);
        }
        if self.texts.is_none() && self.is_asked() {
            let text = |row: &R| {
                if row.follows() {
                    RowText::default()
                } else {
                    row.text(library)
                }
            };
            self.texts = Some(rows.iter().map(text).collect());
        }
    }

    /// Forgets what the rows stand for, since there are others.
    pub(super) fn forget(&mut self) {
        self.texts = None;
    }

    /// Behind the first rows now come `following` ones in which nothing is looked for.
    pub(super) fn follow(&mut self, first: usize, following: usize) {
        if let Some(texts) = &mut self.texts {
            texts.truncate(first);
            texts.resize(first + following, RowText::default());
        }
    }

    /// The rows that fit, best first in each group, which keeps its place and its head.
    pub(super) fn fitting<R: Row>(&self, rows: &[R]) -> Vec<usize> {
        let fits = self.words.fits(self.texts.as_deref().unwrap_or_default());
        let mut shown = Vec::new();
        let mut head = None;
        let mut group = 0;
        for (index, (row, fit)) in rows.iter().zip(&fits).enumerate() {
            if row.is_head() {
                head = Some(index);
            } else if fit.is_some() || row.follows() {
                if let Some(head) = head.take() {
                    sort(&mut shown[group..], &fits);
                    shown.push(head);
                    group = shown.len();
                }
                shown.push(index);
            }
        }
        sort(&mut shown[group..], &fits);
        shown
    }
}

/// Puts rows in the order in which they fit; equals keep theirs.
fn sort(rows: &mut [usize], fits: &[Option<Fit>]) {
    rows.sort_by_key(|row| Reverse(fits[*row]));
}
