//! Any bytes of a terminal come to the same events however they are cut, and typing goes on after them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::input::key::{Code, Key};
use postil::input::terminal_input::{Decoder, Event, LONGEST_PASTE};

fuzz_target!(|bytes: &[u8]| {
    let Some((size, bytes)) = bytes.split_first() else {
        return;
    };
    let (mut whole, mut cut) = (Vec::new(), Vec::new());
    let mut decoder = Decoder::default();
    decoder.feed(bytes, &mut whole);
    decoder.flush(&mut whole);
    let mut decoder = Decoder::default();
    for chunk in bytes.chunks(usize::from(*size).max(1)) {
        decoder.feed(chunk, &mut cut);
    }
    decoder.flush(&mut cut);
    assert_eq!(whole, cut);
    for event in &whole {
        match event {
            Event::Key(Key { code: Code::Char(c), .. }) => assert!(!c.is_control()),
            Event::Paste { text, .. } => {
                assert!(text.len() <= LONGEST_PASTE);
                assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
            }
            _ => {}
        }
    }
    decoder.feed(b"\x1b", &mut cut);
    decoder.flush(&mut cut);
    cut.clear();
    decoder.feed(b"q", &mut cut);
    assert_eq!(cut, [Event::Key(Key::char('q'))]);
});
