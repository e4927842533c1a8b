//! Nothing forbidden passes the gate, and what has passed passes unchanged.
#![no_main]

mod clean;

use clean::is_forbidden;
use libfuzzer_sys::fuzz_target;
use postil::text::clean::SafeText;

fuzz_target!(|text: &str| {
    let line = SafeText::line(text);
    assert!(!line.as_str().contains(|c| is_forbidden(c) || c == '\n'));
    assert_eq!(SafeText::line(line.as_str()), line);
    let (block, _) = SafeText::counted(text);
    assert!(!block.as_str().contains(is_forbidden));
    assert_eq!(SafeText::counted(block.as_str()), (block.clone(), 0));
});
