//! Sets of bytes that every byte of a text is looked up in.

/// For each byte whether it is one of `bytes`.
pub const fn of(mut bytes: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    while let [byte, others @ ..] = bytes {
        set[*byte as usize] = true;
        bytes = others;
    }
    set
}
