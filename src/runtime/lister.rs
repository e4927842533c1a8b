//! The lister: makes what panes want made, for each pane what it asked for last.

use std::sync::mpsc::{Receiver, Sender};

use crate::app::message::Message;
use crate::panes::list_work::{Bulk, ListQuestion};

/// What the lister is told.
pub enum ListTask {
    /// A pane wants something made.
    Answer(ListQuestion),
    /// Something is shown no more.
    LetGo(Bulk),
}

/// Works until nobody can ask any more.
pub fn work(inbox: &Receiver<ListTask>, out: &Sender<Message>) {
    let mut asked: Vec<ListQuestion> = Vec::new();
    while let Ok(first) = inbox.recv() {
        receive(first, &mut asked);
        loop {
            // Whatever comes while an answer is made is taken in before the next.
            for task in inbox.try_iter() {
                receive(task, &mut asked);
            }
            if asked.is_empty() {
                break;
            }
            let answer = asked.remove(0).answer();
            if out.send(Message::Listed(answer)).is_err() {
                return;
            }
        }
    }
}

/// Keeps a question; an older one of the same pane gives it its turn.
fn receive(task: ListTask, asked: &mut Vec<ListQuestion>) {
    match task {
        ListTask::LetGo(bulk) => drop(bulk),
        ListTask::Answer(question) => {
            match asked.iter_mut().find(|older| older.pane == question.pane) {
                Some(older) => *older = question,
                None => asked.push(question),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::*;
    use crate::library::contents::Library;
    use crate::panes::list_work::Extent;
    use crate::panes::pane_id::PaneId;
    use crate::panes::request::Scope;

    #[test]
    fn of_the_questions_of_a_pane_only_the_newest_is_answered() {
        let (orders, inbox) = channel();
        let (out, answers) = channel();
        for (pane, number) in [
            (PaneId::Articles, 1),
            (PaneId::Sources, 2),
            (PaneId::Articles, 3),
        ] {
            let question = ListQuestion {
                pane,
                number,
                is_prompted: true,
                extent: Extent {
                    library: Arc::new(Library::default()),
                    selected: None,
                    scope: Scope::Library,
                    opened: None,
                },
                make: Arc::new(|_| Bulk::new(())),
            };
            orders.send(ListTask::Answer(question)).unwrap();
        }
        drop(orders);
        work(&inbox, &out);
        let numbers: Vec<u64> = answers
            .try_iter()
            .map(|message| match message {
                Message::Listed(answer) => answer.number,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(numbers, [3, 2]);
    }
}
