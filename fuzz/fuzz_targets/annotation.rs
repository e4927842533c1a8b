//! Any bytes are an annotation or are not; one that was read is written so that it reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::core::annotation::{read, write};
use postil::store::annotations::load::judge;

fuzz_target!(|bytes: &[u8]| {
    let name = "a.0123456789abcdef.json";
    let _ = judge(name, bytes.to_vec());
    if let Ok((annotation, parents)) = read::bytes(bytes) {
        let written = write::bytes(&annotation, &parents);
        assert_eq!(read::bytes(&written), Ok((annotation, parents)));
    }
});
