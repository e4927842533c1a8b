//! One value on one line: plain or in quotes, with everything that people really write there.

use crate::clip::front_matter::problems::Diagnostics;
use crate::text::clean::SafeText;

/// What a backslash between double quotes means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// YAML's escapes.
    Yaml,
    /// The clipper escapes quotes only, so `\n` in a title is a backslash and an n.
    Clip,
}

/// Bytes of one file that the strict parser is given at most; the worst of them take about 5 ms.
const STRICT: usize = 32 * 1024;

/// Reads values and notes what is wrong with them.
pub(super) struct ValueReader<'t> {
    /// The whole file.
    pub(super) text: &'t str,
    /// Who wrote the quotes.
    pub(super) escapes: Escapes,
    /// Bytes that the strict parser may still be given.
    pub(super) strict_left: usize,
    /// What was wrong so far.
    pub(super) diagnostics: Diagnostics<'t>,
}

/// Whether a single quote before these words opens a quotation that was never closed, and is no
/// apostrophe: a capital follows, and no word that begins with one.
fn begins_quote(words: &str) -> bool {
    let first = words.split([' ', ',']).next().unwrap_or("").to_lowercase();
    words.starts_with(char::is_uppercase)
        && !matches!(&*first, "tis" | "twas" | "til" | "em" | "cause" | "n")
}

/// Byte of the quote that closes the one that `raw` starts with.
///
/// Between double quotes a backslash takes the next character with it; between single ones a
/// quote is doubled.
pub(super) fn closing_quote(raw: &str) -> Option<usize> {
    let bytes = raw.as_bytes();
    let quote = *bytes.first()?;
    let mut at = 1;
    while let Some(step) = memchr::memchr2(quote, b'\\', bytes.get(at..)?) {
        at += step;
        let escaped = match quote {
            b'"' => bytes[at] == b'\\',
            _ => bytes[at] == quote && bytes.get(at + 1) == Some(&quote),
        };
        if escaped {
            at += 2;
        } else if bytes[at] == quote {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

impl<'t> ValueReader<'t> {
    /// Nothing read yet.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            escapes: Escapes::Yaml,
            strict_left: STRICT,
            diagnostics: Diagnostics::new(text),
        }
    }
}

impl ValueReader<'_> {
    /// The text of a value written on one line that starts at byte `at`; `None` when it is null.
    pub(super) fn scalar(&mut self, raw: &str, at: usize) -> Option<String> {
        let at = at + (raw.len() - raw.trim_start().len());
        let raw = raw.trim();
        match raw.chars().next()? {
            '"' | '\'' => Some(self.quoted(raw, at)),
            _ => self.plain(raw, at),
        }
    }

    /// A value in quotes, closed or not; `raw` starts with the quote.
    fn quoted(&mut self, raw: &str, at: usize) -> String {
        let quote = if raw.starts_with('"') { '"' } else { '\'' };
        let Some(close) = closing_quote(raw) else {
            self.diagnostics.warn(
                at,
                "front-matter-quote",
                "a quote is never closed",
                "read to the end of the line",
            );
            return match raw[1..].strip_suffix(quote) {
                Some(inside) => self.unescaped(inside, quote, at),
                None if quote == '"' => self.unescaped(&raw[1..], quote, at),
                None if begins_quote(&raw[1..]) => raw[1..].to_owned(),
                None => raw.to_owned(), // an apostrophe: 'tis
            };
        };
        let rest = raw[close + 1..].trim_start();
        let spaced = rest.len() < raw.len() - close - 1;
        if rest.is_empty() || (spaced && rest.starts_with('#')) {
            return self.unescaped(&raw[1..close], quote, at);
        }
        let at_rest = at + raw.len() - rest.len();
        if rest == "," {
            self.diagnostics.warn(
                at_rest,
                "front-matter-comma",
                "a comma after a text",
                "left out",
            );
            return self.unescaped(&raw[1..close], quote, at);
        }
        let reason = "text after a closing quote";
        self.diagnostics.warn(
            at_rest,
            "front-matter-quote",
            reason,
            "read as it is written",
        );
        match raw[1..].strip_suffix(quote) {
            Some(inside) => self.unescaped(inside, quote, at),
            None => raw.to_owned(),
        }
    }

    /// What stands between quotes, with its escapes resolved.
    fn unescaped(&mut self, inside: &str, quote: char, at: usize) -> String {
        if quote == '\'' {
            return inside.replace("''", "'");
        }
        if !inside.contains('\\') {
            return inside.to_owned();
        }
        let (text, kept) = unescape(inside, self.escapes);
        if let Some(kept) = kept {
            let reason = SafeText::line(&format!(
                "a backslash that was hardly meant as an escape: {kept}"
            ));
            self.diagnostics
                .warn(at, "front-matter-escape", reason, "kept as it is written");
        }
        text
    }

    /// A value without quotes.
    fn plain(&mut self, raw: &str, at: usize) -> Option<String> {
        let text = self.without_comment(raw, at)?;
        let first = text.chars().next()?;
        let followed = text[first.len_utf8()..].chars().next();
        let alone = followed.is_none_or(char::is_whitespace);
        let odd = match first {
            '@' | '%' | '`' => Some("front-matter-reserved"),
            '|' | '>' if text.len() == 1 => return None,
            '&' | '*' | '!' | ',' | ']' | '}' | '|' | '>' | ':' => Some("front-matter-indicator"),
            '-' | '?' if alone => Some("front-matter-indicator"),
            '[' if !is_lone_link(text) => Some("front-matter-bracket"),
            '{' if !(text.starts_with("{{") && text.ends_with("}}")) => {
                Some("front-matter-bracket")
            }
            _ => None,
        };
        if let Some(code) = odd {
            let reason = SafeText::line(&format!(
                "the value begins with {first}, which means something else in YAML"
            ));
            self.diagnostics.warn(at, code, reason, "read as text");
        }
        if let Some(colon) = colon_in(text) {
            self.diagnostics.warn(
                at + colon,
                "front-matter-colon",
                "a colon in a value without quotes",
                "read to the end of the line",
            );
        }
        (!is_null(text)).then(|| text.to_owned())
    }

    /// A plain value up to its comment: `# ` begins one, but `#word` was meant as a word.
    fn without_comment<'r>(&mut self, raw: &'r str, at: usize) -> Option<&'r str> {
        let mut kept = None;
        for (hash, _) in raw.match_indices('#') {
            let begins = hash == 0 || raw[..hash].ends_with(char::is_whitespace);
            if !begins {
                continue;
            }
            if raw[hash + 1..]
                .chars()
                .next()
                .is_none_or(char::is_whitespace)
            {
                let before = raw[..hash].trim_end();
                return (!before.is_empty()).then_some(before);
            }
            kept = kept.or(Some(hash));
        }
        if let Some(hash) = kept {
            self.diagnostics.warn(
                at + hash,
                "front-matter-comment",
                "a # would begin a comment here",
                "read as text",
            );
        }
        Some(raw)
    }
}

/// Whether YAML reads a plain value as nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// Whether a text is one wikilink, with nothing in it that means something else in YAML.
fn is_lone_link(text: &str) -> bool {
    let inside = text
        .strip_prefix("[[")
        .and_then(|rest| rest.strip_suffix("]]"));
    inside.is_some_and(|inside| {
        inside.starts_with(char::is_alphanumeric)
            && !inside.contains(['[', ']', '{', '}', ',', '#', ':', '"'])
    })
}

/// Byte of a colon that YAML would take for the end of a key.
fn colon_in(text: &str) -> Option<usize> {
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    colons.find(|at| {
        text[at + 1..]
            .chars()
            .next()
            .is_none_or(|after| matches!(after, ' ' | '\t'))
    })
}

/// Resolves escapes of double quotes, and returns the first backslash that was left alone.
pub(super) fn unescape(inside: &str, escapes: Escapes) -> (String, Option<String>) {
    let mut text = String::with_capacity(inside.len());
    let mut kept = None;
    let mut rest = inside;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (meant, length) = escaped(escape, escapes).unwrap_or_else(|| {
            kept.get_or_insert_with(|| escape.chars().take(2).collect());
            ('\\', 1)
        });
        text.push(meant);
        rest = &escape[length..];
    }
    text.push_str(rest);
    (text, kept)
}

/// What an escape at the start of `escape` stands for, and its length in bytes.
fn escaped(escape: &str, escapes: Escapes) -> Option<(char, usize)> {
    let letter = escape[1..].chars().next()?;
    let meant = match letter {
        '"' | '\\' | '/' => letter,
        'u' => return numeric(escape, 4),
        'U' => return numeric(escape, 8),
        _ if escapes == Escapes::Clip => return None,
        'x' => return numeric(escape, 2),
        ' ' | '\t' => letter,
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    };
    Some((meant, 1 + letter.len_utf8()))
}

/// A character given by `digits` hexadecimal digits after the escape's letter.
fn numeric(escape: &str, digits: usize) -> Option<(char, usize)> {
    let hex = escape.get(2..2 + digits)?;
    let is_hex = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = is_hex.then(|| u32::from_str_radix(hex, 16).ok())??;
    char::from_u32(code).map(|meant| (meant, 2 + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, escapes: Escapes) -> (Option<String>, Vec<String>) {
        let mut reader = ValueReader {
            text: raw,
            escapes,
            strict_left: 0,
            diagnostics: Diagnostics::new(raw),
        };
        let text = reader.scalar(raw, 0);
        let codes = reader
            .diagnostics
            .finish()
            .iter()
            .map(|problem| problem.code.to_string())
            .collect();
        (text, codes)
    }

    #[test]
    fn values_of_one_line() {
        let cases: [(&str, Option<&str>, &[&str]); 22] = [
            ("plain", Some("plain"), &[]),
            ("  ", None, &[]),
            ("null", None, &[]),
            ("~", None, &[]),
            ("no", Some("no"), &[]),
            ("1.10", Some("1.10"), &[]),
            ("\"null\"", Some("null"), &[]),
            ("\"a \\\" b\"", Some("a \" b"), &[]),
            ("'it''s'", Some("it's"), &[]),
            ("\"a\" # comment", Some("a"), &[]),
            ("a # comment", Some("a"), &[]),
            ("# comment", None, &[]),
            ("#ai", Some("#ai"), &["front-matter-comment"]),
            (
                "C# and #tags",
                Some("C# and #tags"),
                &["front-matter-comment"],
            ),
            ("a: b", Some("a: b"), &["front-matter-colon"]),
            ("10:30", Some("10:30"), &[]),
            ("@ana", Some("@ana"), &["front-matter-reserved"]),
            ("*x", Some("*x"), &["front-matter-indicator"]),
            ("[[Ana]]", Some("[[Ana]]"), &[]),
            ("\"abc", Some("abc"), &["front-matter-quote"]),
            (
                "\"say \"no\" now\"",
                Some("say \"no\" now"),
                &["front-matter-quote"],
            ),
            ("\"A\" is b", Some("\"A\" is b"), &["front-matter-quote"]),
        ];
        for (raw, text, codes) in cases {
            let (read, found) = read(raw, Escapes::Yaml);
            assert_eq!(read.as_deref(), text, "{raw}");
            assert_eq!(found, codes, "{raw}");
        }
    }

    #[test]
    fn backslashes_are_escapes_unless_a_clipper_wrote_them() {
        let text = |raw, escapes| read(raw, escapes).0.unwrap();
        assert_eq!(
            text(r#""a\tb\u00e9\x41""#, Escapes::Yaml),
            "a\tbé A".replace(' ', "")
        );
        assert_eq!(text(r#""C:\new\table""#, Escapes::Clip), r"C:\new\table");
        assert_eq!(
            text(r#""C:\Users\\x\u00e9""#, Escapes::Clip),
            r"C:\Users\xé"
        );
        assert_eq!(
            text(r#""Regex \d in use""#, Escapes::Yaml),
            r"Regex \d in use"
        );
        assert_eq!(text(r#""C:\dir\""#, Escapes::Yaml), r"C:\dir\");
        assert_eq!(read(r#""\d""#, Escapes::Yaml).1, ["front-matter-escape"]);
    }
}
