//! The keyboard thread: reads only when it holds a permit, and hands on what came together.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, retry_on_intr};
use rustix::stdio::stdin;

use crate::app::message::{Input, Message};
use crate::input::terminal_input::{Decoder, Event, LONGEST_PASTE};
use crate::runtime::signals;
use crate::text::clean::SafeText;

/// Bytes read at once: as many as Linux holds of what was typed and not read (`N_TTY_BUF_SIZE`).
const CHUNK: usize = 4096;

/// Most inputs of a batch, so that a flood of them is acted on, and can be left, before it ends.
const MOST: usize = 4096;

/// Reads the terminal for as long as permits come.
///
/// A permit is given back after a batch was acted on, so that a program that has the terminal in
/// the meantime loses no keys, and a burst of keys is one frame. A terminal that is gone ends the program.
///
/// # Errors
/// When the terminal cannot be read any more.
pub fn read(permits: &Receiver<()>, out: &Sender<Message>) -> io::Result<()> {
    let mut decoder = Decoder::default();
    while permits.recv().is_ok() {
        let batch = next_batch(&mut decoder, out)?;
        if out.send(Message::Input(batch)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Waits until something means something to us, and takes in what has come together with it.
fn next_batch(decoder: &mut Decoder, out: &Sender<Message>) -> io::Result<Vec<Input>> {
    let mut batch = Vec::new();
    let mut events = Vec::new();
    let mut bytes = [0; CHUNK];
    loop {
        // What is whole does not wait for what hangs in the air; that goes on with the next permit.
        let rest = if batch.is_empty() {
            decoder.rest()
        } else {
            Some(0)
        };
        if has_input(rest)? {
            match retry_on_intr(|| rustix::io::read(stdin(), &mut bytes)) {
                Ok(0) | Err(Errno::IO) => signals::hang_up(out),
                Ok(count) => decoder.feed(&bytes[..count], &mut events),
                // Another program has left the terminal such that reading does not wait.
                Err(Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        } else if batch.is_empty() {
            decoder.flush(&mut events);
        } else {
            return Ok(batch);
        }
        batch.extend(events.drain(..).filter_map(|event| input(event, out)));
        if batch.len() >= MOST {
            return Ok(batch);
        }
    }
}

/// Whether there is something to read, after so many milliseconds at most; without a number it waits until there is.
fn has_input(rest: Option<u32>) -> io::Result<bool> {
    let rest = rest.map(|ms| Timespec::try_from(Duration::from_millis(ms.into())));
    let rest = rest.transpose().map_err(io::Error::other)?;
    let mut fds = [PollFd::from_borrowed_fd(stdin(), PollFlags::IN)];
    Ok(retry_on_intr(|| poll(&mut fds, rest.as_ref()))? > 0)
}

/// What an event is to the app.
fn input(event: Event, out: &Sender<Message>) -> Option<Input> {
    // Where nobody listens any more, nothing needs to be said.
    let tell = |message| drop(out.send(message));
    match event {
        Event::Key(key) => Some(Input::Key(key)),
        Event::Mouse(pointer) => Some(Input::Mouse(pointer)),
        Event::Paste { text, whole } => {
            if !whole {
                let words = format!("Only the first {LONGEST_PASTE} bytes of it are pasted");
                tell(Message::Say(SafeText::line(&words)));
            }
            Some(Input::Paste(text))
        }
        // The size is asked of the system, as it is when a signal says so.
        Event::Resize(..) => {
            tell(Message::Resized);
            None
        }
        Event::Focus(_) | Event::Reply(_) => None,
    }
}
