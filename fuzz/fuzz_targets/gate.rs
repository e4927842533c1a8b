//! Nothing forbidden passes the gate, and what has passed passes unchanged.
#![no_main]

mod clean;

use clean::is_forbidden;
use libfuzzer_sys::fuzz_target;
use postil::text::clean::Shown;

fuzz_target!(|text: &str| {
    let line = Shown::line(text);
    assert!(!line.as_str().contains(|c| is_forbidden(c) || c == '\n'));
    assert_eq!(Shown::line(line.as_str()), line);
    let (block, _) = Shown::counted(text);
    assert!(!block.as_str().contains(is_forbidden));
    assert_eq!(Shown::counted(block.as_str()), (block.clone(), 0));
});
