//! Any bytes are an annotation or are not; what is written of one that was read
//! is read and written the same from then on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use postil::notes::annotation::{read, write};
use postil::store::annotations::load::judge;

fuzz_target!(|bytes: &[u8]| {
    let name = "a.0123456789abcdef.json";
    let _ = judge(name, bytes.to_vec());
    if let Ok((annotation, parents)) = read::bytes(bytes) {
        let written = write::bytes(&annotation, &parents);
        let (again, still) = read::bytes(&written).expect("our own is read");
        assert_eq!(still, parents);
        assert_eq!(write::bytes(&again, &still), written);
    }
});
