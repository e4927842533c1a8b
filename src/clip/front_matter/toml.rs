//! TOML between lines of `+++`, as Hugo and Zola have it: its keys and texts, each judged alone.

use std::ops::Range;

use super::key_values::{KeyValue, items_of};
use super::keys::HeadField;
use super::lines::lines;
use super::value::{LocatedText, Value, name_rank};
use crate::clip::front_matter::yaml_scalar::{Escapes, ValueReader, closing_quote, unescape};

/// Tables whose keys are as good as keys of the front matter itself.
const LIFTED: [&str; 4] = ["", "taxonomies", "extra", "params"];

/// So many values without an end are looked for up to the end of the block; later ones are a line.
const UNCLOSED: usize = 8;

/// Whether a line could stand at the beginning of TOML: a key with `=`, or the name of a table.
pub(super) fn is_toml_line(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with('[') && line.ends_with(']')) || key_of(line).is_some()
}

/// The key of a line such as `name = value`, and the byte at which its value starts.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let (name, rest) = if line.starts_with(['"', '\'']) {
        let close = closing_quote(line)?;
        (&line[1..close], &line[close + 1..])
    } else {
        let (name, _) = line.split_once('=')?;
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
        name.chars()
            .all(is_letter)
            .then_some((name.trim(), &line[name.len()..]))?
    };
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    (!name.is_empty()).then_some((name, line.len() - value.len()))
}

/// The key by which a key of a table is known: that of a lifted table, or of a person's name, is
/// one of the front matter itself.
fn placed(table: &str, key: &str) -> String {
    let is_person = HeadField::of(table).is_some_and(|(field, _)| field == HeadField::Authors);
    if LIFTED.contains(&table) {
        key.to_owned()
    } else if is_person && name_rank(key) == 0 {
        table.to_owned()
    } else {
        format!("{table}.{key}")
    }
}

impl ValueReader<'_> {
    /// The pairs of a block of TOML.
    pub(super) fn toml(&mut self, block: Range<usize>) -> Vec<KeyValue> {
        let text = self.text;
        let mut pairs: Vec<KeyValue> = Vec::new();
        let (mut table, mut unclosed) = ("", 0);
        let mut next = block.start;
        while let Some(line) = lines(text, next..block.end).next() {
            next = line.next;
            let words = line.text.trim_start();
            let at = line.end() - words.len();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            if let Some(name) = words.strip_prefix('[') {
                let name = name.trim_start_matches('[').split(']').next();
                table = name.unwrap_or_default().trim();
                continue;
            }
            let Some((key, start)) = key_of(words) else {
                let reason = "a line that belongs to no key";
                self.diagnostics
                    .warn(at, "front-matter-line", reason, "left out");
                continue;
            };
            let start = at + start;
            let is_far = unclosed < UNCLOSED;
            let end = if is_far { block.end } else { line.end() };
            let mut lexer = Lexer {
                text: &text[..end],
                at: start,
            };
            let value = lexer.value();
            if value.is_none() {
                unclosed += 1;
                lexer.at = line.end();
                self.warn_of_open_value(start);
            }
            let raw = text[start..lexer.at].trim();
            // What follows a value on its line is a comment.
            next = lines(text, lexer.at..block.end)
                .next()
                .map_or(block.end, |rest| rest.next);
            let value = value.unwrap_or_else(|| as_written(raw, start));
            let key = placed(table, key);
            let raw = raw.to_owned();
            // Only one more person is known already: `[[authors]]` stands before each.
            let known = (key == table).then(|| pairs.iter_mut().find(|pair| pair.key == key));
            match known.flatten() {
                Some(known) => known.value = joined(std::mem::take(&mut known.value), value),
                None => pairs.push(KeyValue {
                    key,
                    at,
                    raw,
                    value,
                }),
            }
        }
        pairs
    }

    fn warn_of_open_value(&mut self, at: usize) {
        let reason = "a quote or a bracket is never closed";
        let done = "read to the end of the line";
        self.diagnostics
            .warn(at, "front-matter-quote", reason, done);
    }
}

/// A value that cannot be read as TOML, as it stands in the file.
fn as_written(raw: &str, at: usize) -> Value {
    Value::Text(LocatedText {
        text: raw.trim_matches(['"', '\'']).to_owned(),
        at,
    })
}

/// Two values of one key as a list.
fn joined(first: Value, second: Value) -> Value {
    let mut items = items_of(first);
    items.extend(items_of(second));
    Value::List(items)
}

/// Takes the text of values apart.
struct Lexer<'t> {
    /// The file up to the end of the block.
    text: &'t str,
    /// The byte that is looked at next.
    at: usize,
}

/// A part of a value.
enum TomlToken {
    Word(LocatedText),
    Mark(u8),
}

impl Lexer<'_> {
    /// The value that starts here; `None` where its quote or its bracket is never closed.
    fn value(&mut self) -> Option<Value> {
        let rest = &self.text[self.at..];
        if !rest.starts_with(['[', '{', '"', '\'']) {
            let line = rest.split(['\n', '\r']).next().unwrap_or_default();
            let words = line.split(" #").next().unwrap_or_default().trim();
            let item = LocatedText {
                text: words.to_owned(),
                at: self.at,
            };
            self.at += line.len();
            return Some(if words.is_empty() {
                Value::Nothing
            } else {
                Value::Text(item)
            });
        }
        match self.token()? {
            TomlToken::Word(item) => Some(Value::Text(item)),
            TomlToken::Mark(bracket) => self.several(bracket),
        }
    }

    /// A list or a map, after its opening bracket; lists in lists are one list.
    fn several(&mut self, first: u8) -> Option<Value> {
        let mut open = vec![first];
        let mut items: Vec<LocatedText> = Vec::new();
        let mut map: Vec<(String, String)> = Vec::new();
        let mut key = None;
        while !open.is_empty() {
            let in_map = open.last() == Some(&b'{');
            match self.token()? {
                TomlToken::Word(item) if !in_map => items.push(item),
                TomlToken::Word(item) => match key.take() {
                    Some((known, true)) => map.push((known, item.text)),
                    _ => key = Some((item.text, false)),
                },
                TomlToken::Mark(b'=') => key = key.map(|(known, _)| (known, true)),
                TomlToken::Mark(bracket @ (b'[' | b'{')) => open.push(bracket),
                TomlToken::Mark(b']' | b'}') => {
                    open.pop();
                    let ends_item = in_map && !open.is_empty();
                    let named = map.iter().min_by_key(|(key, _)| name_rank(key));
                    if let Some((_, name)) = named.filter(|_| ends_item) {
                        items.push(LocatedText {
                            text: name.clone(),
                            at: self.at,
                        });
                        map.clear();
                    }
                }
                TomlToken::Mark(_) => {}
            }
        }
        Some(if first == b'{' {
            Value::Map(map)
        } else {
            Value::List(items)
        })
    }

    /// The next part of a value, past blanks and comments.
    fn token(&mut self) -> Option<TomlToken> {
        loop {
            let rest = &self.text[self.at..];
            let blanks = rest.len() - rest.trim_start().len();
            self.at += blanks;
            if !rest[blanks..].starts_with('#') {
                break;
            }
            self.at += rest[blanks..].find('\n').unwrap_or(rest.len() - blanks);
        }
        let rest = &self.text[self.at..];
        let at = self.at;
        let quoted = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|quote| rest.starts_with(quote));
        if let Some(quote) = quoted {
            let inside = inside(rest, quote)?;
            self.at += inside.len() + 2 * quote.len();
            let text = match quote.as_bytes()[0] {
                b'"' => unescape(inside, Escapes::Yaml).0,
                _ => inside.to_owned(),
            };
            let text = text.trim().to_owned();
            return Some(TomlToken::Word(LocatedText { text, at }));
        }
        let is_mark = |c: char| matches!(c, '[' | ']' | '{' | '}' | ',' | '=');
        if rest.starts_with(is_mark) {
            self.at += 1;
            return Some(TomlToken::Mark(rest.as_bytes()[0]));
        }
        let end = rest.find(|c: char| is_mark(c) || matches!(c, '\n' | '\r' | '#'))?;
        self.at += end;
        Some(TomlToken::Word(LocatedText {
            text: rest[..end].trim().to_owned(),
            at,
        }))
    }
}

/// What stands between a quote and its twin: on one line, unless the quote is a triple one.
fn inside<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    let inside = text.get(quote.len()..)?;
    let mut from = 0;
    loop {
        let found = inside.get(from..)?.find(quote)?;
        let end = from + found;
        let slashes = inside[..end]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count();
        if quote.starts_with('"') && slashes % 2 == 1 {
            from = end + 1;
            continue;
        }
        let text = &inside[..end];
        return (quote.len() > 1 || !text.contains(['\n', '\r'])).then_some(text);
    }
}
