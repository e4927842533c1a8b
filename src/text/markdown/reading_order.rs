//! Lists put in reading order, with what becomes of the numbers that lead into them.

/// Sorts a list by a key, equals in the order they have; gives the new index of each old one.
pub(super) fn sort<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) -> Vec<u32> {
    let mut order: Vec<(usize, T)> = std::mem::take(list).into_iter().enumerate().collect();
    order.sort_by_key(|(_, item)| key(item));
    let mut moved = vec![0; order.len()];
    for (new, (old, _)) in (0..).zip(&order) {
        moved[*old] = new;
    }
    list.extend(order.into_iter().map(|(_, item)| item));
    moved
}
