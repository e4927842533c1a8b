//! Copying: through tmux where we are in it, else by the terminal's own sequence (OSC 52).

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::text::clean::SafeStr;

/// Bytes of text that every terminal takes: 74,994 bytes encoded, the limit of OSC 52 in xterm.
const MOST: usize = 74_994 / 4 * 3;

/// How much was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// All of it.
    Whole,
    /// Its first bytes.
    Cut(usize),
}

/// Copies a text as far as the terminal takes it.
///
/// # Errors
/// When the terminal cannot be written.
pub fn copy(text: SafeStr<'_>) -> io::Result<Copied> {
    let fitting = text.get(0..text.as_str().floor_char_boundary(MOST));
    if std::env::var_os("TMUX").is_none() || !copy_by_tmux(fitting.as_str()) {
        write_copy(&mut io::stdout(), fitting)?;
    }
    let (copied, all) = (fitting.as_str().len(), text.as_str().len());
    Ok(if copied == all {
        Copied::Whole
    } else {
        Copied::Cut(copied)
    })
}

/// Writes what puts a text on the clipboard of the terminal.
///
/// # Errors
/// When the terminal cannot be written.
pub fn write_copy(out: &mut impl Write, text: SafeStr<'_>) -> io::Result<()> {
    execute!(out, CopyToClipboard::to_clipboard_from(text.as_str()))
}

/// tmux passes OSC 52 on only where it is told to, but its own buffers reach the terminal.
fn copy_by_tmux(text: &str) -> bool {
    let tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut tmux) = tmux else { return false };
    let written = tmux
        .stdin
        .take()
        .is_some_and(|mut pipe| pipe.write_all(text.as_bytes()).is_ok());
    tmux.wait().is_ok_and(|status| status.success() && written)
}
