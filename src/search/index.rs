//! The index: everything that can be found, and finding it while a query is typed.
//!
//! One thread owns it. A search is offered in rounds of chunks: [`Index::begin`] makes it ready,
//! [`Index::chunks`] are scanned in any number of parallel parts with [`Index::scan`], which only
//! reads, and [`Index::gather`] ends the round. Between chunks the caller may find that a newer
//! query has come, and drop the search; after each round [`Index::hits`] can be shown.

mod answer;
pub mod rounds;

use std::sync::Arc;

use crate::clip::article_set::ArticleSet;
use crate::library::contents::Library;
use crate::library::reading_position::ReadingPositions;
use crate::search::bodies::Bodies;
use crate::search::bodies::narrow::NarrowingTrail;
use crate::search::bodies::request::TextRequest;
use crate::search::bodies::scan::Needles;
use crate::search::catalogue::ItemCatalogue;
use crate::search::filter::Filter;
use crate::search::filter_matcher::FilterContext;
use crate::search::fuzzy::Weak;
use crate::search::fuzzy::narrow::{Lookup, LookupScope, NarrowingStack};
use crate::search::fuzzy::top::Top;
use crate::search::fuzzy::typo;
use crate::search::hit::HitKind;
pub use crate::search::hit::Hits;
pub use crate::search::index::rounds::{Chunk, Search, SearchPart};
use crate::search::index::rounds::{Round, RoundFound, TextSearch, asks_for_passages};
use crate::search::items::{self, ItemGroup, SearchItem};
use crate::search::named_filters::NamedFilters;
use crate::search::query::Query;
use crate::text::date::Day;

/// Candidates of one chunk of a round over names; about a millisecond's work.
const NAMES_A_CHUNK: usize = 16 * 1024;

/// Articles of which a passage is shown at most.
const MOST_PASSAGES: usize = 100;

/// Everything that can be found.
#[derive(Default)]
pub struct Index {
    library: Arc<Library>,
    context: FilterContext,
    catalogue: ItemCatalogue,
    stack: NarrowingStack,
    /// What was found with one letter wrong; the queries that continue it look there.
    typos: Option<typo::TypoLevel>,
    bodies: Bodies,
    narrowing: NarrowingTrail,
    /// The same of those that were asked loosely.
    loose_narrowing: NarrowingTrail,
    /// The last filter with what it lets through.
    filtered: Option<Filtered>,
}

/// A filter with what it lets through.
struct Filtered {
    filter: Filter,
    articles: Arc<ArticleSet>,
    /// A bit for each item of which an article passes.
    items: Arc<[u64]>,
}

/// How many hits are wanted, and what becomes of noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitLimits {
    /// At most so many hits; two screens are enough until somebody scrolls.
    pub limit: usize,
    /// What becomes of noise.
    pub weak: Weak,
}

impl Default for HitLimits {
    fn default() -> Self {
        Self {
            limit: 100,
            weak: Weak::Hidden,
        }
    }
}

impl Index {
    /// An empty index, with room for so many bytes of packed article texts.
    pub fn with_memory(memory: usize) -> Self {
        Self {
            bodies: Bodies::with_memory(memory),
            ..Self::default()
        }
    }

    /// Takes in what a library holds; what has not changed since the last time costs little.
    pub fn set_library(&mut self, library: &Arc<Library>) {
        let old = std::mem::replace(&mut self.library, Arc::clone(library));
        for article in old.articles() {
            if library.article(article.id).is_none() {
                self.replace(ItemGroup::Article(article.id), Vec::new());
                self.bodies.remove(article.id);
            }
        }
        for article in library.articles() {
            let known = old.article(article.id);
            if !known.is_some_and(|known| Arc::ptr_eq(known, article)) {
                self.replace(ItemGroup::Article(article.id), items::of_article(article));
                self.bodies.add(article);
            }
        }
        self.replace(ItemGroup::Entities, items::of_entities(library));
        self.replace(ItemGroup::Sources, items::of_sources(library));
        self.replace(ItemGroup::Tags, items::of_tags(library));
    }

    /// Says which articles bear annotations, for filters that ask for it.
    pub fn set_annotated(&mut self, articles: ArticleSet) {
        self.context.annotated = articles;
        self.changed();
    }

    /// Says which filters have names, and what day it is, for filters that ask for it.
    pub fn set_named(&mut self, named: &Arc<NamedFilters>, today: Option<Day>) {
        if self.context.named != *named || self.context.today != today {
            self.context.named = Arc::clone(named);
            self.context.today = today;
            self.changed();
        }
    }

    /// Says what was read, and what articles were marked as, for filters that ask for it.
    pub fn set_reading(&mut self, reading: &Arc<ReadingPositions>) {
        let known = &self.context.reading;
        if !Arc::ptr_eq(known, reading) && known != reading {
            self.context.reading = Arc::clone(reading);
            self.changed();
        }
    }

    /// Puts items in the place of those that a group held.
    pub fn replace(&mut self, group: ItemGroup, items: impl IntoIterator<Item = SearchItem>) {
        self.catalogue.replace(group, items);
        self.changed();
    }

    fn changed(&mut self) {
        self.stack.clear();
        self.typos = None;
        self.narrowing.clear();
        self.loose_narrowing.clear();
        self.filtered = None;
    }

    /// Makes a search for a query without `|` ready. A query that continues the last one is answered from its survivors.
    pub fn begin(&mut self, query: &Query, wanted: HitLimits) -> Search {
        self.apply(&query.filter);
        let filtered = self.filtered.as_ref();
        let scope = LookupScope {
            kinds: query.kinds.bits(),
            items: filtered.map(|filtered| Arc::clone(&filtered.items)),
        };
        let texts = asks_for_passages(query).then(|| {
            let asked = TextRequest::new(
                query.wanted().map(String::from).collect(),
                query.unwanted().map(String::from).collect(),
                filtered.map(|filtered| Arc::clone(&filtered.articles)),
            );
            let places = self.narrowing.lead(&asked);
            TextSearch::new(query, asked, places)
        });
        let pattern = query.pattern();
        let plan = self.stack.plan(Lookup {
            pattern: pattern.clone(),
            conditions: query.conditions(),
            scope,
            weak: wanted.weak,
            // Several names of one item may be among the best.
            limit: wanted.limit + wanted.limit / 2,
        });
        Search {
            plan,
            pattern,
            limit: wanted.limit,
            // Where only sentences are wanted, no name is looked at.
            round: if texts.is_some() && query.kinds.are_only(HitKind::Passage) {
                Round::Bodies
            } else {
                Round::Names
            },
            texts,
            best: Vec::new(),
            typos: Vec::new(),
            passages: Vec::new(),
            total: 0,
            hidden: 0,
        }
    }

    /// Makes a filter the present one, and finds what it lets through unless that is known.
    fn apply(&mut self, filter: &Filter) {
        let known = self.filtered.as_ref().map(|filtered| &filtered.filter);
        if known == Some(filter) {
            return;
        }
        self.filtered = None;
        if filter.is_empty() {
            return;
        }
        let articles = filter.select(&self.library, &self.context);
        let mut items = vec![0u64; self.catalogue.len().div_ceil(64)];
        for item in 0..self.catalogue.len() as u32 {
            let speaking = self.catalogue.articles(item);
            if speaking.iter().any(|article| articles.contains(article)) {
                items[item as usize / 64] |= 1 << (item % 64);
            }
        }
        self.filtered = Some(Filtered {
            filter: filter.clone(),
            articles: Arc::new(articles),
            items: items.into(),
        });
    }

    /// The work of the present round, in order; none when the search has ended.
    pub fn chunks(&self, search: &Search) -> Vec<Chunk> {
        let width = match search.round {
            Round::Names => self.stack.width(&search.plan, self.catalogue.candidates()),
            Round::Typos => {
                let base = self.typo_base(search);
                base.map_or(self.catalogue.candidates().len(), typo::TypoLevel::len)
            }
            Round::Bodies | Round::Loose => self.bodies.chunks(search.places()),
            Round::Done => 0,
        };
        let size = match search.round {
            Round::Names | Round::Typos => NAMES_A_CHUNK,
            Round::Bodies | Round::Loose | Round::Done => 1,
        };
        let starts = (0..width).step_by(size);
        starts
            .map(|start| Chunk(start..width.min(start + size)))
            .collect()
    }

    /// An empty part for one worker of the present round.
    pub fn part(&self, search: &Search) -> SearchPart {
        SearchPart(match search.round {
            Round::Names => RoundFound::Names(search.plan.part()),
            Round::Typos => RoundFound::Typos(typo::TypoPart::new(search.limit)),
            Round::Bodies | Round::Loose | Round::Done => RoundFound::Bodies(Vec::new()),
        })
    }

    /// Looks through a chunk of the present round. The chunks of one part follow one another.
    pub fn scan(&self, search: &Search, chunk: &Chunk, part: &mut SearchPart) {
        let candidates = self.catalogue.candidates();
        let range = chunk.0.clone();
        match &mut part.0 {
            RoundFound::Names(part) => self.stack.scan(&search.plan, candidates, range, part),
            RoundFound::Typos(part) => {
                let base = self.typo_base(search);
                typo::scan(search.plan.lookup(), candidates, base, range, part);
            }
            RoundFound::Bodies(found) => {
                if let Some(texts) = &search.texts {
                    let needles = Needles::new(&self.bodies, &texts.asked, search.places());
                    needles.scan(&self.bodies, &self.library, range, found);
                }
            }
        }
    }

    /// What an earlier query has found with one letter wrong, if that holds all that this one can.
    fn typo_base(&self, search: &Search) -> Option<&typo::TypoLevel> {
        let level = self.typos.as_ref();
        level.filter(|level| level.leads_to(&search.pattern))
    }

    /// Ends a round with its parts, in the order of their chunks; says whether another follows.
    pub fn gather(&mut self, search: &mut Search, parts: Vec<SearchPart>) -> bool {
        let (mut names, mut typos, mut scored) = (Vec::new(), Top::new(search.limit), Vec::new());
        let mut erring = Vec::new();
        for part in parts {
            match part.0 {
                RoundFound::Names(part) => names.push(part),
                RoundFound::Typos(part) => {
                    typos.merge(part.top);
                    erring.extend(part.candidates);
                }
                RoundFound::Bodies(found) => scored.extend(found),
            }
        }
        match search.round {
            Round::Names => {
                let found = self.stack.gather(&search.plan, names);
                search.total = found.items;
                search.best = found.best;
                search.hidden = self.hidden(search);
            }
            Round::Typos => {
                self.typos = Some(typo::TypoLevel::of(&search.pattern, erring));
                self.keep_typos(search, &typos);
            }
            Round::Bodies | Round::Loose => self.keep_passages(search, scored),
            Round::Done => {}
        }
        search.go_on(&mut self.loose_narrowing);
        search.round != Round::Done
    }

    /// Searches to the end on the calling thread; `None` once `stale` says that nobody waits.
    pub fn search(
        &mut self,
        query: &Query,
        wanted: HitLimits,
        mut stale: impl FnMut() -> bool,
    ) -> Option<Hits> {
        let mut found = Hits::default();
        for query in query.alternatives() {
            let mut search = self.begin(&query, wanted);
            loop {
                let mut part = self.part(&search);
                for chunk in self.chunks(&search) {
                    if stale() {
                        return None;
                    }
                    self.scan(&search, &chunk, &mut part);
                }
                if !self.gather(&mut search, vec![part]) {
                    break;
                }
            }
            found = found.or(self.hits(&search), wanted.limit);
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests;
