//! The rules of the house: what may know what, how files, types and functions are called and how long they
//! may grow, and what is printed from the table of commands.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "house/circles.rs"]
mod circles;
#[path = "house/printed.rs"]
mod printed;
#[path = "house/rooms.rs"]
mod rooms;
#[path = "house/shape.rs"]
mod shape;
#[path = "house/source_files.rs"]
mod source_files;
#[path = "house/words.rs"]
mod words;
