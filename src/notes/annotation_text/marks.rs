//! Marks that are dropped: of highlights, comments and ids of blocks.

use std::ops::Range;

use super::parse::{RawBlock, RawText};

/// Stands for a byte in which no mark is looked for.
const MASK: u8 = 1;

/// All stretches of the raw text that are dropped, ascending and apart.
pub(super) fn dropped(raw: &RawText) -> Vec<Range<usize>> {
    let mut dropped = raw.dropped.clone();
    let mut comments = Vec::new();
    for (index, block) in raw
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.prose)
    {
        let whole = raw.text.get(block.text.clone()).unwrap_or("");
        if !whole.contains("==") && !whole.contains("%%") && !whole.contains('^') {
            continue;
        }
        let text = masked(raw, block);
        dropped.extend(
            block_id(&text).map(|id| block.text.start + id.start..block.text.start + id.end),
        );
        highlights(&text, block.text.start, &mut dropped);
        delimiters(&text, block.text.start, index, &mut comments);
    }
    pair(&comments, &mut dropped);
    merged(dropped)
}

/// The text of a block with everything masked that is no running text.
fn masked(raw: &RawText, block: &RawBlock) -> Vec<u8> {
    let mut text = raw.text.as_bytes()[block.text.clone()].to_vec();
    let first = raw
        .spans
        .partition_point(|span| span.text.end <= block.text.start);
    for span in raw.spans[first..]
        .iter()
        .take_while(|span| span.text.start < block.text.end)
    {
        let start = span.text.start.max(block.text.start) - block.text.start;
        let end = span.text.end.min(block.text.end) - block.text.start;
        let plain =
            span.prose && (span.exact || text[start..end].iter().all(u8::is_ascii_whitespace));
        let masked = if plain {
            usize::from(span.escaped)
        } else {
            end - start
        };
        text[start..start + masked].fill(MASK);
    }
    text
}

/// ` ^id` at the end of a block, with the blanks before it.
fn block_id(text: &[u8]) -> Option<Range<usize>> {
    let end = text.trim_ascii_end().len();
    let at = text[..end].iter().rposition(|byte| *byte == b'^')?;
    let id = &text[at + 1..end];
    let fits = id
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && id.iter().any(u8::is_ascii_alphabetic);
    let apart = at == 0 || text[at - 1].is_ascii_whitespace();
    (fits && apart).then(|| text[..at].trim_ascii_end().len()..end)
}

/// The marks of `==highlights==`, which begin and end with text, and are no comparison of two words.
fn highlights(text: &[u8], start: usize, dropped: &mut Vec<Range<usize>>) {
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = text[at..].windows(2).position(|pair| pair == b"==") {
        let mark = at + found;
        let run = text[mark..]
            .iter()
            .take_while(|byte| **byte == b'=')
            .count();
        let (before, after) = (
            mark.checked_sub(1).map(|last| text[last]),
            text.get(mark + run).copied(),
        );
        let touches = |byte: Option<u8>| byte.is_some_and(|byte| !byte.is_ascii_whitespace());
        let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        match open {
            _ if run != 2 => {}
            Some(first) if touches(before) && mark > first + 2 => {
                dropped.extend([
                    start + first..start + first + 2,
                    start + mark..start + mark + 2,
                ]);
                open = None;
            }
            None if touches(after) && !(is_word(before) && is_word(after)) => open = Some(mark),
            _ => {}
        }
        at = mark + run;
    }
}

/// A `%%` in the raw text.
struct Delimiter {
    at: usize,
    block: usize,
    opens: bool,
    opens_block: bool,
}

fn delimiters(text: &[u8], start: usize, block: usize, found: &mut Vec<Delimiter>) {
    let mut at = 0;
    while let Some(next) = text[at..].windows(2).position(|pair| pair == b"%%") {
        let mark = at + next;
        let before = mark.checked_sub(1).map(|last| text[last]);
        found.push(Delimiter {
            at: start + mark,
            block,
            opens: !before.is_some_and(|byte| byte.is_ascii_alphanumeric()),
            opens_block: before.is_none() || before == Some(b'\n'),
        });
        at = mark + 2;
    }
}

/// Drops what stands between two delimiters: of one block, or from the start of a block on.
fn pair(delimiters: &[Delimiter], dropped: &mut Vec<Range<usize>>) {
    let mut open: Option<&Delimiter> = None;
    for delimiter in delimiters {
        match open {
            Some(first) if first.block == delimiter.block || first.opens_block => {
                dropped.push(first.at..delimiter.at + 2);
                open = None;
            }
            _ => open = Some(delimiter).filter(|delimiter| delimiter.opens),
        }
    }
}

/// Sorts stretches and joins those that overlap.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}
