//! Any text has a head and a body: the body begins on a character boundary, and what is shown is clean.
#![no_main]

mod clean;

use clean::is_forbidden;
use libfuzzer_sys::fuzz_target;
use postil::clip::front_matter;

fuzz_target!(|text: &str| {
    let read = front_matter::read(text, "x.md");
    assert!(text.is_char_boundary(read.body as usize));
    let title = read.head.title.as_str();
    assert!(!title.is_empty() && !title.contains(is_forbidden));
    for author in &read.head.authors {
        assert!(!author.name.as_str().contains(is_forbidden));
    }
    assert_eq!(front_matter::read(text, "x.md"), read);
});
