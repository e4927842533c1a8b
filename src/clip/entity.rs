//! Who and what articles name: kinds, mentions, and entities as one name for one thing.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::clip::article_set::ArticleSet;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange, TextRange};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, ministry, body, party, outlet.
    Organisation,
    /// A country, region, town, facility.
    Place,
    /// A nationality, people, religion, the adherents of a party.
    Group,
    /// A named event.
    Event,
    /// A law, treaty, document, book.
    Work,
    /// A product or a named technology.
    Product,
    /// A day, month, year, or a stretch of them.
    Date,
    /// A sum of money.
    Money,
    /// A measured or counted amount.
    Quantity,
    /// A name that fits none of these.
    Other,
}

impl Kind {
    /// Every kind, in the order in which panes group them.
    pub const ALL: [Self; 11] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Group,
        Self::Event,
        Self::Work,
        Self::Product,
        Self::Date,
        Self::Money,
        Self::Quantity,
        Self::Other,
    ];

    /// The name that the command line and JSON use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Event => "event",
            Self::Work => "work",
            Self::Product => "product",
            Self::Date => "date",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is an amount or a time, which lists leave out unless asked.
    pub const fn is_measure(self) -> bool {
        matches!(self, Self::Date | Self::Money | Self::Quantity)
    }
}

/// One stretch of one article that names an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// What is named there.
    pub kind: Kind,
    /// The name that the whole article gives it: its longest form there ("Huawei Technologies").
    pub name: SafeText,
    /// Where it stands in the article's text.
    pub text: TextRange,
    /// Where it stands in the file.
    pub source: SourceRange,
}

/// One person, organisation, place or thing, under one name in the whole library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// The name it is listed under.
    pub name: SafeText,
    /// Other forms in which it is named, most frequent first.
    pub aliases: Vec<SafeText>,
    /// Every mention, by article and place.
    pub mentions: Vec<MentionRef>,
    /// The articles that name it.
    pub articles: ArticleSet,
}

impl Entity {
    /// Whether both are listed as the same thing.
    pub fn is(&self, other: &Self) -> bool {
        (self.kind, &self.name) == (other.kind, &other.name)
    }

    /// The entity as corrections speak of it.
    pub fn named(&self) -> EntityKey {
        EntityKey::new(self.kind, self.name.as_str())
    }

    /// Where it stands among others: see [`Entity::rank_by`].
    pub fn rank(&self) -> impl Ord + Copy {
        self.rank_by(self.articles.len() as u32, self.mentions.len() as u32)
    }

    /// Where it stands among others if so many articles name it so many times: kind by kind, first what
    /// most articles name, then what is named most often, then by name. The smaller comes first.
    pub fn rank_by(&self, articles: u32, mentions: u32) -> impl Ord + Copy {
        let most = (Reverse(articles), Reverse(mentions));
        (self.kind, most, self.name.as_str())
    }
}

/// A mention, as the number it has in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// The article.
    pub article: ArticleId,
    /// Index into [`Article::mentions`](crate::clip::article::Article::mentions).
    pub mention: u32,
}

/// An entity as it is called: what it is, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityKey {
    /// What it is.
    pub kind: Kind,
    /// The name it is listed under.
    pub name: String,
}

impl EntityKey {
    /// An entity of that kind and name.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
        }
    }
}
