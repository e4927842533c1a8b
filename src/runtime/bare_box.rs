//! The box alone, over lines instead of a library: for measuring what typing into it costs.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Instant;

use crate::app::message::{Effect, Input, Message};
use crate::app::state::{App, Settings};
use crate::input::key::Key;
use crate::library::reading_position::ReadingPositions;
use crate::runtime::clock::Clock;
use crate::runtime::frame_pacing::FramePacer;
use crate::runtime::searcher::{SearchTask, Searcher, work};
use crate::runtime::{keyboard, signals, terminal};
use crate::search::items::SearchItem;
use terminal::TerminalScreen;

/// The key that opens the box.
const FIND_ALL: Key = Key {
    ctrl: true,
    ..Key::char('p')
};

/// Opens the box over some items and lets one type until it is closed.
///
/// The pane, the searcher and the terminal are those of the explorer; only its loop is left out,
/// which answers to other messages than these.
///
/// # Errors
/// When the terminal cannot be taken, read or written.
pub fn among(items: impl IntoIterator<Item = SearchItem>, settings: Settings) -> io::Result<()> {
    let searcher = Searcher::among(items);
    terminal::put_back_on_panic();
    let (out, inbox) = channel();
    signals::watch(out.clone())?;
    let mut screen = TerminalScreen::take()?;
    let (asks, asked) = channel();
    let told = out.clone();
    thread::spawn(move || work(searcher, &asked, &told));
    let (permits, permitted) = channel();
    thread::spawn(move || keyboard::read(&permitted, &out));
    let mut app = App::new(settings);
    let clock = Clock::start();
    let (width, height) = screen.size()?;
    let opening = [Input::Resize(width, height), Input::Key(FIND_ALL)];
    let mut batch = vec![
        Message::ReadBefore(ReadingPositions::default()),
        Message::Library(Arc::default()),
        Message::Input(opening.to_vec()),
    ];
    let mut pace = FramePacer::drawn(Instant::now());
    loop {
        let prompted = batch.iter().any(Message::is_prompted);
        for message in batch {
            let typed = matches!(message, Message::Input(_));
            let message = match message {
                Message::Resized => {
                    let (width, height) = screen.size()?;
                    Message::Input(vec![Input::Resize(width, height)])
                }
                other => other,
            };
            update(&mut app, message, &clock, &asks);
            if typed {
                let _ = permits.send(());
            }
        }
        if pace.draws(&mut app, prompted) {
            screen.draw(&app)?;
            pace = FramePacer::drawn(Instant::now());
        }
        if !app.context().is_typing() || app.finished().is_some() {
            return Ok(());
        }
        let Some(next) = pace.wait(&inbox) else {
            return Ok(());
        };
        batch = next;
    }
}

/// Has the app take a message in, and does what it asks for.
fn update(app: &mut App, message: Message, clock: &Clock, asks: &Sender<SearchTask>) {
    let mut effects = VecDeque::from(app.update(message, clock.moment()));
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Ask { question, number } => {
                // A searcher that is gone has panicked, and said so.
                let _ = asks.send(SearchTask::Ask(question, number));
            }
            // The lists of no articles are made at once.
            Effect::List(question) => {
                let answer = Message::Listed(question.answer());
                effects.extend(app.update(answer, clock.moment()));
            }
            _ => {}
        }
    }
}
