//! What reaches a terminal, judged by an allow-list.

use std::path::Path;

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
    let mut judge = Judge::default();
    let mut parser = Parser::new();
    parser.advance(&mut judge, &bytes);
    // A sequence that never ends would swallow this letter.
    parser.advance(&mut judge, b"x");
    assert_eq!(judge.last, Some('x'), "{}", what.display());
    assert!(
        judge.refused.is_empty(),
        "{}: {:?}",
        what.display(),
        judge.refused
    );
}

/// Keeps what is neither a printable letter, nor a cell's position, nor a cell's style.
#[derive(Default)]
struct Judge {
    refused: Vec<String>,
    last: Option<char>,
}

impl Perform for Judge {
    fn print(&mut self, c: char) {
        self.last = Some(c);
        let hides = matches!(u32::from(c),
            0..0x20 | 0x7f..=0x9f | 0xad | 0x61c | 0x200b | 0x200e..=0x200f | 0x2028..=0x202e
            | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f);
        if hides {
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
        self.refused.push(format!("ESC {between:?} {byte:#x}"));
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], _bell: bool) {
        self.refused.push(format!("OSC {params:?}"));
    }

    fn hook(&mut self, params: &Params, _between: &[u8], _ignore: bool, action: char) {
        self.refused.push(format!("DCS {params:?} {action}"));
    }
}
