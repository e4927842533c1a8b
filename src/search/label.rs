//! Labels as fuzzy matching sees them: cut to what takes part, and folded.

use crate::search::fold::{Blanks, Capitals, fold_onto};

/// Bytes of a label that take part; what follows is neither searched nor lit.
pub const LONGEST_LABEL: usize = 512;
/// A label as it is shown, folded.
pub(crate) fn folded(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    fold_onto(&mut folded, cut(label), Capitals::Kept, Blanks::Joined);
    folded
}

/// The part of a label that takes part in fuzzy matching.
pub(crate) fn cut(label: &str) -> &str {
    &label[..label.floor_char_boundary(LONGEST_LABEL)]
}
