//! Anything typed is a question.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::search::query::Query;

fuzz_target!(|typed: &str| {
    let _ = Query::parse(typed);
});
