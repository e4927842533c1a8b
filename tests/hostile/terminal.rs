//! What reaches a terminal, judged by an allow-list.
//!
//! Of frames these are letters, positions and styles; besides frames, a title of the window and a
//! text for the clipboard. Links of the terminal's own (OSC 8) are never written.

use std::path::Path;

use postil::runtime::clipboard::write_copy;
use postil::runtime::terminal::write_title;
use postil::text::clean::SafeText;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use vte::{Params, Parser, Perform};

/// Draws a frame through the real backend and judges every byte of it.
pub fn judge(frame: &Buffer, what: &Path) {
    let blank = Buffer::empty(frame.area);
    let mut bytes = Vec::new();
    CrosstermBackend::new(&mut bytes)
        .draw(blank.diff(frame).into_iter())
        .unwrap();
    let judge = parsed(&bytes, what);
    assert!(
        judge.commands.is_empty(),
        "{}: {:?}",
        what.display(),
        judge.commands
    );
}

/// Judges what sets the title of the window: one command, and its text in whole.
pub fn judge_title(title: &SafeText, what: &Path) {
    let mut bytes = Vec::new();
    write_title(&mut bytes, title.shown()).unwrap();
    let judge = parsed(&bytes, what);
    assert_eq!(judge.commands, [format!("0;{title}")], "{}", what.display());
    assert!(!title.as_str().contains(commands), "{}", what.display());
}

/// Judges what puts a text on the clipboard: one command, for the clipboard alone, and no letter
/// of the text as it is.
pub fn judge_copy(text: &SafeText, what: &Path) {
    let mut bytes = Vec::new();
    write_copy(&mut bytes, text.shown()).unwrap();
    let judge = parsed(&bytes, what);
    let [command] = judge.commands.as_slice() else {
        panic!("{}: {:?}", what.display(), judge.commands);
    };
    let encoded = command.strip_prefix("52;c;").unwrap();
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    assert!(
        !encoded.is_empty() && encoded.chars().all(is_base64),
        "{}",
        what.display()
    );
    assert_eq!(judge.printed, 1, "{}", what.display());
}

/// Takes bytes apart; whatever is on no list is refused.
fn parsed(bytes: &[u8], what: &Path) -> Judge {
    let mut judge = Judge::default();
    let mut parser = Parser::new();
    parser.advance(&mut judge, bytes);
    // A sequence that never ends would swallow this letter.
    parser.advance(&mut judge, b"x");
    assert_eq!(judge.last, Some('x'), "{}", what.display());
    assert!(
        judge.refused.is_empty(),
        "{}: {:?}",
        what.display(),
        judge.refused
    );
    judge
}

/// Whether a letter could command a terminal, reorder a line or hide in it.
pub fn commands(c: char) -> bool {
    matches!(u32::from(c),
        0..0x20 | 0x7f..=0x9f | 0xad | 0x61c | 0x200b | 0x200e..=0x200f | 0x2028..=0x202e
        | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f)
}

/// Keeps what is neither a printable letter, nor a cell's position, nor a cell's style; and apart
/// from that, the title of the window and texts for the clipboard.
#[derive(Default)]
struct Judge {
    refused: Vec<String>,
    commands: Vec<String>,
    printed: usize,
    /// Whether a command of its own has come to its end, of which a backslash is left.
    ending: bool,
    last: Option<char>,
}

impl Perform for Judge {
    fn print(&mut self, c: char) {
        self.last = Some(c);
        self.printed += 1;
        if commands(c) {
            self.refused.push(format!("letter {c:?}"));
        }
    }

    fn execute(&mut self, byte: u8) {
        self.refused.push(format!("control {byte:#x}"));
    }

    fn csi_dispatch(&mut self, params: &Params, between: &[u8], _ignore: bool, action: char) {
        if !between.is_empty() || !matches!(action, 'm' | 'H') {
            self.refused
                .push(format!("CSI {params:?} {between:?} {action}"));
        }
    }

    fn esc_dispatch(&mut self, between: &[u8], _ignore: bool, byte: u8) {
        if std::mem::take(&mut self.ending) && between.is_empty() && byte == b'\\' {
            return;
        }
        self.refused.push(format!("ESC {between:?} {byte:#x}"));
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], bell: bool) {
        self.ending = !bell;
        let text = |part: &&[u8]| String::from_utf8_lossy(part).into_owned();
        let whole = params.iter().map(text).collect::<Vec<_>>().join(";");
        match params {
            // A title may hold what else parts parameters.
            [b"0", _, ..] | [b"52", b"c", _] => self.commands.push(whole),
            _ => self.refused.push(format!("OSC {whole:?}")),
        }
    }

    fn hook(&mut self, params: &Params, _between: &[u8], _ignore: bool, action: char) {
        self.refused.push(format!("DCS {params:?} {action}"));
    }
}
