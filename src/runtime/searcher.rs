//! The searcher: answers the newest question on all cores, and drops work that a newer one makes stale.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::input::action::{COMMANDS, CommandRow};
use crate::library::contents::Library;
use crate::notes::annotation::AnnotationId;
use crate::search::hit::{HitKind, HitTarget, Hits};
use crate::search::index::{Chunk, HitLimits, Index, SearchPart};
use crate::search::items::annotations::AnnotationItems;
use crate::search::items::{ItemGroup, SearchItem};
use crate::search::query::Query;
use crate::search::question::SearchQuestion;
use crate::text::range::ArticleId;

/// Chunks that each thread scans between two looks at the inbox: a few milliseconds' work.
const STRIDE: usize = 4;

/// After so long the first rows are shown, though more may be found.
const FIRST_ROWS: Duration = Duration::from_millis(8);
/// What was found so far is shown no more often than this.
const BETWEEN_ROWS: Duration = Duration::from_millis(50);

/// What the searcher is told.
pub enum SearchTask {
    /// The library as it is now.
    SetLibrary(Arc<Library>),
    /// Annotations that are there now, or are gone.
    SetAnnotations(AnnotationItems),
    /// A question and its number.
    Ask(SearchQuestion, u64),
}

/// An index, and the newest of what it was told.
pub struct Searcher {
    index: Index,
    library: Option<Arc<Library>>,
    /// The articles that annotations are on.
    annotated: BTreeMap<AnnotationId, ArticleId>,
    annotations: AnnotationItems,
    question: Option<(SearchQuestion, u64)>,
}

impl Searcher {
    /// Knows the commands of the program, and what it is told later; the texts of articles may take
    /// so many bytes.
    pub fn with_memory(memory: usize) -> Self {
        let commands = (0..).zip(COMMANDS).map(command);
        Self::knowing(Index::with_memory(memory), commands)
    }

    /// Knows some items alone, and what it is told later.
    pub fn among(items: impl IntoIterator<Item = SearchItem>) -> Self {
        Self::knowing(Index::default(), items)
    }

    fn knowing(mut index: Index, items: impl IntoIterator<Item = SearchItem>) -> Self {
        index.replace(ItemGroup::Commands, items);
        Self {
            index,
            library: None,
            annotated: BTreeMap::new(),
            annotations: AnnotationItems::new(),
            question: None,
        }
    }

    /// Takes in the library as it is now.
    pub fn set_library(&mut self, library: &Arc<Library>) {
        self.index.set_library(library);
    }

    /// Takes in annotations that are there now, or are gone.
    pub fn set_annotations(&mut self, items: AnnotationItems) {
        for (id, item) in items {
            let article = item
                .as_ref()
                .and_then(|item| item.articles.first().copied());
            match article {
                Some(article) => self.annotated.insert(id, article),
                None => self.annotated.remove(&id),
            };
            self.index.replace(ItemGroup::Annotation(id), item);
        }
        let annotated = self.annotated.values().copied();
        self.index.set_annotated(annotated.collect());
    }

    /// Answers a question, unless a newer one comes; `grown` is shown what was found so far.
    pub fn ask(
        &mut self,
        question: &SearchQuestion,
        mut stale: impl FnMut() -> bool,
        mut grown: impl FnMut(&dyn Fn() -> Hits),
    ) -> Option<Hits> {
        self.index.set_named(&question.named, question.today);
        self.index.set_reading(&question.reading);
        let mut found = Hits::default();
        for query in question.query().alternatives() {
            let so_far = found.clone();
            let with_others = |hits: Hits| so_far.clone().or(hits, question.wanted.limit);
            let answer = self.ask_one(&query, question.wanted, &mut stale, |so_far| {
                grown(&|| with_others(so_far()));
            })?;
            found = found.or(answer, question.wanted.limit);
        }
        Some(found)
    }

    /// Answers a question without `|`.
    fn ask_one(
        &mut self,
        query: &Query,
        wanted: HitLimits,
        mut stale: impl FnMut() -> bool,
        mut grown: impl FnMut(&dyn Fn() -> Hits),
    ) -> Option<Hits> {
        let mut search = self.index.begin(query, wanted);
        loop {
            let chunks = self.index.chunks(&search);
            let share = chunks.len().div_ceil(rayon::current_num_threads()).max(1);
            // Each thread goes through a share of its own, so that what it has found tells all the
            // way what a further candidate must be.
            let mut shares: Vec<(&[Chunk], SearchPart)> = chunks
                .chunks(share)
                .map(|chunks| (chunks, self.index.part(&search)))
                .collect();
            for stride in 0..share.div_ceil(STRIDE) {
                if stale() {
                    return None;
                }
                if stride > 0 {
                    grown(&|| {
                        let parts = shares.iter().map(|(_, part)| part);
                        self.index.growing(&search, parts)
                    });
                }
                let scan = |(chunks, part): &mut (&[Chunk], SearchPart)| {
                    for chunk in chunks.iter().skip(stride * STRIDE).take(STRIDE) {
                        self.index.scan(&search, chunk, part);
                    }
                };
                // This thread takes a share too: for little work no other is woken.
                rayon::in_place_scope(|others| {
                    let mut shares = shares.iter_mut();
                    let own = shares.next();
                    shares.for_each(|share| others.spawn(move |_| scan(share)));
                    own.map(scan);
                });
            }
            let parts = shares.into_iter().map(|(_, part)| part).collect();
            if !self.index.gather(&mut search, parts) {
                return Some(self.index.hits(&search));
            }
            grown(&|| self.index.hits(&search));
        }
    }

    /// Takes in what it was told of library and annotations; says whether it was told any.
    fn learn(&mut self) -> bool {
        let library = self.library.take();
        let annotations = std::mem::take(&mut self.annotations);
        let is_new = library.is_some() || !annotations.is_empty();
        if let Some(library) = library {
            self.set_library(&library);
        }
        if !annotations.is_empty() {
            self.set_annotations(annotations);
        }
        is_new
    }

    /// Sends the answer to a question, and what was found so far when that takes long; `None` once
    /// nobody listens. What comes in meanwhile is kept, and a newer question ends the work.
    fn answer(
        &mut self,
        question: &SearchQuestion,
        number: u64,
        inbox: &Receiver<SearchTask>,
        out: &Sender<Message>,
    ) -> Option<()> {
        let send = |hits: Hits| {
            let hits = Arc::new(hits);
            out.send(Message::Hits { number, hits }).ok()
        };
        let mut newer = Vec::new();
        let mut due = Instant::now() + FIRST_ROWS;
        let answer = self.ask(
            question,
            || {
                newer.extend(inbox.try_iter());
                newer.iter().any(|work| matches!(work, SearchTask::Ask(..)))
            },
            |so_far| {
                if Instant::now() >= due {
                    // Whether somebody listens is seen by the answer itself.
                    let _ = send(so_far());
                    due = Instant::now() + BETWEEN_ROWS;
                }
            },
        );
        for work in newer {
            self.receive(work);
        }
        match answer {
            Some(hits) => send(hits),
            None => Some(()),
        }
    }

    fn has_work(&self) -> bool {
        self.library.is_some() || !self.annotations.is_empty() || self.question.is_some()
    }

    fn receive(&mut self, work: SearchTask) {
        match work {
            SearchTask::SetLibrary(library) => self.library = Some(library),
            SearchTask::SetAnnotations(items) => self.annotations.extend(items),
            SearchTask::Ask(question, number) => self.question = Some((question, number)),
        }
    }
}

/// A command of the program as something that can be found.
fn command((number, row): (u32, &CommandRow)) -> SearchItem {
    SearchItem {
        names: vec![row.name.into()],
        detail: row.name.into(),
        ..SearchItem::new(
            HitKind::Command,
            row.help.into(),
            HitTarget::Command(number),
        )
    }
}

/// Works until nobody can ask any more.
pub fn work(mut searcher: Searcher, inbox: &Receiver<SearchTask>, out: &Sender<Message>) {
    let mut asked: Option<(SearchQuestion, u64)> = None;
    while let Ok(first) = inbox.recv() {
        searcher.receive(first);
        // Whatever comes while an answer is made is taken in before it is given.
        while searcher.has_work() {
            for work in inbox.try_iter() {
                searcher.receive(work);
            }
            if searcher.learn() {
                // What was asked before is answered again from what is known now.
                searcher.question = searcher.question.take().or_else(|| asked.clone());
            }
            let Some((question, number)) = searcher.question.take() else {
                continue;
            };
            if searcher.answer(&question, number, inbox, out).is_none() {
                return;
            }
            asked = Some((question, number));
        }
    }
}
