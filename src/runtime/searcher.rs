//! The searcher: answers the newest question on all cores, and drops work that a newer one makes stale.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::app::message::Message;
use crate::core::gate::Shown;
use crate::core::library::Library;
use crate::input::action::{COMMANDS, CommandRow};
use crate::search::hit::{HitKind, Hits, Target};
use crate::search::index::{Chunk, Index, Part, Search, Wanted};
use crate::search::items::{Group, Item};
use crate::search::query::Query;

/// Chunks scanned between two looks at the inbox: a few milliseconds' work on each core.
const STRIDE: usize = 8;

/// What the searcher is told.
pub enum Work {
    /// The library as it is now.
    Know(Arc<Library>),
    /// The annotations as they are now.
    KnowAnnotations(Vec<Item>),
    /// A question and its number.
    Ask(String, u64),
}

/// An index, and the newest of what it was told.
pub struct Searcher {
    index: Index,
    library: Option<Arc<Library>>,
    annotations: Option<Vec<Item>>,
    question: Option<(String, u64)>,
}

impl Default for Searcher {
    /// Knows the commands of the program alone.
    fn default() -> Self {
        let mut index = Index::default();
        index.replace(Group::Commands, (0..).zip(COMMANDS).map(command));
        Self {
            index,
            library: None,
            annotations: None,
            question: None,
        }
    }
}

impl Searcher {
    /// Takes in the library as it is now.
    pub fn know(&mut self, library: &Arc<Library>) {
        self.index.know(library);
    }

    /// Takes in the annotations as they are now.
    pub fn know_annotations(&mut self, items: Vec<Item>) {
        let annotated = items.iter().flat_map(|item| item.articles.iter().copied());
        self.index.set_annotated(annotated.collect());
        self.index.replace(Group::Annotations, items);
    }

    /// Answers a question, unless a newer one comes.
    pub fn ask(&mut self, query: &str, mut stale: impl FnMut() -> bool) -> Option<Hits> {
        let mut search = self.index.begin(&Query::parse(query), Wanted::default());
        loop {
            let chunks = self.index.chunks(&search);
            let mut parts = Vec::new();
            for stride in chunks.chunks(STRIDE) {
                if stale() {
                    return None;
                }
                parts.extend(self.scan(&search, stride));
            }
            if !self.index.gather(&mut search, parts) {
                return Some(self.index.hits(&search));
            }
        }
    }

    /// Scans chunks that follow one another, half of them on each of two cores, and so on.
    fn scan(&self, search: &Search, chunks: &[Chunk]) -> Vec<Part> {
        let share = chunks.len().div_ceil(rayon::current_num_threads()).max(1);
        let shares: Vec<&[Chunk]> = chunks.chunks(share).collect();
        let scan = |chunks: &[Chunk]| {
            let mut part = self.index.part(search);
            for chunk in chunks {
                self.index.scan(search, chunk, &mut part);
            }
            part
        };
        shares.into_par_iter().map(scan).collect()
    }

    fn has_work(&self) -> bool {
        self.library.is_some() || self.annotations.is_some() || self.question.is_some()
    }

    fn take(&mut self, work: Work) {
        match work {
            Work::Know(library) => self.library = Some(library),
            Work::KnowAnnotations(items) => self.annotations = Some(items),
            Work::Ask(query, number) => self.question = Some((query, number)),
        }
    }
}

/// A command of the program as something that can be found.
fn command((number, row): (u32, &CommandRow)) -> Item {
    Item {
        kind: HitKind::Command,
        label: row.help.into(),
        names: vec![row.name.into()],
        keywords: Shown::default(),
        detail: row.name.into(),
        articles: Vec::new(),
        recency: 0,
        target: Target::Command(number),
    }
}

/// Works until nobody can ask any more.
pub fn work(inbox: &Receiver<Work>, out: &Sender<Message>) {
    let mut searcher = Searcher::default();
    let mut asked: Option<(String, u64)> = None;
    while let Ok(first) = inbox.recv() {
        searcher.take(first);
        // Whatever comes while an answer is made is taken in before it is given.
        while searcher.has_work() {
            for work in inbox.try_iter() {
                searcher.take(work);
            }
            let (library, annotations) = (searcher.library.take(), searcher.annotations.take());
            if library.is_some() || annotations.is_some() {
                // What was asked before is answered again from what is known now.
                searcher.question = searcher.question.take().or_else(|| asked.clone());
            }
            if let Some(library) = library {
                searcher.know(&library);
            }
            if let Some(items) = annotations {
                searcher.know_annotations(items);
            }
            let Some((query, number)) = searcher.question.take() else {
                continue;
            };
            let mut newer = Vec::new();
            let answer = searcher.ask(&query, || {
                newer.extend(inbox.try_iter());
                newer.iter().any(|work| matches!(work, Work::Ask(..)))
            });
            for work in newer {
                searcher.take(work);
            }
            asked = Some((query, number));
            let Some(hits) = answer else { continue };
            if out
                .send(Message::Hits {
                    number,
                    hits: Arc::new(hits),
                })
                .is_err()
            {
                return;
            }
        }
    }
}
