//! The reader's own editor: a note goes to it as a file and comes back as it was saved.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::{Child, Command};

use rustix::process::{Pid, WaitOptions, waitpid};

use crate::app::message::Edited;
use crate::runtime::{environment, signals};
use crate::store::error::reason;
use crate::text::clean::SafeText;

/// Status of a program that a signal ended: this and the signal's number, as shells have it.
const SIGNALLED: i32 = 128;

/// Has the reader edit a text in `file`, which stays there until the note is kept.
///
/// The terminal must have been given away. Whatever the editor has saved comes back, also when it
/// fails.
pub fn edit(text: &str, file: &Path) -> Edited {
    let failed = |text: String, words: &str| Edited::Failed {
        text,
        reason: SafeText::line(words),
    };
    if let Err(error) = lend(text, file) {
        let words = format!("{}: cannot write {}", reason(&error), file.display());
        return failed(text.to_owned(), &words);
    }
    let line = environment::editor().what;
    let ended = run(&line, file);
    let saved = fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    match (ended, saved) {
        (Ok(0), Ok(saved)) => Edited::Saved(saved),
        (_, Err(error)) => {
            let words = format!("{}: cannot read {}", reason(&error), file.display());
            failed(text.to_owned(), &words)
        }
        (Ok(status), Ok(saved)) => failed(saved, &format!("{line} ended with status {status}")),
        (Err(error), Ok(saved)) => {
            let words = format!(
                "{}: cannot run {line}; set VISUAL or EDITOR",
                reason(&error)
            );
            failed(saved, &words)
        }
    }
}

/// Writes the text where only its owner can read it.
fn lend(text: &str, file: &Path) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // In a folder that others write to it must not be a link that one of them has made.
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(file)?;
    let end = if text.is_empty() { "" } else { "\n" };
    file.write_all(format!("{text}{end}").as_bytes())
}

/// Runs the editor on a file; no shell sees the command line. Gives back its status.
fn run(line: &str, file: &Path) -> io::Result<i32> {
    let mut words = words(line).into_iter();
    let program = words
        .next()
        .unwrap_or_else(|| environment::EDITOR.to_owned());
    wait(&Command::new(program).args(words).arg(file).spawn()?)
}

/// Waits for the editor's end; when it is stopped, as by Ctrl-z, the program stops with it, so that
/// the shell gets the terminal and `fg` continues both.
fn wait(child: &Child) -> io::Result<i32> {
    let child = Pid::from_child(child);
    loop {
        let Some((_, status)) =
            rustix::io::retry_on_intr(|| waitpid(Some(child), WaitOptions::UNTRACED))?
        else {
            continue;
        };
        if status.stopped() {
            signals::stop();
        } else if let Some(ended) = status.exit_status() {
            return Ok(ended);
        } else if let Some(signal) = status.terminating_signal() {
            return Ok(SIGNALLED + signal);
        }
    }
}

/// The words of a command line: blanks part them, quotes and backslashes keep them together.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            ('\'' | '"', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            ('\\', None | Some('"')) => word.get_or_insert_default().extend(letters.next()),
            (_, None) if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_may_have_arguments_and_quotes() {
        assert_eq!(words("vim"), ["vim"]);
        assert_eq!(words("  code --wait  -n "), ["code", "--wait", "-n"]);
        assert_eq!(
            words("'/my editor/ed' -c \"set tw=72\" a\\ b"),
            ["/my editor/ed", "-c", "set tw=72", "a b"]
        );
        assert_eq!(words("ed ''"), ["ed", ""]);
        assert!(words("").is_empty());
    }
}
