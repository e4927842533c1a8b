//! Any document fits any width: pieces stand side by side inside it, every row can be printed, and
//! cells lead back to the file. The first byte is the width.
#![no_main]

mod clean;

use clean::is_forbidden;
use libfuzzer_sys::fuzz_target;
use postil::text::markdown;
use postil::page::layout::{Layout, LongCode, Options, folded_at_first};
use postil::page::locate::{self, Position};
use postil::page::plain;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let document = markdown::read(&text, 0);
    let mut options = Options::default();
    if first & 1 == 1 {
        options.code = LongCode::From(u16::from(first / 16));
        options.folded = folded_at_first(&document);
    }
    let width = u16::from(first / 2);
    let layout = Layout::of(&document, width, &options);
    let mut end = 0;
    for (index, row) in layout.rows.iter().enumerate() {
        assert!(row.text.start >= end || row.text.end == end);
        end = row.text.end;
        let mut column = 0;
        for piece in layout.row(index) {
            assert!(piece.column >= column);
            column = piece.column + piece.width;
            assert!(column <= layout.width);
        }
        let line = plain::line(&document, &layout, index);
        assert!(!line.as_str().contains(|c| is_forbidden(c) || c == '\n'));
        for column in [0, width / 2, width] {
            let at = Position { row: index, column };
            if let Some(source) = locate::source_at(&document, &layout, at) {
                assert!(
                    text.get(source.bytes())
                        .is_some_and(|source| !source.is_empty())
                );
            }
        }
    }
});
