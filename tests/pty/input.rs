//! What a terminal sends beside letters: its own answers, pastes, keys for editing.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::annotating::{is_saved, library, reading, until};
use crate::terminal::Terminal;

/// Answers that terminals give, also late and to nobody.
const ANSWERS: [&str; 6] = [
    "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "\x1b]52;c;cXVpdA==\x07",
    "\x1bP>|XTerm(380)\x1b\\",
    "\x1b[?62;22c",
    "\x1b[?2026;2$y",
    "\x1b[12;40R",
];

/// Sends all answers, the first of them as a slow line would. Its ESC does not stand alone: on a machine that is busy
/// it would be the Esc key.
fn answer(terminal: &mut Terminal) {
    let (opening, rest) = ANSWERS[0].split_at(2);
    terminal.press(opening);
    for letter in rest.chars() {
        terminal.press(letter.encode_utf8(&mut [0; 4]));
        thread::sleep(Duration::from_millis(2));
    }
    terminal.press(&ANSWERS.concat());
}

/// The one annotation of the library, as it is on the disk.
fn annotation(folder: &Path) -> String {
    let files = fs::read_dir(folder.join("clips/annotations")).unwrap();
    let texts = files.flat_map(|file| fs::read_to_string(file.unwrap().path()));
    texts.collect()
}

#[test]
fn answers_of_the_terminal_leave_no_trace() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    for keys in ["ga", "gr"] {
        terminal.press(keys);
        terminal.until_quiet();
        let before = terminal.contents();
        answer(&mut terminal);
        terminal.until_quiet();
        assert_eq!(terminal.contents(), before, "{keys}");
    }
    terminal.press("\x10my ");
    answer(&mut terminal);
    terminal.press("words");
    terminal.until_shown("> my words");
    terminal.press("\x1b");
    terminal.until_shown("follow");
    terminal.press("amy ");
    answer(&mut terminal);
    terminal.press("note");
    terminal.until_shown("my note");
    terminal.press("\x1b");
    until("saved", || is_saved(folder.path(), "my note"));
    assert!(!annotation(folder.path()).contains("rgb"));
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn a_paste_keeps_its_line_ends_however_they_are_written() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    terminal.press("aone \x1b[200~four\x1b[13;1ufive\x1b[27;5;106~six\r\nseven\x1b[201~ two");
    terminal.until_shown("seven two");
    terminal.press("\x1b");
    let wanted = "one four\\nfive\\nsix\\nseven two";
    until("saved", || is_saved(folder.path(), wanted));
    terminal.press("q");
    assert!(terminal.ended().success());
}

#[test]
fn words_are_moved_over_and_deleted_as_the_fingers_know_it() {
    let folder = library();
    let mut terminal = reading(folder.path(), Vec::new());
    for (opens, shown) in [("\x10", "> "), ("a", "")] {
        terminal.press(opens);
        for (keys, text) in [
            ("alpha beta gamma\x1b[1;5DX", "alpha beta Xgamma"),
            ("\x1bb\x1bbY", "alpha Ybeta Xgamma"),
            ("\x1bf Z", "alpha Ybeta Z Xgamma"),
            ("\x1b[1;5C\x1b\x7fend", "alpha Ybeta Z end"),
            ("\x1b[H\x1bd!", "! Ybeta Z end"),
            ("\x1b[3;5~?", "!? Z end"),
            ("\x1b[F\x17\x17last", "!? last"),
            ("\x1b[H\x0bnothing else", "nothing else"),
        ] {
            terminal.press(keys);
            // Behind the last letter stands the cursor, on a blank.
            terminal.until_shown(&format!("{shown}{text} "));
        }
        terminal.press("\x1b");
        terminal.until("never closed", |screen| {
            !screen.contents().contains("nothing else")
        });
    }
    until("saved", || is_saved(folder.path(), "\"nothing else\""));
    terminal.press("q");
    assert!(terminal.ended().success());
}
