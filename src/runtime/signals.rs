//! Signals and the line that drops: both end the program with the terminal put back, if it is there.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use crate::app::message::Message;

/// Status with which the program leaves when its terminal is gone (128 and the number of SIGHUP).
pub const HUNG_UP: i32 = 129;
/// Status after SIGTERM (128 and its number).
pub const TERMINATED: u8 = 143;
/// How long a signal of our own may take to come through.
const FENCE: Duration = Duration::from_millis(500);

/// Status after SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Turns signals into messages, and watches for a terminal that is gone.
///
/// # Errors
/// When the signals cannot be caught.
pub fn watch(out: Sender<Message>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGHUP => hang_up(),
                    SIGTSTP => Message::Stop,
                    SIGCONT => Message::Resumed,
                    SIGINT => Message::Leave(INTERRUPTED),
                    _ => Message::Leave(TERMINATED),
                };
                if out.send(message).is_err() {
                    return;
                }
            }
        })?;
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(watch_terminal)?;
    Ok(())
}

/// Waits until the terminal hangs up; needed where SIGHUP is ignored, as under `nohup`, because
/// reading a dead terminal would spin.
fn watch_terminal() {
    let input = io::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::empty())];
    while poll(&mut fds, None).is_ok() {
        if fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        {
            hang_up();
        }
    }
}

/// Leaves at once: on a dead terminal neither drawing nor a message can succeed. What must not be
/// lost was written when it was made.
fn hang_up() -> ! {
    super::terminal::abandon();
    std::process::exit(HUNG_UP)
}

/// What has happened while another program had the terminal, without the signals of its keys: a
/// Ctrl-c typed into an editor is not meant for us, though we get it too.
pub fn since(inbox: &Receiver<Message>) -> Vec<Message> {
    // A signal of our own: when it has come through, so have those before it.
    if signal_hook::low_level::raise(SIGCONT).is_err() {
        return Vec::new();
    }
    let mut messages = Vec::new();
    while let Ok(message) = inbox.recv_timeout(FENCE) {
        match message {
            Message::Resumed => break,
            Message::Stop | Message::Leave(INTERRUPTED) => {}
            message => messages.push(message),
        }
    }
    messages
}

/// Stops the program as Ctrl-z does, and comes back when it is continued.
pub fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
