//! Values of YAML, on the line of their key or on several below it.

use std::borrow::Cow;

use super::keys::HeadField;
use super::lines::{SourceLine, lines};
use super::value::{LocatedText, NAMES, Value, name_rank, text_or_nothing};
use super::yaml;
use crate::clip::front_matter::key_blocks::{KeyBlock, pair};
use crate::clip::front_matter::yaml_flow::is_flow;
use crate::clip::front_matter::yaml_limits;
use crate::clip::front_matter::yaml_scalar::ValueReader;

impl<'t> ValueReader<'t> {
    /// Reads the value of `entry`.
    pub(super) fn value(&mut self, entry: &KeyBlock<'_>) -> Value {
        let at = entry.value.start;
        let raw = &self.text[entry.value.clone()];
        self.complain_of_colon(entry, raw);
        let mut all = lines(self.text, entry.value.clone());
        let first = all.next().map_or("", |line| line.text).trim();
        let comment =
            first.starts_with('#') && first[1..].chars().next().is_none_or(char::is_whitespace);
        let rest: Vec<SourceLine<'_>> = all.collect();
        let goes_on = rest
            .iter()
            .any(|line| !line.is_blank() && !line.is_comment());
        match first.chars().next() {
            None if !goes_on => Value::Nothing,
            None => self.below(entry, &rest),
            Some('#') if comment && goes_on => self.below(entry, &rest),
            Some('|' | '>') if goes_on => self.block_text(entry, &rest),
            Some('[' | '{') if is_flow(first) => {
                self.flow(entry, if goes_on { raw } else { first })
            }
            Some(_) if goes_on => self.folded_text(entry, raw),
            Some(_) => Value::text(self.scalar(first, at), at),
        }
    }

    /// Notes a colon without a blank, or with one that YAML does not know.
    fn complain_of_colon(&mut self, entry: &KeyBlock<'_>, raw: &str) {
        let before = &self.text[entry.at..entry.value.start];
        if entry.tight && !raw.is_empty() {
            let at = entry.value.start;
            self.diagnostics.warn(
                at,
                "front-matter-colon",
                "no blank after the colon",
                "read as key and value",
            );
        } else if before.ends_with('\u{a0}') || raw.starts_with('\u{a0}') {
            let at = entry.value.start;
            self.diagnostics.warn(
                at,
                "front-matter-blank",
                "a no-break space after the colon",
                "read as a blank",
            );
        }
    }

    /// A value that begins on the line below its key.
    fn below(&mut self, entry: &KeyBlock<'_>, rest: &[SourceLine<'_>]) -> Value {
        let Some(first) = rest
            .iter()
            .find(|line| !line.is_blank() && !line.is_comment())
        else {
            return Value::Nothing;
        };
        let words = first.text.trim();
        if words.starts_with('-') {
            return Value::List(self.block_list(rest));
        }
        if is_flow(words) {
            return self.flow(entry, self.text[first.start..entry.value.end].trim());
        }
        if pair(words).is_some() {
            self.map(entry)
        } else {
            self.folded_text(entry, &self.text[first.start..entry.value.end])
        }
    }

    /// The items of a list with a dash each, also where the dashes are badly set.
    fn block_list(&mut self, rest: &[SourceLine<'_>]) -> Vec<LocatedText> {
        let mut items: Vec<(Vec<SourceLine<'_>>, usize)> = Vec::new();
        let mut margin = None;
        for line in rest
            .iter()
            .filter(|line| !line.is_blank() && !line.is_comment())
        {
            let indent = line.indent();
            let words = &line.text[indent..];
            if line.text[..indent].contains('\t') {
                self.diagnostics.warn(
                    line.start,
                    "front-matter-tab",
                    "a tab as indentation",
                    "read as blanks",
                );
            }
            let margin = *margin.get_or_insert(indent);
            match words.strip_prefix('-') {
                Some(item) if indent <= margin => {
                    if !item.is_empty() && !item.starts_with([' ', '\t']) {
                        self.diagnostics.warn(
                            line.start + indent,
                            "front-matter-dash",
                            "no blank after the dash",
                            "read as an item",
                        );
                    }
                    let start = line.start + indent + 1;
                    items.push((
                        vec![SourceLine {
                            text: item,
                            start,
                            next: line.next,
                        }],
                        start,
                    ));
                }
                _ => {
                    if let Some((lines, _)) = items.last_mut() {
                        lines.push(line.clone());
                    }
                }
            }
        }
        items
            .iter()
            .filter_map(|(lines, at)| self.item(lines, *at))
            .collect()
    }

    /// One item of a block list: a text over one or several lines, or a map that has a name.
    fn item(&mut self, lines: &[SourceLine<'_>], at: usize) -> Option<LocatedText> {
        let first = lines.first()?;
        if let [_, _, ..] = lines
            && pair(first.text).is_some()
        {
            let pairs = lines.iter().filter_map(|line| pair(line.text));
            let (_, name) = pairs.into_iter().min_by_key(|(key, _)| name_rank(key))?;
            return self.scalar(name, at).map(|text| LocatedText { text, at });
        }
        let named = pair(first.text).filter(|(key, _)| name_rank(key) < NAMES.len());
        let words: Cow<'_, str> = match (named, lines) {
            (Some((_, name)), _) => name.into(),
            (None, [only]) => only.text.into(),
            (None, _) => lines
                .iter()
                .map(|line| line.text.trim())
                .collect::<Vec<_>>()
                .join(" ")
                .into(),
        };
        self.scalar(&words, at).map(|text| LocatedText { text, at })
    }

    /// A text in `|` or `>` form.
    fn block_text(&mut self, entry: &KeyBlock<'_>, rest: &[SourceLine<'_>]) -> Value {
        let mut indents = rest
            .iter()
            .filter(|line| !line.is_blank())
            .map(SourceLine::indent);
        let margin = indents.next().unwrap_or(0);
        let indented = margin > 0 && indents.all(|indent| indent >= margin);
        if indented && let Some(value) = self.strictly(entry) {
            return value;
        }
        let words: Vec<&str> = rest.iter().map(|line| line.text.trim()).collect();
        if !indented {
            self.diagnostics.warn(
                entry.at,
                "front-matter-indent",
                "a block of text that is not indented",
                "its lines are joined",
            );
        }
        text_or_nothing(words.join("\n").trim(), entry.value.start)
    }

    /// A plain or quoted text that goes on over several lines.
    fn folded_text(&mut self, entry: &KeyBlock<'_>, raw: &str) -> Value {
        let literal = self.escapes == crate::clip::front_matter::yaml_scalar::Escapes::Clip
            && raw.contains('\\');
        if !literal
            && !raw.starts_with("[[")
            && yaml_limits::refuses(raw).is_none()
            && let Some(value) = self.strictly(entry)
        {
            return value;
        }
        let words: Vec<&str> = raw
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let at = entry.value.start;
        Value::text(self.scalar(&words.join(" "), at), at)
    }

    /// What the strict parser makes of one key with a text; `None`, and a complaint, when it fails.
    fn strictly(&mut self, entry: &KeyBlock<'_>) -> Option<Value> {
        let chunk = self.strict_share(entry)?;
        match yaml::text(chunk) {
            Ok(text) => Some(text_or_nothing(
                text.unwrap_or_default().trim(),
                entry.value.start,
            )),
            Err(fault) => {
                let (at, recovered) = (entry.at + fault.at, "its lines are joined");
                self.diagnostics
                    .warn(at, "front-matter-yaml", fault.reason, recovered);
                None
            }
        }
    }

    /// A map, block or flow: its texts by their keys.
    pub(super) fn map(&mut self, entry: &KeyBlock<'_>) -> Value {
        let chunk = &self.text[entry.at..entry.value.end];
        if let Some(refusal) = yaml_limits::refuses(chunk) {
            let (at, recovered) = (entry.value.start, "the value is left out");
            self.diagnostics
                .error(at, refusal.code(), refusal.reason(), recovered);
            return Value::Refused;
        }
        let Some(chunk) = self.strict_share(entry) else {
            return Value::Map(Vec::new());
        };
        match yaml::map(chunk) {
            Ok(pairs) => Value::Map(pairs),
            Err(fault) => {
                let (at, recovered) = (entry.at + fault.at, "kept as it is written");
                self.diagnostics
                    .warn(at, "front-matter-yaml", fault.reason, recovered);
                Value::Map(Vec::new())
            }
        }
    }

    /// The stretch of an entry that the strict parser may have: only what fills in a field, and
    /// not more of one file than it can read at once.
    fn strict_share(&mut self, entry: &KeyBlock<'_>) -> Option<&'t str> {
        let text = self.text;
        let chunk = &text[entry.at..entry.value.end];
        HeadField::of(&entry.key)?;
        let Some(left) = self.strict_left.checked_sub(chunk.len()) else {
            let reason = "more structured values than one file should have";
            self.diagnostics.error(
                entry.at,
                "front-matter-size",
                reason,
                "read without their structure",
            );
            return None;
        };
        self.strict_left = left;
        Some(chunk)
    }
}
