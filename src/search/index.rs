//! The index: everything that can be found, and finding it while a query is typed.
//!
//! One thread owns it. A search is offered in rounds of chunks: [`Index::begin`] makes it ready,
//! [`Index::chunks`] are scanned in any number of parallel parts with [`Index::scan`], which only
//! reads, and [`Index::gather`] ends the round. Between chunks the caller may find that a newer
//! query has come, and drop the search; after each round [`Index::hits`] can be shown.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::core::library::Library;
use crate::core::range::ArticleId;
use crate::search::catalogue::Catalogue;
use crate::search::filter::Filter;
use crate::search::fuzzy::narrow::{self, Asked, Plan, Scope, Stack};
use crate::search::fuzzy::near;
use crate::search::fuzzy::top::Top;
use crate::search::fuzzy::{Pattern, Weak};
use crate::search::hit::Hit;
pub use crate::search::hit::Hits;
use crate::search::items::{self, Group, Item};
use crate::search::query::Query;
use crate::search::rank::Order;

/// Candidates of one chunk of a round over names; about a millisecond's work.
const NAMES_A_CHUNK: usize = 16 * 1024;

/// With fewer hits than this, one wrong letter is looked for.
const FEW: usize = 5;

/// Everything that can be found.
#[derive(Default)]
pub struct Index {
    library: Arc<Library>,
    annotated: BTreeSet<ArticleId>,
    catalogue: Catalogue,
    stack: Stack,
    /// The last filter with a bit for each item that it lets through.
    filtered: Option<(Filter, Arc<[u64]>)>,
}

/// How many hits are wanted, and what becomes of noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// At most so many hits; two screens are enough until somebody scrolls.
    pub limit: usize,
    /// What becomes of noise.
    pub weak: Weak,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            limit: 200,
            weak: Weak::Hidden,
        }
    }
}

/// A search under way.
pub struct Search {
    plan: Plan,
    pattern: Pattern,
    limit: usize,
    round: Round,
    /// Names with all letters.
    best: Vec<(Order, u32)>,
    /// Names with one letter wrong.
    near: Vec<(Order, u32)>,
    total: u32,
}

/// What is looked through next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    Names,
    Near,
    Done,
}

/// A stretch of the work of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(Range<usize>);

/// What one worker has found in consecutive chunks of one round.
pub struct Part(Found);

enum Found {
    Names(narrow::Part),
    Near(Top),
}

impl Index {
    /// Takes in what a library holds; what has not changed since the last time costs little.
    pub fn know(&mut self, library: &Arc<Library>) {
        let old = std::mem::replace(&mut self.library, Arc::clone(library));
        for article in old.articles() {
            if library.article(article.id).is_none() {
                self.replace(Group::Article(article.id), Vec::new());
            }
        }
        for article in library.articles() {
            let known = old.article(article.id);
            if !known.is_some_and(|known| Arc::ptr_eq(known, article)) {
                self.replace(Group::Article(article.id), items::of_article(article));
            }
        }
        self.replace(Group::Entities, items::of_entities(library));
        self.replace(Group::Sources, items::of_sources(library));
        self.replace(Group::Tags, items::of_tags(library));
    }

    /// Says which articles bear annotations, for filters that ask for it.
    pub fn set_annotated(&mut self, articles: BTreeSet<ArticleId>) {
        self.annotated = articles;
        self.changed();
    }

    /// Puts items in the place of those that a group held.
    pub fn replace(&mut self, group: Group, items: impl IntoIterator<Item = Item>) {
        self.catalogue.replace(group, items);
        self.changed();
    }

    fn changed(&mut self) {
        self.stack.clear();
        self.filtered = None;
    }

    /// Makes a search ready. A query that continues the last one is answered from its survivors.
    pub fn begin(&mut self, query: &Query, wanted: Wanted) -> Search {
        let scope = Scope {
            kinds: query.kinds.bits(),
            items: self.items_of(&query.filter),
        };
        let pattern = query.pattern();
        let plan = self.stack.plan(Asked {
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
            round: Round::Names,
            best: Vec::new(),
            near: Vec::new(),
            total: 0,
        }
    }

    /// A bit for each item of which an article passes the filter.
    fn items_of(&mut self, filter: &Filter) -> Option<Arc<[u64]>> {
        if filter.is_empty() {
            return None;
        }
        if let Some((last, items)) = &self.filtered
            && last == filter
        {
            return Some(Arc::clone(items));
        }
        let passing = filter.select(&self.library, &self.annotated);
        let mut bits = vec![0u64; self.catalogue.len().div_ceil(64)];
        for item in 0..self.catalogue.len() as u32 {
            let articles = self.catalogue.articles(item);
            if articles.iter().any(|article| passing.contains(article)) {
                bits[item as usize / 64] |= 1 << (item % 64);
            }
        }
        let bits: Arc<[u64]> = bits.into();
        self.filtered = Some((filter.clone(), Arc::clone(&bits)));
        Some(bits)
    }

    /// The work of the present round, in order; none when the search has ended.
    pub fn chunks(&self, search: &Search) -> Vec<Chunk> {
        let width = match search.round {
            Round::Names => self.stack.width(&search.plan, self.catalogue.candidates()),
            Round::Near => self.catalogue.candidates().len(),
            Round::Done => 0,
        };
        let starts = (0..width).step_by(NAMES_A_CHUNK);
        starts
            .map(|start| Chunk(start..width.min(start + NAMES_A_CHUNK)))
            .collect()
    }

    /// An empty part for one worker of the present round.
    pub fn part(&self, search: &Search) -> Part {
        Part(match search.round {
            Round::Names => Found::Names(search.plan.part()),
            Round::Near | Round::Done => Found::Near(Top::new(search.limit)),
        })
    }

    /// Looks through a chunk of the present round. The chunks of one part follow one another.
    pub fn scan(&self, search: &Search, chunk: &Chunk, part: &mut Part) {
        let candidates = self.catalogue.candidates();
        let range = chunk.0.clone();
        match &mut part.0 {
            Found::Names(part) => self.stack.scan(&search.plan, candidates, range, part),
            Found::Near(top) => near::scan(search.plan.asked(), candidates, range, top),
        }
    }

    /// Ends a round with its parts, in the order of their chunks; says whether another follows.
    pub fn gather(&mut self, search: &mut Search, parts: Vec<Part>) -> bool {
        let mut names = Vec::new();
        let mut near = Top::new(search.limit);
        for part in parts {
            match part.0 {
                Found::Names(part) => names.push(part),
                Found::Near(top) => near.merge(top),
            }
        }
        search.round = match search.round {
            Round::Names => {
                let found = self.stack.gather(&search.plan, names);
                search.total = found.items;
                search.best = found.best;
                let may_err = search
                    .pattern
                    .words()
                    .iter()
                    .any(|word| near::may_err(word));
                if search.best.len() < FEW && may_err {
                    Round::Near
                } else {
                    Round::Done
                }
            }
            Round::Near | Round::Done => {
                search.near = near.best_first();
                search.near.retain(|&(_, candidate)| {
                    let item = |candidate: u32| self.catalogue.candidates().about(candidate).item;
                    let mut known = search.best.iter().map(|&(_, known)| item(known));
                    known.all(|known| known != item(candidate))
                });
                search.total += search.near.len() as u32;
                Round::Done
            }
        };
        search.round != Round::Done
    }

    /// What was found so far.
    pub fn hits(&self, search: &Search) -> Hits {
        let mut best: Vec<(Order, u32)> = search.best.iter().chain(&search.near).copied().collect();
        best.sort_by_key(|&(order, candidate)| (std::cmp::Reverse(order), candidate));
        let mut met = BTreeSet::new();
        best.retain(|&(_, candidate)| {
            met.insert(self.catalogue.candidates().about(candidate).item)
        });
        best.truncate(search.limit);
        Hits {
            hits: best
                .into_iter()
                .map(|(order, candidate)| self.hit(&search.pattern, order, candidate))
                .collect(),
            total: search.total,
        }
    }

    fn hit(&self, pattern: &Pattern, order: Order, candidate: u32) -> Hit {
        let about = self.catalogue.candidates().about(candidate);
        let label = self.catalogue.label(about.item);
        let (matched, detail) = if self.catalogue.is_label(candidate) {
            (
                pattern.lit(label.as_str()),
                self.catalogue.detail(about.item),
            )
        } else {
            (Vec::new(), self.catalogue.detail_with(candidate))
        };
        Hit {
            kind: self.catalogue.kind(about.item),
            matched,
            detail,
            score: order.score(),
            target: self.catalogue.target(about.item),
            label,
        }
    }

    /// Searches to the end on the calling thread; `None` once `stale` says that nobody waits.
    pub fn search(
        &mut self,
        query: &Query,
        wanted: Wanted,
        mut stale: impl FnMut() -> bool,
    ) -> Option<Hits> {
        let mut search = self.begin(query, wanted);
        loop {
            let mut part = self.part(&search);
            for chunk in self.chunks(&search) {
                if stale() {
                    return None;
                }
                self.scan(&search, &chunk, &mut part);
            }
            if !self.gather(&mut search, vec![part]) {
                return Some(self.hits(&search));
            }
        }
    }
}

#[cfg(test)]
mod tests;
