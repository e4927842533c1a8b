//! Everything about a name, gathered from the articles that pass the filters.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use crate::clip::article::Article;
use crate::clip::entity::{Entity, MentionRef};
use crate::library::contents::Library;
use crate::library::contents::entities::Beside;
use crate::panes::dossier::timeline::timeline;
use crate::panes::list_rows::{ListedRows, RowsAnswer, RowsQuestion};
use crate::panes::list_work::Extent;
use crate::panes::place_list::{self, Item, wrapped};
use crate::panes::request::EntityName;
use crate::search::entity_forms::called;
use crate::search::fold::fold;
use crate::search::items::day_of;
use crate::text::clean::SafeText;
use crate::text::date::Day;
use crate::text::range::Place;
use crate::ui::symbols::Symbols;

/// What a row of the kind [`Item::Other`] leads to.
#[derive(Clone, Debug)]
pub(super) enum Lead {
    Name(EntityName),
    Source(String),
}

impl Lead {
    fn name(&self) -> Option<&EntityName> {
        match self {
            Self::Name(name) => Some(name),
            Self::Source(_) => None,
        }
    }
}

/// What is asked for.
pub(super) struct Maker {
    pub(super) name: EntityName,
    /// A mention, by which it is found again under another name.
    pub(super) first: Option<MentionRef>,
    /// Columns that the head has.
    pub(super) width: u16,
    pub(super) symbols: Symbols,
    /// By what names beside it are sorted.
    pub(super) sort: BesideOrder,
}

/// By what the names beside a name are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BesideOrder {
    /// By how many sentences name both.
    #[default]
    Count,
    /// By how much oftener that is than by chance: who is named everywhere is not first.
    Lift,
}

impl BesideOrder {
    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Count => Self::Lift,
            Self::Lift => Self::Count,
        }
    }

    /// The head of the names that are sorted so.
    const fn head(self) -> &'static str {
        match self {
            Self::Count => "Named in the same sentences · most often first",
            Self::Lift => "Named in the same sentences · farthest beyond chance first",
        }
    }
}

/// What is known of it.
pub(super) struct Made {
    pub(super) head: Vec<SafeText>,
    /// The name that is typed to narrow the list.
    pub(super) meant: Option<EntityName>,
    /// Nothing where it is not listed now.
    pub(super) named: Option<Named>,
    pub(super) rows: RowsAnswer<Item>,
}

/// What it is listed as.
pub(super) struct Named {
    pub(super) name: EntityName,
    pub(super) first: Option<MentionRef>,
    pub(super) bars: Vec<SafeText>,
    pub(super) leads: Vec<Lead>,
}

impl Maker {
    /// Gathers it.
    pub(super) fn make(&self, question: RowsQuestion<Item>, extent: &Extent) -> Made {
        let library = &extent.library;
        let Some(entity) = self.entity(library) else {
            return Made {
                head: vec!["This name is not listed now".into()],
                meant: None,
                named: None,
                rows: question.answer(|_| Vec::new(), library),
            };
        };
        let mut leads = Leads {
            found: Vec::new(),
            sort: self.sort,
            sentences: library.sentence_count(),
        };
        let places = |_: &ListedRows<Item>| {
            let mut items = places(entity, extent);
            items.extend(leads.beside(entity, items.iter(), library));
            items
        };
        let listing = question.list(places, library);
        let following = |listing: &ListedRows<Item>| leads.beside(entity, listing.kept(), library);
        let listing = question.follow(listing, following, library);
        let meant = question.typed().and_then(|typed| {
            let beside = leads.found.iter().filter_map(Lead::name);
            meant(typed, entity, beside, library)
        });
        Made {
            meant,
            head: self.head(entity, extent),
            named: Some(Named {
                name: EntityName::of(entity),
                first: entity.mentions.first().copied(),
                bars: timeline(entity, library, &self.symbols, self.width),
                leads: leads.found,
            }),
            rows: question.answered(listing, |_| None),
        }
    }

    /// What is shown: listed, listed under another name than it was, or hidden.
    fn entity<'a>(&self, library: &'a Library) -> Option<&'a Entity> {
        let listed = library.entity(self.name.kind, self.name.name.as_str());
        listed
            .or_else(|| library.entity_named_at(self.first?))
            .or_else(|| {
                let mut hidden = library.hidden().iter().map(Arc::as_ref);
                hidden.find(|entity| EntityName::of(entity) == self.name)
            })
    }

    /// Kind, counts and other forms, what it belongs to. With filters also how many of all pass them.
    fn head(&self, entity: &Entity, extent: &Extent) -> Vec<SafeText> {
        let mut head = vec![SafeText::line(&format!(
            "{} · {}",
            entity.kind.name(),
            counted(entity, extent)
        ))];
        let mut say = |words: &str| head.extend(wrapped(&SafeText::line(words), self.width));
        if !entity.aliases.is_empty() {
            let aliases: Vec<&str> = entity.aliases.iter().map(SafeText::as_str).collect();
            say(&format!("also {}", aliases.join(", ")));
        }
        let kin = extent.library.kin(entity).map(|kin| kin.name.as_str());
        let kin: Vec<&str> = kin.collect();
        if !kin.is_empty() {
            say(&format!("belongs to {}", kin.join(", ")));
        }
        head.extend(first_and_latest(entity, extent));
        let mut hidden = extent.library.hidden().iter();
        if hidden.any(|hidden| **hidden == *entity) {
            head.push("hidden: lists leave it out".into());
        }
        head
    }
}

/// Whom somebody means who types a name or its beginning: one that an article names too, the likeliest of those that
/// are called so, else the only one `beside` whose name begins so.
fn meant<'a>(
    typed: &str,
    entity: &Entity,
    beside: impl Iterator<Item = &'a EntityName>,
    library: &Library,
) -> Option<EntityName> {
    let called = called(library, typed).into_iter();
    let common = |other: &&Entity| other.articles.common(&entity.articles);
    let likeliest = called
        .filter(|other| !other.is(entity) && common(other) > 0)
        .max_by_key(common);
    if let Some(other) = likeliest {
        return Some(EntityName::of(other));
    }
    let typed = fold(typed.trim());
    let mut beginning = beside.filter(|name| fold(name.name.as_str()).starts_with(&typed));
    let only = beginning.next().filter(|_| !typed.is_empty())?;
    beginning.next().is_none().then(|| only.clone())
}

/// A measure of how often, as it is shown: `12×`, `1.5×`.
fn times(lift: f64) -> String {
    if lift < 9.95 {
        format!("{lift:.1}×")
    } else {
        format!("{lift:.0}×")
    }
}

/// The first article that names an entity, and the latest, by their days; one alone where there is no other.
fn first_and_latest(entity: &Entity, extent: &Extent) -> Vec<SafeText> {
    let articles = entity.articles.iter().filter(|id| extent.takes(*id));
    let articles = articles.filter_map(|id| extent.library.article(id));
    let dated = articles.filter_map(|article| Some((day_of(article)?, article)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(day, article)| (*day, article.id));
    let said = |what: &str, (day, article): &(Day, &Arc<Article>)| {
        SafeText::line(&format!("{what} {day} {}", article.head.title))
    };
    match dated.as_slice() {
        [] => Vec::new(),
        [only] => vec![said("only", only)],
        [first, .., latest] => vec![said("first ", first), said("latest", latest)],
    }
}

/// How often an entity is named, and in how many articles.
fn counted(entity: &Entity, extent: &Extent) -> String {
    let counted = |passing: usize, of: usize, what: &str| {
        let passing = match extent.selected {
            Some(_) => format!("{passing} of "),
            None => String::new(),
        };
        let plural = if of == 1 { "" } else { "s" };
        format!("{passing}{of} {what}{plural}")
    };
    let passing = entity.mentions.iter();
    let passing = passing
        .filter(|mention| extent.takes(mention.article))
        .count();
    let mentions = counted(passing, entity.mentions.len(), "mention");
    let articles = &entity.articles;
    let passing = extent
        .selected
        .as_ref()
        .map_or(0, |selected| articles.common(selected));
    let articles = counted(passing, articles.len(), "article");
    format!("{mentions} in {articles}")
}

/// What the rows beside the places lead to.
struct Leads {
    found: Vec<Lead>,
    sort: BesideOrder,
    /// Sentences of the whole library.
    sentences: usize,
}

impl Leads {
    /// What is named and cited in the sentences that are listed.
    fn beside<'a>(
        &mut self,
        entity: &Entity,
        listed: impl Iterator<Item = &'a Item>,
        library: &Library,
    ) -> Vec<Item> {
        let places: HashSet<Place> = listed.filter_map(Item::place).collect();
        let is_listed = |at: &MentionRef| {
            let mention = library.mention(*at);
            mention.is_some_and(|mention| places.contains(&mention.place()))
        };
        let mentions = entity.mentions.iter().copied().filter(is_listed);
        let entity = &Entity {
            mentions: mentions.collect(),
            ..entity.clone()
        };
        self.found.clear();
        let mut items = Vec::new();
        let names = library.named_beside(entity).into_iter();
        let names = names.filter(|beside| !beside.what.kind.is_measure());
        let names = names.map(|beside| (self.lift(&beside, entity), beside));
        let mut names: Vec<_> = names.collect();
        if self.sort == BesideOrder::Lift {
            // What is once in one sentence may be chance, however rare it is.
            let rank = |(lift, beside): &(f64, Beside<'_, Entity>)| (beside.sentences > 1, *lift);
            names.sort_by(|a, b| rank(b).partial_cmp(&rank(a)).unwrap_or(Ordering::Equal));
        }
        let names = names.into_iter().map(|(lift, beside)| {
            let name = EntityName::of(beside.what);
            let counts = format!("{} {:>7}", beside.sentences, times(lift));
            (name.name.clone(), SafeText::line(&counts), Lead::Name(name))
        });
        self.add(&mut items, self.sort.head(), names);
        let cited = library.cited_beside(entity).into_iter();
        let cited = cited.map(|beside| {
            let clip = beside.what.article.and_then(|id| library.article(id));
            let title = clip.map(|clip| &clip.head.title);
            let words = title.or_else(|| beside.what.anchor());
            let words = words.map_or("", SafeText::as_str);
            let label = SafeText::line(&format!("{} {words}", beside.what.site));
            let count = SafeText::line(&beside.sentences.to_string());
            (label, count, Lead::Source(beside.what.url.clone()))
        });
        self.add(&mut items, "Cited in the same sentences", cited);
        items
    }

    /// How many times as often a name stands in the sentences of another as it would if all names were strewn over the
    /// library by chance.
    fn lift(&self, beside: &Beside<'_, Entity>, entity: &Entity) -> f64 {
        let count = |count: usize| f64::from(count as u32);
        let expected = count(entity.mentions.len()) * count(beside.what.mentions.len());
        f64::from(beside.sentences) * count(self.sentences) / expected.max(1.0)
    }

    /// Adds a group of rows, unless it is empty.
    fn add(
        &mut self,
        items: &mut Vec<Item>,
        head: &'static str,
        found: impl Iterator<Item = (SafeText, SafeText, Lead)>,
    ) {
        let mut found = found.peekable();
        if found.peek().is_none() {
            return;
        }
        items.push(Item::Head(head.into()));
        for (label, count, lead) in found {
            items.push(Item::Other {
                label,
                count,
                number: self.found.len(),
            });
            self.found.push(lead);
        }
    }
}

/// Every mention in its sentence, article by article.
fn places(entity: &Entity, extent: &Extent) -> Vec<Item> {
    let mentions = extent.library.mentions_of(entity);
    place_list::by_article(mentions.filter(|mention| extent.takes(mention.article.id)))
}
