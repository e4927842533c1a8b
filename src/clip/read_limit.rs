//! How much of a long file is read.

/// Files of at most this many bytes are read whole.
pub const WHOLE: u64 = 2 << 20;
/// Of longer files this many bytes are read at first.
pub const FIRST: u64 = 1 << 20;
/// More of a file than this many bytes is never read.
pub const MOST: u64 = 64 << 20;
