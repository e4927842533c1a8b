//! A list that another thread makes: what is asked of it, and where the cursor goes when its answer comes.

use std::sync::Arc;

use crate::library::contents::Library;
use crate::panes::list_rows::listed_rows::{ListedRows, View};
use crate::panes::list_rows::row::Row;
use crate::panes::list_rows::{Landing, Rows};

/// What has changed about a list; the greater holds the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Other ones of its rows are to be shown.
    View,
    /// The rows themselves are others.
    Rows,
}

/// What is to be asked of another thread.
#[derive(Clone, Debug)]
pub(super) struct Asking<R> {
    /// What is to be asked.
    due: Option<Change>,
    /// What was asked and is not answered yet.
    asked: Option<Change>,
    landing: Landing<R>,
    /// Whether the reader did what is not answered yet here, so that what is done next means the rows to come.
    is_meant: bool,
}

/// What is asked about a list.
#[derive(Clone, Debug)]
pub struct RowsQuestion<R> {
    /// The list as it is shown.
    pub before: Arc<ListedRows<R>>,
    /// Whether its rows are others now.
    is_new: bool,
    view: View,
    /// The row to put the cursor on.
    cursor: Option<R>,
}

/// The answer to it.
#[derive(Clone, Debug)]
pub struct RowsAnswer<R> {
    listing: Arc<ListedRows<R>>,
    /// The row that the cursor was to be put on, and where it is among those that are shown.
    cursor: Option<R>,
    found: Option<usize>,
}

impl<R: Row> RowsQuestion<R> {
    /// Answers it; `make` makes the rows anew.
    pub fn answer(
        self,
        make: impl FnOnce(&ListedRows<R>) -> Vec<R>,
        library: &Library,
    ) -> RowsAnswer<R> {
        let listing = self.list(make, library);
        self.answered(listing, |_| None)
    }

    /// What was typed to narrow the list.
    pub fn typed(&self) -> Option<&str> {
        self.view.typed.as_deref()
    }

    /// The list as it is to be shown.
    pub fn list(
        &self,
        make: impl FnOnce(&ListedRows<R>) -> Vec<R>,
        library: &Library,
    ) -> ListedRows<R> {
        if self.is_new {
            ListedRows::of(make(&self.before), &self.view, library)
        } else {
            self.before.seen(&self.view, library)
        }
    }

    /// The same list with other rows behind it, where words narrow it.
    pub fn follow(
        &self,
        listing: ListedRows<R>,
        following: impl FnOnce(&ListedRows<R>) -> Vec<R>,
        library: &Library,
    ) -> ListedRows<R> {
        if self.view.typed.is_none() && self.is_new {
            return listing;
        }
        listing.followed_by(following(&listing), &self.view, library)
    }

    /// The answer that this list is; the row that the cursor is on may have other another.
    pub fn answered(
        self,
        listing: ListedRows<R>,
        other: impl FnOnce(&R) -> Option<R>,
    ) -> RowsAnswer<R> {
        let row = self.cursor.as_ref();
        let found = row.and_then(|row| match other(row) {
            Some(one) => listing.find(&one),
            None => listing.find(row),
        });
        RowsAnswer {
            found,
            cursor: self.cursor,
            listing: Arc::new(listing),
        }
    }
}

impl<R> Asking<R> {
    fn new() -> Self {
        Self {
            due: None,
            asked: None,
            landing: Landing::Kept,
            is_meant: false,
        }
    }

    /// Other ones of the rows shall be shown, since the reader wants it so.
    pub(super) fn see(&mut self, landing: Landing<R>) {
        self.due = self.due.max(Some(Change::View));
        self.landing = landing;
        self.is_meant = true;
    }
}

impl<R: Row> Rows<R> {
    /// The rows are others now: from here on another thread makes them, and is to be asked.
    pub fn renew(&mut self) {
        let asking = self.asking.get_or_insert_with(Asking::new);
        asking.due = Some(Change::Rows);
    }

    /// The same, because the reader wants to see others here.
    pub fn renew_for_reader(&mut self) {
        self.renew();
        if let Some(asking) = &mut self.asking {
            asking.is_meant = true;
        }
    }

    /// Has the list seen as it is narrowed by no word yet, so that all is ready for the first.
    pub(super) fn see_ahead(&mut self) {
        if let Some(asking) = &mut self.asking {
            asking.due = asking.due.max(Some(Change::View));
        }
    }

    /// Whether the reader did something here that is not answered yet, so that what is done next means the rows to come.
    pub fn awaits(&self) -> bool {
        self.asking.as_ref().is_some_and(|asking| asking.is_meant)
    }

    /// Whether there are no rows yet because they are still to come.
    pub fn is_awaited(&self) -> bool {
        let asking = self.asking.as_ref();
        let comes = asking.is_some_and(|asking| asking.due.max(asking.asked) == Some(Change::Rows));
        comes && self.total() == 0
    }

    /// What is to be asked, if anything is; asking takes it.
    pub fn question(&mut self) -> Option<RowsQuestion<R>> {
        let asking = self.asking.as_mut()?;
        let due = asking.due.take()?;
        // An answer that is on its way is to an older question, and comes too late.
        asking.asked = asking.asked.max(Some(due));
        let is_new = asking.asked == Some(Change::Rows);
        let cursor = match &asking.landing {
            Landing::Row(row) => Some(row.clone()),
            Landing::Kept => self.chosen().cloned(),
            Landing::Here | Landing::Hit => None,
        };
        Some(RowsQuestion {
            before: Arc::clone(&self.listing),
            is_new,
            view: self.view(),
            cursor,
        })
    }

    /// Takes in the answer to the last question; gives back what is shown no more.
    pub fn take(&mut self, answer: RowsAnswer<R>) -> Arc<ListedRows<R>> {
        let before = Arc::clone(&self.listing);
        let Some(asking) = &mut self.asking else {
            return before;
        };
        asking.asked = None;
        // What changed since the question is asked next.
        let landing = match asking.due {
            None => {
                asking.is_meant = false;
                std::mem::replace(&mut asking.landing, Landing::Kept)
            }
            Some(_) => asking.landing.clone(),
        };
        match landing {
            Landing::Kept if self.chosen() == answer.cursor.as_ref() => {
                self.put(answer.listing, answer.found);
            }
            Landing::Row(_) => self.put(answer.listing, answer.found),
            landing => self.take_up(answer.listing, &landing),
        }
        before
    }
}
