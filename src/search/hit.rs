//! What a search finds: kinds of hits, where they lead, and a hit with what is shown of it.

use std::ops::Range;

use serde::Serialize;

use crate::clip::entity::Kind;
use crate::notes::annotation::AnnotationId;
use crate::text::clean::SafeText;
use crate::text::range::{ArticleId, SourceRange, TextRange};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An article, by its title.
    Article,
    /// A person, organisation, place …, by one of its names.
    Entity,
    /// A page that articles link to, by its address or an anchor.
    Source,
    /// A sentence of an article.
    Passage,
    /// A heading of an article.
    Heading,
    /// A tag.
    Tag,
    /// Something that a reader added.
    Annotation,
    /// Something that the program can do.
    Command,
}

impl HitKind {
    /// Every kind, in the order in which grouped hits stand.
    pub const ALL: [Self; 8] = [
        Self::Article,
        Self::Entity,
        Self::Source,
        Self::Heading,
        Self::Tag,
        Self::Annotation,
        Self::Passage,
        Self::Command,
    ];

    /// The name that the command line and JSON use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Entity => "entity",
            Self::Source => "source",
            Self::Passage => "passage",
            Self::Heading => "heading",
            Self::Tag => "tag",
            Self::Annotation => "annotation",
            Self::Command => "command",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What is typed before a query to find only this kind.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Article => "a:",
            Self::Entity => "e:",
            Self::Source => "s:",
            Self::Passage => "p:",
            Self::Heading => "h:",
            Self::Tag => "#",
            Self::Annotation => "n:",
            Self::Command => ">",
        }
    }
}

/// A set of kinds; the empty set stands for all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u16);

impl Kinds {
    /// The set without restriction.
    pub const ALL: Self = Self(0);

    /// Adds a kind.
    pub const fn add(&mut self, kind: HitKind) {
        self.0 |= 1 << kind as u16;
    }

    /// Whether hits of that kind are wanted.
    pub const fn holds(self, kind: HitKind) -> bool {
        self.0 == 0 || self.0 >> kind as u16 & 1 == 1
    }

    /// Whether no kind was named.
    pub const fn is_unrestricted(self) -> bool {
        self.0 == 0
    }

    /// Whether hits of that kind are wanted and no others.
    pub const fn are_only(self, kind: HitKind) -> bool {
        self.0 == 1 << kind as u16
    }

    /// A bit for each kind that is wanted.
    pub(crate) const fn bits(self) -> u16 {
        if self.0 == 0 { u16::MAX >> 1 } else { self.0 }
    }
}

impl FromIterator<HitKind> for Kinds {
    fn from_iter<T: IntoIterator<Item = HitKind>>(kinds: T) -> Self {
        let mut set = Self::ALL;
        kinds.into_iter().for_each(|kind| set.add(kind));
        set
    }
}

/// Where a hit leads. Names of entities and tags and addresses of sources are the hit's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitTarget {
    /// The article where it was last left.
    Article(ArticleId),
    /// A stretch of an article's file.
    Place(ArticleId, SourceRange),
    /// A stretch of an article's text.
    Text(ArticleId, TextRange),
    /// Everything about the entity of that kind.
    Entity(Kind),
    /// Everything about the source.
    Source,
    /// The articles that bear the tag.
    Tag,
    /// An annotation.
    Annotation(AnnotationId),
    /// The command of that number, by the caller's count.
    Command(u32),
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its title, name, address, sentence or words.
    pub label: SafeText,
    /// What tells it from others of the same label.
    pub detail: SafeText,
    /// The greater, the better; comparable within one answer.
    pub score: u32,
    /// Where it leads.
    pub target: HitTarget,
    /// Byte ranges of the label that the query has found: ascending, apart.
    pub matched: Vec<Range<usize>>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all, also those not among the best; noise that is left out is counted.
    pub total: u32,
    /// How many of them are noise that was left out; 0 as long as there are more hits than wanted.
    pub hidden: u32,
}

impl Hits {
    /// What either of two answers found, at most `limit`; what both found stands once, where it stands better.
    #[must_use]
    pub fn or(mut self, other: Self, limit: usize) -> Self {
        if self.hits.is_empty() && self.total == 0 {
            return other;
        }
        let known = self.hits.len();
        let mut total = self.total + other.total;
        for hit in other.hits {
            let same = |known: &Hit| known.target == hit.target && known.label == hit.label;
            let Some(at) = self.hits[..known].iter().position(same) else {
                self.hits.push(hit);
                continue;
            };
            total -= 1;
            if self.hits[at].score < hit.score {
                self.hits[at] = hit;
            }
        }
        self.total = total;
        self.hidden += other.hidden;
        self.hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        self.hits.truncate(limit);
        self
    }
}
