//! Signals and the line that drops: both end the program with the terminal put back, if it is there.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::retry_on_intr;
use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;

use crate::app::message::Message;

/// Status with which the program leaves when its terminal is gone (128 and the number of SIGHUP).
pub const HUNG_UP: u8 = 129;
/// Added to the number of a signal for the status of a program that it ended, as shells have it.
const BY_SIGNAL: i32 = 128;
/// Signals that end a program: all of them end this one with the terminal put back and everything saved.
const ENDING: [i32; 9] = [
    SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
];
/// How long the program may go on without its terminal, to save what is owed.
const GRACE: Duration = Duration::from_secs(5);
/// How long a signal of our own may take to come through.
pub const FENCE: Duration = Duration::from_millis(500);

/// Status after SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Turns signals into messages, and watches for a terminal that is gone.
///
/// # Errors
/// When the signals cannot be caught.
pub fn watch(out: Sender<Message>) -> io::Result<()> {
    let mut signals = Signals::new(
        ENDING
            .into_iter()
            .chain([SIGHUP, SIGTSTP, SIGCONT, SIGWINCH]),
    )?;
    let (hung_up, seen) = (out.clone(), out.clone());
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGHUP => hang_up(&hung_up),
                    SIGTSTP => Message::Stop,
                    SIGCONT => Message::Resumed,
                    SIGWINCH => Message::Resized,
                    _ => Message::Leave(status_after(signal)),
                };
                if out.send(message).is_err() {
                    return;
                }
            }
        })?;
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || watch_terminal(&seen))?;
    Ok(())
}

/// Waits until the terminal hangs up; needed where SIGHUP is ignored, as under `nohup`, because
/// reading a dead terminal would spin.
fn watch_terminal(out: &Sender<Message>) {
    let input = io::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::empty())];
    while retry_on_intr(|| poll(&mut fds, None)).is_ok() {
        if fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        {
            hang_up(out);
        }
    }
}

/// Puts the terminal back as far as it is there, has what is owed saved, and sees to it that the program
/// ends: on a dead terminal drawing may fail, or not come back.
pub fn hang_up(out: &Sender<Message>) -> ! {
    super::terminal::abandon();
    // A program that is ending already needs to hear nothing.
    let _ = out.send(Message::Leave(HUNG_UP));
    thread::sleep(GRACE);
    std::process::exit(HUNG_UP.into())
}

/// What has happened while another program had the terminal, without the signals of its keys: a
/// Ctrl-c typed into an editor is not meant for us, though we get it too.
pub fn since(inbox: &Receiver<Message>) -> Vec<Message> {
    // A signal of our own: when it has come through, so have those before it. One that came while the
    // other program had the terminal, after it was stopped and went on, says nothing.
    let mut messages: Vec<Message> = inbox.try_iter().filter(is_ours).collect();
    if signal_hook::low_level::raise(SIGCONT).is_err() {
        return messages;
    }
    while let Ok(message) = inbox.recv_timeout(FENCE) {
        match message {
            Message::Resumed => break,
            message => messages.extend(Some(message).filter(is_ours)),
        }
    }
    messages
}

/// Whether a message is not about a key that was meant for another program.
fn is_ours(message: &Message) -> bool {
    !matches!(
        message,
        Message::Stop | Message::Resumed | Message::Leave(INTERRUPTED)
    )
}

/// The status of a program that was ended by a signal.
fn status_after(signal: i32) -> u8 {
    u8::try_from(BY_SIGNAL + signal).unwrap_or(u8::MAX)
}

/// Stops the program as Ctrl-z does, and comes back when it is continued. Only where [`can_stop`] says so.
pub fn stop() {
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}

/// Whether somebody is there to continue the program once it is stopped: the shell with job control that started it.
/// Under a forced command of sshd, or as the only program of a terminal window, its process group is orphaned (POSIX,
/// 3.264), and the system does not stop such a group.
pub fn can_stop() -> bool {
    let Some(own) = Standing::of(std::process::id()) else {
        return false;
    };
    let mut parent = Standing::of(own.parent);
    // Those that started us within our own group, such as a script, are stopped with us.
    while let Some(process) = &parent
        && process.group == own.group
    {
        parent = Standing::of(process.parent);
    }
    parent.is_some_and(|process| process.session == own.session)
}

/// Where a process stands among the others, as numbers of processes. 0 is one that cannot be seen from here: in a
/// container the group or session of the first process may lie outside.
#[derive(Debug, PartialEq, Eq)]
struct Standing {
    parent: u32,
    group: u32,
    session: u32,
}

impl Standing {
    /// As Linux tells it.
    #[cfg(target_os = "linux")]
    fn of(process: u32) -> Option<Self> {
        Self::parsed(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
    }

    /// Elsewhere no process lies outside of what can be seen; the parent is known of ourselves alone.
    #[cfg(not(target_os = "linux"))]
    fn of(process: u32) -> Option<Self> {
        use rustix::process::{Pid, getpgid, getppid, getsid};

        let number = |process: Pid| process.as_raw_nonzero().get().unsigned_abs();
        let ours = process == std::process::id();
        let process = Pid::from_raw(i32::try_from(process).ok()?);
        Some(Self {
            parent: getppid().filter(|_| ours).map_or(0, number),
            group: number(getpgid(process).ok()?),
            session: number(getsid(process).ok()?),
        })
    }

    /// Reads `/proc/PID/stat` (proc(5)).
    #[cfg(any(target_os = "linux", test))]
    fn parsed(status: &str) -> Option<Self> {
        // The name of the program stands in brackets and may hold anything: the fields are counted behind it.
        let (_, fields) = status.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(1).map(str::parse);
        let mut next = || fields.next()?.ok();
        Some(Self {
            parent: next()?,
            group: next()?,
            session: next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn a_process_whose_session_lies_outside_of_the_container_is_understood() {
        assert_eq!(
            Standing::parsed("7 (a) b (c) S 1 0 0 34816 7 4194560"),
            Some(Standing {
                parent: 1,
                group: 0,
                session: 0
            })
        );
        assert_eq!(Standing::parsed("7 (a) S 1"), None);
    }
}
