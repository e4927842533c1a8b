//! A program on a pseudo-terminal: keys in, a screen out, and waiting that ends.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a terminal of its own.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub home: tempfile::TempDir,
}

pub fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// What a program is started with.
pub struct Setup {
    pub program: String,
    pub arguments: Vec<String>,
    /// Beside what every program of the tests is told.
    pub environment: Vec<(&'static str, String)>,
    pub columns: u16,
    pub rows: u16,
}

impl Setup {
    pub fn of(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self {
            program: program.to_owned(),
            arguments: arguments.iter().map(ToString::to_string).collect(),
            environment: Vec::new(),
            columns,
            rows,
        }
    }
}

/// A program on a new pseudo-terminal, with a home of its own.
pub struct Started {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub home: tempfile::TempDir,
}

pub fn start(setup: Setup) -> Started {
    let pair = native_pty_system()
        .openpty(size(setup.columns, setup.rows))
        .unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(setup.program);
    command.args(setup.arguments);
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
    for (name, value) in setup.environment {
        command.env(name, value);
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
    pub fn run(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::start(Setup::of(program, arguments, columns, rows))
    }

    pub fn start(setup: Setup) -> Self {
        let (columns, rows) = (setup.columns, setup.rows);
        let Started {
            master,
            child,
            home,
        } = start(setup);
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

    pub fn postil(columns: u16, rows: u16) -> Self {
        Self::run(env!("CARGO_BIN_EXE_postil"), &[], columns, rows)
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
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

    pub fn until_shown(&mut self, text: &str) {
        self.until(&format!("never shown: {text}"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until all of the bundled library is read, in a window that shows its titles whole.
    pub fn until_loaded(&mut self) {
        self.until("never loaded", |screen| {
            let shown = screen.contents();
            shown.contains("Articles 16 ") && !shown.contains("loading")
        });
    }

    /// Waits until nothing has been written for half a second.
    pub fn until_quiet(&mut self) {
        loop {
            match self.output.recv_timeout(Duration::from_millis(500)) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Waits for the end and takes in what was written until then.
    pub fn ended(&mut self) -> ExitStatus {
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

    pub fn is_put_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen()
            && !screen.bracketed_paste()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), signal)
            .unwrap();
    }
}
