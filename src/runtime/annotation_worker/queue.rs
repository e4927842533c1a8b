//! The worker's thread: takes in what it is told as soon as it comes, and does between what is due.

use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, Sender};
use std::time::Instant;

use crate::app::message::Message;
use crate::runtime::annotation_worker::{AnnotationTask, AnnotationWorker};
use crate::store::drafts::LeftOver;

/// Works until nobody has anything to keep any more; `dealt_with` hears of every revision that was
/// saved, or could not be.
pub fn work(
    mut worker: AnnotationWorker,
    inbox: &Receiver<AnnotationTask>,
    out: &Sender<Message>,
    dealt_with: &Sender<()>,
) {
    // Nobody may hear any more what was kept; it is kept all the same.
    let send = |messages: Vec<Message>| {
        for message in messages {
            let is_dealt_with = matches!(message, Message::Saved { .. } | Message::NotSaved { .. });
            let _ = out.send(message);
            if is_dealt_with {
                let _ = dealt_with.send(());
            }
        }
    };
    send(worker.begin());
    loop {
        match wait(inbox, worker.due()) {
            Ok(Some(AnnotationTask::Finish)) | Err(RecvError) => return finish(&mut worker, send),
            Ok(Some(work)) => send(worker.receive(work)),
            Ok(None) => send(worker.step()),
        }
    }
}

/// Does what was asked for before the end, and writes down what is owed.
fn finish(worker: &mut AnnotationWorker, mut send: impl FnMut(Vec<Message>)) {
    while worker.has_tasks() {
        send(worker.step());
    }
    send(worker.write_owed());
}

/// Waits for work until something is due; `None` when it is.
fn wait(
    inbox: &Receiver<AnnotationTask>,
    due: Option<Instant>,
) -> Result<Option<AnnotationTask>, RecvError> {
    let Some(due) = due else {
        return inbox.recv().map(Some);
    };
    match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
        Ok(work) => Ok(Some(work)),
        Err(RecvTimeoutError::Timeout) => Ok(None),
        Err(RecvTimeoutError::Disconnected) => Err(RecvError),
    }
}

impl AnnotationWorker {
    /// What is known at the start: what was read before, all annotations, and a note that was being
    /// written when a program was killed.
    fn begin(&mut self) -> Vec<Message> {
        let mut messages = vec![self.reading.load()];
        messages.extend(self.sweep());
        messages.push(self.refresh());
        self.is_unplaced = true;
        messages.extend(self.left_over().map(offer));
        messages
    }
}

/// Offers the reader a note that was never saved.
fn offer(left: LeftOver) -> Message {
    Message::LeftOver {
        annotation: Box::new(left.annotation),
        seen: left.seen,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use rustix::io::Errno;

    use super::*;
    use crate::app::message::Draft;
    use crate::notes::annotation::{Annotation, AnnotationId, Revision, Target};
    use crate::runtime::draft_journal::DraftJournal;
    use crate::store::annotations::AnnotationStore;
    use crate::store::drafts::Drafts;
    use crate::store::file_system::faulty::{Faulty, Lasts};
    use crate::store::library_files::LibraryFiles;

    fn annotation(number: usize) -> Annotation {
        let target = Target {
            source: format!("https://e.org/{number}"),
            ..Target::default()
        };
        let id = AnnotationId::derived("test", &number.to_string());
        Annotation::new(id, "2026-01-01T00:00:00Z", "ada", target)
    }

    fn drafts(folder: &Path) -> Drafts {
        Drafts::at(folder, &LibraryFiles::Bundled)
    }

    fn worker(folder: &Path, store: AnnotationStore) -> (AnnotationWorker, DraftJournal) {
        let drafts = drafts(folder);
        let journal = DraftJournal::new(Some(drafts.clone()));
        let worker = AnnotationWorker::new(LibraryFiles::Bundled, store, Some(drafts), None);
        (worker, journal)
    }

    /// Types a note, as the thread that answers keys does.
    fn typed(journal: &mut DraftJournal, number: usize, note: &str) -> AnnotationTask {
        let draft = Draft {
            annotation: Box::new(annotation(number)),
            seen: Vec::new(),
            note: note.to_owned(),
        };
        AnnotationTask::Typed(journal.typed(&draft).unwrap().syncer)
    }

    fn save(number: usize) -> AnnotationTask {
        AnnotationTask::Save(vec![Revision::new(annotation(number), Vec::new())])
    }

    /// The notes that the next start offers.
    fn left_over(folder: &Path) -> Vec<String> {
        let left = drafts(folder).left_over().into_iter();
        left.filter_map(|left| left.annotation.note).collect()
    }

    #[test]
    fn typing_is_kept_while_many_saves_wait_for_their_turn() {
        let folder = tempfile::tempdir().unwrap();
        let store = AnnotationStore::of_library_files(&LibraryFiles::Bundled, folder.path());
        let (mut worker, mut journal) = worker(folder.path(), store);
        for number in 0..9 {
            worker.receive(save(number));
        }
        worker.receive(typed(&mut journal, 10, "meanwhile"));
        assert!(matches!(worker.step()[..], [Message::Saved { .. }]));
        drop((worker, journal));
        assert_eq!(left_over(folder.path()), ["meanwhile"]);
    }

    #[test]
    fn a_note_that_cannot_be_saved_stays_beside_the_one_that_is_typed_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Arc::new(Faulty::new(1, Errno::IO, Lasts::ForGood));
        let store =
            AnnotationStore::of_library_files(&LibraryFiles::Bundled, folder.path()).on(disk);
        let (mut worker, mut journal) = worker(folder.path(), store);
        worker.receive(typed(&mut journal, 1, "first"));
        worker.receive(save(1));
        worker.receive(save(2));
        worker.receive(AnnotationTask::Written(journal.part()));
        worker.receive(typed(&mut journal, 3, "second"));
        let mut said = Vec::new();
        finish(&mut worker, |messages| said.extend(messages));
        let failed = said
            .iter()
            .filter(|said| matches!(said, Message::NotSaved { .. }));
        assert_eq!(failed.count(), 2);
        drop((worker, journal));
        let mut left = left_over(folder.path());
        left.sort();
        assert_eq!(left, ["first", "second"]);
    }

    #[test]
    fn a_note_that_was_saved_is_not_offered_and_the_next_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = AnnotationStore::of_library_files(&LibraryFiles::Bundled, folder.path());
        let (mut worker, mut journal) = worker(folder.path(), store);
        worker.receive(typed(&mut journal, 1, "first"));
        worker.receive(save(1));
        worker.receive(AnnotationTask::Written(journal.part()));
        worker.receive(typed(&mut journal, 2, "second"));
        finish(&mut worker, |_| ());
        drop((worker, journal));
        assert_eq!(left_over(folder.path()), ["second"]);
    }
}
