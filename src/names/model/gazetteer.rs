//! Lists of names and words, and the classes that the tagger learns from.
//!
//! Large lists are hashed tables read in place, one file a licence; small ones are texts, read once.

use std::sync::Arc;

use bitflags::bitflags;

use crate::clip::entity::Kind;
use crate::names::model::table::{AssetError, Table};
use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::rows::rows;
use crate::names::tokens::{Case, Token, tokenize};

bitflags! {
    /// What lists say of a word or a name; the bits are part of the format of the tables.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Classes: u32 {
        /// A country.
        const COUNTRY = 1;
        /// A city of 400,000 people or more, or a capital.
        const CITY = 1 << 1;
        /// A town of 15,000 people or more.
        const TOWN = 1 << 2;
        /// A region, state, sea, continent.
        const REGION = 1 << 3;
        /// A nationality, people, religion, party's adherents.
        const GROUP = 1 << 4;
        /// A listed organisation.
        const ORGANISATION = 1 << 5;
        /// A company.
        const COMPANY = 1 << 6;
        /// A first name.
        const FIRST_NAME = 1 << 7;
        /// A last name.
        const LAST_NAME = 1 << 8;
        /// A title or an office, such as `President`.
        const TITLE = 1 << 9;
        /// A word that organisations end or begin with.
        const ORGANISATION_WORD = 1 << 10;
        /// A word that places end or begin with.
        const PLACE_WORD = 1 << 11;
        /// A word that works and events end or begin with.
        const OTHER_WORD = 1 << 12;
        /// A weekday or a month.
        const DATE_WORD = 1 << 13;
        /// A listed law, treaty or document.
        const WORK = 1 << 14;
        /// A listed product or technology.
        const PRODUCT = 1 << 15;
        /// A listed event.
        const EVENT = 1 << 16;
        /// Not a name, but the beginning of one.
        const PREFIX = 1 << 23;
    }
}

impl Classes {
    /// Any listed place.
    pub const PLACE: Self = Self::COUNTRY
        .union(Self::CITY)
        .union(Self::TOWN)
        .union(Self::REGION);
}

/// Longest name, in tokens: of the lists, and of those that the tagger finds.
pub const LONGEST: usize = 24;
/// Twice the Zipf frequency from which a lone word with a capital is common rather than a name.
pub const COMMON: u8 = 8;
/// Bytes of a class in a table.
pub const CLASS_BYTES: usize = 3;
/// What sets keys of acronyms apart, which are found only in capitals ("WHO" is not "who").
const CAPITALS: u64 = 0x5043;

/// The texts and tables that a [`Gazetteer`] is made of.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// Towns: a table of [`Classes`].
    pub towns: &'a [u8],
    /// First and last names: a table of [`Classes`].
    pub people: &'a [u8],
    /// Words of English: a table of twice their Zipf frequency.
    pub frequencies: &'a [u8],
    /// Words of English: a table of clusters of words used alike.
    pub clusters: &'a [u8],
    /// Countries: name, official name, aliases, demonyms, capital.
    pub countries: &'a str,
    /// Companies, one a line.
    pub companies: &'a str,
    /// Names of our own with kinds and aliases; see [`Lexicon`](crate::names::rules::lexicon::Lexicon).
    pub lexicon: &'a str,
    /// Words by class, regions and peoples of our own.
    pub words: &'a str,
    /// Words by which rules know what stands beside a name; only
    /// [`CueWords`](crate::names::tokens::keywords::CueWords) reads them.
    pub keywords: &'a str,
    /// Names of our own in other languages; only the lexicon reads them.
    pub languages: &'a str,
    /// Territories in other languages; only the lexicon reads them.
    pub territories: &'a str,
}

/// Everything the lists know; cheap to copy.
#[derive(Clone, Debug)]
pub struct Gazetteer<'a> {
    tables: [Table<'a>; 2],
    frequencies: Table<'a>,
    clusters: Table<'a>,
    /// Towns as other languages than English call them, where those are asked.
    abroad: Option<Table<'a>>,
    own: Arc<Hashed<Classes>>,
}

/// A line of one of our own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// The name.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Other names of it.
    pub aliases: &'a str,
    /// The country or the body that it belongs to.
    pub country: &'a str,
    /// Those of its names that may mean something else.
    pub doubtful: &'a str,
}

/// Reads the lines `name⇥kind⇥alias;alias⇥country⇥alias;alias`, the last ones being in doubt; lines that begin with `#` are comments.
pub fn listed(text: &str) -> impl Iterator<Item = Listed<'_>> {
    rows(text).filter_map(|mut columns| {
        let (name, kind) = (columns.next()?, columns.next()?);
        Some(Listed {
            name,
            kind: Kind::named(kind)?,
            aliases: columns.next().unwrap_or(""),
            country: columns.next().unwrap_or(""),
            doubtful: columns.next().unwrap_or(""),
        })
    })
}

impl<'a> Gazetteer<'a> {
    /// Reads the lists.
    pub fn new(lists: &Lists<'a>) -> Result<Self, AssetError> {
        let mut gazetteer = Self {
            tables: [
                Table::parse("towns", lists.towns)?,
                Table::parse("people", lists.people)?,
            ],
            frequencies: Table::parse("frequencies", lists.frequencies)?,
            clusters: Table::parse("clusters", lists.clusters)?,
            abroad: None,
            own: Arc::default(),
        };
        for mut row in rows(lists.countries) {
            gazetteer.add_country(&mut row);
        }
        for company in rows(lists.companies).filter_map(|mut row| row.next()) {
            gazetteer.add(company, Classes::COMPANY);
        }
        for entry in listed(lists.lexicon) {
            let class = match entry.kind {
                Kind::Organisation => Classes::ORGANISATION,
                Kind::Place => Classes::REGION,
                Kind::Group => Classes::GROUP,
                Kind::Work => Classes::WORK,
                Kind::Product => Classes::PRODUCT,
                Kind::Event => Classes::EVENT,
                _ => continue,
            };
            let aliases = names(entry.aliases).chain(names(entry.doubtful));
            for name in std::iter::once(entry.name).chain(aliases) {
                gazetteer.add(name, class);
            }
        }
        for mut row in rows(lists.words) {
            if let (Some(class), Some(words)) = (row.next().and_then(class_named), row.next()) {
                names(words).for_each(|word| gazetteer.add(word, class));
            }
        }
        Ok(gazetteer)
    }

    /// The same lists for another language: with the frequencies of its words in place of those of English,
    /// and towns as others call them.
    pub fn abroad(&self, frequencies: &'a [u8], towns: &'a [u8]) -> Result<Self, AssetError> {
        Ok(Self {
            frequencies: Table::parse("frequencies", frequencies)?,
            abroad: Some(Table::parse("towns", towns)?),
            ..self.clone()
        })
    }

    fn add_country(&mut self, row: &mut std::str::Split<'_, char>) {
        let [name, official, aliases, demonyms, capital] =
            std::array::from_fn(|_| row.next().unwrap_or(""));
        for name in [name, official].into_iter().chain(names(aliases)) {
            // Codes of two letters ("IS", "NO", "AI") are words and other names far more often.
            if name.len() > 2 || matches!(name, "US" | "UK") {
                self.add(name, Classes::COUNTRY);
            }
        }
        for demonym in names(demonyms) {
            self.add(demonym, Classes::GROUP);
            self.add(&plural(demonym), Classes::GROUP);
        }
        if !capital.is_empty() {
            self.add(capital, Classes::CITY);
        }
    }

    /// Adds one name of the small lists.
    fn add(&mut self, name: &str, class: Classes) {
        for (key, part) in keys(name, class) {
            *Arc::make_mut(&mut self.own).entry(key).or_default() |= part;
        }
    }

    fn get(&self, key: u64) -> Classes {
        let tables = self
            .tables
            .iter()
            .chain(&self.abroad)
            .filter_map(|table| table.get(key))
            .fold(0, |all, bits| all | bits);
        Classes::from_bits_truncate(tables) | self.own.get(&key).copied().unwrap_or_default()
    }

    /// What the lists say of one word on its own; the large ones hold only words with a capital.
    pub fn classes(&self, token: &Token) -> Classes {
        if token.case == Case::Lower {
            let key = hash::phrase([token.lower]);
            return self.own.get(&key).copied().unwrap_or_default();
        }
        let mut classes = self.get(hash::phrase([token.lower]));
        if matches!(token.case, Case::Upper | Case::Alphanumeric | Case::Dotted) {
            classes |= self.get(capitals_key(token.lower));
        }
        classes
    }

    /// The longest listed name that begins with the first of `tokens`, its tokens (two or more) and
    /// classes.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, Classes)> {
        let mut key = 0;
        let mut best = None;
        for (count, token) in tokens.iter().take(LONGEST).enumerate() {
            key = hash::mix(key, token.lower);
            let classes = self.get(key);
            if count > 0 && !(classes - Classes::PREFIX).is_empty() {
                best = Some((count + 1, classes - Classes::PREFIX));
            }
            if !classes.contains(Classes::PREFIX) {
                break;
            }
        }
        best
    }

    /// Twice the Zipf frequency of a word (2 to 15); 0 when it is unknown.
    pub fn frequency(&self, lower: u64) -> u8 {
        self.frequencies.get(lower).unwrap_or(0) as u8
    }

    /// The cluster of a word (1 to 1,000) and the coarser one (1 to 120); zeros when unknown.
    pub fn clusters(&self, lower: u64) -> (u16, u8) {
        self.clusters
            .get(lower)
            .map_or((0, 0), |both| ((both & 0xFFFF) as u16, (both >> 16) as u8))
    }
}

/// The names of a list separated by semicolons.
pub fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// The class that a list of words is headed with.
fn class_named(name: &str) -> Option<Classes> {
    Some(match name {
        "title" => Classes::TITLE,
        "organisation-word" => Classes::ORGANISATION_WORD,
        "place-word" => Classes::PLACE_WORD,
        "other-word" => Classes::OTHER_WORD,
        "date-word" => Classes::DATE_WORD,
        "region" => Classes::REGION,
        "group" => Classes::GROUP,
        _ => return None,
    })
}

/// The plural of a demonym; those that end in a hiss have none of their own.
pub fn plural(demonym: &str) -> String {
    if demonym.ends_with(['s', 'h', 'e']) {
        demonym.to_owned()
    } else {
        format!("{demonym}s")
    }
}

/// The keys under which a name is stored: its own, and those of its beginnings.
///
/// A leading article is left out. One word of at most five capitals is an acronym.
pub fn keys(name: &str, class: Classes) -> Vec<(u64, Classes)> {
    let name = name
        .strip_prefix("The ")
        .or_else(|| name.strip_prefix("the "))
        .unwrap_or(name);
    let mut tokens = Vec::new();
    tokenize(name, 0..name.len(), &mut tokens);
    if let [only] = tokens.as_slice()
        && matches!(only.case, Case::Upper)
        && name.len() <= 5
    {
        return vec![(capitals_key(only.lower), class)];
    }
    let count = tokens.len().min(LONGEST + 1);
    let mut key = 0;
    let mut all = Vec::with_capacity(count);
    for (at, token) in tokens.iter().take(count).enumerate() {
        key = hash::mix(key, token.lower);
        all.push((
            key,
            if at + 1 == tokens.len() {
                class
            } else {
                Classes::PREFIX
            },
        ));
    }
    all
}

/// The key of an acronym.
pub fn capitals_key(lower: u64) -> u64 {
    hash::phrase([lower, CAPITALS])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::model::table;

    fn gazetteer_of(words: &str) -> Gazetteer<'_> {
        let empty: &'static [u8] = Box::leak(table::write([], CLASS_BYTES).into_boxed_slice());
        let lists = Lists {
            towns: empty,
            people: empty,
            frequencies: empty,
            clusters: empty,
            countries: "",
            companies: "",
            lexicon: words,
            words: "",
            keywords: "",
            languages: "",
            territories: "",
        };
        Gazetteer::new(&lists).unwrap()
    }

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        tokens
    }

    #[test]
    fn the_longest_name_wins_and_acronyms_want_capitals() {
        let own = gazetteer_of("World Bank\torganisation\t\nWorld Bank Group\torganisation\tWHO\n");
        assert_eq!(
            own.longest(&tokens("World Bank Group said")),
            Some((3, Classes::ORGANISATION))
        );
        assert_eq!(
            own.longest(&tokens("World Bank said")),
            Some((2, Classes::ORGANISATION))
        );
        assert_eq!(own.longest(&tokens("World War")), None);
        assert_eq!(own.classes(&tokens("WHO")[0]), Classes::ORGANISATION);
        assert_eq!(own.classes(&tokens("who")[0]), Classes::empty());
    }
}
