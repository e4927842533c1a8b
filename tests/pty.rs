//! The real program on a real pseudo-terminal: what only a terminal shows.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "pty/annotating.rs"]
mod annotating;
#[path = "pty/dropped_line.rs"]
mod dropped_line;
#[path = "pty/following.rs"]
mod following;
#[path = "pty/input.rs"]
mod input;
#[path = "pty/killed.rs"]
mod killed;
#[path = "pty/terminal.rs"]
mod terminal;

use std::io::Read;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

use terminal::{PATIENCE, Setup, Started, Terminal, cells, size, start};

#[test]
fn starts_shows_finds_resizes_and_leaves_the_terminal_clean() {
    let mut terminal = Terminal::postil(130, 40);
    for pane in ["Articles 16", "▾ Organisations", "Sources", "Herscovitch"] {
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
    use rustix::process::Signal;
    let signals = [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::USR1, 138),
        (Signal::USR2, 140),
        (Signal::ALARM, 142),
        (Signal::VTALARM, 154),
        (Signal::XCPU, 152),
    ];
    for (signal, status) in signals {
        let mut terminal = Terminal::postil(100, 30);
        terminal.until_shown("Articles 16");
        terminal.signal(signal);
        assert_eq!(terminal.ended().exit_code(), status);
        assert!(terminal.is_put_back(), "{signal:?}");
    }
}

/// As under a forced command of sshd, or as the only program of a window: nobody could continue it.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_suspended_where_no_shell_could_continue_it() {
    let mut terminal = Terminal::postil(100, 30);
    terminal.until_shown("Articles 16");
    terminal.press("\x1a");
    terminal.until_shown("Not suspended");
    terminal.press("q");
    assert!(terminal.ended().success());
}

/// The window's size is whatever the other end of the line says.
#[test]
fn a_window_of_any_size_is_drawn_as_far_as_is_sensible() {
    let mut terminal = Terminal::postil(100, 30);
    terminal.until_shown("Articles 16");
    terminal.master.resize(size(65_535, 65_535)).unwrap();
    terminal.master.resize(size(100, 30)).unwrap();
    terminal.press("ge");
    terminal.until_shown("Organisations");
    terminal.press("q");
    assert!(terminal.ended().success());
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
    } = start(Setup::of("bash", &["-c", &program], 100, 30));
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

#[test]
fn the_mouse_is_taken_on_demand_and_given_back_at_any_end() {
    let is_taken =
        |screen: &vt100::Screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    for end in ["P", "q", "signal"] {
        let mut terminal = Terminal::postil(130, 40);
        terminal.until_loaded();
        assert!(!is_taken(terminal.screen.screen()));
        terminal.press("P");
        terminal.until("the mouse is not taken", is_taken);
        terminal.press("\x1b[<0;100;3M\x1b[<0;100;3m\x1b[<0;100;3M\x1b[<0;100;3m");
        terminal.until_shown("person ·");
        match end {
            "P" => {
                terminal.press("P");
                terminal.until("the mouse is not given back", |screen| !is_taken(screen));
                terminal.press("\x03");
            }
            "q" => terminal.press("\x03"),
            _ => terminal.signal(rustix::process::Signal::TERM),
        }
        terminal.ended();
        assert!(terminal.is_put_back(), "{end}");
    }
}

#[test]
fn the_mouse_of_the_config_is_given_to_the_shell_and_taken_back() {
    let mut terminal = Terminal::run("bash", &["--norc", "--noprofile", "-i"], 100, 30);
    terminal.until_shown("prompt>");
    let folder = terminal.home.path().join("postil");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.yaml"), "mouse: true\n").unwrap();
    terminal.press(&format!("{}\r", env!("CARGO_BIN_EXE_postil")));
    terminal.until_shown("Articles 16");
    let is_taken =
        |screen: &vt100::Screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    terminal.until("the mouse is not taken", is_taken);
    terminal.press("\x1a");
    terminal.until("the shell has no mouse", |screen| {
        !is_taken(screen) && screen.contents().contains("Stopped")
    });
    terminal.press("fg\r");
    terminal.until("the mouse is not taken back", is_taken);
    terminal.until_shown("Articles 16");
    terminal.press("q");
    terminal.until("the mouse is kept", |screen| {
        !screen.alternate_screen() && !is_taken(screen)
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
    terminal.until_loaded();
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
