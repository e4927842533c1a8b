//! One constraint of a filter, as it is typed: `site:nist.gov`, `author:"Jane Doe"`, `after:2024-05`.

use std::fmt;

use crate::clip::entity::Kind;
use crate::text::date::Day;

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
    /// It was clipped from that site, a registrable domain.
    Site(String),
    /// One of its authors has that in the name.
    Author(String),
    /// It bears that tag or one below it.
    Tag(String),
    /// It was published, or else clipped, on that day or later.
    After(Day),
    /// It was published, or else clipped, before that day.
    Before(Day),
    /// Title and text hold these words.
    Match(String),
    /// It bears annotations.
    Annotated,
}

/// Why a constraint could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConstraintError {
    /// There is no constraint of that name.
    #[error("no filter has this name")]
    Unknown,
    /// Nothing stands after the colon.
    #[error("something must stand after the colon")]
    Empty,
    /// The value is no kind of entity.
    #[error(
        "a kind is person, organisation, place, group, event, work, product, date, money, quantity or other"
    )]
    NoKind,
    /// The value is no date.
    #[error("a date is written 2024, 2024-05 or 2024-05-31")]
    NoDate,
}

impl Constraint {
    /// Reads a constraint by the name that the command line gives it.
    pub fn read(name: &str, value: &str) -> Result<Self, ConstraintError> {
        let text = || {
            (!value.is_empty())
                .then(|| value.to_owned())
                .ok_or(ConstraintError::Empty)
        };
        let day = || text().and_then(|text| read_day(&text).ok_or(ConstraintError::NoDate));
        Ok(match name {
            "article" => Self::Article(text()?),
            "entity" => Self::Entity(text()?),
            "kind" => Self::Kind(Kind::named(&text()?).ok_or(ConstraintError::NoKind)?),
            "source" => Self::Source(text()?),
            "site" => Self::Site(text()?),
            "author" => Self::Author(text()?),
            "tag" => Self::Tag(text()?.trim_start_matches('#').to_owned()),
            "after" => Self::After(day()?),
            "before" => Self::Before(day()?),
            "match" => Self::Match(text()?),
            "is" if value == "annotated" => Self::Annotated,
            "is" if "annotated".starts_with(value) => return Err(ConstraintError::Empty),
            _ => return Err(ConstraintError::Unknown),
        })
    }

    /// The name before the colon.
    pub const fn name(&self) -> &'static str {
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
            Self::Annotated => "is",
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
            | Self::Match(text) => text.clone(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::After(day) | Self::Before(day) => day.to_string(),
            Self::Annotated => "annotated".to_owned(),
        };
        if value.contains(|c: char| c.is_whitespace() || c == '"') {
            write!(f, "{}:\"{}\"", self.name(), value.replace('"', "\"\""))
        } else {
            write!(f, "{}:{value}", self.name())
        }
    }
}

/// A year, a month or a day in the order of ISO 8601.
fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = |last: u8| match parts.next() {
        None => Some(0),
        Some(part) => part
            .parse()
            .ok()
            .filter(|number| (1..=last).contains(number)),
    };
    let (month, day) = (part(12)?, part(31)?);
    Some(Day { year, month, day })
}
