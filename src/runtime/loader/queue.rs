//! What the loader is told, and its thread: reading goes before all else, and what is asked meanwhile
//! is done between two batches.

use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::library::correction::Curation;
use crate::runtime::loader::LibraryLoader;
use crate::runtime::watch::Debounce;
use crate::text::range::ArticleId;

/// What the loader is told.
#[derive(Debug)]
pub enum LoaderTask {
    /// Read the library, once more.
    Read,
    /// Files of the library have changed.
    Changed,
    /// What was put right about its names comes to this now.
    Curate(Curation),
    /// Somebody looks at this article: read it before the others.
    First(ArticleId),
}

/// What was asked of the loader while it reads.
#[derive(Debug, Default)]
pub struct UrgentTasks {
    /// What was put right about names.
    pub curation: Option<Curation>,
    /// An article that is looked at, and wants to be read before the others.
    pub first: Option<ArticleId>,
}

/// How long after one look at the library the next may begin, where files change without end.
const PACE: Duration = Duration::from_secs(1);
/// The longest rest after a look.
const LONGEST_REST: Duration = Duration::from_secs(2);

/// When changed files may be looked at again.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    next: Option<Instant>,
}

impl Pace {
    /// Takes note of a look. The first, which reads all that is there, says nothing of what one costs that
    /// reads what has changed.
    fn looked(&mut self, began: Instant, ended: Instant, is_first: bool) {
        // No more than half of the time goes into looking.
        let rest = ended.duration_since(began).min(LONGEST_REST);
        self.next = (!is_first).then(|| (began + PACE).max(ended + rest));
    }

    /// When to look at changes that would be looked at `then`.
    fn after(self, then: Instant) -> Instant {
        self.next.map_or(then, |next| then.max(next))
    }
}

/// What has come and was not done yet.
#[derive(Default)]
pub(super) struct LoaderQueue {
    read: bool,
    changes: Debounce,
    asked: UrgentTasks,
}

impl LoaderQueue {
    /// What is asked for now. An article is, once no other was since the last time: who leafs through a
    /// list looks at none of its articles for long, and each that is handed on costs a list made anew.
    pub(super) fn asked_for(&mut self, tasks: impl Iterator<Item = LoaderTask>) -> UrgentTasks {
        let before = self.asked.first.take();
        self.receive(tasks);
        let first = before.filter(|_| self.asked.first.is_none());
        UrgentTasks {
            curation: self.asked.curation.take(),
            first,
        }
    }

    fn receive(&mut self, tasks: impl Iterator<Item = LoaderTask>) {
        for task in tasks {
            match task {
                LoaderTask::Read => self.read = true,
                LoaderTask::Changed => self.changes.changed(),
                LoaderTask::Curate(curation) => self.asked.curation = Some(curation),
                LoaderTask::First(id) => self.asked.first = Some(id),
            }
        }
    }

    /// Whether the library is to be read, because somebody asks for it or because it has changed.
    fn has_to_read(&self) -> bool {
        self.read || self.changes.due().is_some()
    }

    /// Whether somebody waits for something.
    fn is_awaited(&self) -> bool {
        self.read || self.asked.curation.is_some() || self.asked.first.is_some()
    }

    /// Waits a moment for more changes, so that many of them are looked at once; not while somebody
    /// waits for something else.
    fn gather(&mut self, pace: Pace, inbox: &Receiver<LoaderTask>) {
        while !self.is_awaited()
            && let Some(due) = self.changes.due().map(|due| pace.after(due))
            && let Ok(task) = inbox.recv_timeout(due.saturating_duration_since(Instant::now()))
        {
            self.receive(std::iter::once(task));
        }
    }
}

/// Works as long as the program runs: its own watch can tell it something to the end.
pub fn work(mut loader: LibraryLoader, inbox: &Receiver<LoaderTask>, out: &Sender<Message>) {
    let mut pace = Pace::default();
    let mut is_first = true;
    while let Ok(first) = inbox.recv() {
        let mut queue = LoaderQueue::default();
        queue.receive(std::iter::once(first).chain(inbox.try_iter()));
        while queue.has_to_read() {
            queue.gather(pace, inbox);
            let is_wanted = std::mem::take(&mut queue.read);
            queue.changes.clear();
            if let Some(curation) = queue.asked.curation.take() {
                loader.put_right(curation);
            }
            let begin = Instant::now();
            let asked = || queue.asked_for(inbox.try_iter());
            let changes = loader.read(asked, |message| out.send(message).is_ok());
            pace.looked(begin, Instant::now(), is_first);
            if !is_first && (is_wanted || !changes.is_empty()) {
                // Whoever is gone needs to hear nothing.
                let _ = out.send(Message::ReadAgain(changes));
            }
            is_first = false;
        }
        // Whoever is gone needs no answer; then nothing more is received either.
        let _ = loader.do_asked(queue.asked, &mut |message| out.send(message).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_read_first_when_it_is_looked_at_for_longer_than_a_moment() {
        let mut queue = LoaderQueue::default();
        let mut first = |asked: &[u32]| {
            let tasks = asked.iter().map(|id| LoaderTask::First(ArticleId(*id)));
            queue.asked_for(tasks).first
        };
        let asked = [first(&[1, 2]), first(&[3]), first(&[]), first(&[])];
        assert_eq!(asked, [None, None, Some(ArticleId(3)), None]);
    }

    #[test]
    fn changes_are_gathered_unless_somebody_waits() {
        let (told, inbox) = std::sync::mpsc::channel();
        let mut queue = LoaderQueue::default();
        queue.receive(std::iter::once(LoaderTask::Changed));
        told.send(LoaderTask::Changed).unwrap();
        queue.gather(Pace::default(), &inbox);
        assert!(queue.has_to_read() && inbox.try_recv().is_err());
        told.send(LoaderTask::Read).unwrap();
        queue.receive(std::iter::once(LoaderTask::Changed));
        told.send(LoaderTask::Changed).unwrap();
        let later = Some(Instant::now() + Duration::from_mins(1));
        queue.gather(Pace { next: later }, &inbox);
        assert!(queue.read && inbox.try_recv().is_ok(), "it goes on at once");
    }

    /// When the library is looked at within a minute in which files change without end, after a first look
    /// that took `first`, where each later one takes `each`.
    fn looks(first: Duration, each: Duration) -> Vec<Duration> {
        let begin = Instant::now();
        let loaded = begin + first;
        let mut pace = Pace::default();
        pace.looked(begin, loaded, true);
        let gathered = Duration::from_millis(200);
        let mut looks = Vec::new();
        let mut due = pace.after(loaded + gathered);
        while due < loaded + Duration::from_mins(1) {
            looks.push(due - loaded);
            pace.looked(due, due + each, false);
            due = pace.after(due + each + gathered);
        }
        looks
    }

    #[test]
    fn the_first_load_sets_no_pace_and_a_storm_costs_a_look_a_second() {
        let (millis, seconds) = (Duration::from_millis, Duration::from_secs);
        let quick = looks(seconds(142), millis(5));
        assert_eq!(quick[0], millis(200), "the first change after a long load");
        assert_eq!(quick.len(), 60);
        // As long again at rest, but for two seconds at most.
        assert_eq!(looks(millis(5), millis(1500)).len(), 20);
        assert_eq!(looks(millis(5), seconds(10)).len(), 5);
    }
}
