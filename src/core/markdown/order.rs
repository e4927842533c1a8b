//! Links in reading order, also when notes were shown in between.

use crate::core::document::Document;
use crate::core::range::TextRange;

/// Sorts links by where they stand: those of notes shown in between came after all others. Links of
/// parts of notes that are not shown are left out.
pub(super) fn into_reading_order(document: &mut Document, own: usize) {
    let links = &document.links;
    let is_seen = |index: &usize| *index < own || links[*index].text != TextRange::default();
    let mut order: Vec<usize> = (0..links.len()).filter(is_seen).collect();
    order.sort_by_key(|index| links[*index].text.start);
    if order.len() == links.len() && order.is_sorted() {
        return;
    }
    let mut place = vec![None; links.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = Some(new as u32);
    }
    document.links = order
        .into_iter()
        .map(|index| links[index].clone())
        .collect();
    for run in &mut document.runs {
        run.link = run
            .link
            .and_then(|link| place.get(link as usize).copied().flatten());
    }
}
