//! Judging what is set: each key for itself, so that one that cannot be used spoils no other.

use std::path::Path;

use serde_yaml::Value;

use crate::input::mouse::Mouse;
use crate::notes::annotation::Colour;
use crate::search::filter::Filter;
use crate::search::query::Query;
use crate::store::config::file::{self, OneOrMany, form, quoted};
use crate::store::config::{Config, KeyWish};
use crate::store::user_folders::below_home;
use crate::text::markdown::LineBreaks;

/// Every key that may be set.
const KEYS: &str = "library, theme, name, mouse, reader, colours, filters, search, keys";

impl Config {
    /// Takes in one key of the file.
    pub(super) fn set(&mut self, key: &str, value: &Value, home: &Path) {
        match key {
            "library" => {
                self.library = self
                    .text(key, value)
                    .and_then(|path| self.whole_path(key, &path, home))
                    .map(Into::into);
            }
            "theme" => {
                let folder = self.path().parent().unwrap_or(home).to_owned();
                self.theme = self.text(key, value).map(|name| theme(name, home, &folder));
            }
            "name" => self.name = self.text(key, value),
            "mouse" => match form(value) {
                Some(true) => self.mouse = Mouse::On,
                Some(false) => self.mouse = Mouse::Off,
                None => self.refuse(&[key], value, "write true or false"),
            },
            "reader" => self.section(key, value, Self::reader),
            "colours" => self.section(key, value, Self::colour),
            "filters" => self.section(key, value, Self::filter),
            "search" => self.section(key, value, Self::search),
            "keys" => self.section(key, value, Self::key),
            _ => self.complain(&[key], "there is no such key", &format!("keys are {KEYS}")),
        }
    }

    /// Takes in each entry of a section for itself.
    fn section(&mut self, key: &str, value: &Value, take: impl Fn(&mut Self, &str, &Value)) {
        match file::map(value) {
            Some(entries) => {
                for (name, value) in entries {
                    take(self, &name, value);
                }
            }
            None => self.refuse(&[key], value, "write names and values below it, indented"),
        }
    }

    fn refuse(&mut self, keys: &[&str], value: &Value, remedy: &str) {
        self.complain(keys, &format!("'{}' cannot be used", quoted(value)), remedy);
    }

    /// A text that is not empty.
    fn text(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = form(value).filter(|text: &String| !text.trim().is_empty());
        if text.is_none() {
            self.refuse(&[key], value, "write a text, in quotes where in doubt");
        }
        text
    }

    fn whole_path(&mut self, key: &str, path: &str, home: &Path) -> Option<String> {
        let whole = below_home(path, home).to_string_lossy().into_owned();
        if Path::new(&whole).is_absolute() {
            return Some(whole);
        }
        let reason = format!("'{path}' depends on where one stands");
        self.complain(&[key], &reason, "write a path that begins with / or ~/");
        None
    }

    fn reader(&mut self, name: &str, value: &Value) {
        let keys = ["reader", name];
        if name != "line_ends" {
            return self.complain(&keys, "there is no such key", "write line_ends");
        }
        match form::<String>(value).as_deref() {
            Some("join") => self.line_breaks = LineBreaks::Joined,
            Some("keep") => self.line_breaks = LineBreaks::Kept,
            _ => self.refuse(&keys, value, "write join or keep"),
        }
    }

    fn colour(&mut self, name: &str, value: &Value) {
        let keys = ["colours", name];
        let mut colours = Colour::ALL.into_iter();
        let is_meant = |colour: &Colour| {
            colour.name() == name || name.chars().eq(std::iter::once(colour.letter()))
        };
        let Some(colour) = colours.find(is_meant) else {
            let remedy = "colours are red, green, blue, yellow and purple";
            return self.complain(&keys, "there is no such colour", remedy);
        };
        let word = form(value).filter(|word: &String| !word.trim().is_empty());
        let Some(word) = word else {
            return self.refuse(&keys, value, "write the word that you use for it");
        };
        let other = Colour::ALL
            .into_iter()
            .find(|other| *other != colour && self.is_word_of(*other, word.trim()));
        if let Some(other) = other {
            let reason = format!("'{word}' stands for {} already", other.name());
            return self.complain(&keys, &reason, "give each colour a word of its own");
        }
        self.palette = std::mem::take(&mut self.palette).with(colour, &word);
    }

    /// Whether the reader gave a colour that word; the names of colours may change places.
    fn is_word_of(&self, colour: Colour, word: &str) -> bool {
        let own = self.palette.word(colour);
        own != colour.name() && own.eq_ignore_ascii_case(word)
    }

    fn filter(&mut self, name: &str, value: &Value) {
        let keys = ["filters", name];
        let Some(typed) = form::<String>(value) else {
            return self.refuse(
                &keys,
                value,
                "write it as it is typed: \"site:nist.gov after:2024\"",
            );
        };
        match filter(&typed) {
            Ok(filter) => drop(self.filters.insert(name.to_owned(), filter)),
            Err(reason) => self.complain(
                &keys,
                &reason,
                "write conditions such as site:nist.gov after:2024 tag:policy",
            ),
        }
    }

    fn search(&mut self, name: &str, value: &Value) {
        if name != "memory" {
            return self.complain(
                &["search", name],
                "there is no such key",
                "the key is memory",
            );
        }
        let size = form::<String>(value).as_deref().and_then(bytes);
        if size.is_none() {
            self.refuse(
                &["search", name],
                value,
                "write a size such as 512 MB or 2 GB",
            );
        }
        self.search_memory = size;
    }

    fn key(&mut self, name: &str, value: &Value) {
        let keys = match value {
            Value::Null => Some(Vec::new()),
            value => form::<OneOrMany>(value).map(Vec::from),
        };
        match keys {
            Some(keys) => self.keys.push(KeyWish {
                command: name.to_owned(),
                keys,
            }),
            None => self.refuse(
                &["keys", name],
                value,
                "write keys in quotes: [\"j\", \"down\"]",
            ),
        }
    }
}

/// A bundled theme by its name, or the path of a file.
fn theme(name: String, home: &Path, beside: &Path) -> String {
    if name.contains(['/', '.']) {
        let path = beside.join(below_home(&name, home));
        return path.to_string_lossy().into_owned();
    }
    name
}

/// A filter from what is typed into the box; words alone are no condition.
fn filter(typed: &str) -> Result<Filter, String> {
    let query = Query::parse(typed);
    if let Some(problem) = query.problems.first() {
        let part = typed
            .get(problem.range.start as usize..problem.range.end as usize)
            .unwrap_or_default();
        return Err(format!("'{part}': {}", problem.reason));
    }
    let is_more =
        !query.terms.is_empty() || !query.choices.is_empty() || !query.kinds.is_unrestricted();
    if query.filter.is_empty() || is_more {
        return Err(format!("'{typed}' is not made of conditions alone"));
    }
    Ok(query.filter)
}

/// A size such as `512 MB` in bytes.
fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}
