//! From keys and values to an article's head; each key is judged alone.

use std::collections::HashSet;

use super::authors::{Given, authors, with_suffixes, without_offices};
use super::key_values::{KeyValue, items_of};
use super::keys::HeadField;
use super::links::{address, label, next_link, unlinked};
use super::tags::tags;
use super::value::{LocatedText, Value, name_rank};
use crate::clip::article::{Author, Head};
use crate::clip::front_matter::dated_byline::parted;
use crate::clip::front_matter::yaml_scalar::ValueReader;
use crate::text::character_reference::resolved;
use crate::text::clean::SafeText;
use crate::text::date::Date;

/// Longer titles are cut here, in characters: no list, index or window title wants more.
const LONGEST_TITLE: usize = 1000;

/// Among more authors than these no day is looked for; it also bounds the cost of a hostile file.
const BYLINES: usize = 16;

/// Fills in a head, field by field.
pub(super) struct HeadBuilder<'a, 't> {
    pairs: Vec<KeyValue>,
    taken: Vec<bool>,
    reader: &'a mut ValueReader<'t>,
}

impl<'a, 't> HeadBuilder<'a, 't> {
    /// Starts with everything that was read.
    pub(super) fn new(pairs: Vec<KeyValue>, reader: &'a mut ValueReader<'t>) -> Self {
        let taken = vec![false; pairs.len()];
        Self {
            pairs,
            taken,
            reader,
        }
    }

    /// The head; its title is empty when none was given.
    pub(super) fn head(mut self) -> Head {
        let (authors, day) = self.authors();
        Head {
            title: self.title(),
            authors,
            source: self.source(),
            published: self.date(HeadField::Published).or(day),
            created: self.date(HeadField::Created),
            description: self
                .text(HeadField::Description)
                .map(|item| shown(&item.text)),
            tags: self.tags(),
            aliases: self.aliases(),
            other: self.other(),
        }
    }

    fn title(&mut self) -> SafeText {
        let Some(item) = self.text(HeadField::Title) else {
            return SafeText::default();
        };
        let title = shown(unlinked(&item.text));
        match title.as_str().char_indices().nth(LONGEST_TITLE) {
            None => title,
            Some((end, _)) => {
                self.reader.diagnostics.warn(
                    item.at,
                    "front-matter-long",
                    "a title of more than 1,000 characters",
                    "its beginning is shown",
                );
                SafeText::line(&format!("{}…", &title.as_str()[..end]))
            }
        }
    }

    /// The first address among the keys for one, else the first value; a path on the site that the
    /// file is published on is none.
    fn source(&mut self) -> Option<String> {
        let mut all = self.single(HeadField::Source);
        all.retain(|(_, item)| !item.text.starts_with('/') && !is_no_answer(&item.text));
        let best = all
            .iter()
            .position(|(_, item)| item.text.contains("://"))
            .unwrap_or(0);
        let (index, item) = all.into_iter().nth(best)?;
        self.taken[index] = true;
        Some(address(&item.text).to_owned())
    }

    /// The first date among the keys for one that can be read, else the first value.
    fn date(&mut self, field: HeadField) -> Option<Date> {
        let all = self.single(field).into_iter();
        let dates: Vec<_> = all
            // `published: true` says that it is, not when; and clippers write `Invalid date`.
            .filter(|(_, item)| !is_no_answer(&item.text))
            .map(|(index, item)| (index, item.at, date(&item.text)))
            .collect();
        let best = dates
            .iter()
            .position(|(_, _, date)| date.day.is_some())
            .unwrap_or(0);
        let (index, at, date) = dates.into_iter().nth(best)?;
        self.taken[index] = true;
        if date.day.is_none() {
            let raw: String = date.raw.as_str().chars().take(60).collect();
            let reason = SafeText::line(&format!("not a date that can be read: {raw}"));
            let recovered = "shown as written, sorted last";
            self.reader
                .diagnostics
                .warn(at, "date-unread", reason, recovered);
        }
        Some(date)
    }

    /// The best text for a field of one value.
    fn text(&mut self, field: HeadField) -> Option<LocatedText> {
        let (index, item) = self.single(field).into_iter().next()?;
        self.taken[index] = true;
        Some(item)
    }

    /// Everybody named, each once, and the day that stands beside them.
    fn authors(&mut self) -> (Vec<Author>, Option<Date>) {
        let (mut found, mut day) = (Vec::new(), None);
        let candidates = self.several(HeadField::Authors);
        let bylines = candidates.into_iter().flat_map(|mut candidate| {
            if let [item] = candidate.items.as_mut_slice()
                && let Some(lines) = bare_lines(&self.pairs[candidate.pair].raw)
            {
                lines.clone_into(&mut item.text);
            }
            let given = if candidate.alone {
                Given::Alone
            } else {
                Given::Item
            };
            candidate
                .items
                .into_iter()
                .map(move |item| (item.text, given))
        });
        for (index, (text, given)) in bylines.enumerate() {
            let (names, date) = if index < BYLINES {
                parted(&text)
            } else {
                (text, None)
            };
            found.extend(authors(&names, given));
            day = day.or(date);
        }
        let mut found = without_offices(with_suffixes(found));
        let mut known = HashSet::new();
        found.retain(|author| known.insert(author.name.as_str().to_lowercase()));
        (found, day)
    }

    /// All tags, each once.
    fn tags(&mut self) -> Vec<SafeText> {
        let mut found = Vec::new();
        let mut known = HashSet::new();
        for candidate in self.several(HeadField::Tags) {
            let all = candidate
                .items
                .iter()
                .flat_map(|item| tags(&item.text, candidate.alone));
            found.extend(
                all.filter(|tag| known.insert(tag.to_lowercase()))
                    .map(shown),
            );
        }
        found
    }

    /// Other names, each once.
    fn aliases(&mut self) -> Vec<SafeText> {
        let mut found = Vec::new();
        for candidate in self.several(HeadField::Aliases) {
            let items = candidate.items.iter();
            let names = items.flat_map(|item| {
                if candidate.alone {
                    item.text.split(',').collect()
                } else {
                    vec![item.text.as_str()]
                }
            });
            found.extend(names.map(|name| shown(unlinked(name))));
        }
        found.retain(|name| !name.is_empty());
        found.dedup();
        found
    }

    /// What no field wanted, as it was written.
    fn other(&mut self) -> Vec<(SafeText, SafeText)> {
        let rest = self
            .pairs
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken);
        rest.map(|(pair, _)| (SafeText::line(&pair.key), SafeText::block(pair.raw.trim())))
            .collect()
    }

    /// One value for a field from each key that has one, best key first.
    fn single(&mut self, field: HeadField) -> Vec<(usize, LocatedText)> {
        let mut found = Vec::new();
        for candidate in self.candidates(field) {
            if candidate.items.len() > 1 {
                let at = self.pairs[candidate.pair].at;
                let reason = "a list where one value is expected";
                self.reader.diagnostics.warn(
                    at,
                    "front-matter-list",
                    reason,
                    "its first item is used",
                );
            }
            let first = candidate.items.into_iter().next();
            found.extend(first.map(|item| (candidate.pair, item)));
        }
        found
    }

    /// All values for a list field; their keys are then taken.
    fn several(&mut self, field: HeadField) -> Vec<Candidate> {
        let candidates = self.candidates(field);
        for candidate in candidates
            .iter()
            .filter(|candidate| !candidate.items.is_empty())
        {
            self.taken[candidate.pair] = true;
        }
        candidates
    }

    /// The usable values for a field, best key first; keys without a value count as taken.
    fn candidates(&mut self, field: HeadField) -> Vec<Candidate> {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (index, pair) in self.pairs.iter().enumerate() {
            let rank = HeadField::of(&pair.key).filter(|(of, _)| *of == field);
            places.extend(rank.map(|(_, rank)| (rank, index)));
        }
        places.sort_unstable();
        let mut found = Vec::new();
        for (_, pair) in places {
            let value = std::mem::take(&mut self.pairs[pair].value);
            self.taken[pair] = value.is_nothing();
            let alone = matches!(value, Value::Text(_));
            let items = self.usable_items(pair, field, value);
            found.push(Candidate { pair, alone, items });
        }
        found
    }

    /// The texts of a value that can be used; what cannot be is complained of.
    fn usable_items(&mut self, pair: usize, field: HeadField, value: Value) -> Vec<LocatedText> {
        let KeyValue { at, raw, .. } = &self.pairs[pair];
        let (at, controls) = (*at, raw.chars().any(is_control));
        let items = match value {
            Value::Map(pairs) => {
                let name = pairs.into_iter().min_by_key(|(key, _)| name_rank(key));
                let Some((_, text)) = name.filter(|_| field.is_list()) else {
                    let reason = "keys and values where a text is expected";
                    let recovered = "kept among the other keys";
                    self.reader
                        .diagnostics
                        .warn(at, "front-matter-type", reason, recovered);
                    return Vec::new();
                };
                vec![LocatedText { text, at }]
            }
            value => items_of(value),
        };
        let mut usable = Vec::new();
        for item in items {
            let text = item.text.trim();
            if text.starts_with("{{") && text.ends_with("}}") {
                let reason = "a template that was never filled in";
                self.reader.diagnostics.warn(
                    item.at,
                    "front-matter-template",
                    reason,
                    "read as nothing",
                );
            } else if controls && text.chars().any(is_control) {
                let recovered = "the value is left out";
                self.reader.diagnostics.error(
                    item.at,
                    "front-matter-control",
                    "a control character",
                    recovered,
                );
            } else if !text.is_empty() {
                usable.push(item);
            }
        }
        usable
    }
}

/// The usable values of one key.
struct Candidate {
    /// The key's place among the pairs.
    pair: usize,
    /// Whether the value was one text rather than a list.
    alone: bool,
    items: Vec<LocatedText>,
}

/// A value whose lines stand below one another without marks or blanks before them, as some programs
/// write a list.
fn bare_lines(raw: &str) -> Option<&str> {
    let marks = ['"', '\'', '[', '{', '|', '>', '-', ' ', '\t'];
    let raw = raw.trim();
    let is_bare = raw.lines().all(|line| !line.starts_with(marks));
    (is_bare && raw.contains('\n')).then_some(raw)
}

/// Whether a value says nothing of what its key asks for: it answers a question, or names a failure.
fn is_no_answer(text: &str) -> bool {
    ["true", "false", "yes", "no", "invalid date"]
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Whether YAML forbids a character; escapes may still stand for it.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

/// A value as one line to show, with the references of web pages resolved.
fn shown(text: &str) -> SafeText {
    SafeText::line(resolved(text).trim())
}

/// A date, also where somebody linked to the note of a day.
fn date(text: &str) -> Date {
    Date::read(next_link(text).map_or(text, |(_, link, _)| label(link)))
}
