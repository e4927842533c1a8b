//! Killed as soon as the screen says that something is done: then it is done, and once only.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::annotating::{library, reading};
use crate::terminal::{Setup, Terminal};

/// How often each is tried: the window between the word and the disk was milliseconds, and open in half of all tries.
const TRIES: usize = 8;

/// The annotations that the verb lists, as JSON.
fn listed(folder: &Path, home: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, home);
    }
    command.args(["annotations", "list", "--json", "-L"]);
    let output = command.arg(folder.join("clips")).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_said_to_be_annotated_is_on_the_disk() {
    for (keys, words) in [
        (
            "aA note with its last letters.\x1b",
            "A note with its last letters.",
        ),
        ("H", "The storage costs fell by half."),
        ("AOf all of it\x1b", "Of all of it"),
    ] {
        for _ in 0..TRIES {
            let folder = library();
            let mut terminal = reading(folder.path(), Vec::new());
            terminal.press(keys);
            terminal.until_shown("Annotated");
            terminal.signal(rustix::process::Signal::KILL);
            terminal.ended();
            let listed = listed(folder.path(), terminal.home.path());
            assert!(listed.contains(words), "{keys:?}: {listed}");
        }
    }
}

#[test]
fn a_note_that_was_saved_is_not_offered_after_a_kill() {
    for _ in 0..TRIES {
        let folder = library();
        let mut terminal = reading(folder.path(), Vec::new());
        terminal.press("aA note.\x1b");
        terminal.until_shown("Annotated");
        terminal.signal(rustix::process::Signal::KILL);
        terminal.ended();
        let home = terminal.home.path().to_string_lossy().into_owned();
        let names = [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
        ];
        let mut again = Terminal::start(Setup {
            program: env!("CARGO_BIN_EXE_postil").to_owned(),
            arguments: vec![folder.path().join("clips").to_string_lossy().into_owned()],
            environment: names.map(|name| (name, home.clone())).to_vec(),
            columns: 100,
            rows: 30,
        });
        again.until_shown("storage costs fell");
        again.until_quiet();
        let shown = again.contents();
        assert!(!shown.contains("was being written"), "{shown}");
        let listed = listed(folder.path(), terminal.home.path());
        assert_eq!(listed.matches("\"id\"").count(), 1, "{listed}");
    }
}

/// Root may write where nobody else may, so that the disk has to be really full, or the folder really gone.
#[test]
fn a_note_can_be_left_as_a_draft_when_its_folder_is_gone() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    terminal.press("aprecious words");
    terminal.until_shown("precious words");
    fs::remove_dir_all(folder.path().join("clips")).unwrap();
    terminal.press("\x1b");
    terminal.until_shown("NOT SAVED: No such file or directory");
    terminal.until_shown("ctrl-c leaves it as a draft");
    terminal.press("\x03");
    terminal.until_shown("Kept as a draft");
    terminal.press("\x03");
    assert!(terminal.ended().success());
}
