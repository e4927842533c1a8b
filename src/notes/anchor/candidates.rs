//! Where in a text an anchor might belong: few places, among them the right one if there is one.

use super::folded_quote::FoldedQuote;
use crate::notes::anchor::code_points::PlainText;
use crate::notes::anchor::edit_distance::{Pattern, Start};
use crate::notes::annotation::TextPosition;

/// How many exact hits are weighed, the nearest to the old place first.
const EXACT: usize = 64;

/// How many near misses of one kind are weighed.
const NEAR: usize = 8;

/// Longer quotes are looked for by their beginning and their end, of so many letters each.
const PART: usize = 192;

/// Every place worth weighing, each once.
pub fn candidates(text: &PlainText, wanted: &FoldedQuote) -> Vec<TextPosition> {
    let mut found = Vec::new();
    let length = wanted.exact.len();
    let old = wanted.old.start.min(text.len());
    found.push(TextPosition {
        start: old,
        end: (old + length).min(text.len()),
    });
    exact(text, wanted, &mut found);
    between_neighbours(text, wanted, &mut found);
    near_misses(text, wanted, &mut found);
    found.retain(|place| place.start < place.end);
    found.sort_unstable();
    found.dedup();
    found
}

/// Where the very words stand.
fn exact(text: &PlainText, wanted: &FoldedQuote, found: &mut Vec<TextPosition>) {
    let length = wanted.exact.len();
    let mut hits = occurrences(text.folded(), &wanted.exact);
    hits.sort_by_key(|start| start.abs_diff(wanted.old.start));
    hits.truncate(EXACT);
    found.extend(hits.into_iter().map(|start| TextPosition {
        start,
        end: start + length,
    }));
}

/// Every place where `needle` begins in `hay`, in time proportional to both (Knuth, Morris and
/// Pratt, 1977).
pub fn occurrences(hay: &[char], needle: &[char]) -> Vec<usize> {
    let mut borders = vec![0; needle.len()];
    let mut matched = 0;
    for at in 1..needle.len() {
        while matched > 0 && needle[at] != needle[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(needle[at] == needle[matched]);
        borders[at] = matched;
    }
    let mut hits = Vec::new();
    matched = 0;
    for (at, letter) in hay
        .iter()
        .enumerate()
        .take(if needle.is_empty() { 0 } else { hay.len() })
    {
        while matched > 0 && (matched == needle.len() || *letter != needle[matched]) {
            matched = borders[matched - 1];
        }
        matched += usize::from(*letter == needle[matched]);
        if matched == needle.len() {
            hits.push(at + 1 - needle.len());
        }
    }
    hits
}

/// The stretch between the remembered neighbours, whatever stands there now.
fn between_neighbours(text: &PlainText, wanted: &FoldedQuote, found: &mut Vec<TextPosition>) {
    let (length, all) = (wanted.exact.len(), text.len());
    let starts = ends_of(text.folded(), &wanted.prefix, wanted.old.start);
    let backward: Vec<char> = text.folded().iter().rev().copied().collect();
    let suffix: Vec<char> = wanted.suffix.iter().rev().copied().collect();
    let ends = ends_of(&backward, &suffix, all.saturating_sub(wanted.old.end));
    let ends: Vec<usize> = ends.into_iter().map(|end| all - end).collect();
    let fits = |start: usize, end: usize| end > start && end - start <= 2 * length + 64;
    for &start in &starts {
        found.push(TextPosition {
            start,
            end: (start + length).min(all),
        });
        let nearest = ends.iter().copied().filter(|&end| fits(start, end));
        found.extend(
            nearest
                .min_by_key(|end| (end - start).abs_diff(length))
                .map(|end| TextPosition { start, end }),
        );
    }
    found.extend(ends.iter().map(|&end| TextPosition {
        start: end.saturating_sub(length),
        end,
    }));
}

/// Where something ends that reads much like `pattern`: the best places, and the nearest to `old`.
fn ends_of(text: &[char], pattern: &[char], old: usize) -> Vec<usize> {
    // Less than that is too common to lead anywhere.
    const SHORTEST: usize = 8;
    if pattern.len() < SHORTEST {
        return Vec::new();
    }
    let ends = valleys(
        text,
        &Pattern::new(pattern.iter().copied()),
        pattern.len() / 4,
    );
    nearest_and_best(ends, old)
}

/// Ends of matches that are better than those just before and after them, with their distance.
fn valleys(text: &[char], pattern: &Pattern, limit: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    let apart = (pattern.len() / 2).max(1);
    pattern.scan(text.iter().copied(), Start::Free, |distance| {
        end += 1;
        if distance > limit {
            return;
        }
        match found.last_mut() {
            Some(last) if end - last.1 < apart => {
                if distance < last.0 {
                    *last = (distance, end);
                }
            }
            _ => found.push((distance, end)),
        }
    });
    found
}

/// The best ones, and the ones nearest to the old place.
fn nearest_and_best(mut found: Vec<(usize, usize)>, old: usize) -> Vec<usize> {
    found.sort_by_key(|&(distance, end)| (distance, end.abs_diff(old)));
    let best: Vec<usize> = found.iter().take(NEAR).map(|&(_, end)| end).collect();
    let mut rest = found.split_off(best.len());
    rest.sort_by_key(|&(_, end)| end.abs_diff(old));
    best.into_iter()
        .chain(rest.into_iter().take(NEAR).map(|(_, end)| end))
        .collect()
}

/// Where something stands that reads much like the quote.
fn near_misses(text: &PlainText, wanted: &FoldedQuote, found: &mut Vec<TextPosition>) {
    let letters = text.folded();
    let quote = &wanted.exact;
    if quote.len() <= 2 * PART {
        let ends = ends_of_half(letters, quote, wanted.old.end);
        found.extend(ends.into_iter().map(|end| TextPosition {
            start: start_of(letters, quote, end),
            end,
        }));
        return;
    }
    let (head, tail) = (&quote[..PART], &quote[quote.len() - PART..]);
    let between = quote.len() - PART;
    let heads = ends_of_half(letters, head, wanted.old.start + PART);
    let starts: Vec<usize> = heads
        .into_iter()
        .map(|end| start_of(letters, head, end))
        .collect();
    let ends = ends_of_half(letters, tail, wanted.old.end);
    for &start in &starts {
        found.push(TextPosition {
            start,
            end: (start + quote.len()).min(letters.len()),
        });
        let fitting = ends
            .iter()
            .filter(|&&end| end > start && end - start <= 2 * quote.len());
        let nearest = fitting.min_by_key(|&&end| (end - start).abs_diff(quote.len()));
        found.extend(nearest.map(|&end| TextPosition { start, end }));
    }
    found.extend(ends.iter().map(|&end| TextPosition {
        start: end.saturating_sub(between + PART),
        end,
    }));
}

/// Ends of stretches that share at least half of their letters with `quote`.
fn ends_of_half(text: &[char], quote: &[char], old: usize) -> Vec<usize> {
    nearest_and_best(
        valleys(text, &Pattern::new(quote.iter().copied()), quote.len() / 2),
        old,
    )
}

/// Where the match begins that ends at `end`.
fn start_of(text: &[char], quote: &[char], end: usize) -> usize {
    let backward = Pattern::new(quote.iter().rev().copied());
    let room = end.saturating_sub(2 * quote.len());
    let (_, length) = backward.best_beginning(text[room..end].iter().rev().copied());
    end - length
}
