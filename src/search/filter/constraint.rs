//! One constraint of a filter, as it is typed: `site:nist.gov`, `author:"Jane Doe"`, `!tag:law`, `after:2024-05`.

use std::fmt;

use crate::clip::entity::Kind;
use crate::library::reading_position::ReadingState;
use crate::search::filter::DateBound;
use crate::search::nearest::did_you_mean;

/// Something that an article must meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// It is the file of that path below the library.
    Article(String),
    /// It names that entity, in whatever form.
    Entity(String),
    /// It names an entity of that kind.
    Kind(Kind),
    /// It cites that page, or any page of that site, or was clipped from it.
    Source(String),
    /// It was clipped from that site, or one with that word in its name.
    Site(String),
    /// One of its authors has that in the name.
    Author(String),
    /// It bears that tag or one below it.
    Tag(String),
    /// It was published, or else clipped, on that day or later.
    After(DateBound),
    /// It was published, or else clipped, before that day.
    Before(DateBound),
    /// It passes that query of the box.
    Match(String),
    /// It passes the filter that the reader gave that name.
    Named(String),
    /// It bears annotations.
    Annotated,
    /// It is so, as the reader left or marked it.
    Reading(ReadingState),
    /// It does not meet that one.
    Not(Box<Constraint>),
    /// It meets one of these.
    Any(Vec<Constraint>),
}

/// Why a constraint could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConstraintError {
    /// There is no constraint of that name.
    #[error("no filter has this name")]
    Unknown,
    /// Nothing stands after the colon.
    #[error("something must stand after the colon")]
    Empty,
    /// The value is no kind of entity.
    #[error("a kind is {}{}", kinds(), did_you_mean(.0, kind_names()))]
    NoKind(String),
    /// The value is no date.
    #[error("a date is written 2024, 2024-05 or 2024-05-31, or 7d, 2w, 3m, 1y for so long ago")]
    NoDate,
    /// The value is no state of an article.
    #[error("is: takes annotated, starred, later or unread")]
    NoState,
}

impl Constraint {
    /// The names that may stand before a colon.
    pub const NAMES: [&str; 12] = [
        "article", "entity", "kind", "source", "site", "author", "tag", "after", "before", "match",
        "filter", "is",
    ];

    /// Reads a constraint by the name that the command line gives it.
    pub fn read(name: &str, value: &str) -> Result<Self, ConstraintError> {
        let text = |value: &str| {
            (!value.is_empty())
                .then(|| value.to_owned())
                .ok_or(ConstraintError::Empty)
        };
        let day =
            || text(value).and_then(|text| DateBound::read(&text).ok_or(ConstraintError::NoDate));
        let kind = |name: String| Kind::named(&name).ok_or(ConstraintError::NoKind(name));
        Ok(match name {
            "article" => Self::Article(text(value)?),
            "entity" => Self::Entity(text(value)?),
            "kind" => Self::Kind(text(value).and_then(kind)?),
            "source" => Self::Source(text(value)?),
            "site" => Self::Site(text(value)?),
            "author" => Self::Author(text(value)?),
            "tag" => Self::Tag(text(value.trim_start_matches('#'))?),
            "after" => Self::After(day()?),
            "before" => Self::Before(day()?),
            "match" => Self::Match(text(value)?),
            "filter" => Self::Named(text(value)?),
            "is" if value == "annotated" => Self::Annotated,
            "is" => match ReadingState::named(value) {
                Some(state) => Self::Reading(state),
                None if is_begun(value) => return Err(ConstraintError::Empty),
                None => return Err(ConstraintError::NoState),
            },
            _ => return Err(ConstraintError::Unknown),
        })
    }

    /// The name before the colon; that of the first of several.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Article(_) => "article",
            Self::Entity(_) => "entity",
            Self::Kind(_) => "kind",
            Self::Source(_) => "source",
            Self::Site(_) => "site",
            Self::Author(_) => "author",
            Self::Tag(_) => "tag",
            Self::After(_) => "after",
            Self::Before(_) => "before",
            Self::Match(_) => "match",
            Self::Named(_) => "filter",
            Self::Annotated | Self::Reading(_) => "is",
            Self::Not(one) => one.name(),
            Self::Any(several) => several.first().map_or("", Self::name),
        }
    }

    /// A number for constraints of which an article can meet only one, so that any will do.
    pub(in crate::search) const fn alternative_group(&self) -> Option<usize> {
        match self {
            Self::Article(_) => Some(0),
            Self::Site(_) => Some(1),
            Self::Kind(_) => Some(2),
            _ => None,
        }
    }

    /// The constraints that it is made of; itself, where it is one.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Not(one) => one.parts(),
            Self::Any(several) => several.iter().flat_map(Self::parts).collect(),
            one => vec![one],
        }
    }
}

/// As one would type it.
impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = match self {
            Self::Article(text)
            | Self::Entity(text)
            | Self::Source(text)
            | Self::Site(text)
            | Self::Author(text)
            | Self::Tag(text)
            | Self::Match(text)
            | Self::Named(text) => text.clone(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::After(day) | Self::Before(day) => day.to_string(),
            Self::Annotated => "annotated".to_owned(),
            Self::Reading(state) => state.name().to_owned(),
            Self::Not(one) => return write!(f, "!{one}"),
            Self::Any(several) => {
                let several: Vec<String> = several.iter().map(Self::to_string).collect();
                return f.write_str(&several.join(" | "));
            }
        };
        if value.contains(|c: char| c.is_whitespace() || c == '"') {
            write!(f, "{}:\"{}\"", self.name(), value.replace('"', "\"\""))
        } else {
            write!(f, "{}:{value}", self.name())
        }
    }
}

/// Whether a state of an article begins so.
fn is_begun(value: &str) -> bool {
    let states = ReadingState::ALL.into_iter().map(ReadingState::name);
    let mut states = states.chain(["annotated"]);
    states.any(|state| state.starts_with(value))
}

fn kind_names() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::name)
}

fn kinds() -> String {
    kind_names().collect::<Vec<_>>().join(", ")
}
