//! Messages on standard error.

use std::io::{self, Write};

/// Says something on standard error. It may be a terminal that is gone, or a closed pipe, where `eprintln!` would
/// panic and take with it what was still to be saved.
pub fn say(words: &str) {
    let _ = writeln!(io::stderr(), "postil: {words}");
}
