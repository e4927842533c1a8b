//! Annotating in real terminals: the reader's own editor, two programs at once, the next start.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::{PATIENCE, Setup, Terminal};

const CLIP: &str = "---\ntitle: Grid storage\n---\nThe storage costs fell by half.\n";

/// A library of one article, and a folder for scripts beside it.
pub fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("clips")).unwrap();
    fs::write(folder.path().join("clips/grid.md"), CLIP).unwrap();
    folder
}

/// The explorer on that library, in the reader.
pub fn reading(folder: &Path, environment: Vec<(&'static str, String)>) -> Terminal {
    let mut terminal = Terminal::start(Setup {
        program: env!("CARGO_BIN_EXE_postil").to_owned(),
        arguments: vec![folder.join("clips").to_string_lossy().into_owned()],
        environment,
        columns: 100,
        rows: 30,
    });
    terminal.until_shown("storage costs fell");
    terminal.press("\r");
    terminal.until_shown("follow");
    terminal
}

/// The explorer with a script as its editor.
fn with_editor(folder: &Path, script: &str) -> Terminal {
    let path = folder.join("editor");
    fs::write(&path, format!("#!/bin/sh\n{script}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let line = format!("'{}' --wait", path.display());
    reading(folder, vec![("VISUAL", line)])
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

/// Looks again and again until it is so.
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "never so: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

pub fn is_saved(folder: &Path, words: &str) -> bool {
    let texts = files(&folder.join("clips/annotations")).into_iter();
    texts
        .filter_map(|path| fs::read_to_string(path).ok())
        .any(|text| text.contains(words))
}

#[test]
fn a_note_goes_to_the_readers_own_editor_and_no_key_is_lost() {
    let folder = library();
    let script = "[ \"$1\" = --wait ] || exit 3\necho EDITOR READY\nread line </dev/tty\nprintf '%s\\n' \"$line\" > \"$2\"\n";
    let mut terminal = with_editor(folder.path(), script);
    terminal.press("E");
    terminal.until_shown("EDITOR READY");
    assert!(!terminal.screen.screen().alternate_screen());
    // What follows the line is typed before the editor has ended, and is meant for the explorer.
    terminal.press("written elsewhere\rgn");
    terminal.until("the explorer is not back", vt100::Screen::alternate_screen);
    terminal.until_shown("Annotations 1");
    terminal.until_shown("written elsewhere");
    until("saved", || is_saved(folder.path(), "written elsewhere"));
    let drafts = terminal.home.path().join("postil/drafts");
    until("the draft is gone", || files(&drafts).is_empty());
    terminal.press("qq");
    assert!(terminal.ended().success());
    assert!(terminal.is_put_back());
}

#[test]
fn a_note_is_kept_when_the_editor_fails() {
    let folder = library();
    let mut terminal = with_editor(folder.path(), "echo half a note > \"$2\"\nexit 7\n");
    terminal.press("E");
    terminal.until_shown("ended with status 7");
    terminal.until_shown("half a note");
    terminal.press(", and the rest\x1b");
    until("saved", || {
        is_saved(folder.path(), "half a note, and the rest")
    });
}

#[test]
fn a_key_that_interrupts_the_editor_does_not_end_the_program() {
    let folder = library();
    // A shell that waits for a line would sleep through a signal that came just before.
    let script = "trap 'echo interrupted > \"$2\"; exit 0' INT\necho EDITOR READY\nwhile :; do sleep 0.05; done\n";
    let mut terminal = with_editor(folder.path(), script);
    terminal.press("E");
    terminal.until_shown("EDITOR READY");
    terminal.press("\x03");
    terminal.until("the explorer is not back", vt100::Screen::alternate_screen);
    terminal.press("gn");
    terminal.until_shown("Annotations 1");
    terminal.until_shown("interrupted");
    terminal.press("qq");
    assert!(terminal.ended().success());
}

#[test]
fn two_programs_see_what_the_other_marks() {
    let folder = library();
    let mut one = reading(folder.path(), Vec::new());
    let mut other = reading(folder.path(), Vec::new());
    other.press("gn");
    other.until_shown("Annotations 0");
    // The first annotation makes the folder that all later ones are seen in.
    for count in 1..=3 {
        let began = Instant::now();
        one.press("Aa note\x1b");
        other.until_shown(&format!("Annotations {count}"));
        println!("mark {count} was seen after {:?}", began.elapsed());
    }
    other.press("\x1b");
    one.press("gn");
    one.until_shown("Annotations 3");
}

#[test]
fn what_is_saved_last_is_saved_when_the_program_has_ended() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    terminal.press("Hq");
    assert!(terminal.ended().success());
    assert!(is_saved(folder.path(), "The storage costs fell by half."));
}

/// Annotations come from other people too: whatever form of them a terminal is shown, none commands it.
#[test]
fn no_export_commands_the_terminal_it_is_shown_on() {
    let folder = library();
    let clips = folder.path().join("clips").to_string_lossy().into_owned();
    let postil = env!("CARGO_BIN_EXE_postil");
    let note = "Red \u{1b}[31m, \u{1b}]52;c;eA==\u{7} and \u{9b}2J.";
    let add = [
        "annotations",
        "add",
        "grid.md",
        "--note",
        note,
        "-L",
        &clips,
    ];
    let added = Command::new(postil).args(add).output().unwrap();
    assert!(added.status.success(), "{added:?}");
    let forms: [&[&str]; 6] = [
        &[],
        &["--json"],
        &["--jsonl"],
        &["--format", "w3c"],
        &["--format", "csv"],
        &["--format", "readwise"],
    ];
    for form in forms {
        let export = [&["annotations", "export", "-L", &clips], form].concat();
        let mut terminal = Terminal::run(postil, &export, 200, 50);
        let mut written = Vec::new();
        while let Ok(bytes) = terminal.output.recv_timeout(PATIENCE) {
            written.extend(bytes);
        }
        assert!(terminal.ended().success(), "{form:?}");
        let text = String::from_utf8(written).unwrap();
        assert!(text.contains("Red "), "{form:?} {text}");
        let commands = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
        assert!(!text.contains(commands), "{form:?} {text:?}");
    }
}
