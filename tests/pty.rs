//! The real program on a real pseudo-terminal: what only a terminal shows.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a terminal of its own.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    home: tempfile::TempDir,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// A program on a new pseudo-terminal, with a home of its own.
struct Started {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    home: tempfile::TempDir,
}

fn start(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Started {
    let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("LANG", "C.UTF-8"),
        ("PS1", "prompt> "),
    ] {
        command.env(name, value);
    }
    for name in [
        "TMUX",
        "SSH_CONNECTION",
        "SSH_TTY",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "POSTIL_LIBRARY",
    ] {
        command.env_remove(name);
    }
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home.path());
    }
    command.cwd(home.path());
    let child = pair.slave.spawn_command(command).unwrap();
    Started {
        master: pair.master,
        child,
        home,
    }
}

impl Terminal {
    fn run(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
        let Started {
            master,
            child,
            home,
        } = start(program, arguments, columns, rows);
        let mut reader = master.try_clone_reader().unwrap();
        let keys = master.take_writer().unwrap();
        let (out, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if out.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self {
            master,
            child,
            keys,
            output,
            screen,
            home,
        }
    }

    fn postil(columns: u16, rows: u16) -> Self {
        Self::run(env!("CARGO_BIN_EXE_postil"), &[], columns, rows)
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen is as wanted.
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.screen.screen()) {
            match self
                .output
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => self.screen.process(&bytes),
                Err(error) => panic!("{what} ({error}):\n{}", self.contents()),
            }
        }
    }

    fn until_shown(&mut self, text: &str) {
        self.until(&format!("never shown: {text}"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until nothing has been written for half a second.
    fn until_quiet(&mut self) {
        loop {
            match self.output.recv_timeout(Duration::from_millis(500)) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Waits for the end and takes in what was written until then.
    fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < end, "does not end:\n{}", self.contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.screen.process(&bytes);
            }
        };
        self.until_quiet();
        status
    }

    fn is_put_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), signal)
            .unwrap();
    }
}

#[test]
fn starts_shows_finds_resizes_and_leaves_the_terminal_clean() {
    let mut terminal = Terminal::postil(130, 40);
    for pane in ["Articles 16", "Entities", "Sources", "Herscovitch"] {
        terminal.until_shown(pane);
    }
    assert!(terminal.screen.screen().alternate_screen());
    terminal.press("ge/huawei\r\r");
    terminal.until_shown("organisation ·");
    terminal.press("\x10a:bletchley");
    terminal.until_shown("> a:bletchley");
    terminal.press("\r");
    terminal.until_shown("published 2023-11-0");
    terminal.master.resize(size(50, 14)).unwrap();
    terminal.screen.screen_mut().set_size(cells(14), cells(50));
    terminal.until_shown("Reader");
    terminal.press("q");
    assert!(terminal.ended().success());
    assert!(terminal.is_put_back());
}

#[test]
fn a_terminating_signal_puts_the_terminal_back() {
    let mut terminal = Terminal::postil(100, 30);
    terminal.until_shown("Articles 16");
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.ended().exit_code(), 143);
    assert!(terminal.is_put_back());
}

#[test]
fn a_hang_up_ends_the_program_however_it_was_started() {
    for arguments in [&[][..], &["demo"]] {
        let mut terminal = Terminal::run(env!("CARGO_BIN_EXE_postil"), arguments, 100, 30);
        terminal.until_shown("Articles 16");
        terminal.signal(rustix::process::Signal::HUP);
        assert_eq!(terminal.ended().exit_code(), 129);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_is_gone_ends_the_program_also_without_a_signal() {
    let program = format!("trap '' HUP; exec {} demo", env!("CARGO_BIN_EXE_postil"));
    let Started {
        master, mut child, ..
    } = start("bash", &["-c", &program], 100, 30);
    let mut reader = master.try_clone_reader().unwrap();
    let mut screen = vt100::Parser::new(cells(30), cells(100), 0);
    let mut bytes = [0; 8192];
    while !screen.screen().contents().contains("Articles 16") {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "the program has ended");
        screen.process(&bytes[..count]);
    }
    drop((reader, master));
    let end = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "lives on without a terminal");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn suspends_to_the_shell_and_comes_back() {
    let mut terminal = Terminal::run("bash", &["--norc", "--noprofile", "-i"], 100, 30);
    terminal.until_shown("prompt>");
    terminal.press(&format!("{}\r", env!("CARGO_BIN_EXE_postil")));
    terminal.until_shown("Articles 16");
    terminal.press("\x1a");
    terminal.until("the shell is not back", |screen| {
        !screen.alternate_screen() && screen.contents().contains("Stopped")
    });
    terminal.press("fg\r");
    terminal.until("the program is not back", vt100::Screen::alternate_screen);
    terminal.until_shown("Articles 16");
    terminal.press("q");
    terminal.until("the terminal is not put back", |screen| {
        !screen.alternate_screen()
    });
    terminal.press("exit\r");
    terminal.ended();
}

/// Voluntary context switches of all threads of a process.
#[cfg(target_os = "linux")]
fn switches(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let status =
        tasks.map(|task| std::fs::read_to_string(task.unwrap().path().join("status")).unwrap());
    status
        .flat_map(|status| {
            let lines = status
                .lines()
                .filter(|line| line.starts_with("voluntary_ctxt_switches"));
            lines
                .map(|line| line.rsplit('\t').next().unwrap().parse::<u64>().unwrap())
                .collect::<Vec<_>>()
        })
        .sum()
}

#[cfg(target_os = "linux")]
#[test]
fn idles_without_waking_up() {
    let mut terminal = Terminal::postil(130, 40);
    terminal.until_shown("Herscovitch");
    terminal.until_quiet();
    let pid = terminal.child.process_id().unwrap();
    let before = switches(pid);
    let written = terminal.output.recv_timeout(Duration::from_secs(3));
    assert!(
        matches!(written, Err(RecvTimeoutError::Timeout)),
        "something was written while idle"
    );
    let woken = switches(pid) - before;
    assert!(woken <= 5, "woke up {woken} times in 3 s");
    terminal.press("q");
    assert!(terminal.ended().success());
    assert!(terminal.home.path().exists());
}
