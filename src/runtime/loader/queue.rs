//! What the loader is told, and its thread: reading goes before all else, and what is asked meanwhile
//! is done between two batches.

use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::message::Message;
use crate::library::correction::Curation;
use crate::runtime::loader::Loader;
use crate::text::range::ArticleId;

/// How long changes of files are gathered before they are looked at, at least.
const GATHER: Duration = Duration::from_millis(300);

/// What the loader is told.
#[derive(Debug)]
pub enum Work {
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
pub struct Asked {
    /// What was put right about names.
    pub curation: Option<Curation>,
    /// An article that is looked at, and wants to be read before the others.
    pub first: Option<ArticleId>,
}

/// What has come and was not done yet.
#[derive(Default)]
pub(super) struct Mail {
    read: bool,
    changed: bool,
    asked: Asked,
}

impl Mail {
    /// What is asked for now. An article is, once no other was since the last time: who leafs through a
    /// list looks at none of its articles for long, and each that is handed on costs a list made anew.
    pub(super) fn asked_for(&mut self, work: impl Iterator<Item = Work>) -> Asked {
        let before = self.asked.first.take();
        self.take(work);
        let first = before.filter(|_| self.asked.first.is_none());
        Asked {
            curation: self.asked.curation.take(),
            first,
        }
    }

    fn take(&mut self, work: impl Iterator<Item = Work>) {
        for work in work {
            match work {
                Work::Read => self.read = true,
                Work::Changed => self.changed = true,
                Work::Curate(curation) => self.asked.curation = Some(curation),
                Work::First(id) => self.asked.first = Some(id),
            }
        }
    }

    /// Whether somebody waits for something.
    fn is_awaited(&self) -> bool {
        self.read || self.asked.curation.is_some() || self.asked.first.is_some()
    }

    /// Waits a moment for more changes, so that many of them are looked at once; not while somebody
    /// waits for something else.
    fn gather(&mut self, moment: Duration, inbox: &Receiver<Work>) {
        let end = Instant::now() + moment;
        while !self.is_awaited()
            && let Ok(work) = inbox.recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.take(std::iter::once(work));
        }
    }
}

/// Works as long as the program runs: its own watch can tell it something to the end.
pub fn work(mut loader: Loader, inbox: &Receiver<Work>, out: &Sender<Message>) {
    let mut took = Duration::ZERO;
    let mut is_first = true;
    while let Ok(first) = inbox.recv() {
        let mut mail = Mail::default();
        mail.take(std::iter::once(first).chain(inbox.try_iter()));
        while mail.read || mail.changed {
            // Where files change without end, no more than half of the time goes into looking at them.
            mail.gather(took.max(GATHER), inbox);
            let is_wanted = std::mem::take(&mut mail.read);
            mail.changed = false;
            if let Some(curation) = mail.asked.curation.take() {
                loader.put_right(curation);
            }
            let begin = Instant::now();
            let asked = || mail.asked_for(inbox.try_iter());
            let changes = loader.read(asked, |message| out.send(message).is_ok());
            took = begin.elapsed();
            if !is_first && (is_wanted || !changes.is_empty()) {
                // Whoever is gone needs to hear nothing.
                let _ = out.send(Message::ReadAgain(changes));
            }
            is_first = false;
        }
        // Whoever is gone needs no answer; then nothing more is received either.
        let _ = loader.do_asked(mail.asked, &mut |message| out.send(message).is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_read_first_when_it_is_looked_at_for_longer_than_a_moment() {
        let mut mail = Mail::default();
        let mut first = |asked: &[u32]| {
            let work = asked.iter().map(|id| Work::First(ArticleId(*id)));
            mail.asked_for(work).first
        };
        let asked = [first(&[1, 2]), first(&[3]), first(&[]), first(&[])];
        assert_eq!(asked, [None, None, Some(ArticleId(3)), None]);
    }

    #[test]
    fn changes_are_gathered_unless_somebody_waits() {
        let (told, inbox) = std::sync::mpsc::channel();
        let mut mail = Mail::default();
        told.send(Work::Changed).unwrap();
        mail.gather(Duration::from_millis(1), &inbox);
        assert!(mail.changed && inbox.try_recv().is_err());
        told.send(Work::Read).unwrap();
        told.send(Work::Changed).unwrap();
        mail.gather(Duration::from_mins(1), &inbox);
        assert!(mail.read && inbox.try_recv().is_ok(), "it goes on at once");
    }
}
