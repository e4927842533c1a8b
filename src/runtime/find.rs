//! The box alone, over lines instead of a library: for measuring what typing into it costs.

use std::io;
use std::sync::mpsc::channel;
use std::thread;

use crate::app::message::{Effect, Input, Message};
use crate::app::state::{App, Settings};
use crate::input::key::{Code, Key};
use crate::runtime::searcher::{Searcher, Work, work};
use crate::runtime::{keyboard, terminal};
use crate::search::items::Item;
use terminal::Screen;

/// The key that opens the box.
const FIND_ALL: Key = Key {
    code: Code::Char('p'),
    ctrl: true,
};

/// Opens the box over some items and lets one type until it is closed.
///
/// The pane, the searcher and the terminal are those of the explorer; only its loop is left out,
/// which answers to other messages than these.
///
/// # Errors
/// When the terminal cannot be taken, read or written.
pub fn among(items: impl IntoIterator<Item = Item>, settings: Settings) -> io::Result<()> {
    let searcher = Searcher::among(items);
    terminal::put_back_on_panic();
    let mut screen = Screen::take()?;
    let (out, inbox) = channel();
    let (asks, asked) = channel();
    let told = out.clone();
    thread::spawn(move || work(searcher, &asked, &told));
    let (permits, permitted) = channel();
    thread::spawn(move || keyboard::read(&permitted, &out));
    let mut app = App::new(settings);
    let (width, height) = screen.size()?;
    let opening = [Input::Resize(width, height), Input::Key(FIND_ALL)];
    let mut batch = vec![Message::Input(opening.to_vec())];
    loop {
        for message in batch {
            let typed = matches!(message, Message::Input(_));
            for effect in app.update(message) {
                if let Effect::Ask { question, number } = effect {
                    // A searcher that is gone has panicked, and said so.
                    let _ = asks.send(Work::Ask(question, number));
                }
            }
            if typed {
                let _ = permits.send(());
            }
        }
        screen.draw(&app)?;
        if !app.context().is_typing() {
            return Ok(());
        }
        let Ok(first) = inbox.recv() else {
            return Ok(());
        };
        batch = std::iter::once(first).chain(inbox.try_iter()).collect();
    }
}
