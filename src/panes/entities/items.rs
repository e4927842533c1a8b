//! The rows of the list of names: kinds and names, those that may be one, those that are hidden.

use std::collections::HashSet;
use std::sync::Arc;

use crate::clip::entity::EntityKey;
use crate::clip::entity::{Entity, Kind, MentionRef};
use crate::library::contents::Library;
use crate::library::linked_entities::Proposal;
use crate::panes::entities::plural;
use crate::panes::list_rows::Row;
use crate::panes::list_work::{Extent, Tallier, Tally};
use crate::panes::request::Scope;
use crate::search::typed_words::RowText;
use crate::text::clean::{SafeStr, SafeText};

/// The group of names that may be one, which begins folded.
pub const ALIKE: &str = "Perhaps the same";
/// The group of names that the reader hid.
pub const HIDDEN: &str = "Hidden";

/// A row: the head of a group, a name, or two names that may be one.
#[derive(Clone, Debug)]
pub enum Item {
    Kind {
        kind: Kind,
        label: SafeText,
        count: u32,
    },
    Group {
        label: SafeText,
        count: u32,
    },
    Alike {
        proposal: Proposal,
        label: SafeText,
    },
    Name {
        entity: Arc<Entity>,
        /// How often articles of the scope that pass the pinned filters name it, and how many do.
        mentions: u32,
        articles: u32,
    },
}

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kind { kind, .. }, Self::Kind { kind: other, .. }) => kind == other,
            (Self::Group { label, .. }, Self::Group { label: other, .. }) => label == other,
            (Self::Name { entity, .. }, Self::Name { entity: other, .. }) => entity.is(other),
            (
                Self::Alike { proposal, .. },
                Self::Alike {
                    proposal: other, ..
                },
            ) => proposal == other,
            _ => false,
        }
    }
}

impl Row for Item {
    fn label(&self) -> SafeStr<'_> {
        match self {
            Self::Kind { label, .. } | Self::Group { label, .. } | Self::Alike { label, .. } => {
                label.shown()
            }
            Self::Name { entity, .. } => entity.name.shown(),
        }
    }

    fn text(&self, _library: &Library) -> RowText {
        let text = RowText::new(self.label().as_str());
        match self {
            Self::Name { entity, .. } => {
                let aliases = entity.aliases.iter();
                aliases.fold(text, |text, alias| text.with(alias.as_str()))
            }
            _ => text,
        }
    }

    fn is_head(&self) -> bool {
        matches!(self, Self::Kind { .. } | Self::Group { .. })
    }

    fn counts(&self) -> bool {
        matches!(self, Self::Name { .. })
    }
}

/// Names that may be one, at least one of each two among those that are listed, under their head.
fn pairs(extent: &Extent, names: &[Named<'_>]) -> Vec<Item> {
    if extent.library.proposals().is_empty() {
        return Vec::new();
    }
    let all = names.iter();
    let here: HashSet<(Kind, &str)> = all
        .map(|(entity, _)| (entity.kind, entity.name.as_str()))
        .collect();
    let is_here = |named: &EntityKey| here.contains(&(named.kind, named.name.as_str()));
    let mut items: Vec<Item> = Vec::new();
    for proposal in extent.library.proposals() {
        if is_here(&proposal.from) || is_here(&proposal.into) {
            let label = format!("{} = {}?", proposal.from.name, proposal.into.name);
            items.push(Item::Alike {
                label: SafeText::line(&label),
                proposal: proposal.clone(),
            });
        }
    }
    head(ALIKE, items.len()).into_iter().chain(items).collect()
}

/// An entity with how often it is named.
type Named<'a> = (&'a Arc<Entity>, Tally);

/// The names of the scope that are not hidden, kind by kind.
fn listed(extent: &Extent) -> Vec<Named<'_>> {
    let mut listed: Vec<Named<'_>> = match (extent.scope, extent.opened) {
        (Scope::Article, Some(opened)) => {
            let named = extent.library.entities_in(opened).into_iter();
            named.map(|(entity, times)| (entity, once(times))).collect()
        }
        (Scope::Article, None) => Vec::new(),
        (Scope::Library, _) => counted(extent.library.entities(), extent),
    };
    listed.retain(|(entity, _)| !entity.kind.is_measure());
    // Most articles first, then most mentions: what many articles name comes before what one repeats.
    let ranked = listed.into_iter().map(|(entity, tally)| {
        let rank = entity.rank_by(tally.articles, tally.times);
        (rank, (entity, tally))
    });
    let mut ranked: Vec<(_, Named<'_>)> = ranked.collect();
    // A whole library has its names in this order already; a stable sort takes them as they are.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, named)| named).collect()
}

/// So many mentions in one article.
const fn once(times: u32) -> Tally {
    Tally { times, articles: 1 }
}

/// The names of the scope that the reader hid.
pub fn hidden(extent: &Extent) -> Vec<Named<'_>> {
    let hidden = extent.library.hidden();
    match (extent.scope, extent.opened) {
        (Scope::Library, _) => counted(hidden, extent),
        (Scope::Article, None) => Vec::new(),
        (Scope::Article, Some(opened)) => hidden
            .iter()
            .map(|entity| {
                let here = |at: &&MentionRef| at.article == opened;
                (
                    entity,
                    once(entity.mentions.iter().filter(here).count() as u32),
                )
            })
            .filter(|(_, tally)| tally.times > 0)
            .collect(),
    }
}

/// Entities with how often articles that pass the pinned filters name them; those that none names
/// are left out.
fn counted<'a>(entities: &'a [Arc<Entity>], extent: &Extent) -> Vec<Named<'a>> {
    let tallier = Tallier::new(extent);
    let counted = entities.iter().map(|entity| {
        let mentions = entity.mentions.iter().map(|mention| mention.article);
        (entity, tallier.count(&entity.articles, mentions))
    });
    counted.filter(|(_, tally)| tally.times > 0).collect()
}

/// The rows of the names of the scope, and how many pairs there are to ask about; the names that the reader hid at their
/// end, where they are wanted.
pub fn rows(with_hidden: bool, extent: &Extent) -> (Vec<Item>, usize) {
    let names = listed(extent);
    let mut items = pairs(extent, &names);
    let alike = items.len().saturating_sub(1);
    for group in names.chunk_by(|(a, _), (b, _)| a.kind == b.kind) {
        let kind = group[0].0.kind;
        items.push(Item::Kind {
            kind,
            label: plural(kind).into(),
            count: group.len() as u32,
        });
        items.extend(group.iter().map(name));
    }
    if with_hidden {
        let hidden = hidden(extent);
        items.extend(head(HIDDEN, hidden.len()));
        items.extend(hidden.iter().map(name));
    }
    (items, alike)
}

/// The row of the thing that a row names, where it is listed under another name now.
pub fn renamed(row: &Item, library: &Library) -> Option<Item> {
    let Item::Name { entity: was, .. } = row else {
        return None;
    };
    let first = was.mentions.first()?;
    let number = library.entity_number(*first)?;
    let now = library.entities().get(number as usize)?;
    (!was.is(now)).then(|| Item::Name {
        entity: Arc::clone(now),
        mentions: 0,
        articles: 0,
    })
}

/// The head of a group that is no kind; none for an empty group.
fn head(label: &'static str, count: usize) -> Option<Item> {
    (count > 0).then(|| Item::Group {
        label: label.into(),
        count: count as u32,
    })
}

/// A name as a row.
fn name((entity, tally): &Named<'_>) -> Item {
    Item::Name {
        entity: Arc::clone(entity),
        mentions: tally.times,
        articles: tally.articles,
    }
}
