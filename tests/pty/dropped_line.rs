//! Lines that really drop: the other end of the terminal is closed, as by a lost connection or a closed window.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, ExitStatus, MasterPty};

use crate::annotating::library;
use crate::terminal::{PATIENCE, Setup, Started, Terminal, cells, start};

const COLUMNS: u16 = 100;
const ROWS: u16 = 30;

/// A program on a terminal whose other end nobody but this holds.
struct Line {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Box<dyn Read + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    _home: tempfile::TempDir,
}

impl Line {
    fn start(setup: Setup) -> Self {
        let Started {
            master,
            child,
            home,
        } = start(setup);
        // Reading waits for ever where nothing comes: the end of the program ends it.
        let pid = i32::try_from(child.process_id().unwrap()).unwrap();
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            let pid = rustix::process::Pid::from_raw(pid).unwrap();
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        });
        Self {
            keys: master.take_writer().unwrap(),
            output: master.try_clone_reader().unwrap(),
            screen: vt100::Parser::new(cells(ROWS), cells(COLUMNS), 0),
            master,
            child,
            _home: home,
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn until_shown(&mut self, text: &str) {
        let mut bytes = [0; 8192];
        while !self.screen.screen().contents().contains(text) {
            let Ok(count @ 1..) = self.output.read(&mut bytes) else {
                panic!("never shown: {text}\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes[..count]);
        }
    }

    /// Closes the other end of the terminal, and waits for the program to end.
    fn drop_line(self) -> ExitStatus {
        let Self {
            master,
            keys,
            output,
            mut child,
            ..
        } = self;
        drop((output, keys, master));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "lives on without a terminal");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The explorer on the library in a folder, with everything of its own in the same folder.
fn explorer(folder: &Path) -> Setup {
    let state = folder.join("state").to_string_lossy().into_owned();
    Setup {
        environment: vec![("XDG_STATE_HOME", state)],
        ..Setup::of(
            env!("CARGO_BIN_EXE_postil"),
            &[&folder.join("clips").to_string_lossy()],
            COLUMNS,
            ROWS,
        )
    }
}

#[test]
fn a_line_that_drops_loses_no_letter_that_was_shown() {
    for wait in [0, 100, 300, 1_000] {
        let folder = library();
        let mut line = Line::start(explorer(folder.path()));
        line.until_shown("storage costs fell");
        line.press("\r");
        line.until_shown("follow");
        line.press("a");
        line.until_shown("Note");
        for letter in "half a note XYZZY".chars() {
            line.press(&letter.to_string());
        }
        line.until_shown("half a note XYZZY");
        thread::sleep(Duration::from_millis(wait));
        assert_eq!(line.drop_line().exit_code(), 129, "after {wait} ms");
        let mut next = Terminal::start(explorer(folder.path()));
        next.until_shown("half a note XYZZY");
        next.signal(rustix::process::Signal::TERM);
        next.ended();
    }
}

#[test]
fn a_line_that_drops_keeps_the_place_in_the_article() {
    let folder = library();
    let lines: Vec<_> = (0..300)
        .map(|number| format!("Line {number}.\n\n"))
        .collect();
    fs::write(folder.path().join("clips/grid.md"), lines.concat()).unwrap();
    let mut line = Line::start(explorer(folder.path()));
    line.until_shown("Line 1.");
    line.press("\r");
    line.until_shown("follow");
    line.press("  ");
    line.until_shown("Line 30.");
    assert_eq!(line.drop_line().exit_code(), 129);
    let mut next = Terminal::start(explorer(folder.path()));
    next.until_shown("Articles");
    next.press("\r");
    next.until_shown("Line 30.");
    next.signal(rustix::process::Signal::TERM);
    next.ended();
}
