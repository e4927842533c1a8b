//! Lists between brackets, read by hand: values stay as written and wikilinks whole.

use super::value::{LocatedText, Value, name_rank};
use crate::clip::front_matter::key_blocks::{KeyBlock, pair};
use crate::clip::front_matter::yaml_limits;
use crate::clip::front_matter::yaml_scalar::ValueReader;

impl ValueReader<'_> {
    /// A flow list or map; whatever is neither is text that begins with a bracket.
    pub(super) fn flow(&mut self, entry: &KeyBlock<'_>, raw: &str) -> Value {
        let at = entry.value.start;
        if let Some(refusal) = yaml_limits::refuses(raw) {
            self.diagnostics.error(
                at,
                refusal.code(),
                refusal.reason(),
                "the value is left out",
            );
            return Value::Refused;
        }
        if raw.starts_with('{') {
            return self.map(entry);
        }
        match flow_end(raw) {
            Some(end) if !is_comment_or_nothing(&raw[end..]) => {
                Value::text(self.scalar(raw, at), at)
            }
            end => {
                let inside = &raw[..end.unwrap_or(raw.len())];
                if end.is_none() {
                    let reason = "a bracket is never closed";
                    self.diagnostics
                        .warn(at, "front-matter-bracket", reason, "read as a list");
                } else if raw[inside.len()..].trim() == "," {
                    let at = at + inside.len();
                    self.diagnostics.warn(
                        at,
                        "front-matter-comma",
                        "a comma after a list",
                        "left out",
                    );
                }
                Value::List(self.flow_items(inside, at))
            }
        }
    }

    /// The items of a flow list, nested ones flattened; wikilinks stay whole.
    fn flow_items(&mut self, raw: &str, at: usize) -> Vec<LocatedText> {
        let inside = raw.strip_prefix('[').unwrap_or(raw);
        let inside = inside.strip_suffix(']').unwrap_or(inside);
        let mut items = Vec::new();
        for (start, piece) in flow_pieces(inside) {
            let words = piece.trim();
            let at = at + start + 1;
            let words = if words.starts_with("[[") && words.ends_with("]]") {
                words.into()
            } else if let Some(name) = name_in_map(words) {
                name.into()
            } else {
                let words = words
                    .trim_start_matches(['[', ' '])
                    .trim_end_matches([']', ' ']);
                words.replace(['\n', '\r'], " ")
            };
            items.extend(self.scalar(&words, at).map(|text| LocatedText { text, at }));
        }
        items
    }
}

/// What a map in a list calls itself: its name, or the best of what it has.
fn name_in_map(words: &str) -> Option<&str> {
    let inside = words.strip_prefix('{')?.strip_suffix('}')?;
    let pairs = flow_pieces(inside)
        .into_iter()
        .filter_map(|(_, part)| pair(part));
    let named = pairs.filter(|(_, value)| !value.trim().is_empty());
    named
        .min_by_key(|(key, _)| name_rank(key))
        .map(|(_, name)| name)
}

/// Whether a value opens a list or map rather than a wikilink or an unexpanded template.
pub(super) fn is_flow(raw: &str) -> bool {
    let wikilink = raw.starts_with("[[") && !raw.starts_with("[[[");
    (raw.starts_with('[') && !wikilink) || (raw.starts_with('{') && !raw.starts_with("{{"))
}

/// Whether nothing but a comment is left, or the comma of a JSON writer.
fn is_comment_or_nothing(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest == "," || rest.starts_with('#')
}

/// Marks of a flow list outside quotes, with their bytes; a quote counts where an item starts.
fn flow_marks(raw: &str) -> impl Iterator<Item = (usize, u8)> + '_ {
    let mut quote = None;
    let mut item_starts = true;
    raw.bytes().enumerate().filter(move |(at, byte)| {
        let escaped = *at > 0 && raw.as_bytes()[at - 1] == b'\\' && quote == Some(b'"');
        match quote {
            Some(open) => {
                if *byte == open && !escaped {
                    quote = None;
                }
                false
            }
            None if item_starts && matches!(byte, b'"' | b'\'') => {
                quote = Some(*byte);
                item_starts = false;
                false
            }
            None => {
                let mark = matches!(byte, b'[' | b']' | b'{' | b'}' | b',');
                item_starts = if mark {
                    matches!(byte, b'[' | b'{' | b',')
                } else {
                    item_starts && byte.is_ascii_whitespace()
                };
                mark
            }
        }
    })
}

/// The byte after the bracket that closes the first one; `None` where brackets do not pair up.
fn flow_end(raw: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, mark) in flow_marks(raw) {
        match mark {
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b',' => continue,
            closing if open.pop() == Some(closing) => {}
            _ => return None,
        }
        if open.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// The stretches between commas with the bytes where they start, except at commas inside a wikilink
/// or a map.
fn flow_pieces(inside: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let commas = flow_marks(inside).filter_map(|(at, mark)| {
        match mark {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (mark == b',' && depth == 0).then_some(at)
    });
    for comma in commas.chain([inside.len()]) {
        let piece = &inside[start..comma];
        let open_link = piece
            .rfind("[[")
            .is_some_and(|open| !piece[open..].contains("]]"));
        if !open_link || comma == inside.len() {
            pieces.push((start, piece));
            start = comma + 1;
        }
    }
    pieces
}
