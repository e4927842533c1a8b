//! The explorer on a stage: what is seen, and what is done, without a terminal.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "explorer/contrast.rs"]
mod contrast;
#[path = "explorer/curating.rs"]
mod curating;
#[path = "explorer/exchanging.rs"]
mod exchanging;
#[path = "explorer/filtering.rs"]
mod filtering;
#[path = "explorer/finding.rs"]
mod finding;
#[path = "explorer/frames.rs"]
mod frames;
#[path = "explorer/journeys.rs"]
mod journeys;
#[path = "explorer/picture.rs"]
mod picture;
#[path = "explorer/pointing.rs"]
mod pointing;
#[path = "explorer/reading.rs"]
mod reading;
#[path = "explorer/reviewing.rs"]
mod reviewing;
#[path = "explorer/stage.rs"]
mod stage;
#[path = "explorer/wide.rs"]
mod wide;
