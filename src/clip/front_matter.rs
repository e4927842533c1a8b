//! The head of a clip, YAML and its relatives: strictly where that works, and whatever a person could read elsewhere.
//!
//! The block is cut into keys by hand, and each key is judged alone, so one bad line never costs
//! the others. The forms that clippers write are read by hand, which also keeps values as they were
//! written (`1.10`, `no`, `2024-05-01`); what needs a YAML parser goes to one, past a `guard`.
//! An article opens in every case, and nothing of the file is lost: what is no front matter is body,
//! and what no field wants is kept with the other keys.

mod authors;
mod byline;
mod dated_byline;
mod fence;
mod file_name;
mod footer;
mod head_builder;
mod inline_metadata;
mod key_blocks;
mod key_values;
mod keys;
mod lines;
mod links;
mod path_day;
mod problems;
mod roles;
mod tags;
mod toml;
mod value;
mod yaml;
mod yaml_flow;
mod yaml_limits;
mod yaml_scalar;
mod yaml_value;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::clip::article::Head;
use crate::text::clean::SafeText;
use crate::text::problem::Problem;
use crate::web::address;

use crate::clip::front_matter::problems::Diagnostics;
use crate::clip::front_matter::yaml_scalar::{Escapes, ValueReader};
use head_builder::HeadBuilder;
use key_values::{KeyValue, merge_blocks, merge_duplicates};
use lines::SourceLine;
use value::{LocatedText, Value};

pub use fence::{FenceError, FrontMatterBounds, FrontMatterFormat, split};

/// What the front matter of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Its values; the title is never empty unless heading and file name are.
    pub head: Head,
    /// Whether it gives a title; where it gives none, the title is the file's name.
    pub has_title: bool,
    /// Byte of the text at which the body starts, on a character boundary.
    pub body: u32,
    /// Byte from which on a heading of the text may be its title: behind one that only says that keys
    /// follow, if the body begins so.
    pub title_from: u32,
    /// What was wrong, by line.
    pub problems: Vec<Problem>,
}

/// Reads the front matter of the decoded `text` of a file called `file_name`.
///
/// Where it is silent, the lines above the text are asked, which stay text; and where nothing gives a
/// date of publication, but the article's address holds one, or the file is named as blogs name theirs,
/// as in `2024-10-09-a-name.md`, the day is taken from there.
pub fn read(text: &str, file_name: &str) -> FrontMatter {
    let split = split(text);
    let mut reader = ValueReader::new(text);
    complain_of_fault(text, &split, &mut reader.diagnostics);
    let blocks = split
        .blocks
        .iter()
        .map(|block| reader.block(block.clone(), split.format))
        .collect();
    let pairs = merge_blocks(blocks, &mut reader.diagnostics);
    let mut head = HeadBuilder::new(pairs, &mut reader).head();
    let title_from = inline_metadata::fill(&mut head, text, split.body);
    footer::fill(&mut head, text, split.body);
    without_own_host(&mut head);
    let has_title = !head.title.is_empty();
    if !has_title {
        head.title = SafeText::line(file_name::stem(file_name));
    }
    // An address holds the day of publication; a file's name perhaps that of the clip, so it comes last.
    if head.published.is_none() {
        head.published = head.source.as_deref().and_then(path_day::of);
    }
    if head.published.is_none() && head.created.is_none() {
        head.published = file_name::day(file_name);
    }
    FrontMatter {
        head,
        has_title,
        body: split.body as u32,
        title_from: title_from as u32,
        problems: reader.diagnostics.finish(),
    }
}

/// Leaves out an author who is only the host that the article is from, as some clippers put it.
fn without_own_host(head: &mut Head) {
    if let Some(source) = head.source.as_deref().filter(|it| it.contains("://")) {
        let names = [address::host(source), address::site(source)];
        head.authors.retain(|author| !names.contains(&author.name));
    }
}

/// Says why something that looks like front matter was taken for text, or what stands before it.
fn complain_of_fault(text: &str, split: &FrontMatterBounds, diagnostics: &mut Diagnostics<'_>) {
    if !split.strays.is_empty() {
        let words = text[split.strays.clone()].trim();
        let reason = if words.is_empty() {
            SafeText::line("a blank line before the front matter")
        } else {
            SafeText::line(&format!("stray letters before the front matter: {words}"))
        };
        diagnostics.warn(split.strays.start, "front-matter-stray", reason, "left out");
    }
    match split.error {
        None => {}
        Some(FenceError::NeverClosed) => diagnostics.error(
            split.body,
            "front-matter-open",
            "the front matter is never closed by a line like its first",
            "the whole file is shown as text",
        ),
        Some(FenceError::TooLong) => diagnostics.error(
            split.body,
            "front-matter-size",
            "front matter of more than 80 KiB",
            "the whole file is shown as text",
        ),
    }
}

impl ValueReader<'_> {
    /// The pairs of one block, each key once.
    fn block(&mut self, block: Range<usize>, format: FrontMatterFormat) -> Vec<KeyValue> {
        let pairs = match format {
            FrontMatterFormat::Toml => self.toml(block),
            FrontMatterFormat::Yaml => match self.object(block.clone()) {
                Some(pairs) => pairs,
                None => self.pairs(block),
            },
        };
        merge_duplicates(pairs, &mut self.diagnostics)
    }

    /// The pairs of a block of lines with a key each.
    fn pairs(&mut self, block: Range<usize>) -> Vec<KeyValue> {
        let text = self.text;
        let (entries, strays) = key_blocks::cut(text, block.clone());
        for stray in strays {
            let first = stray.text.trim_start().chars().next();
            if !matches!(first, Some('{' | '}')) {
                self.diagnostics.warn(
                    stray.start,
                    "front-matter-line",
                    "a line that belongs to no key",
                    "left out",
                );
            }
        }
        for line in lines::lines(text, block).filter(SourceLine::is_conflict) {
            let mark: String = line.text.chars().take(60).collect();
            let reason = SafeText::line(&format!("a conflict that git left unresolved: {mark}"));
            self.diagnostics
                .warn(line.start, "front-matter-conflict", reason, "passed over");
        }
        let quoted = |field| {
            entries.iter().any(|entry| {
                keys::HeadField::of(&entry.key).is_some_and(|(of, _)| of == field)
                    && text[entry.value.clone()].starts_with('"')
            })
        };
        // The clipper puts both in double quotes; writers of YAML leave addresses plain.
        let clip = quoted(keys::HeadField::Title) && quoted(keys::HeadField::Source);
        self.escapes = if clip { Escapes::Clip } else { Escapes::Yaml };
        let field = |key: &str| keys::HeadField::of(key).map(|(field, _)| field);
        let said: Vec<_> = entries
            .iter()
            .filter_map(|entry| field(&entry.key))
            .collect();
        // Where the file has a title of its own, what stands below another key is about something else.
        let nested: Vec<KeyValue> = if said.contains(&keys::HeadField::Title) {
            Vec::new()
        } else {
            let all = entries.iter();
            all.flat_map(|entry| self.nested_pairs(entry)).collect()
        };
        let pair = |entry: key_blocks::KeyBlock<'_>| KeyValue {
            value: self.value(&entry),
            raw: text[entry.value].to_owned(),
            at: entry.at,
            key: entry.key.into_owned(),
        };
        let mut pairs: Vec<KeyValue> = entries.into_iter().map(pair).collect();
        let is_new = |pair: &KeyValue| !field(&pair.key).is_some_and(|it| said.contains(&it));
        pairs.extend(nested.into_iter().filter(is_new));
        pairs
    }

    /// What a program keeps below a key of its own, `kindle-sync:` or `article:`, if it is about the
    /// text: a title and something else that fills in a field.
    fn nested_pairs(&mut self, entry: &key_blocks::KeyBlock<'_>) -> Vec<KeyValue> {
        let text = self.text;
        let below = &text[entry.value.clone()];
        let first = below.lines().find(|line| !line.trim().is_empty());
        let is_map = below.starts_with(['\n', '\r'])
            && first.is_some_and(key_blocks::is_key_line)
            && keys::HeadField::of(&entry.key).is_none()
            && !is_about_picture(&entry.key);
        let (entries, _) = if is_map {
            key_blocks::cut(text, entry.value.clone())
        } else {
            return Vec::new();
        };
        let known = |entry: &key_blocks::KeyBlock<'_>| {
            keys::HeadField::of(&entry.key).map(|(field, _)| field)
        };
        let fields: Vec<_> = entries.iter().filter_map(known).collect();
        if fields.len() < 2 || !fields.contains(&keys::HeadField::Title) {
            return Vec::new();
        }
        let entries = entries.into_iter().filter(|entry| known(entry).is_some());
        let pair = |entry: key_blocks::KeyBlock<'_>| KeyValue {
            value: self.value(&entry),
            raw: text[entry.value].to_owned(),
            at: entry.at,
            key: entry.key.into_owned(),
        };
        entries.map(pair).collect()
    }

    /// The pairs of a block that is one JSON object.
    fn object(&mut self, block: Range<usize>) -> Option<Vec<KeyValue>> {
        let words = &self.text[block.clone()];
        if !words.trim_start().starts_with('{') {
            return None;
        }
        if let Some(refusal) = yaml_limits::refuses(words) {
            self.diagnostics.error(
                block.start,
                refusal.code(),
                refusal.reason(),
                "read line by line",
            );
            return None;
        }
        match yaml::object(words) {
            Ok(pairs) => Some(pairs_of_object(pairs, words, block.start)),
            Err(error) => {
                self.diagnostics.warn(
                    block.start + error.at,
                    "front-matter-yaml",
                    error.reason,
                    "read line by line",
                );
                None
            }
        }
    }
}

/// Whether a key is about a picture, whose title and author are not the text's.
fn is_about_picture(key: &str) -> bool {
    let key = key.to_lowercase();
    [
        "image", "cover", "picture", "photo", "thumb", "banner", "og", "twitter", "series",
    ]
    .iter()
    .any(|word| key.contains(word))
}

/// The pairs of a JSON object, each placed where its key stands.
fn pairs_of_object(object: Vec<yaml::Member>, block: &str, start: usize) -> Vec<KeyValue> {
    let mut seen = 0;
    let pairs = object.into_iter().map(|member| {
        let key = &block[seen..];
        seen += key.find(&member.key).unwrap_or(0);
        let at = start + seen;
        let raw = member.words.join(", ");
        let items = member.words.into_iter();
        let mut items = items.map(|text| LocatedText { text, at });
        let value = if member.is_list {
            Value::List(items.collect())
        } else {
            items.next().map_or(Value::Nothing, Value::Text)
        };
        KeyValue {
            key: member.key,
            at,
            raw,
            value,
        }
    });
    pairs.collect()
}
