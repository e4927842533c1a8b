//! Cutting what was typed into tokens: at blanks, but not between quotes.

use crate::search::hit::HitKind;
use crate::text::range::TextRange;

/// One token of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QueryToken<'a> {
    /// Where it begins in what was typed, in bytes.
    start: usize,
    /// As it was typed.
    pub(super) text: &'a str,
    /// Whether `!` stands before its name or its quote.
    pub(super) is_negated: bool,
    /// What stands before its first colon, if that could name something; else empty.
    pub(super) name: &'a str,
    /// What stands between its quotes, doubled ones still doubled.
    pub(super) quoted: Option<&'a str>,
    /// What stands after the name and its colon.
    rest: &'a str,
}

impl<'a> QueryToken<'a> {
    /// Cuts a token from the beginning of `typed`, which begins with no blank.
    fn first(typed: &'a str, start: usize) -> Self {
        let blank = typed.find(char::is_whitespace).unwrap_or(typed.len());
        let sign = typed
            .chars()
            .next()
            .filter(|sign| matches!(sign, '!' | '！'));
        let sign = sign.map_or(0, char::len_utf8);
        let name = match typed[sign..blank].split_once(':') {
            Some((name, _)) if name.bytes().all(|byte| byte.is_ascii_lowercase()) => name,
            _ => "",
        };
        let colon = usize::from(!name.is_empty());
        let after = sign + name.len() + colon;
        let (quoted, end) = match typed[after..].strip_prefix('"') {
            Some(inside) => {
                let end = closing_quote(inside);
                let closed = usize::from(end < inside.len());
                (Some(&inside[..end]), after + 1 + end + closed)
            }
            None => (None, blank),
        };
        let text = &typed[..end];
        Self {
            start,
            text,
            is_negated: sign > 0,
            name,
            quoted,
            rest: &text[after..],
        }
    }

    /// What stands after the name, its quotes resolved.
    pub(super) fn value(&self) -> String {
        match self.quoted {
            Some(quoted) => quoted.replace("\"\"", "\""),
            None => self.rest.to_owned(),
        }
    }

    /// Where it stands in what was typed.
    pub(super) fn range(&self) -> TextRange {
        TextRange::from(self.start..self.start + self.text.len())
    }
}

/// Where the first quote that is not doubled stands, or the end.
fn closing_quote(inside: &str) -> usize {
    let mut from = 0;
    while let Some(at) = inside[from..].find('"').map(|at| from + at) {
        if !inside[at + 1..].starts_with('"') {
            return at;
        }
        from = at + 2;
    }
    inside.len()
}

/// What a stretch of the typed text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QueryPiece<'a> {
    /// The beginning that names a kind, such as `e:` or `#`.
    Kind(HitKind),
    /// What joins its neighbours to things of which one will do.
    Or,
    /// Everything else.
    QueryToken(QueryToken<'a>),
}

/// The pieces of what was typed, in their order.
pub(super) fn pieces(typed: &str) -> impl Iterator<Item = QueryPiece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &typed[at..];
        let token = rest.trim_start();
        if token.is_empty() {
            return None;
        }
        let start = at + rest.len() - token.len();
        let mut kinds = HitKind::ALL.into_iter();
        if let Some(kind) = kinds.find(|kind| token.starts_with(kind.prefix())) {
            at = start + kind.prefix().len();
            return Some(QueryPiece::Kind(kind));
        }
        let token = QueryToken::first(token, start);
        at = start + token.text.len();
        if matches!(token.text, "|" | "｜") {
            return Some(QueryPiece::Or);
        }
        Some(QueryPiece::QueryToken(token))
    })
}
