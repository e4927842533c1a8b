//! What a row of a list is: what it is called, what it stands for, and where it belongs.

use crate::library::contents::Library;
use crate::search::typed_words::RowText;
use crate::text::clean::SafeStr;

/// One row of a list.
pub trait Row: Clone + PartialEq {
    /// What the row is called.
    fn label(&self) -> SafeStr<'_>;

    /// Everything that the row stands for, by which it is found when the list is narrowed.
    fn text(&self, _library: &Library) -> RowText {
        RowText::new(self.label().as_str())
    }

    /// The same of many rows.
    fn texts<'a>(rows: impl Iterator<Item = &'a Self>, library: &Library) -> Vec<RowText>
    where
        Self: 'a,
    {
        rows.map(|row| row.text(library)).collect()
    }

    /// Whether rows quote articles: a word that names something is then taken for nothing else.
    const IS_EVIDENCE: bool = false;

    /// Whether the row follows from others: no words are looked for in it.
    fn follows(&self) -> bool {
        false
    }

    /// Whether rows after it, up to the next head, belong to it.
    fn is_head(&self) -> bool {
        false
    }

    /// Whether a row may go on in further ones: the cursor then steps over them.
    const HAS_LINES: bool = false;

    /// Whether the row is a further line of the one before.
    fn goes_on(&self) -> bool {
        false
    }

    /// Whether the title counts it.
    fn counts(&self) -> bool {
        !self.is_head()
    }
}
