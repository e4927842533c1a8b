//! Links in reading order, also when notes were shown in between.

use crate::text::document::Document;

/// Sorts links by where they stand: those of notes shown in between came after all others.
pub(super) fn into_reading_order(document: &mut Document) {
    let mut order: Vec<usize> = (0..document.links.len()).collect();
    order.sort_by_key(|index| document.links[*index].text.start);
    if order.is_sorted() {
        return;
    }
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as u32;
    }
    document.links = order
        .into_iter()
        .map(|index| document.links[index].clone())
        .collect();
    for run in &mut document.runs {
        run.link = run.link.and_then(|link| place.get(link as usize).copied());
    }
}
