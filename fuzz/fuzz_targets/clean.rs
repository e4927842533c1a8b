//! What no text that passed the gate may hold, written down a second time.

/// Whether a character could command a terminal, reorder a line or hide in it.
pub fn is_forbidden(c: char) -> bool {
    let u = u32::from(c);
    (c.is_control() && c != '\n')
        || [0xad, 0x61c, 0x200b, 0x2028, 0x2029, 0xfeff].contains(&u)
        || (0x200e..=0x200f).contains(&u)
        || (0x202a..=0x202e).contains(&u)
        || (0x2060..=0x206f).contains(&u)
        || (0xfff9..=0xfffb).contains(&u)
        || (0xe0000..=0xe007f).contains(&u)
        || (0xfdd0..=0xfdef).contains(&u)
        || u & 0xfffe == 0xfffe
}
